"""A name is public where the office of the register stands with it, and a private namesake is not."""

import pytest

from redaction.anchors import assign
from redaction.finding import BIRTH_DATE, PASSPORT
from redaction.forms_in_place import forms_in_place
from redaction.public import public_mentions
from redaction.readings import choose
from redaction.register import Register, parse_register
from tests.makers.mentions import anchor, mentions

REGISTER = parse_register(
    "name,aliases,role,country,born\n"
    "Hjalmar Brekkesen,Ялмар Бреккесен,Minister of Justice,Norway,1960-05-05\n"
    "Bakhtiyor Saidmurodov,Бахтиёр Саидмуродов,Prosecutor General,Uzbekistan,\n"
    "Aminata Diabatouré,Амината Диабатуре,President of the Constitutional Court,Mali,\n".encode()
)
NAMES = (
    "Hjalmar Brekkesen", "HJALMAR BREKKESEN", "Ялмаром Бреккесеном", "Ялмару Бреккесену", "Ялмара Бреккесена", "Ялмар Бреккесен",
    "Бахтиёра Саидмуродова", "Бахтиёр Саидмуродов", "Bakhtiyor Saidmurodov", "Aminata Diabatouré", "Astrid Brekkesen",
    "H. Brekkesen", "A. Brekkesen", "Brekkesen", "Бреккесену",
)  # fmt: skip


def shown(text: str, *signs: tuple[str, str], register: Register = REGISTER) -> str:
    """One letter a mention in the order of the text: P for a public one."""
    document = mentions(text, *NAMES)
    forms = forms_in_place(document)
    beside = assign(document, [anchor(text, *one) for one in signs])
    found = public_mentions(document, forms, choose(document, forms), register, beside)
    return "".join("P" if at in found else "-" for at in range(len(document)))


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Justice of Norway, Hjalmar Brekkesen, wrote.",
        "a letter of Norwegian Justice Minister Hjalmar Brekkesen",
        "Hjalmar Brekkesen, the Minister of Justice of Norway, wrote.",
        "HJALMAR BREKKESEN (Minister of Justice, Norway)",
        "le ministre de la Justice de Norvège, Hjalmar Brekkesen, a écrit",
        "Le ministre norvégien de la Justice Hjalmar Brekkesen",
        "Hjalmar Brekkesen, ministre de la Justice",
        "министр юстиции Норвегии Ялмар Бреккесен",
        "письмо министра юстиции Норвегии Ялмара Бреккесена",
        "министру юстиции Норвегии Ялмару Бреккесену",
        "подписано министром юстиции Норвегии Ялмаром Бреккесеном",
        "the Minister of\nJustice of Norway,\nHjalmar Brekkesen",
        "запрос Генерального прокурора Узбекистана Бахтиёра Саидмуродова",
        "Генпрокурор Узбекистана Бахтиёр Саидмуродов",
        "Prosecutor General Bakhtiyor Saidmurodov",
        "la présidente de la Cour constitutionnelle du Mali, Aminata Diabatouré",
        "Minister of Justice of Norway Brekkesen wrote.",
    ],
)
def test_an_office_holder_is_public_beside_the_office_in_any_language_and_case_form(text: str) -> None:
    assert shown(text) == "P"


@pytest.mark.parametrize(
    "text",
    [
        "Hjalmar Brekkesen lives in Oslo.",
        "The complainant Hjalmar Brekkesen wrote to the Commission.",
        "Заявитель Ялмар Бреккесен обратился в Комиссию.",
        "The Minister of Finance of Norway, Hjalmar Brekkesen",
        "The Minister of Justice of Denmark, Hjalmar Brekkesen",
        "The Deputy Minister of Justice of Norway, Hjalmar Brekkesen",
        "прокурор Бахтиёр Саидмуродов из Норвегии",
        "Astrid Brekkesen, Minister of Justice of Norway",
        "The Minister wrote to Brekkesen.",
        "Minister Brekkesen",
        "Family name: Brekkesen",
    ],
)
def test_a_name_without_its_own_office_is_not(text: str) -> None:
    assert "P" not in shown(text)


def test_what_is_public_once_is_public_in_the_whole_document() -> None:
    text = "The Minister of Justice of Norway, Hjalmar Brekkesen, wrote. Hjalmar Brekkesen agreed. H. Brekkesen. Brekkesen."
    assert shown(text) == "PPPP"


@pytest.mark.parametrize("sign", ["born 3 March 1971", "born 1971-03-03"])
def test_another_birth_date_is_another_man_even_beside_the_office(sign: str) -> None:
    text = f"Hjalmar Brekkesen, {sign}, Minister of Justice of Norway"
    assert shown(text, (BIRTH_DATE, sign.removeprefix("born "))) == "-"


@pytest.mark.parametrize("day", ["5 May 1960", "05.05.1960", "1960-05-05", "5 мая 1960"])
def test_the_office_holders_own_birth_date_is_as_good_as_the_office(day: str) -> None:
    assert shown(f"Hjalmar Brekkesen, {day}, attended", (BIRTH_DATE, day)) == "P"


def test_the_year_alone_is_not() -> None:
    assert shown("Hjalmar Brekkesen, 1960, attended", (BIRTH_DATE, "1960")) == "-"


def test_a_passport_belongs_to_a_private_man() -> None:
    text = "Minister of Justice of Norway, Hjalmar Brekkesen, FA8812345"
    assert shown(text, (PASSPORT, "FA8812345")) == "-"


def test_a_private_namesake_in_the_same_document_stays_private() -> None:
    text = "The complainant Hjalmar Brekkesen wrote to the Minister of Justice of Norway, Hjalmar Brekkesen."
    assert shown(text) == "-P"


def test_where_a_namesake_stands_beside_a_bare_surname_is_nobodys() -> None:
    text = "his cousin Hjalmar Brekkesen; the Minister of Justice of Norway, Hjalmar Brekkesen; later Brekkesen left"
    assert shown(text) == "-P-"


def test_a_private_person_of_that_surname_takes_the_bare_surname() -> None:
    text = (
        "Minister of Justice of Norway, Hjalmar Brekkesen, and Astrid Brekkesen met. Brekkesen left. A. Brekkesen too."
    )
    assert shown(text) == "P---"


def test_without_a_register_nobody_is_public() -> None:
    empty = parse_register(b"name\nNobody Else\n")
    assert shown("The Minister of Justice of Norway, Hjalmar Brekkesen", register=empty) == "-"


def test_a_word_for_a_relative_inside_another_word_is_no_sign() -> None:
    assert shown("О розыске доложено Ялмару Бреккесену, министру юстиции Норвегии.") == "P"


@pytest.mark.parametrize(
    "text",
    [
        "announced on television by Mr Brekkesen, the Minister of Justice, himself", "par M. Brekkesen, le ministre de la Justice de Norvège.",
        "Hjalmar Brekkesen took office as the Minister of Justice in 2019.", "Hjalmar Brekkesen a pris ses fonctions comme ministre de la Justice.",
        "Ялмар Бреккесен вступил в должность министра юстиции.",
    ],
)  # fmt: skip
def test_an_office_in_apposition_or_taken_up_is_the_office(text: str) -> None:
    assert shown(text) == "P"


@pytest.mark.parametrize(
    "text",
    [
        "by Mr Brekkesen, the Minister of Health",
        "by Mr Brekkesen, a minister of state",
        "Mr Brekkesen met the Minister of Justice",
    ],
)
def test_a_surname_with_less_than_its_whole_office_is_not(text: str) -> None:
    assert shown(text) == "-"
