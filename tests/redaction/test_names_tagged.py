import pytest

from redaction.finding import PERSON
from redaction.names_tagged import is_unsure, nobody, tagged_hits
from redaction.tagger.tagger import Word, tagger

LABELS = ("O", "PERSON", "DATE")


def _read(text: str) -> list[str]:
    (words,) = tagger().read([text])
    return [text[one.start : one.end] for one in tagged_hits(words, tagger().labels, text) if one.type == PERSON]


def _words(text: str, *chances: float) -> list[Word]:
    found, at = [], 0
    for word, chance in zip(text.split(), chances, strict=True):
        start = text.index(word, at)
        at = start + len(word)
        found.append(Word(start, at, (1 - chance, chance, 0.0)))
    return found


def _hits(text: str, *chances: float) -> list[str]:
    return [text[one.start : one.end] for one in tagged_hits(_words(text, *chances), LABELS, text)]


def test_words_side_by_side_are_one_name_and_titles_are_none_of_it() -> None:
    assert _hits("told Mr Ivan Petrov nothing", 0, 0.9, 0.9, 0.9, 0) == ["Ivan Petrov"]


def test_a_word_at_the_edge_belongs_to_it_only_if_it_is_about_as_probable() -> None:
    assert _hits("then Ivan Petrov left", 0.1, 0.9, 0.9, 0.05) == ["Ivan Petrov"]


@pytest.mark.parametrize("between", ["and", "et", "und", "y", "и", "та", "ve", "و"])
def test_two_people_are_two_hits(between: str) -> None:
    assert _hits(f"Ivan {between} Petra", 0.9, 0.3, 0.9) == ["Ivan", "Petra"]


def test_two_surnames_that_are_one_stay_one() -> None:
    assert _hits("Ramón y Cajal", 0.99, 0.97, 0.99) == ["Ramón y Cajal"]


def test_a_nickname_in_quotes_is_a_name_of_its_own() -> None:
    assert _read('The suspect Rustam Gilazov "Shakal" was seen in the port.') == ["Rustam Gilazov", "Shakal"]


def test_a_sentence_ends_after_a_surname_and_not_after_an_initial() -> None:
    assert _hits("by Petrov.", 0, 0.9) == ["Petrov"]
    assert _hits("by Petrov I.", 0, 0.9, 0.9) == ["Petrov I."]


def test_a_word_in_small_letters_counts_for_less_where_others_have_capitals() -> None:
    small = tagged_hits(
        _words("He saw, with Ann, the smith there", 0, 0, 0, 0, 0, 0.4, 0), LABELS, "He saw, with Ann, the smith there"
    )
    bare = tagged_hits(_words("he saw the smith there", 0, 0, 0, 0.4, 0), LABELS, "he saw the smith there")
    assert small[0].score < bare[0].score


def test_who_is_unsure_and_who_is_nobody() -> None:
    assert is_unsure(_words("Rose came", 0.3, 0), LABELS)
    assert not is_unsure(_words("Rose came", 0.99, 0), LABELS)
    text = "The Commission met Rose"
    assert [text[one.start : one.end] for one in nobody(_words(text, 0, 0, 0, 0.9), LABELS, text)] == [
        "The",
        "Commission",
    ]
