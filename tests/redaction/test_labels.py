"""Form fields: beside, below, in columns, in running text, in any language; whatever comes, offsets hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.finding import BIRTH_DATE, BIRTH_PLACE, CODE, EMAIL, PASSPORT, PERSON, PHONE, TYPES
from redaction.labels import find_labelled
from tests.makers.hostile import SLOWER_UNITS, UNITS, hostile, seconds


def found(text: str) -> list[tuple[str, str]]:
    return [(one.type, text[one.start : one.end]) for one in find_labelled(text, False)]


def test_a_form_of_a_notice_is_read_field_by_field() -> None:
    form = (
        "Family name: OKONKWOR\nForename(s): Adaeze Chidinma\nDate of birth: 3 March 1971\nPlace of birth: Owerri, Nigeria\n"
        "Passport No: A01234567\nPhone: +234 800 000 0000\nE-mail: adaeze@post.example\nSex: F\nDate: 3 May 2019\nCountry: Nigeria"
    )
    assert found(form) == [
        (PERSON, "OKONKWOR"), (PERSON, "Adaeze Chidinma"), (BIRTH_DATE, "3 March 1971"), (BIRTH_PLACE, "Owerri, Nigeria"),
        (PASSPORT, "A01234567"), (PHONE, "+234 800 000 0000"), (EMAIL, "adaeze@post.example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Name: Adaeze Okonkwor", "NAME : Adaeze Okonkwor", "1. Name and surname: Adaeze Okonkwor", "Name....... Adaeze Okonkwor",
        "Name     Adaeze Okonkwor", "Name\tAdaeze Okonkwor", "Name | Adaeze Okonkwor", "Name\nAdaeze Okonkwor", "Name:\n\nAdaeze Okonkwor",
        "Applicant:\nAdaeze Okonkwor", "Family name Adaeze Okonkwor", "Nom et prénoms – Adaeze Okonkwor", "ФИО: Adaeze Okonkwor",
        "Farnily narne: Adaeze Okonkwor", "الاسم: Adaeze Okonkwor", "Ref: none; Name: Adaeze Okonkwor", "Represented by: Ms Adaeze Okonkwor",
        "Mother's name: Adaeze Okonkwor", "Name = Adaeze Okonkwor", "姓名：Adaeze Okonkwor",
    ],
)  # fmt: skip
def test_a_name_by_its_label_is_found_however_the_form_is_set(text: str) -> None:
    assert (PERSON, "Adaeze Okonkwor") in found(text)


@pytest.mark.parametrize(
    "name", ["Adaeze Okonkwor", "Contractor", "Paris", "Nguyễn Thị Quỳnh", "حسن", "毛小明", "Dang Van May"]
)
def test_what_stands_by_a_name_label_is_a_name_whatever_word_it_is(name: str) -> None:
    assert found(f"Surname: {name}") == [(PERSON, name)]


def test_two_columns_of_fields_on_one_line_are_two_fields() -> None:
    assert found("Name: Adaeze Okonkwor      Date of birth: 03.03.1971") == [
        (PERSON, "Adaeze Okonkwor"),
        (BIRTH_DATE, "03.03.1971"),
    ]


def test_a_column_of_labels_and_a_column_of_values_are_paired() -> None:
    text = "Family name\nForename\nDate of birth\nOKONKWOR\nAdaeze\n03.03.1971"
    assert found(text) == [(PERSON, "OKONKWOR"), (PERSON, "Adaeze"), (BIRTH_DATE, "03.03.1971")]


def test_rows_below_a_row_of_labels_are_read_cell_by_cell() -> None:
    text = "Name | Date of birth | Role\nAdaeze Okonkwor | 03.03.1971 | driver\nFanta Diabatouré | 1980 | cook"
    assert found(text) == [
        (PERSON, "Adaeze Okonkwor"), (BIRTH_DATE, "03.03.1971"), (PERSON, "Fanta Diabatouré"), (BIRTH_DATE, "1980"),
    ]  # fmt: skip


def test_an_address_runs_on_over_its_lines_and_ends_with_them() -> None:
    text = "Address:\n14 Rosewood Avenue\nLeeds LS6 2AB\n\nThe request of 3 May"
    assert [part for _, part in found(text)] == ["14 Rosewood Avenue\nLeeds LS6 2AB"]


@pytest.mark.parametrize(
    "text",
    [
        "Complainant: NCB Abuja", "Name: unknown", "Signature: none", "Country: Nigeria", "Date: 3 March 2019", "Outcome: deleted",
        "The Commission decided: the data shall be deleted.", "Article 3: neutrality", "12:30", "", "\n\n", ":",
    ],
)  # fmt: skip
def test_fields_that_name_nobody_have_no_hits(text: str) -> None:
    assert found(text) == []


def test_a_date_on_the_line_below_a_case_number_is_not_part_of_it() -> None:
    assert found("Дело № 12345/2018\nРешение принято 24 августа 2022") == [(CODE, "12345/2018")]


LABELS = st.sampled_from(
    ["Name", "Имя", "Address", "Date of birth", "Ref", "Passport No", "Signed by", "Country", ":", "\t", "  ", " | ", "....", "\n", "\n\n"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(LABELS | st.text(max_size=8), max_size=14).map("".join), st.booleans())
def test_whatever_a_form_looks_like_hits_lie_inside_it(text: str, is_sheet: bool) -> None:
    for one in find_labelled(text, is_sheet):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip()
        assert one.type in TYPES


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("is_sheet", [False, True], ids=["page", "sheet"])
def test_two_hundred_thousand_signs_of_one_kind_take_a_few_seconds(unit: str, is_sheet: bool) -> None:
    assert seconds(lambda text: find_labelled(text, is_sheet), hostile(unit)) < 6


@pytest.mark.parametrize("unit", [*SLOWER_UNITS, "Name: ", "Name:\n", "Address: 1\n", "Name | "])
def test_more_of_what_a_form_is_made_of_takes_no_more_than_its_share(unit: str) -> None:
    def find(size: int) -> float:
        return seconds(lambda text: find_labelled(text, False), hostile(unit, size))

    find(100)
    assert find(20_000) < 9 * find(5_000) + 0.2


def test_the_words_of_an_office_are_nobodys_name() -> None:
    assert not {"la Première", "Première"} & {
        text for _, text in found("Auteur : la Première ministre de l'Azerbaïdjan Leyla Kurbanli\n")
    }
