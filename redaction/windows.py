"""A very long text read in windows that overlap, so that memory does not grow with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 500_000
_OVERLAP = 1_000  # more than any finding is long: what one window's edge cuts off, the next one holds whole
_BREAKS = tuple(map(re.compile, (r"\n\n", r"\n", r"[.!?]\s", r"\s")))
_SEARCHED = 2_000


@dataclass(frozen=True)
class Window:
    """`text` stands at `start` of the whole."""

    start: int
    text: str = field(repr=False)


def windows(text: str, longest: int = LONGEST) -> Iterator[Window]:
    """The whole text where it is of usual length; else parts that begin and end at a break where there is one."""
    start = 0
    while len(text) - start > longest:
        end = _last_break(text, start + longest - _SEARCHED, start + longest)
        yield Window(start, text[start:end])
        start = _first_break(text, end - _OVERLAP)
    yield Window(start, text[start:] if start else text)


def _last_break(text: str, left: int, right: int) -> int:
    for one in _BREAKS:
        ends = [found.end() for found in one.finditer(text, left, right)]
        if ends:
            return ends[-1]
    return right


def _first_break(text: str, left: int) -> int:
    found = _BREAKS[-1].search(text, left, left + _OVERLAP // 2)
    return found.end() if found else left
