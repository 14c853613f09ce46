"""A birth date or a passport belongs to the name it stands beside, and says the same day however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.anchors import assign, day_of, same_day
from redaction.finding import BIRTH_DATE, CODE, NATIONAL_ID, PASSPORT
from tests.makers.mentions import anchor, mentions


@pytest.mark.parametrize(
    "text",
    [
        "3 March 1971", "03.03.1971", "03/03/1971", "1971-03-03", "1971/03/03", "3 марта 1971 г.", "le 3 mars 1971",
        "March 3, 1971", "03.03.71", "03-03-71", "3 березня 1971", "«3» марта 1971", "03–03–1971",
    ],
)  # fmt: skip
def test_one_day_is_the_same_in_every_writing(text: str) -> None:
    assert day_of(text) == "1971-03-03"


@pytest.mark.parametrize(
    ("text", "day"),
    [("1971", "1971"), ("1971 г.", "1971"), ("May 1969", "1969"), ("12/31/1980", "1980-12-31"), ("unknown", ""), ("", "")],
)  # fmt: skip
def test_what_is_not_told_is_not_guessed(text: str, day: str) -> None:
    assert day_of(text) == day


@given(st.dates().map(lambda day: day.replace(year=1900 + day.year % 120)))
def test_the_form_of_the_register_and_the_form_of_letters_agree(day: object) -> None:
    assert day_of(f"{day:%Y-%m-%d}") == day_of(f"{day:%d.%m.%Y}") == f"{day:%Y-%m-%d}"


@given(st.text())
def test_any_text_can_be_asked_for_its_day(text: str) -> None:
    assert isinstance(day_of(text), str)


@pytest.mark.parametrize(
    ("first", "second", "are_same"),
    [
        ("1971-03-04", "1971-03-04", True), ("1971-03-04", "1971-04-03", True), ("1971", "1971-03-04", True),
        ("1971-03-04", "1971-03-05", False), ("1972", "1971-03-04", False), ("1971-03-04", "1972-03-04", False),
    ],
)  # fmt: skip
def test_a_year_agrees_with_its_days_and_day_and_month_may_be_swapped(first: str, second: str, are_same: bool) -> None:
    assert same_day(first, second) is same_day(second, first) is are_same


def signs(text: str, *anchors: tuple[str, str], names: tuple[str, ...]) -> dict[str, set[str]]:
    document = mentions(text, *names)
    found = assign(document, [anchor(text, *one) for one in anchors])
    return {document[at].text: each for at, each in found.items()}


def test_a_birth_date_belongs_to_the_name_before_it() -> None:
    text = "Adaeze Okonkwor, born 03.03.1971, and Ashot Shahnazar, born 5 May 1980"
    found = signs(
        text, (BIRTH_DATE, "03.03.1971"), (BIRTH_DATE, "5 May 1980"), names=("Adaeze Okonkwor", "Ashot Shahnazar")
    )
    assert found == {"Adaeze Okonkwor": {"b:1971-03-03"}, "Ashot Shahnazar": {"b:1980-05-05"}}


def test_a_date_that_begins_the_line_of_a_name_belongs_to_that_name() -> None:
    text = "Adaeze Okonkwor\n03.03.1971 Ashot Shahnazar"
    found = signs(text, (BIRTH_DATE, "03.03.1971"), names=("Adaeze Okonkwor", "Ashot Shahnazar"))
    assert found == {"Ashot Shahnazar": {"b:1971-03-03"}}


def test_the_first_name_of_a_text_may_come_after_its_date() -> None:
    assert signs("03.03.1971: Adaeze Okonkwor", (BIRTH_DATE, "03.03.1971"), names=("Adaeze Okonkwor",)) == {
        "Adaeze Okonkwor": {"b:1971-03-03"}
    }


def test_a_date_far_from_every_name_belongs_to_nobody() -> None:
    text = "Adaeze Okonkwor" + " was asked again" * 20 + " 03.03.1971"
    assert signs(text, (BIRTH_DATE, "03.03.1971"), names=("Adaeze Okonkwor",)) == {}


def test_a_name_on_another_page_gets_nothing() -> None:
    document = mentions("Adaeze Okonkwor", "Adaeze Okonkwor", passage=1)
    assert assign(document, [anchor("born 03.03.1971", BIRTH_DATE, "03.03.1971")]) == {}


def test_numbers_of_documents_are_compared_without_their_spaces() -> None:
    names = ("Adaeze Okonkwor",)
    first = signs("Adaeze Okonkwor, passport A 0123 4567", (PASSPORT, "A 0123 4567"), names=names)
    second = signs("Adaeze Okonkwor, id a01234567", (NATIONAL_ID, "a01234567"), names=names)
    assert first == second == {"Adaeze Okonkwor": {"p:a01234567"}}


def test_a_case_number_says_nothing_of_a_person() -> None:
    assert signs("Adaeze Okonkwor, file 2019/4567", (CODE, "2019/4567"), names=("Adaeze Okonkwor",)) == {}
