"""Values made coarser say less, and never more."""

import pytest

from redaction.generalise import country_of, year_of


@pytest.mark.parametrize(
    ("text", "year"),
    [("3 March 1971", 1971), ("03.03.71", 1971), ("1971-03-03", 1971), ("12/05/04", 2004), ("3 марта 1985 г.", 1985),
     ("١٩٧١", 1971), ("no date", None), ("99999", None)],
)  # fmt: skip
def test_the_year_of_a_date_is_read_in_any_writing(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [("Kazan, Russia", "RU"), ("Lyon (France)", "FR"), ("Казахстан", "KZ"), ("Tashkent", ""), ("", "")],
)
def test_a_place_becomes_its_country_or_nothing(text: str, code: str) -> None:
    assert country_of(text) == code
