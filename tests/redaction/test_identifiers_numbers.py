"""Numbers that stand for a person are found by word or form, over a line's end too; money and laws are not."""

import pytest

from redaction.finding import ACCOUNT, CARD, NATIONAL_ID, PASSPORT, PLATE, TAX_ID
from redaction.identifiers_numbers import find_numbers
from redaction.spans import merge


def found(text: str) -> list[tuple[str, str]]:
    return [(one.type, text[one.start : one.end]) for one in merge(find_numbers(text), text)]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("passport No. A01234567", PASSPORT, "A01234567"), ("паспорт серии 45 09 № 123456", PASSPORT, "45 09 № 123456"),
        ("passeport n° 12AB34567", PASSPORT, "12AB34567"), ("travel document: FA 8812345", PASSPORT, "FA 8812345"),
        ("ИНН 500100732259", TAX_ID, "500100732259"), ("identity number 123456789", NATIONAL_ID, "123456789"),
        ("SNILS 112-233-445 95", NATIONAL_ID, "112-233-445 95"), ("784-1971-1234567-1", NATIONAL_ID, "784-1971-1234567-1"),
        ("card 4111 1111 1111 1111", CARD, "4111 1111 1111 1111"), ("account no. 40817810099910004312", ACCOUNT, "40817810099910004312"),
        ("a run of 40817810099910004312 here", ACCOUNT, "40817810099910004312"), ("holder 882299441 came", NATIONAL_ID, "882299441"),
    ],
)  # fmt: skip
def test_a_number_is_found_for_what_it_is(text: str, kind: str, number: str) -> None:
    assert found(text) == [(kind, number)]


@pytest.mark.parametrize(
    "iban", ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "FR76 3000 6000 0112\n3456 7890 189", "DE89-3704-0044-0532-0130-00"]
)  # fmt: skip
def test_an_iban_is_found_over_a_line_break_too(iban: str) -> None:
    assert found(f"paid to {iban} in May") == [(ACCOUNT, iban)]


def test_an_iban_with_a_slip_of_the_hand_is_found_all_the_same() -> None:
    assert found("paid to DE00 3704 0044 0532 0130 00") == [(ACCOUNT, "DE00 3704 0044 0532 0130 00")]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("plate: K 7711 BX", "K 7711 BX"), ("number plate AB12 CDE", "AB12 CDE"), ("Immatriculation : GH-552-KL", "GH-552-KL"),
        ("госномер А 123 ВС 77", "А 123 ВС 77"), ("her car, 34 KLM 129,", "34 KLM 129"), ("Гос. номер: 7711 KX", "7711 KX"),
        ("автомобиль У777УУ77", "У777УУ77"), ("VIN WVWZZZ1JZXW000001", "WVWZZZ1JZXW000001"),
    ],
)  # fmt: skip
def test_a_plate_is_found_by_its_word_or_form(text: str, plate: str) -> None:
    assert found(text) == [(PLATE, plate)]


@pytest.mark.parametrize(
    "text",
    [
        "worth 1234567890 EUR", "€ 123456789", "сумма 123456789 рублей", "passport issued on 03.05.2019", "account of 2019",
        "Resolution AG-2017-RES-01", "the car was sold in 2019", "12 files", "ISO 27001",
    ],
)  # fmt: skip
def test_money_dates_and_resolutions_are_none(text: str) -> None:
    assert found(text) == []


def test_the_figures_under_a_word_on_the_line_above_are_its_number() -> None:
    assert found("Passport\n  A01234567") == [(PASSPORT, "A01234567")]


def test_a_machine_readable_line_is_taken_whole() -> None:
    line = "P<NGAOKONKWOR<<ADAEZE<CHIDINMA<<<<<<<<<<<<<<"
    assert found(f"{line}\n") == [(PASSPORT, line)]


def test_a_number_of_letters_alone_is_found_by_its_label_and_a_word_is_not() -> None:
    assert found("personal number MAATEBZ)") == [(NATIONAL_ID, "MAATEBZ")]
    assert found("Идентификационный номер EHEEXDX\n") == [(NATIONAL_ID, "EHEEXDX")]
    assert found("identity of PERSONS and ID NUMBERS") == []


def test_a_number_that_begins_like_a_date_is_a_number() -> None:
    assert found("N° d'identification personnel 6 06 35 22 296 938 48") == [(NATIONAL_ID, "6 06 35 22 296 938 48")]


def test_a_chinese_plate_needs_no_label() -> None:
    assert found("the car 京D12220 is his") == [(PLATE, "京D12220")]
