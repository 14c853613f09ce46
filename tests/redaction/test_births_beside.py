"""An old date right beside a name is a birth, a date of the case is not."""

import pytest

from redaction.births_beside import births_beside
from redaction.finding import BIRTH_DATE, ORGANIZATION, PERSON
from redaction.spans import Hit


def births(text: str, name: str, kind: str = PERSON) -> list[str]:
    at = text.index(name)
    found = births_beside(text, [Hit(at, at + len(name), kind, 0.9, "test")])
    assert all(one.type == BIRTH_DATE for one in found)
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        ("NGUYEN, Quoc Huy | 21.10.1964 | Hue", "NGUYEN, Quoc Huy", "21.10.1964"),
        ("Адаэзе Оконквор (18 декабря 1956 года р.)", "Адаэзе Оконквор", "18 декабря 1956"),
        ("Ashot Shahnazar\t1971-02-03\t+374", "Ashot Shahnazar", "1971-02-03"),
        ("Thibault Maréchaux, 4 mai 1977, Bangui", "Thibault Maréchaux", "4 mai 1977"),
        ("Thibault Maréchaux\n4 mai 1977", "Thibault Maréchaux", "4 mai 1977"),
    ],
)
def test_nothing_but_signs_stands_between_a_name_and_a_birth(text: str, name: str, date: str) -> None:
    assert births(text, name) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "Adaeze Okonkwor, 12 March 2019, decided",  # a step of the case
        "Adaeze Okonkwor wrote on 21.10.1964",  # a word between them
        "Adaeze Okonkwor\n\n21.10.1964",  # another paragraph
        "Adaeze Okonkwor, 21.10.1864",  # nobody's
        "Adaeze Okonkwor, 1964",  # no date
    ],
)
def test_other_dates_are_none(text: str) -> None:
    assert births(text, "Adaeze Okonkwor") == []


def test_only_people_are_born() -> None:
    assert births("Okonkwor Ltd, 21.10.1964", "Okonkwor Ltd", ORGANIZATION) == []
