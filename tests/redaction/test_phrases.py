"""Phrases as people write them, found in text as people write it."""

import pytest

from redaction.phrases import Phrase, Phrasebook, tidy, words_of


def found(phrase: str, text: str) -> list[str]:
    words = words_of(text)
    return [words.plain[hit.start : hit.end] for hit in Phrasebook([Phrase(phrase, "g", "n")]).scan(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("request refused", "The REQUEST refused.", ["REQUEST refused"]),
        ("request* .. (refused|denied)", "requests for deletion were denied", ["requests for deletion were denied"]),
        ("request .. denied", "request one two three four five six denied", []),
        ("effacées", "données EFFACEES", ["EFFACEES"]),
        ("ещё", "еще", ["еще"]),
        ("(set aside|annulled)", "it was set aside", ["set aside"]),
        ("of the? case", "of case; of the case", ["of case", "of the case"]),
        ("request refused", "a request. Refused entry.", []),
        ("request refused", "request\nrefused", ["request\nrefused"]),
        ("request refused", "request\n\nrefused", []),
        ("deleted", "de-\nleted", ["deleted"]),
        ("person", "[PERSON 7F3K-Q2]", []),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


@pytest.mark.parametrize("phrase", ["", "..", "ab*"])
def test_a_phrase_that_cannot_be_looked_up_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="phrase|letters|choice"):
        Phrasebook([Phrase(phrase, "g", "n")])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("No. 5 and art. 3", 1),
        ("by [PERSON 7F3K-Q2]. Then", 2),
        ("(he left). Then", 2),
        ("3 мая 2019 г.\n\nДалее", 2),
        ("one\n- two\n- three", 3),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(set(words_of(text).sentences)) == count


def test_a_text_without_an_end_is_cut_into_sentences() -> None:
    assert len(set(words_of("word " * 1000).sentences)) == 3


def test_white_space_is_one_mark() -> None:
    assert tidy("a  b\t c\n d\n\n e\x0c f") == "a b\tc\nd\x0be\x0cf"
