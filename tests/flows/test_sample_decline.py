"""Russian names in all cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sample.decline import CASES, decline_given, decline_surname, female_surname, patronymic


@pytest.mark.parametrize(
    ("name", "is_woman", "forms"),
    [
        ("Самойлов", False, "Самойлов Самойлова Самойлову Самойлова Самойловым Самойлове"),
        ("Самойлова", True, "Самойлова Самойловой Самойловой Самойлову Самойловой Самойловой"),
        ("Вяземский", False, "Вяземский Вяземского Вяземскому Вяземского Вяземским Вяземском"),
        ("Бондаренко", False, "Бондаренко Бондаренко Бондаренко Бондаренко Бондаренко Бондаренко"),
        ("Ткачук", False, "Ткачук Ткачука Ткачуку Ткачука Ткачуком Ткачуке"),
        ("Ткачук", True, "Ткачук Ткачук Ткачук Ткачук Ткачук Ткачук"),
        ("Долгих", False, "Долгих Долгих Долгих Долгих Долгих Долгих"),
        ("Стойкович", False, "Стойкович Стойковича Стойковичу Стойковича Стойковичем Стойковиче"),
    ],
)
def test_a_surname_takes_the_endings_of_its_kind(name: str, is_woman: bool, forms: str) -> None:
    assert [decline_surname(name, case, is_woman=is_woman) for case in CASES] == forms.split()


@pytest.mark.parametrize(
    ("name", "is_woman", "forms"),
    [
        ("Сергей", False, "Сергей Сергея Сергею Сергея Сергеем Сергее"),
        ("Юрий", False, "Юрий Юрия Юрию Юрия Юрием Юрии"),
        ("Ольга", True, "Ольга Ольги Ольге Ольгу Ольгой Ольге"),
        ("Наталия", True, "Наталия Наталии Наталии Наталию Наталией Наталии"),
        ("Нино", True, "Нино Нино Нино Нино Нино Нино"),
    ],
)
def test_a_given_name_takes_the_endings_of_its_kind(name: str, is_woman: bool, forms: str) -> None:
    assert [decline_given(name, case, is_woman=is_woman) for case in CASES] == forms.split()


def test_a_woman_has_her_own_form_of_surname_and_patronymic() -> None:
    assert female_surname("Samoylov") == "Samoylova"
    assert female_surname("Вяземский") == "Вяземская"
    assert patronymic("Сергей", is_woman=True) == "Сергеевна"
    assert patronymic("Ivan", is_woman=False) == "Ivanovich"
    assert patronymic("Юрий", is_woman=False) == ""


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12), st.booleans())
def test_the_first_case_is_the_name_itself(name: str, is_woman: bool) -> None:
    assert decline_surname(name, "nom", is_woman=is_woman) == name
    assert decline_given(name, "nom", is_woman=is_woman) == name
