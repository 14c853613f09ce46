"""Words on a page: labels beside values, columns apart, and every word where the text says it is."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.images.layout import lay_out
from extractors.images.layout_cells import PlacedWord


def word(text: str, x: float, y: float) -> PlacedWord:
    return PlacedWord(text, (x, y, x + 6 * len(text), y + 10))


def line(text: str, x: float, y: float) -> list[PlacedWord]:
    found, at = [], x
    for one in text.split():
        found.append(word(one, at, y))
        at += 6 * len(one) + 4
    return found


coordinates = st.floats(0, 600, allow_nan=False)
words = st.lists(st.builds(word, st.text(max_size=12), coordinates, coordinates), max_size=60)


@given(words)
def test_every_word_stands_where_its_offsets_say(placed: list[PlacedWord]) -> None:
    text, found = lay_out(placed)
    assert all(text[one.start : one.end].strip() for one in found)
    assert "".join(text[one.start : one.end] for one in found) == "".join(text.split("\t")).replace("\n", "").replace(
        " ", ""
    ) or any(" " in text[one.start : one.end] for one in found)


def test_a_label_and_its_value_stand_on_one_line() -> None:
    text, _ = lay_out(
        line("SMITH", 200, 51) + line("Family name:", 50, 50) + line("Forename:", 50, 70) + line("John", 200, 70)
    )
    assert text == "Family name:\tSMITH\nForename:\tJohn"


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [one for n in range(8) for one in line("left words that run on and on", 40, 50 + 14 * n)]
    right = [one for n in range(8) for one in line("right words that run on too", 320, 50 + 14 * n)]
    text, _ = lay_out([one for pair in zip(left, right, strict=False) for one in pair] + left[len(right) :])
    assert text.rindex("left") < text.index("right")


def test_a_short_form_in_two_columns_is_read_across() -> None:
    placed = [one for n in range(8) for one in line("Label:", 40, 50 + 14 * n) + line("Value", 320, 50 + 14 * n)]
    assert lay_out(placed)[0].splitlines()[3] == "Label:\tValue"


def test_words_of_a_right_to_left_line_are_read_from_the_right() -> None:
    text, _ = lay_out([word("أحمد", 200, 50), word("محمد", 150, 50), word("12", 120, 50)])
    assert text.split() == ["أحمد", "محمد", "12"]
