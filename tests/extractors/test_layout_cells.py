"""Cells that wrap are whole again, whatever the table's rules, and what is no table is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.images.layout import lay_out
from extractors.images.layout_cells import PlacedWord, parted

COLUMNS = (40.0, 120.0, 220.0, 300.0)
LINE = 11.0


def word(text: str, left: float, top: float) -> PlacedWord:
    return PlacedWord(text, (left, top, left + 5.0 * len(text), top + 10.0))


def cell(text: str, column: int, top: float, columns: tuple[float, ...] = COLUMNS) -> list[PlacedWord]:
    """A cell's words, one line for each part between bars."""
    found: list[PlacedWord] = []
    for number, line in enumerate(text.split("|")):
        left = columns[column]
        for each in line.split():
            found.append(word(each, left, top + number * LINE))
            left += 5.0 * len(each) + 4.0
    return found


def table(*rows: tuple[str, ...]) -> list[PlacedWord]:
    words: list[PlacedWord] = []
    top = 50.0
    for row in rows:
        words += [one for column, text in enumerate(row) for one in cell(text, column, top)]
        top += LINE * max(1 + text.count("|") for text in row) + 6.0
    return words


ROWS = (
    ("Ref", "Applicant", "Born", "Country"),
    ("R 12.17", "MAMANI|HUANCA|Luz Marina", "1963-07-22", "Russian|Federation"),
    ("R 13.17", "Adaeze|Okonkwor", "1964-07-22", "Peru"),
    ("R 14.17", "Jo", "1965-07-22", "Chad"),
)


def test_a_name_that_wraps_in_its_cell_is_read_whole() -> None:
    text, _ = lay_out(table(*ROWS))
    assert text.split("\n")[1:3] == [
        "R 12.17\tMAMANI HUANCA Luz Marina\t1963-07-22\tRussian Federation",
        "R 13.17\tAdaeze Okonkwor\t1964-07-22\tPeru",
    ]


def test_an_empty_cell_keeps_its_column() -> None:
    text, _ = lay_out(table(*ROWS, ("R 15.17", "Li|Wei", "", "Fiji")))
    assert text.split("\n")[-1] == "R 15.17\tLi Wei\t\tFiji"


def test_words_keep_their_places_in_the_text() -> None:
    text, placed = lay_out(table(*ROWS))
    assert [text[one.start : one.end] for one in placed] == text.split()


def test_a_form_in_two_columns_is_no_table() -> None:
    lines = [
        (("Name", "Okonkwor"), 50.0),
        (("Address", "12 Long Road,"), 61.0),
        (("", "Owerri"), 72.0),
        (("Tel", "1"), 83.0),
    ]
    words = [one for row, top in lines for column, text in enumerate(row) for one in cell(text, column, top)]
    assert lay_out(words)[0] == "Name\tOkonkwor\nAddress\t12 Long Road,\nOwerri\nTel\t1"


@pytest.mark.parametrize("count", [1, 2])
def test_a_letterhead_of_few_rows_is_no_table(count: int) -> None:
    rows = [
        [
            [one]
            for one in cell("Tel", 0, 50.0 + 11 * at) + cell("Fax", 1, 50.0 + 11 * at) + cell("Ref", 2, 50.0 + 11 * at)
        ]
        for at in range(count)
    ]
    assert parted(rows) == [(False, rows)]


@given(
    st.lists(
        st.tuples(st.text("abc", min_size=1, max_size=9), st.floats(0, 500), st.floats(0, 700)),
        max_size=40,
    )
)
def test_no_word_is_lost_or_told_twice(given_words: list[tuple[str, float, float]]) -> None:
    words = [word(text, left, top) for text, left, top in given_words]
    text, placed = lay_out(words)
    assert sorted(text.split()) == sorted(one.text for one in words)
    assert len(placed) == len(words)


def test_running_text_with_wide_spaces_is_no_table() -> None:
    lines = [
        "In Spain the  court of  Malaga heard",
        "him on the  second of  May and then",
        "sent the  file back  to Madrid again",
        "where it  was  never seen by anyone",
        "at all  and so  on for many years",
    ]
    words = []
    for at, line in enumerate(lines):
        left = 40.0
        for each in line.split(" "):
            if each:
                words.append(word(each, left, 50 + 12 * at))
            left += 5.0 * len(each) + (20.0 if not each else 3.0)
    text, _ = lay_out(words)
    assert [line.replace("\t", " ").split() for line in text.split("\n")] == [line.split() for line in lines]
