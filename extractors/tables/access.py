"""Access databases, old and new: each table a sheet, system tables hidden, attached files as members."""

import logging
import zlib
from collections.abc import Iterator
from typing import Any

from access_parser.access_parser import AccessParser, AccessTable, TableObj
from access_parser.utils import categorize_pages

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Sheet
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.tables.cells import Cells, cells_for
from extractors.types.tables import ACCESS

logging.getLogger("access_parser").disabled = True  # its warnings quote rows
_KEY = bytes.fromhex("c7da396b")
_MASKED = slice(0x18, 0x18 + 126)
_TICK_PAGES = 50
_ATTACHED = b"\x01\x00\x00\x00"


class _Pages(dict[int, bytes]):
    """Pages point at each other; following them is bounded, since they may go round in a circle."""

    left = 0

    def get(self, key: int, default: Any = None) -> Any:
        self.left -= 1
        if self.left < 0:
            raise ValueError
        return super().get(key, default)


class _Table(AccessTable):  # type: ignore[misc]
    """Starts the count anew with each row."""

    def _parse_row(self, record: bytes) -> None:
        self._data_pages.left = len(self._data_pages) + 10
        super()._parse_row(record)


class _Base(AccessParser):  # type: ignore[misc]
    """From bytes instead of a path."""

    def __init__(self, data: bytes) -> None:
        self.db_data = data
        self._parse_file_header(data)
        definitions, pages, _ = categorize_pages(data, self.page_size)
        self._table_defs, self._data_pages = _Pages(definitions), _Pages(pages)
        self._table_defs.left = self._data_pages.left = 1 << 40
        self._tables_with_data = self._link_tables_to_data()
        self._start_counting()
        self.catalog = self._parse_catalog()
        self.extra_props: dict[str, Any] = {}

    def _start_counting(self) -> None:
        self._table_defs.left = 2 * len(self._table_defs) + 10
        self._data_pages.left = 2 * len(self._data_pages) + 10

    def opened(self, name: str) -> _Table | None:
        self._start_counting()
        offset = (self.catalog.get(name) or 0) * self.page_size
        table = self._tables_with_data.get(offset)
        if table is None and offset in self._table_defs:
            table = TableObj(offset=offset, val=self._table_defs[offset])
        if table is None:
            return None
        return _Table(table, self.version, self.page_size, self._data_pages, self._table_defs)


def read_access(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    if _is_encrypted(data):
        raise ReadProblem("encrypted")
    base = _Base(data)
    cells = cells_for(data, options.limits)
    sheets: list[Sheet] = []
    reason = ""
    for table in base.catalog:
        if table == "MSysObjects" or cells.is_full:
            continue
        sheet, fault = _sheet(base, str(table), cells, options)
        sheets.append(sheet)
        reason = reason or fault
    if not sheets:
        raise ReadProblem("no_text")
    return ExtractedDocument(
        "", stamp("access", "access-parser"), sheets=tuple(sheets), members=tuple(cells.members), reason=reason
    )


def _sheet(base: _Base, name: str, cells: Cells, options: ReadOptions) -> tuple[Sheet, str]:
    rows: list[tuple[str, ...]] = []
    reason = ""
    try:
        table = base.opened(name)
        if table is None:
            return Sheet(cells.cell("", name), (), _is_system(name)), ""
        columns = [str(column.col_name_str) for _, column in sorted(table.columns.items())]
        rows.append(cells.row(name, tuple(columns)))
        for values in _values(table, columns, options):
            rows.append(cells.row(name, tuple(_unwrapped(value) for value in values)))
            if cells.is_full:
                reason = "partly_over_limit"
                break
    except Exception:  # noqa: BLE001 - the library raises anything on a damaged page; the other tables are still there
        reason = "partly_broken"
    return Sheet(cells.cell("", name), tuple(rows), _is_system(name)), reason


def _values(table: Any, columns: list[str], options: ReadOptions) -> Iterator[tuple[object, ...]]:
    """Page by page, so that what was read before a fault is kept and a limit is seen in time."""
    pages, table.table.linked_pages = list(table.table.linked_pages), []
    for number, page in enumerate(pages):
        table.parsed_table.clear()
        table.table.linked_pages = [page]
        table.parse()
        found = [table.parsed_table.get(column, []) for column in columns]
        longest = max((len(column) for column in found), default=0)
        for at in range(longest):
            yield tuple(column[at] if at < len(column) else None for column in found)
        if number % _TICK_PAGES == _TICK_PAGES - 1:
            options.tick()


def _unwrapped(value: object) -> object:
    """An attached file stands behind a header and is mostly deflated."""
    if not isinstance(value, bytes) or value[:4] != _ATTACHED or len(value) < 16:
        return value
    try:
        plain = zlib.decompressobj().decompress(value[8:], 1 << 26)
    except zlib.error:
        return value
    return plain[int.from_bytes(plain[:4], "little") :]


def _is_system(name: str) -> bool:
    return name.startswith("MSys")


def _is_encrypted(data: bytes) -> bool:
    """The header is masked with a key that everybody knows; under it stands the key of the pages, if they have one."""
    plain = _rc4(_KEY, data[_MASKED])
    return data[0x14:0x15] != b"\0" and plain[0x3E - 0x18 : 0x42 - 0x18] != b"\0\0\0\0"


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    other = 0
    for at in range(256):
        other = (other + box[at] + key[at % len(key)]) & 255
        box[at], box[other] = box[other], box[at]
    one = other = 0
    plain = bytearray()
    for byte in data:
        one = (one + 1) & 255
        other = (other + box[one]) & 255
        box[one], box[other] = box[other], box[one]
        plain.append(byte ^ box[(box[one] + box[other]) & 255])
    return bytes(plain)


READERS: dict[str, Reader] = {ACCESS: read_access}
