"""A workbook (XLSX) whose cells lie too far apart, or repeat too much, to be laid out: its filled cells alone."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from extractors.clean import clean_line
from extractors.document import Sheet
from extractors.limits import Limits
from extractors.office.parts import Parts, main_part, relations

_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_SHARED = re.compile(rb"""\st=["']s["']""")
_STRING_END = re.compile(rb"</(?:\w+:)?si>")
_CELL_BYTES = 32  # of one place of a laid out sheet
_MOST_LAID_OUT = 256 << 20  # bytes
_MOST_STRINGS = 64 << 20  # characters of the list of strings


def is_laid_out_too_large(parts: Parts) -> bool:
    """Whether a reader that lays sheets out would need more memory than there is; looked for without unpacking XML."""
    size = max(
        (parts.archive.getinfo(one).file_size for one in parts.names if one.endswith("sharedStrings.xml")), default=0
    )
    if size > _MOST_STRINGS:
        return True
    longest = max((_longest(parts.data(one)) for one in parts.names if one.endswith("sharedStrings.xml")), default=0)
    sheets = [one for one in parts.names if one.startswith("xl/worksheets/") and one.endswith(".xml")]
    return any(_needed(parts.data(one), longest) > _MOST_LAID_OUT for one in sheets)


def _longest(strings: bytes) -> int:
    ends = [0, *(one.end() for one in _STRING_END.finditer(strings))]
    return max((after - before for before, after in zip(ends, ends[1:], strict=False)), default=0)


def _needed(sheet: bytes, longest: int) -> int:
    """Bytes at most: of the places between the first cell and the last, and of the strings that are repeated."""
    rows, columns = [0], [0]
    for one in _PLACE.finditer(sheet):
        rows.append(int(one[2]))
        columns.append(_column(one[1]))
    return _CELL_BYTES * max(rows) * max(columns) + longest * sum(1 for _ in _SHARED.finditer(sheet))


def _column(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number


def read_sparse(parts: Parts, limits: Limits) -> tuple[Sheet, ...]:
    """Each sheet's filled cells, row by row, up to the limits. Raises ReadProblem where the parts are too large."""
    main = main_part(parts, "xl/workbook.xml")
    targets = {one.id: one.target for one in relations(parts, main)}
    shared = list(_strings(parts, posixpath.join(posixpath.dirname(main), "sharedStrings.xml")))
    root = parts.tree(main)
    found: list[Sheet] = []
    left = [limits.cells, limits.text_bytes // 4]
    done: set[str] = set()
    for node in root.iter("{*}sheet") if root is not None else ():
        target = next((targets[str(value)] for key, value in node.attrib.items() if str(key).endswith("}id")), "")
        rows = tuple(_rows(parts, target, shared, left)) if target in parts.names and target not in done else ()
        done.add(target)
        found.append(Sheet(clean_line(str(node.get("name", ""))), rows, node.get("state", "visible") != "visible"))
    return tuple(found)


def _strings(parts: Parts, name: str) -> Iterator[str]:
    """Those that come first, until they take too much."""
    left = _MOST_STRINGS
    if name not in parts.names:
        return
    with parts.archive.open(name) as source:
        try:
            for _, node in etree.iterparse(
                source, tag="{*}si", resolve_entities=False, no_network=True, huge_tree=False
            ):
                text = "".join(str(one.text or "") for one in node.iter("{*}t"))
                left -= len(text)
                if left < 0:
                    return
                yield clean_line(text)
                _forget(node)
        except etree.XMLSyntaxError:  # a string longer than any cell may hold
            return


def _rows(parts: Parts, name: str, shared: list[str], left: list[int]) -> Iterator[tuple[str, ...]]:
    for _, row in etree.iterparse(
        BytesIO(parts.data(name)), tag="{*}row", resolve_entities=False, no_network=True, recover=True
    ):
        cells = tuple(text for cell in row.iter("{*}c") if (text := _text(cell, shared)))
        left[0] -= len(cells)
        left[1] -= sum(map(len, cells))
        if min(left) < 0:
            return
        if cells:
            yield cells
        _forget(row)


def _text(cell: etree._Element, shared: list[str]) -> str:
    value = "".join(str(one.text or "") for one in cell.iter("{*}v", "{*}t"))
    if cell.get("t") != "s":
        return clean_line(value)
    return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""


def _forget(node: etree._Element) -> None:
    """What was read takes no more room."""
    node.clear()
    while node.getprevious() is not None and (parent := node.getparent()) is not None:
        del parent[0]
