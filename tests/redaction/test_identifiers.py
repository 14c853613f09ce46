"""Whatever stands in a text, every finder ends, in time that grows with the text, with hits inside it."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.finding import TYPES
from redaction.identifiers import find_identifiers
from redaction.identifiers_addresses import find_addresses
from redaction.identifiers_ages import find_ages
from redaction.identifiers_codes import find_codes
from redaction.identifiers_contact import find_contacts
from redaction.identifiers_dates import find_births
from redaction.identifiers_mrz import find_zones
from redaction.identifiers_numbers import find_numbers
from redaction.identifiers_online import find_online
from redaction.identifiers_streets import find_streets
from redaction.identifiers_told import find_told
from redaction.identifiers_whereabouts import find_whereabouts
from redaction.spans import Hit
from tests.makers.hostile import SLOWER_UNITS, UNITS, hostile, seconds

FINDERS = (
    find_addresses,
    find_ages,
    find_births,
    find_codes,
    find_contacts,
    find_numbers,
    find_online,
    find_streets,
    find_told,
    find_whereabouts,
    find_zones,
)
SOON = ("AB-", "1 1 1 ", "1", ".", "a@", "<", "A<", "born ", "@ ", "1.2345,", "شارع ا ", "34 лет ")
PIECES = st.sampled_from(
    "born né le родился 12.03.1971 March 1971 г. ул. rue Road Street 14 A1 CCF/ № No. case дело passport паспорт IBAN DE89 3704 "
    "+44 20 7946 0018 @ post.example www. : ; , . ( ) | \n \t - / Adaeze Okonkwor Щербатюк Lagos resides at кв. 5 € EUR".split(
        " "
    )
)


def everything(text: str) -> list[Hit]:
    return find_identifiers(text, "en")


@pytest.mark.parametrize("unit", UNITS)
def test_two_hundred_thousand_signs_of_one_kind_take_a_few_seconds(unit: str) -> None:
    assert seconds(everything, hostile(unit)) < 8


@pytest.mark.parametrize("unit", SLOWER_UNITS)
def test_more_of_what_a_pattern_begins_with_takes_no_more_than_its_share(unit: str) -> None:
    """Four times the text takes four times as long; a square would take sixteen times."""
    everything(hostile(unit, 100))
    assert seconds(everything, hostile(unit, 8_000)) < 9 * seconds(everything, hostile(unit, 2_000)) + 0.2


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
@pytest.mark.parametrize("unit", SOON)
def test_a_hundred_thousand_signs_take_a_finder_a_second_at_most(unit: str, find: Callable[[str], list[Hit]]) -> None:
    text = hostile(unit, 100_000)
    started = time.process_time()
    find(text)
    assert time.process_time() - started < 1


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map(" ".join))
def test_hits_are_sorted_trimmed_typed_and_inside_the_text(text: str) -> None:
    hits = everything(text)
    assert hits == sorted(set(hits))
    for one in hits:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.type in TYPES and 0 < one.score <= 1


def test_every_finder_is_asked() -> None:
    text = "born 3 March 1971, 14 Rosewood Avenue, adaeze@post.example, passport A01234567, CCF/2019/R123.18, aged 41, flight TK 1234"
    kinds = {"birth", "contact", "code", "number", "address", "age", "whereabouts"}
    assert {one.detector for one in everything(text)} == kinds
    assert {one for find in FINDERS for one in find(text)} == set(everything(text))


def test_a_story_without_identifiers_has_none() -> None:
    text = (
        "The Commission met in Lyon in March 2019. It found that 12 of the 30 files, worth 250 000 EUR, met Article 3 of the "
        "Constitution and paragraph 45 of Resolution AG-2017-RES-01. La Chambre a statué le 3 mars 2020 à 14 h 30. "
        "Комиссия рассмотрела жалобу 3 марта 2020 года."
    )
    assert everything(text) == []
