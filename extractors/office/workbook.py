"""Spreadsheets (XLSX, XLSB, XLS, ODS): every cell, hidden sheets marked, and what stands beside the cells."""

import datetime
from io import BytesIO

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from extractors.clean import clean_line
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MetadataField, Sheet
from extractors.limits import ReadOptions
from extractors.office.parts import Parts, embedded_files, open_parts, properties
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import XLS, XLSB, XLSX

_BESIDE = (
    "xl/comments",
    "xl/threadedComments",
    "xl/persons",
    "xl/drawings/drawing",
    "xl/charts/chart",
    "xl/diagrams/data",
)


def read_workbook(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    metadata, members = _beside(data, options)
    book = _opened(data)
    sheets: list[Sheet] = []
    cells, reason = 0, ""
    for sheet in book.sheets_metadata:
        if sheet.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        rows = _rows(book, sheet.name, options.limits.cells - cells)
        cells += sum(len(row) for row in rows or ())
        reason = "partly_over_limit" if rows is None else reason
        sheets.append(Sheet(clean_line(sheet.name), rows or (), sheet.visible != SheetVisibleEnum.Visible))
    return ExtractedDocument(
        "", stamp("workbook", "python-calamine"), (), tuple(sheets), None, metadata, members, reason
    )


def _opened(data: bytes) -> CalamineWorkbook:
    code = "damaged"
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        code = "encrypted"
    except CalamineError:
        code = "encrypted" if _is_locked(data) else "damaged"
    raise ReadProblem(code)


def _is_locked(data: bytes) -> bool:
    """An old workbook starts with its version record; a FILEPASS record soon after says that the rest is ciphered."""
    start = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    return start >= 0 and any(
        mark in data[start : start + 256] for mark in (b"\x2f\x00\x36\x00", b"\x2f\x00\xc8\x00", b"\x2f\x00\x04\x00")
    )


def _rows(book: CalamineWorkbook, name: str, budget: int) -> tuple[tuple[str, ...], ...] | None:
    """Nothing where the sheet is larger than the budget: a single far cell makes a sheet of billions."""
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > budget:
        return None
    rows = [_trimmed(tuple(_cell(value) for value in row)) for row in sheet.iter_rows()]
    return tuple(row for row in rows if row)


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    return clean_line(str(value))


def _beside(data: bytes, options: ReadOptions) -> tuple[tuple[MetadataField, ...], tuple[Member, ...]]:
    """Properties, comments, shapes and defined names; old XLS has none that is read here."""
    if not data.startswith(b"PK"):
        return (), ()
    parts = open_parts(data, options.limits)
    found = properties(parts) + _comments(parts) + _names(parts) + _headers(parts)
    return found, embedded_files(parts)


def _comments(parts: Parts) -> tuple[MetadataField, ...]:
    found: list[MetadataField] = []
    for name in parts.names:
        if not name.startswith(_BESIDE) or not name.endswith(".xml"):
            continue
        root = parts.tree(name)
        for node in root.iter(etree.Element) if root is not None else ():
            kind = etree.QName(node).localname
            if kind in ("author", "comment", "threadedComment", "txBody", "rich", "pt"):
                found += field_of("author" if kind == "author" else "comment", "".join(node.itertext()), True)
            if kind == "person":
                found += field_of("author", node.get("displayName"), True)
    return tuple(found)


def _names(parts: Parts) -> tuple[MetadataField, ...]:
    root = parts.tree("xl/workbook.xml")
    nodes = root.iter("{*}definedName") if root is not None else ()
    return tuple(
        one for node in nodes for one in field_of("defined_name", f"{node.get('name')} {node.text or ''}", True)
    )


def _headers(parts: Parts) -> tuple[MetadataField, ...]:
    """Printed headers and footers, input hints and links of each sheet."""
    found: dict[tuple[str, str], None] = {}
    for name in parts.names:
        if not name.startswith("xl/worksheets/") or not name.endswith((".xml", ".rels")):
            continue
        for kind, text in _printed(parts.data(name)) if name.endswith(".xml") else _links(parts, name):
            found[kind, text] = None
    return tuple(one for kind, text in found for one in field_of(kind, text, True))


def _printed(data: bytes) -> list[tuple[str, str]]:
    """Streamed, since a sheet of millions of cells would fill the memory as a tree."""
    tags = tuple(
        "{*}" + one for one in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
    )
    events = etree.iterparse(
        BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    return [("printed_header", node.text or "") for _, node in events]


def _links(parts: Parts, name: str) -> list[tuple[str, str]]:
    root = parts.tree(name)
    nodes = root if root is not None else ()
    return [("link", str(node.get("Target"))) for node in nodes if node.get("TargetMode") == "External"]


READERS: dict[str, Reader] = {XLSX: read_workbook, XLSB: read_workbook, XLS: read_workbook}
