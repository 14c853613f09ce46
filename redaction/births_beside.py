"""Birth dates without a word of birth: an old date right beside a name, as rows of people are written."""

import re
from collections.abc import Sequence

from redaction.finding import BIRTH_DATE, PERSON
from redaction.generalise import year_of
from redaction.identifiers_dates import DATE_PATTERN
from redaction.spans import Hit

_YOUNGEST = 2008  # a later date beside a name is more likely the date of a step
# Signs alone, or signs around a word for the person's part in the matter: `Cemal | coaccusé | 10 janvier 1966`.
_SIGNS = r"[\s,;|/()\[\]–—-]{1,6}"
_PART = r"[^\W\d_][^\W\d_-]{2,20}(?:[ -][^\W\d_]{2,15}){0,2}"
_BESIDE = (
    re.compile(_SIGNS),
    re.compile(rf"{_SIGNS}(?:[^\W\d_A-ZА-ЯЁ][^\W\d_-]{{1,20}}(?:[ -][^\W\d_]{{2,15}}){{0,2}}\s?[\t|—–,;]\s?)"),
    re.compile(rf"\s?[\t|]\s?{_PART}\s?[\t|]\s?"),
)


def births_beside(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """`NGUYEN, Quoc Huy | 21.10.1964`, `(18 декабря 1956 года р.)`: nothing but signs between name and date."""
    found = []
    for one in hits:
        if one.type != PERSON:
            continue
        gaps = [gap for pattern in _BESIDE for gap in [pattern.match(text, one.end)] if gap]
        date = next((date for gap in gaps if (date := DATE_PATTERN.match(text, gap.end()))), None)
        if date and "\n\n" not in text[one.end : date.start()] and _is_old(date.group()):
            found.append(Hit(date.start(), date.end(), BIRTH_DATE, 0.7, "birth:beside"))
    return found


def _is_old(date: str) -> bool:
    year = year_of(date)
    return year is not None and 1900 < year <= _YOUNGEST
