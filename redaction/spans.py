"""Where something was found in one text, and how overlapping places become one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redaction import finding as types


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """A place in one text; offsets are code points."""

    start: int
    end: int
    type: str
    score: float
    detector: str


def is_asked(detector: str, only: Sequence[str]) -> bool:
    """Whether one of these beginnings is the detector's; a detector of several kinds is asked for any of them."""
    return any(detector.startswith(one) or one.startswith(detector) for one in only)


def merge(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Disjoint and sorted, covering every character that any hit covered; white space at the edges is left out."""
    trimmed = (_trimmed(one, text) for one in hits)
    ordered = sorted(one for one in trimmed if one.start < one.end)
    merged: list[Hit] = []
    for one in ordered:
        if merged and one.start < merged[-1].end:
            merged[-1] = _joined(merged[-1], one)
        else:
            merged.append(one)
    return merged


def beside(hits: Iterable[Hit], taken: Sequence[Hit], text: str) -> list[Hit]:
    """What of these hits lies outside those taken (disjoint and sorted): they hold no less than before, nor more."""
    left = []
    for one in merge(hits, text):
        start = one.start
        for other in taken:
            if other.start < one.end and start < other.end:
                left.append(Hit(start, other.start, one.type, one.score, one.detector))
                start = other.end
        left.append(Hit(start, one.end, one.type, one.score, one.detector))
    return [one for one in merge(left, text) if any(each.isalnum() for each in text[one.start : one.end])]


def _joined(first: Hit, second: Hit) -> Hit:
    """One hit of the stronger kind over the union: nothing that either covered may show."""
    strong = max(first, second, key=_strength)
    return Hit(first.start, max(first.end, second.end), strong.type, strong.score, strong.detector)


def _strength(one: Hit) -> tuple[int, int, float]:
    return (_RANK.get(one.type, 4), one.end - one.start, one.score)


# What policy may keep or generalise yields to what it removes; a name inside an address or URL belongs to it.
_RANK = {
    types.ORGANIZATION: 0,
    types.LOCATION: 0,
    types.RELATION: 0,
    types.NATIONALITY: 1,
    types.OCCUPATION: 1,
    types.DEMOGRAPHIC: 1,
    types.DATE: 1,
    types.EMPLOYER: 2,
    types.TRAVEL: 2,
    types.HEALTH: 2,
    types.BELIEF: 2,
    types.OTHER: 2,
    types.BIRTH_PLACE: 3,
    types.PERSON: 3,
    types.URL: 5,
    types.EMAIL: 6,
}


def _trimmed(one: Hit, text: str) -> Hit:
    start, end = max(0, one.start), min(one.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if (start, end) == (one.start, one.end):
        return one
    return Hit(start, end, one.type, one.score, one.detector)
