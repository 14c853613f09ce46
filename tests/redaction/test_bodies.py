"""What a capitalised word is when it is no name, in three languages and any case form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.bodies import NAMELIKE, Kind, acronyms, is_given_name, is_place, kind, may_be_place, plain


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("Adaeze", Kind.GIVEN), ("Okonkwor", Kind.UNKNOWN), ("Щербатюк", Kind.UNKNOWN), ("Петровым", Kind.GIVEN),
        ("Mr", Kind.TITLE), ("March", Kind.CALENDAR), ("января", Kind.CALENDAR), ("Lagos", Kind.PLACE),
        ("Ташкенте", Kind.PLACE), ("Nigeria", Kind.COUNTRY), ("Узбекистана", Kind.COUNTRY), ("Nigerian", Kind.NATIONALITY),
        ("узбекский", Kind.NATIONALITY), ("Ministry", Kind.BODY), ("Tribunal", Kind.BODY), ("Прокуратуры", Kind.BODY),
        ("CCF", Kind.ACRONYM), ("however", Kind.COMMON), ("toutefois", Kind.COMMON), ("однако", Kind.COMMON),
        ("Rose", Kind.MAYBE),
    ],
)  # fmt: skip
def test_a_word_is_known_for_what_it_is(word: str, what: Kind) -> None:
    assert kind(word) is what


@pytest.mark.parametrize("word", ["Lagos", "Ministry", "Adaeze", "января", "Tribunal"])
def test_capitals_make_no_other_word(word: str) -> None:
    assert kind(word.upper()) is kind(word)


def test_french_capitals_without_accents_are_the_same_words() -> None:
    assert kind("DECISION") is kind("Décision")
    assert kind("DECISION") not in NAMELIKE


@given(st.text())
def test_every_string_has_a_kind(word: str) -> None:
    assert kind(word) in Kind


@given(st.text())
def test_a_word_made_plain_is_plain(word: str) -> None:
    assert plain(plain(word)) == plain(word)


def test_accents_go_and_cyrillic_letters_stay() -> None:
    assert plain("Élodie") == "elodie"
    assert plain("Ёлкин") == "елкин"
    assert plain("Йодль") == "йодль"
    assert plain("Łukasz") == "lukasz"


@pytest.mark.parametrize(
    ("phrase", "is_one"),
    [("Buenos Aires", True), ("LAGOS", True), ("Ташкент", True), ("Côte d'Ivoire", True), ("Adaeze Okonkwor", False)],
)
def test_a_place_is_known_by_its_whole_name(phrase: str, is_one: bool) -> None:
    assert is_place(phrase) is is_one


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("Adaeze", True), ("Мария", True), ("Okonkwor", False), ("however", False), ("Щербатюк", False)],
)
def test_a_given_name_is_told_from_a_surname(word: str, is_one: bool) -> None:
    assert is_given_name(word) is is_one


def test_the_houses_acronyms_are_known_in_small_letters() -> None:
    assert {"ccf", "ncb"} <= acronyms()
    assert all(one == one.lower() for one in acronyms())


def test_a_place_may_be_a_name_too() -> None:
    assert not is_place("Rome")
    assert may_be_place("Rome")
    assert may_be_place("Ташкенте")
    assert not may_be_place("Okonkwor")
