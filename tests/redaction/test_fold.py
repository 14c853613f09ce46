"""Two writings of one string fold to the same, and every folded character knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.fold import compact, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "MULLER"),
        ("Ivan\u200b Petrov", "ivan petrov"),
        ("ﬁsher", "fisher"),
        ("Петров", "ПЕТРОВ"),
        ("Cидоров", "Сидоров"),  # the first one begins with a Latin letter
        ("O'Brien", "O Brien"),
        ("е\u0301лка", "елка"),
    ],
)
def test_two_writings_of_one_name_are_equal(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


def test_letter_spacing_is_gone_in_the_compact_form() -> None:
    assert compact(fold("P E T R O V")).text == compact(fold("Petrov")).text


@given(st.text())
def test_every_folded_character_points_into_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origin)
    assert all(0 <= at < max(1, len(text)) for at in folded.origin)
    assert list(folded.origin) == sorted(folded.origin)


@given(st.text(), st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1), st.text())
def test_a_span_leads_back_to_the_characters_it_came_from(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    needle = fold(word).text
    folded = fold(text)
    at = folded.text.find(needle)
    assert at >= 0
    start, end = folded.span(at, at + len(needle))
    assert fold(text[start:end]).text.strip() == needle.strip()
