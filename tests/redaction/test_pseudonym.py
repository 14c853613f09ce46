"""Pseudonyms are stable within a case, differ between people, and say nothing without the key."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.pseudonym import ALPHABET, pseudonym, pseudonyms

KEY = bytes(range(32))
KEYS = st.binary(min_size=16, max_size=64)
IDS = st.lists(st.text(max_size=12), max_size=60)


@given(KEYS, IDS)
def test_no_two_people_of_a_case_share_one(key: bytes, ids: list[str]) -> None:
    found = pseudonyms(key, ids)
    assert set(found) == set(ids)
    assert len(set(found.values())) == len(set(ids))


@given(KEYS, IDS, IDS)
def test_a_later_person_never_changes_an_earlier_one(key: bytes, first: list[str], later: list[str]) -> None:
    before, after = pseudonyms(key, first), pseudonyms(key, first + later)
    assert {one: after[one] for one in before} == before


@given(KEYS, st.text(max_size=20))
def test_the_form_can_be_read_aloud(key: bytes, person: str) -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{2,8}}", pseudonym(key, person))


def test_letters_that_are_taken_for_figures_are_not_used() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


def test_another_key_gives_another_pseudonym() -> None:
    assert pseudonym(KEY, "p-000001") != pseudonym(KEY[::-1], "p-000001")


def test_a_taken_form_is_answered_with_more_of_the_same() -> None:
    first = pseudonym(KEY, "p-000001")
    second = pseudonym(KEY, "p-000001", {first: "p-000002"})
    assert second.startswith(first) and len(second) == len(first) + 1
    assert pseudonym(KEY, "p-000001", lambda form: form == first) == second


def test_a_form_that_is_taken_by_the_same_person_stays() -> None:
    first = pseudonym(KEY, "p-000001")
    assert pseudonym(KEY, "p-000001", {first: "p-000001"}) == first


def test_thousands_of_people_get_thousands_of_pseudonyms() -> None:
    ids = [f"p-{number:06d}" for number in range(20_000)]
    assert len(set(pseudonyms(KEY, ids).values())) == len(ids)


def test_where_every_form_is_taken_there_is_none() -> None:
    with pytest.raises(ValueError, match="no free pseudonym"):
        pseudonym(KEY, "p-000001", lambda form: True)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        pseudonym(bytes(15), "p-000001")
