"""In a table a column's heading, or the label to the left, says what a cell is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.finding import ACCOUNT, BIRTH_DATE, NATIONAL_ID, PASSPORT, PERSON
from redaction.label_sheets import sheet_hits


def found(*rows: str) -> list[tuple[str, str]]:
    text = "\n".join(rows) + "\n"
    return [(one.type, text[one.start : one.end]) for one in sheet_hits(text)]


def test_every_row_below_a_header_takes_its_columns_kinds() -> None:
    rows = found("Name\tBorn\tPassport", "Adaeze Okonkwor\t03.03.1971\tA01234567", "Fanta Diabatouré\t1980\tB07654321")
    assert rows == [
        (PERSON, "Adaeze Okonkwor"), (BIRTH_DATE, "03.03.1971"), (PASSPORT, "A01234567"),
        (PERSON, "Fanta Diabatouré"), (BIRTH_DATE, "1980"), (PASSPORT, "B07654321"),
    ]  # fmt: skip


def test_headings_in_another_language_or_misread_are_headings() -> None:
    assert found("ФИО\tДата рождения", "Щербатюк Остап\t05.05.1969") == [
        (PERSON, "Щербатюк Остап"),
        (BIRTH_DATE, "05.05.1969"),
    ]
    assert found("Narne\tDate of b1rth", "Adaeze\t03.03.1971") == [(PERSON, "Adaeze"), (BIRTH_DATE, "03.03.1971")]


def test_a_new_header_replaces_the_old_one() -> None:
    rows = found("Name\tDate", "Adaeze\t03.03.2019", "Account\tName", "12345678\tFanta")
    assert rows == [(PERSON, "Adaeze"), (ACCOUNT, "12345678"), (PERSON, "Fanta")]


def test_a_form_laid_out_in_cells_is_read_from_left_to_right() -> None:
    assert found("Name\tAdaeze Okonkwor", "Date of birth\t03.03.1971\tPassport\tA01234567") == [
        (PERSON, "Adaeze Okonkwor"), (BIRTH_DATE, "03.03.1971"), (PASSPORT, "A01234567"),
    ]  # fmt: skip


def test_a_number_in_an_identifiers_column_is_one_whatever_its_form() -> None:
    assert (PASSPORT, "N 4402/77") in found("Name\tPassport\tNotes", "Adaeze\tN 4402/77\tnone")
    assert (NATIONAL_ID, "88168703611") in found("Name\tID number", "Adaeze\t88168703611")


@pytest.mark.parametrize("rows", [("Country\tDate", "Nigeria\t03.03.2019"), ("Adaeze\tOkonkwor",), ("",), ("\t\t",)])
def test_tables_of_other_things_have_no_hits(rows: tuple[str, ...]) -> None:
    assert found(*rows) == []


@given(st.lists(st.lists(st.sampled_from(["Name", "Born", "03.03.1971", "Adaeze", "", "A0123456", "Passport", "x" * 70]), max_size=5), max_size=6))  # fmt: skip
def test_a_hit_never_leaves_its_cell(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    for one in sheet_hits(text):
        assert 0 <= one.start < one.end <= len(text)
        assert not set(text[one.start : one.end]) & {"\t", "\n"}


def test_a_case_number_in_a_column_of_numbers_is_a_case_number() -> None:
    assert ("CODE", "CCF/R 417.19") in found("№ обращения\tЗаявитель\tИсход", "CCF/R 417.19\tОстап Щербатюк\tОтказ")
