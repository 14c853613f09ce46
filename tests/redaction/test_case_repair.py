"""Capitals become title case, letter for letter, so that every offset stays true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.case_repair import is_capitals, is_shouting, repaired

ACRONYMS = frozenset({"ccf", "нцб", "ncb"})


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    assert len(repaired(text, ACRONYMS)) == len(text)


@given(st.text(st.sampled_from("AbcЯяÉéİıǅß .\n"), max_size=60))
def test_only_the_case_of_letters_changes(text: str) -> None:
    fixed = repaired(text, ACRONYMS)
    assert all(one == other or one.lower() == other.lower() for one, other in zip(text, fixed, strict=True))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("the file of ADAEZE OKONKWOR was sent", "the file of Adaeze Okonkwor was sent"),
        ("дело ЩЕРБАТЮКА передано", "дело Щербатюка передано"),
        ("M. MARÉCHAUX-DELCOURT a écrit", "M. Maréchaux-Delcourt a écrit"),
        ("the NCB of Lagos wrote to the CCF", "the NCB of Lagos wrote to the CCF"),
        ("lower case stays", "lower case stays"),
    ],
)
def test_words_in_capitals_are_read_as_names_are_written(text: str, fixed: str) -> None:
    assert repaired(text, ACRONYMS) == fixed


def test_a_short_word_alone_is_more_likely_an_acronym() -> None:
    assert repaired("the EU and the UN met here", ACRONYMS) == "the EU and the UN met here"


def test_in_a_shouted_line_short_words_are_names_too() -> None:
    assert repaired("ADA LEE OKONKWOR", ACRONYMS) == "Ada Lee Okonkwor"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("PROSHU SOOBSHCHIT DANNYE", True), ("ПРОШУ СООБЩИТЬ О НЕМ", True), ("The file of OKONKWOR", False), ("OKONKWOR", False)],
)  # fmt: skip
def test_a_line_shouts_when_most_of_its_words_do(text: str, is_so: bool) -> None:
    assert is_shouting(text) is is_so


@pytest.mark.parametrize(
    ("word", "is_so"), [("OBIORAH", True), ("O'BRIEN", True), ("Obiorah", False), ("O", False), ("12", False)]
)
def test_capitals_are_more_than_one_letter_and_all_of_them(word: str, is_so: bool) -> None:
    assert is_capitals(word) is is_so
