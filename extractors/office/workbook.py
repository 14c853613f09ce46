"""Spreadsheets (XLSX, XLSB, XLS): every cell, hidden sheets marked, and what stands beside the cells."""

import datetime
from dataclasses import dataclass, field
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Member, MetadataField, Page, Sheet
from extractors.limits import ReadOptions
from extractors.office.blips import pictures
from extractors.office.flow import hidden_fields
from extractors.office.objects import apart, objects_in, opened, stream_of
from extractors.office.parts import embedded_files, open_parts, properties
from extractors.office.summary import summary
from extractors.office.workbook_beside import beside, comments, shapes
from extractors.office.workbook_sparse import is_laid_out_too_large, read_sparse
from extractors.office.xls_records import read_beside
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import XLS, XLSB, XLSX

_MOST_REFUSED = 20  # sheets that are too large, before no more are opened: thousands may share one part


@dataclass(frozen=True)
class Beside:
    """What a workbook holds besides its cells."""

    metadata: tuple[MetadataField, ...] = field(default=(), repr=False)
    pages: tuple[Page, ...] = field(default=(), repr=False)
    members: tuple[Member, ...] = field(default=(), repr=False)
    reason: str = ""


def read_workbook(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    more = _beside_packed(data, options) if data.startswith(b"PK") else _beside_old(data, options)
    sparse = _sparse(data, options)
    if sparse is not None:
        return ExtractedDocument(
            "", stamp("workbook", "lxml"), more.pages, sparse, None, more.metadata, more.members, "partly_over_limit"
        )
    book = _opened(data)
    sheets: list[Sheet] = []
    cells, refused, reason = 0, 0, more.reason
    for sheet in book.sheets_metadata:
        if sheet.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        rows = _rows(book, sheet.name, options.limits.cells - cells) if refused < _MOST_REFUSED else None
        cells += sum(len(row) for row in rows or ())
        refused += rows is None
        reason = "partly_over_limit" if rows is None else reason
        sheets.append(Sheet(clean_line(sheet.name), rows or (), sheet.visible != SheetVisibleEnum.Visible))
    return ExtractedDocument(
        "", stamp("workbook", "python-calamine"), more.pages, tuple(sheets), None, more.metadata, more.members, reason
    )


def _sparse(data: bytes, options: ReadOptions) -> tuple[Sheet, ...] | None:
    """Of a workbook that cannot be laid out; nothing of any other."""
    if not data.startswith(b"PK"):
        return None
    if not is_laid_out_too_large(open_parts(data, options.limits)):
        return None
    return read_sparse(open_parts(data, options.limits), options.limits)


def _opened(data: bytes) -> CalamineWorkbook:
    code = "damaged"
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        code = "encrypted"
    except CalamineError:
        code = "damaged"
    raise ReadProblem(code)


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


def _beside_packed(data: bytes, options: ReadOptions) -> Beside:
    parts = open_parts(data, options.limits)
    return Beside(
        properties(parts) + hidden_fields(beside(parts)),
        text_page("\n".join(text for text in (*comments(parts), *shapes(parts)) if text)),
        embedded_files(parts),
        parts.reason(),
    )


def _beside_old(data: bytes, options: ReadOptions) -> Beside:
    """Of an OLE file; an older one is nothing but its cells."""
    ole = opened(data)
    if ole is None:
        return Beside()
    with ole:
        found = read_beside(stream_of(ole, ("Workbook",)) or stream_of(ole, ("Book",)))
        if found.is_encrypted:
            raise ReadProblem("encrypted")
        members, is_over = objects_in(ole, (), options.limits)
        return Beside(
            summary(ole) + hidden_fields(found.found),
            text_page("\n".join(text for text in found.shapes if text.strip())),
            apart((*members, *pictures(iter(found.drawings), options.limits))),
            "partly_over_limit" if is_over else "partly_broken" if ole.is_lying else "",
        )


READERS: dict[str, Reader] = {XLSX: read_workbook, XLSB: read_workbook, XLS: read_workbook}
