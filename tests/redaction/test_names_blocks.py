"""A passage is cut into what is read alone, and every character keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.names_blocks import blocks
from tests.makers.hostile import UNITS, hostile

SIGNS = st.text(st.sampled_from("aбA .,:;-\n\t\r\f\u00a0\u2028\u2011"), max_size=120)


def texts(text: str) -> list[str]:
    return [one.text for one in blocks(text)]


@given(SIGNS | st.text(max_size=60))
def test_every_letter_is_in_exactly_one_block_at_its_own_place(text: str) -> None:
    seen: set[int] = set()
    for one in blocks(text):
        places = range(one.start, one.start + len(one.text))
        assert not seen & set(places)
        seen |= set(places)
        assert all(text[at] == each for at, each in zip(places, one.text, strict=True) if each.isalnum())
    assert {at for at, each in enumerate(text) if each.isalpha()} <= seen


def test_wrapped_lines_are_one_paragraph_and_its_breaks_are_kept() -> None:
    text = "The Commission has examined the request of Mr Adaeze\nOkonkwor and decided to delete his data from\nthe files.\n\nNext."
    assert texts(text) == [text[: text.index("\n\n")], "Next."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Adaeze Okonkwor\nFanta Diabatouré", ["Adaeze Okonkwor", "Fanta Diabatouré"]),
        ("Name: Adaeze\nBorn: 1971", ["Name: Adaeze", "Born: 1971"]), ("a\tb\t\tc", ["a", "b", "c"]),
        ("- one item of the list\n- another item of it", ["- one item of the list", "- another item of it"]),
        ("Adaeze Okonkwor      Lagos", ["Adaeze Okonkwor", "Lagos"]), ("12 34\n--\n\f5", []), ("", []),
        ("the end of this sentence is on the line\nbelow it", ["the end of this sentence is on the line\nbelow it"]),
    ],
)  # fmt: skip
def test_lists_fields_cells_and_columns_are_read_alone(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_a_space_that_does_not_break_is_read_as_a_space() -> None:
    assert texts("M.\u00a0Okonkwor\u2011Bright") == ["M. Okonkwor-Bright"]


@pytest.mark.parametrize("unit", [*UNITS, "a\n", "Aaaa aaaa\n"])
def test_no_block_is_longer_than_a_model_can_read(unit: str) -> None:
    assert max((len(one.text) for one in blocks(hostile(unit, 100_000))), default=0) <= 4000
