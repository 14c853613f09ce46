"""Values made coarser: the year of a date, the country of a place."""

import re
from functools import lru_cache

import pycountry

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20[0-4]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](\d\d)(?!\d)")


def year_of(text: str) -> int | None:
    """The year a written date speaks of, or None; two digits are read as the last hundred years before 2020."""
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in text)
    if match := _YEAR.search(plain):
        return int(match[1])
    if match := _SHORT_YEAR.search(plain):
        short = int(match[1])
        return 1900 + short if short >= 20 else 2000 + short
    return None


def country_of(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country named at the end or alone in a place, or empty."""
    for part in reversed(re.split(r"[,;()/\n]", text)):
        if code := _country_code(part.strip(" .").casefold()):
            return code
    return ""


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in ("en", "fr", "ru", "es", "de", "uk", "tr", "ar"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(str(name).casefold(), code)
    found |= {"кыргызстан": "KG", "молдавия": "MD", "белоруссия": "BY", "туркмения": "TM", "рф": "RU"}
    for country in pycountry.countries:
        found.setdefault(country.name.casefold(), country.alpha_2)
        found.setdefault(getattr(country, "official_name", country.name).casefold(), country.alpha_2)
    return found


def _country_code(name: str) -> str:
    return _codes().get(name, "")
