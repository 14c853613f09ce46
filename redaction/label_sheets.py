"""Tables: what a column or the cell beside says about each cell."""

import re
from dataclasses import dataclass, field

from redaction.label_values import value_hits
from redaction.label_words import ROLE, STAY, kind_of
from redaction.spans import Hit

_LONGEST_HEADER = 60
_PHONE_CELL = re.compile(r"[\s(]*\+?[\d][\d\s().\-]{6,20}\d\s*$")


@dataclass(frozen=True)
class Cell:
    """A cell's place in the text."""

    start: int
    end: int
    text: str = field(repr=False)


def sheet_hits(text: str) -> list[Hit]:
    """Rows under a header take their column's kind; elsewhere a label speaks for the cell to its right."""
    hits: list[Hit] = []
    header: dict[int, str] = {}
    for row in _rows(text):
        kinds = {at: kind_of(cell.text) for at, cell in enumerate(row) if cell.text.strip()}
        if _is_header(row, kinds, has_header=bool(header)):
            header = {at: kind for at, kind in kinds.items() if kind is not None}
        elif _is_pair(row, kinds):
            hits += _pairs(text, row, kinds)
        elif header:
            hits += [hit for at, kind in header.items() if at < len(row) for hit in _cell_hits(text, row[at], kind)]
    return hits


def _rows(text: str) -> list[list[Cell]]:
    rows, at = [], 0
    for line in text.split("\n"):
        cells, start = [], at
        for body in line.split("\t"):
            cells.append(Cell(start, start + len(body), body))
            start += len(body) + 1
        rows.append(cells)
        at += len(line) + 1
    return rows


def _is_header(row: list[Cell], kinds: dict[int, str | None], has_header: bool) -> bool:
    """Most filled cells are labels, and none looks like data."""
    filled = [row[at] for at in kinds]
    known = sum(kind is not None for kind in kinds.values())
    if not known or any(len(cell.text) > _LONGEST_HEADER for cell in filled):
        return False
    if any(re.search(r"\d{4,}|@", cell.text) for cell in filled):
        return False
    if len(filled) == 1:
        return len(row) == 1 and not has_header and ":" not in filled[0].text
    if len(filled) == 2 and known == 1:
        return not has_header and kinds.get(0) is None and len(row) > 2
    return known * 2 >= len(filled)


def _is_pair(row: list[Cell], kinds: dict[int, str | None]) -> bool:
    """A form laid out in cells: the first filled cell is a label and the next is not."""
    filled = sorted(kinds)
    return len(filled) in (2, 3, 4) and kinds[filled[0]] is not None and filled[0] == 0 and kinds[filled[1]] is None


def _pairs(text: str, row: list[Cell], kinds: dict[int, str | None]) -> list[Hit]:
    hits: list[Hit] = []
    kind: str | None = None
    for at in sorted(kinds):
        if kinds[at] is not None:
            kind = kinds[at]
        elif kind is not None:
            hits += _cell_hits(text, row[at], kind)
    return hits


def _cell_hits(text: str, cell: Cell, kind: str) -> list[Hit]:
    if kind == STAY:
        return []
    found = value_hits(text, cell.start, cell.end, kind)
    if found or kind == ROLE or not any(each.isdigit() for each in cell.text):
        return found
    # A cell of an identifier's column that fits no form is an identifier still.
    return (
        value_hits(text, cell.start, cell.end, "national_id") if kind in ("passport", "national_id", "tax_id") else []
    )
