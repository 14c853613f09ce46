"""Dates as documents write them, in figures or words, in English, French or Russian."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    "jan": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "avr": 4, "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7,
    "juil": 7, "aug": 8, "aou": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "маи": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12,
}  # fmt: skip
_NAMES = "|".join(
    (
        "january|february|march|april|may|june|july|august|september|october|november|december",
        "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec",
        "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fevr|avr|juil",
        "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
        "январь|февраль|март|апрель|маи|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь|янв|фев|апр|авг|сен|окт|ноя|дек",
    )
)
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iy>(?:19|20)\d\d)[-./](?P<im>\d\d?)[-./](?P<id>\d\d?)(?=t\d|(?![\w/-]))
    | (?P<nd>\d\d?)\s?(?P<sep>[-./])\s?(?P<nm>\d\d?)\s?(?P=sep)\s?(?P<ny>(?:19|20)?\d\d)(?![\w/-])
    | ["«“]?(?P<wd>\d\d?)["»”]?(?:st|nd|rd|th|er|e)?[\s.-]{{0,2}}(?:day\sof\s|of\s|de\s)?
      (?P<wm>{_NAMES})(?![^\W\d_])\.?,?[\s-]{{0,2}}(?P<wy>(?:19|20)\d\d)(?!\d)
    | (?P<am>{_NAMES})\b\.?\s(?P<ad>\d\d?)(?:st|nd|rd|th)?,?\s(?P<ay>(?:19|20)\d\d)(?!\d)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date written at start..end, as ISO 8601."""

    start: int
    end: int
    iso: str


def dates_in(folded: str) -> list[Dated]:
    """Every full date of a folded text; impossible ones are left out."""
    return list(_dates(folded))


def _dates(folded: str) -> Iterator[Dated]:
    for found in _DATE.finditer(folded):
        if found["iy"]:
            iso = _iso(found["iy"], found["im"], found["id"])
        elif found["ny"]:
            iso = _iso(found["ny"], found["nm"], found["nd"]) or _iso(found["ny"], found["nd"], found["nm"])
        elif found["wy"]:
            iso = _iso(found["wy"], _month(found["wm"]), found["wd"])
        else:
            iso = _iso(found["ay"], _month(found["am"]), found["ad"])
        if iso:
            yield Dated(found.start(), found.end(), iso)


def _month(name: str) -> str:
    for length in (4, 3):
        if name[:length] in _MONTHS:
            return str(_MONTHS[name[:length]])
    return "0"


def _iso(year: str, month: str, day: str) -> str:
    """Day first where figures leave it open; two figures of a year are read as 1930 to 2029."""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 30 else 2000
    try:
        return datetime.date(number, int(month), int(day)).isoformat()
    except ValueError:
        return ""
