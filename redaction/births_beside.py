"""Birth dates without a word of birth: an old date right beside a name, as rows of people are written."""

import re
from collections.abc import Sequence

from redaction.finding import BIRTH_DATE, PERSON
from redaction.generalise import year_of
from redaction.identifiers_dates import DATE_PATTERN
from redaction.spans import Hit

_YOUNGEST = 2008  # a later date beside a name is more likely the date of a step
# Signs alone, or signs around a word for the person's part in the matter: `Cemal | coaccusé | 10 janvier 1966`.
_BESIDE = re.compile(
    r"[\s,;|/()\[\]–—-]{1,6}(?:[^\W\d_A-ZА-ЯЁ][^\W\d_-]{2,20}(?:[ -][^\W\d_]{2,15}){0,2}\s?[\t|—–,;]\s?)?"
)


def births_beside(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """`NGUYEN, Quoc Huy | 21.10.1964`, `(18 декабря 1956 года р.)`: nothing but signs between name and date."""
    found = []
    for one in hits:
        if one.type != PERSON:
            continue
        gap = _BESIDE.match(text, one.end)
        date = DATE_PATTERN.match(text, gap.end()) if gap else None
        if date and "\n\n" not in text[one.end : date.start()] and _is_old(date.group()):
            found.append(Hit(date.start(), date.end(), BIRTH_DATE, 0.7, "birth:beside"))
    return found


def _is_old(date: str) -> bool:
    year = year_of(date)
    return year is not None and 1900 < year <= _YOUNGEST
