"""A redacted string is found wherever it still shows, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.leftovers import RedactedString, Watch, same_in_document

NAME = RedactedString("PERSON", "Zaur Mamedov", "p-000001")
PASSPORT = RedactedString("PASSPORT", "75 4410293")


@pytest.mark.parametrize(
    "text",
    [
        "the file of Zaur Mamedov was sent",
        "ZAUR  MAMEDOV",
        "zaur\u200bmamedov Z A U R M A M E D O V",
        "zaur_mamedov.pdf",
        "Zaur\nMamedov",
    ],
)
def test_a_name_is_found_in_every_writing(text: str) -> None:
    assert Watch([NAME]).find(text)


@pytest.mark.parametrize("text", ["75 4410293", "754410293", "75-44-10-293", "No.75 441 0293!"])
def test_a_number_is_found_however_it_is_grouped(text: str) -> None:
    found = Watch([PASSPORT]).find(text)
    assert {text[one.start : one.end] for one in found} <= {"75 4410293", "754410293", "75-44-10-293", "75 441 0293"}
    assert found


def test_a_single_name_counts_only_where_it_is_written_like_one() -> None:
    watch = Watch([RedactedString("PERSON", "Bakersmith", "p-000002")])
    assert watch.find("Mr Bakersmith came")
    assert not watch.find("a bakersmith came")


def test_a_common_word_is_not_looked_for() -> None:
    assert not Watch([RedactedString("PERSON", "Hope", "p-1", is_common=True)]).find("Hope remains")


def test_a_short_number_is_not_looked_for_in_every_date() -> None:
    assert not Watch([RedactedString("CODE", "2019")]).find("on 3 May 2019")


def test_a_birth_date_is_looked_for_in_its_own_document_only() -> None:
    strings = [("BIRTH_DATE", "03.05.1971"), ("PERSON", "Zaur Mamedov")]
    assert same_in_document("issued 03/05/1971", strings)
    assert not same_in_document("issued 04/05/1971", strings)
    assert not Watch([RedactedString("BIRTH_DATE", "03.05.1971")]).find("03.05.1971")


@given(st.text(), st.text())
def test_a_full_name_is_found_between_any_texts(before: str, after: str) -> None:
    text = f"{before} Zaur Mamedov {after}"
    spans = [text[one.start : one.end] for one in Watch([NAME]).find(text)]
    assert any("Zaur" in span and "Mamedov" in span for span in spans)
