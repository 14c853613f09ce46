"""Delimited text: every cell kept, whatever the quotes, the delimiters and the sizes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import Limits, ReadOptions
from extractors.tables.csv_table import delimiter_of, read_csv
from tests.makers import files


def rows(text: str | bytes, **limits: int) -> tuple[tuple[str, ...], ...]:
    return document(text, **limits).sheets[0].rows


def document(text: str | bytes, **limits: int) -> ExtractedDocument:
    data = text if isinstance(text, bytes) else text.encode()
    return read_csv(data, "a.csv", ReadOptions(ocr=False, limits=Limits(**limits)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_how_evenly_it_parts_the_lines(delimiter: str) -> None:
    table = [["name", "sum, net", "note; x"], ["Иванов, И.", "1,5", "a|b"], ["Lefèvre", "2,5", "tab"]]
    assert rows(files.table(table, delimiter)) == tuple(map(tuple, table))
    assert rows(f"sep={delimiter}\na{delimiter}b") == (("a", "b"),)


def test_formulas_stay_text() -> None:
    assert rows('=cmd|"/c calc"!A1,+1,@SUM(A1)\n1,2,3\n')[0] == ('=cmd|"/c calc"!A1', "+1", "@SUM(A1)")


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    text = 'a,b\n"open,1\n' + "x,y\n" * 500
    assert len(rows(text)) == 502 and rows(text)[-1] == ("x", "y")


def test_zero_bytes_and_bare_returns_are_no_obstacle() -> None:
    assert rows(b"a,b\r1\x00,2\r\n3,4") == (("a", "b"), ("1", "2"), ("3", "4"))


def test_a_line_of_fifty_megabytes_is_read_in_seconds() -> None:
    started = time.perf_counter()
    assert rows("a" * 50_000_000 + ",b\n") == (("a" * 50_000_000, "b"),)
    assert time.perf_counter() - started < 10


def test_cells_over_the_limit_are_cut_off_and_said() -> None:
    found = document("a,b\n" * 1000, cells=100)
    assert len(found.sheets[0].rows) == 50 and found.reason == "partly_over_limit"


@given(st.lists(st.lists(st.text("ab ,;\"'\n", max_size=6), min_size=2, max_size=4), min_size=1, max_size=6))
def test_any_table_comes_back_without_an_error(table: list[list[str]]) -> None:
    assert isinstance(document(files.table(table)), ExtractedDocument)


def test_text_without_a_delimiter_has_one_column() -> None:
    assert delimiter_of(["one", "two"]) in ",;\t|"
    assert rows("one\ntwo\n") == (("one",), ("two",))
