"""Countries as text and cells name them."""

import pytest

from redaction.countries import countries_in, country_in_cell
from redaction.phrases import words_of


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the National Central Bureau of the Russian Federation", ["RU"]),
        ("NCB Ankara, BCN Le Caire, НЦБ Москвы", ["TR", "EG", "RU"]),
        ("les autorités turques", ["TR"]),
        ("власти Республики Таджикистан и Киргизской Республики", ["TJ", "KG"]),
        ("Turkey, Türkiye, Turquie, Турции", ["TR"] * 4),
        ("la République démocratique du Congo", ["CD"]),
        ("властями Объединённых Арабских Эмиратов", ["AE"]),
        ("please tell us, man", []),
        ("кроме того", []),
        ("THE US COURT", ["US"]),
        ("[BIRTH_PLACE RU]", []),
    ],
)
def test_countries_are_named_in_many_ways(text: str, codes: list[str]) -> None:
    assert [one.code for one in countries_in(words_of(text))] == codes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("RU", "RU"), ("tur", "TR"), ("Russie (Fédération de)", "RU"), ("NCB Moscow", "RU"), ("n/a", ""), ("–", ""),
        ("türkiye", "TR"), ("УЗБЕКИСТАН", "UZ"), ("Kazakhstan / KZ", "KZ"), ("France, Germany", ""),
    ],
)  # fmt: skip
def test_a_cell_names_one_country(cell: str, code: str) -> None:
    assert country_in_cell(words_of(cell)) == code
