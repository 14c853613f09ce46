"""Which words beside a value say what it is: listed ones, misread ones, numbered ones, two languages at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.label_words import (  # fmt: skip
    NAME,
    ROLE,
    STAY,
    exact_kind_of,
    is_country,
    is_nobody,
    kind_of,
    listed_kind_of,
    names_an_office,
    plain,
)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Family name", NAME), ("FAMILY NAME(S)", NAME), ("Nom / Name", NAME), ("Farnily narne", NAME), ("3.1 Prénoms :", NAME), ("Фамилия", NAME),
        ("الاسم", NAME), ("Complainant", ROLE), ("Подпись", ROLE), ("(b) Date of birth", "birth_date"), ("Дата рождения", "birth_date"),
        ("Date de naissance (JJ/MM/AAAA)", "birth_date"), ("Lieu de naissance", "birth_place"), ("Passport No.", "passport"), ("Паспорт №", "passport"),
        ("E-mail", "email"), ("Tél.", "phone"), ("IBAN", "account"), ("Госномер", "plate"), ("Number of vehicle plate", "plate"), ("Our ref.", "code"),
        ("Номер дела", "code"), ("ИНН", "tax_id"), ("Date", STAY), ("Country of birth", STAY), ("Company name", STAY), ("Nationality", "nationality"),
        ("IP address", "ip"), ("Home address of the applicant", "address"), ("something else", None), ("12345", None), ("", None), ("x" * 91, None),
    ],
)  # fmt: skip
def test_a_label_says_what_stands_beside_it(label: str, kind: str | None) -> None:
    assert kind_of(label) == kind


@given(st.text(max_size=120))
def test_any_text_may_be_asked_whether_it_is_a_label(text: str) -> None:
    known = {NAME, ROLE, STAY, "birth_date", "birth_place", "address", "passport", "national_id", "tax_id", "phone", "email",
             "account", "card", "plate", "code", "nationality", "occupation", "ip", "url", None}  # fmt: skip
    assert {kind_of(text), exact_kind_of(text), listed_kind_of(text)} <= known


@given(st.text(max_size=60))
def test_a_text_made_plain_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_a_number_is_a_value_and_no_label() -> None:
    assert kind_of("Passport 0123") is None


def test_an_exact_label_is_not_misread() -> None:
    assert exact_kind_of("Family name") == NAME
    assert exact_kind_of("Farnily narne") is None
    assert listed_kind_of("2. Family name (in capitals)") == NAME


@pytest.mark.parametrize(
    ("value", "is_so"), [("unknown", True), ("N/A", True), ("none", True), ("Okonkwor", False), ("", False)]
)
def test_some_values_name_nobody(value: str, is_so: bool) -> None:
    assert is_nobody(value) is is_so


@pytest.mark.parametrize(
    ("value", "is_so"),
    [("NCB Abuja", True), ("General Secretariat", True), ("Узбекистан", True), ("Adaeze Okonkwor", False)],
)
def test_by_a_role_a_body_or_a_country_may_stand(value: str, is_so: bool) -> None:
    assert names_an_office(value) is is_so


@pytest.mark.parametrize(
    ("value", "is_so"),
    [("Cameroun", True), ("РФ", True), ("UNITED KINGDOM", True), ("Lagos", False), ("Cameroun 2", False)],
)
def test_a_country_is_one_by_its_whole_name(value: str, is_so: bool) -> None:
    assert is_country(value) is is_so


@pytest.mark.parametrize("word", ["Андрес Щербатюк", "Direction"])
def test_a_name_or_a_common_word_is_no_misread_label(word: str) -> None:
    assert kind_of(word) is None
