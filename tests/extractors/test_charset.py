"""Text comes out right whatever encoding it was written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.charset import decode
from extractors.clean import clean, clean_line

CYRILLIC = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1251",
    "koi8-r",
    "iso8859-5",
    "cp866",
)


@pytest.mark.parametrize("encoding", (*CYRILLIC, "mac-cyrillic"))
@pytest.mark.parametrize(
    "text", ["Самойлов Иван Петрович, паспорт 75 1938264", "ЩЕРБАКОВА ЮЛИЯ", "Name: Журавлёв; file 12 of 4 May"]
)
def test_russian_is_read_in_every_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "mac-roman", "cp850"]
)
def test_french_is_read_in_every_encoding(encoding: str) -> None:
    assert decode("Hélène Lefèvre est née à Besançon".encode(encoding)) == "Hélène Lefèvre est née à Besançon"


def test_a_wrong_claim_does_no_harm() -> None:
    assert decode("Hélène".encode(), "koi8-r") == "Hélène"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode()).lstrip("\ufeff") == text.lstrip("\ufeff")


@given(st.text(st.characters()))
def test_cleaned_text_can_always_be_written(text: str) -> None:
    assert "\x00" not in clean(text) and "\r" not in clean(text) and clean(text).encode() is not None


def test_what_cannot_be_seen_does_not_split_a_name() -> None:
    assert clean("Sm\u00adi\u200bth \u202eО\u200dльга") == "Smith Ольга"


def test_arabic_presentation_forms_become_letters() -> None:
    assert clean("\ufe8e\ufedf\ufee0\ufeea") == "الله"


def test_a_cell_is_one_line() -> None:
    assert clean_line(" a\tb\r\nc ") == "a b c"
