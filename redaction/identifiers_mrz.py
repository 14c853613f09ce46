"""Machine-readable zones of passports, visas and cards, one line or all, with what a scanner makes of their signs."""

import re

from redaction import finding as types
from redaction.spans import Hit

_DETECTOR = "number"
_FILLER = "<«‹＜"
_SIGN = rf"[A-Z0-9{_FILLER}]"
# ICAO 9303: 30, 36 or 44 signs a line; a scanner drops some and parts others.
_ROW = re.compile(rf"(?<![^\s])(?:{_SIGN}[A-Zockl0-9{_FILLER}]*+[ \t]?){{1,44}}+(?=[\r\n]|$)", re.M)
_RUN = re.compile(rf"(?<![\w{_FILLER}]){_SIGN}{{20,60}}+")
_FEWEST, _MOST = 22, 60


def find_zones(text: str) -> list[Hit]:
    """Only where a filler sign stands is anything looked for."""
    if not any(each in text for each in _FILLER):
        return []
    hits = []
    at = 0
    for line in text.split("\n"):
        if any(each in line for each in _FILLER):
            hits += [
                Hit(at + one.start(), at + one.start() + len(one.group().rstrip()), types.PASSPORT, 0.9, _DETECTOR)
                for pattern in (_ROW, _RUN)
                for one in pattern.finditer(line)
                if _is_zone(one.group())
            ]
        at += len(line) + 1
    return hits


def _is_zone(body: str) -> bool:
    signs = [each for each in body if not each.isspace()]
    fillers = sum(each in _FILLER for each in signs)
    return _FEWEST <= len(signs) <= _MOST and fillers >= 2 and fillers < len(signs)
