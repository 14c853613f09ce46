"""The tables of an OpenDocument spreadsheet: each cell as it is shown, repeated ones within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.clean import clean_line
from extractors.document import Sheet
from extractors.limits import Limits
from extractors.office.odf_text import attribute, local_name, walk

_MOST_REPEATS = 1_000  # a cell or row with words that repeats more often is cut off, and that is said
_MOST_COLUMNS = 20_000
_CELLS = ("table-cell", "covered-table-cell")
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


@dataclass
class Tables:
    """What was read so far, against the limit of cells."""

    sheets: list[Sheet] = field(default_factory=list, repr=False)
    beside: list[tuple[str, str]] = field(default_factory=list, repr=False)
    comments: list[str] = field(default_factory=list, repr=False)
    cells: int = 0
    characters: int = 0
    is_over: bool = False


def read_tables(body: etree._Element, unseen: frozenset[str], limits: Limits) -> Tables:
    """`unseen` are the styles of tables that are not shown."""
    tables = Tables()
    for node in body.iter("{*}table"):
        if all(local_name(one) not in ("table", *_CELLS) for one in node.iterancestors()):
            name = clean_line(attribute(node, "name"))
            rows = tuple(_rows(node, name, tables, limits))
            tables.sheets.append(Sheet(name, rows, attribute(node, "style-name") in unseen))
    return tables


def _rows(table: etree._Element, name: str, tables: Tables, limits: Limits) -> Iterator[tuple[str, ...]]:
    number = 0
    for node in table.iter("{*}table-row"):
        repeats = max(1, _number(attribute(node, "number-rows-repeated")))
        row = _row(node, tables)
        if row and attribute(node, "visibility") in ("collapse", "filter"):
            tables.beside.append(("hidden_row", f"{name}: {number + 1}"))
        number += repeats
        if row:
            length = sum(map(len, row))
            room = max(0, limits.text_bytes // 4 - tables.characters) // max(1, length)  # a character is up to 4 bytes
            kept = min(repeats, _MOST_REPEATS, max(0, limits.cells - tables.cells) // len(row), room)
            tables.cells += kept * len(row)
            tables.characters += kept * length
            tables.is_over = tables.is_over or kept < repeats
            yield from [row] * kept


def _row(node: etree._Element, tables: Tables) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in node:
        if isinstance(cell.tag, str) and local_name(cell) in _CELLS:
            repeats = max(1, _number(attribute(cell, "number-columns-repeated")))
            text = _cell(cell, tables)
            room = min(_MOST_COLUMNS - len(cells), repeats, _MOST_REPEATS if text else _MOST_COLUMNS)
            tables.is_over = tables.is_over or (bool(text) and room < repeats)
            cells += [text] * room
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _cell(cell: etree._Element, tables: Tables) -> str:
    if all(local_name(one) == "p" and not len(one) for one in cell):
        text = clean_line(" ".join(one.text or "" for one in cell))
    else:
        walked = walk(cell)
        text = clean_line(walked.text())
        tables.comments += walked.pieces("comment")
        tables.beside += walked.found
        tables.beside += [("alternative_text", one) for one in walked.pieces("alternative_text")]
    if not text and len(cell.attrib):
        text = next((value for key in _VALUES if (value := attribute(cell, key))), "")
    formula = attribute(cell, "formula") if not text else ""
    return text or clean_line(formula)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
