"""Surname and given name that a form keeps apart are one person's name."""

import pytest

from redaction.forms_in_place import forms_in_place
from redaction.name_forms import full_keys, name_form
from tests.makers.mentions import mentions


def keys(text: str, *names: str) -> list[tuple[str, ...]]:
    return [full_keys(one)[:1] for one in forms_in_place(mentions(text, *names))]


@pytest.mark.parametrize(
    ("text", "surname", "given"),
    [
        ("Family name: OKONKWOR\nForename: Adaeze", "OKONKWOR", "Adaeze"),
        ("Nom : DIABATOURÉ\nPrénoms : Fanta", "DIABATOURÉ", "Fanta"),
        ("Prénom : Fanta\nNom de famille : DIABATOURÉ", "DIABATOURÉ", "Fanta"),
        ("Фамилия: ЩЕРБАТЮК\nИмя: Остап", "ЩЕРБАТЮК", "Остап"),
        ("Surname\tYILMAZER\nFirst name\tÇingiz", "YILMAZER", "Çingiz"),
    ],
)
def test_a_surname_and_a_given_name_in_two_fields_are_one_name(text: str, surname: str, given: str) -> None:
    whole = full_keys(name_form(f"{surname}, {given}"))[:1]
    assert keys(text, surname, given) == [whole, whole]


def test_a_fathers_name_below_them_belongs_to_it_too() -> None:
    text = "Фамилия: ЩЕРБАТЮК\nИмя: Остап\nОтчество: Тарасович"
    first, second, _ = forms_in_place(mentions(text, "ЩЕРБАТЮК", "Остап", "Тарасович"))
    assert first == second == name_form("Щербатюк, Остап Тарасович")
    assert first.patronymic


@pytest.mark.parametrize(
    "text",
    [
        "Family name: OKONKWOR" + " " * 90 + "\nForename: Adaeze",  # too far to be one form
        "Family name: OKONKWOR\nWitness: Adaeze",
        "Applicant: OKONKWOR\nForename: Adaeze",
    ],
)
def test_two_names_without_both_labels_stay_two(text: str) -> None:
    assert forms_in_place(mentions(text, "OKONKWOR", "Adaeze")) == [name_form("OKONKWOR"), name_form("Adaeze")]


def test_fields_on_two_pages_are_not_put_together() -> None:
    document = mentions("Family name: OKONKWOR", "OKONKWOR") + mentions("Forename: Adaeze", "Adaeze", passage=1)
    assert forms_in_place(document) == [name_form("OKONKWOR"), name_form("Adaeze")]
