"""Addresses without a label are found whole, in the ways of many countries, and a town alone is none."""

import pytest

from redaction.finding import ADDRESS, BIRTH_PLACE
from redaction.identifiers_addresses import find_addresses
from redaction.spans import merge
from redaction.trim import trimmed


def found(text: str) -> list[str]:
    hits = merge(trimmed((one for one in find_addresses(text) if one.score >= 0.5), text), text)
    return [text[one.start : one.end] for one in hits if one.type == ADDRESS]


@pytest.mark.parametrize(
    "address",
    [
        "14 Rosewood Avenue, Flat 3, Leeds LS6 2AB", "Flat 3, 14 Rosewood Avenue", "220 Elm Street, Springfield, IL 62704",
        "12 rue des Lilas, 69003 Lyon", "3 bis, avenue du Général-Moreau, 75011 Paris", "rue de l'Église, 14, 1000 Bruxelles",
        "420111, г. Казань, ул. Ленина, д. 5, кв. 12", "г. Бишкек, мкр. Джал, д. 31, кв. 12", "ул. 8-я Садовая, д. 3",
        "Lindenstraße 5, 10115 Berlin", "Calle Mayor 3, 2º B", "Atatürk Cad. No: 5, Daire 3", "ul. Nowa 7/3",
        "P.O. Box 1234", "BP 123, Bamako", "Plot 92, Block 20, Wuse Zone, Owerri", "7 mikrorayon, dom 31, kv. 12, Bishkek",
        "14 ROSEWOOD AVENUE, LEEDS LS6 2AB",
    ],
)  # fmt: skip
def test_an_address_is_found_from_its_house_to_its_town(address: str) -> None:
    assert found(f"She moved to {address}. It was in May.") == [address]


@pytest.mark.parametrize(
    ("text", "address", "country"),
    [
        ("at 14 Rosewood Avenue, Leeds LS6 2AB, United Kingdom.", "14 Rosewood Avenue, Leeds LS6 2AB", "United Kingdom"),
        ("at 220 Elm Street, Springfield, United States of America", "220 Elm Street, Springfield", "United States of America"),
        ("au 12 rue des Lilas, 69003 Lyon, France.", "12 rue des Lilas, 69003 Lyon", "France"),
        ("адрес: г. Казань, ул. Ленина, д. 5, кв. 12, Россия", "г. Казань, ул. Ленина, д. 5, кв. 12", "Россия"),
        ("Lindenstraße 5, 10115 Berlin, Germany", "Lindenstraße 5, 10115 Berlin", "Germany"),
    ],
)  # fmt: skip
def test_the_country_at_the_end_stays(text: str, address: str, country: str) -> None:
    assert found(text) == [address]
    assert country not in " ".join(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Commission met in Lyon.", "The court of Kazan ruled.", "Article 14, paragraph 3", "on 14 March 2019, Leeds",
        "the Road to Justice", "12 files, 30 pages", "Рассмотрено в Бишкеке 3 марта 2020 г.",
    ],
)  # fmt: skip
def test_a_town_a_date_or_an_article_is_no_address(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("She resides at Villa Amani 7, Kigali with him", "Villa Amani 7, Kigali"),
        ("Il est domicilié à Quartier Bozola 31, Bamako", "Quartier Bozola 31, Bamako"),
        ("проживающий по адресу: Тараз, Абая 14-6", "Тараз, Абая 14-6"),
    ],
)
def test_where_somebody_is_said_to_live_needs_no_known_form(text: str, address: str) -> None:
    assert found(text) == [address]


def test_a_town_where_somebody_lives_is_told_as_a_birth_place_is() -> None:
    text = "The applicant lives in Kigali and works."
    assert [(one.type, text[one.start : one.end]) for one in find_addresses(text)] == [(BIRTH_PLACE, "Kigali")]


def test_the_line_above_a_telephone_is_an_address() -> None:
    assert found("Chambers of the advocates\nResidence Bellevue 4, Cocody\nTel: +225 27 00 00 00 00") == [
        "Residence Bellevue 4, Cocody"
    ]


def test_an_address_ends_with_its_sentence() -> None:
    text = "Проживает: г. Казань, ул. Ленина, д. 5, кв. 12. Жалоба удовлетворена, данные удалены."
    assert found(text) == ["г. Казань, ул. Ленина, д. 5, кв. 12"]


def test_an_address_runs_on_over_a_line_to_its_town() -> None:
    assert found("12 rue des Lilas,\n69003 Lyon\n\nMonsieur") == ["12 rue des Lilas,\n69003 Lyon"]


@pytest.mark.parametrize(
    "address",
    ["Knez Mihailova 144, stan 85, Vranje", "BP 147, quartier Bastos, villa 52, Bafia", "98 Mustaqillik ko'chasi, 67-xonadon, Margilan"],
)  # fmt: skip
def test_the_parts_and_the_town_at_the_end_belong_to_an_address(address: str) -> None:
    assert found(f"I live at {address}. This is lodged.") == [address]


def test_an_address_ends_with_its_cell() -> None:
    assert found("Graham Kesselring\t2016-12-05") == []


@pytest.mark.parametrize(
    "address", ["163, ul. Sadovaya, appt 55, 44505 Lorca", "91, Lindenweg,\nappt 57, 18645 Larnaca", "ул. Лесная, д. 15, кв. 89, 89489, г. Вильёрбан"]
)  # fmt: skip
def test_a_postcode_and_its_town_end_an_address(address: str) -> None:
    assert found(f"on habite au {address} ; tél.") == [address]


def test_a_year_and_a_way_out_are_no_address() -> None:
    assert found("left on 3 March 2017 via Warsaw.") == []
