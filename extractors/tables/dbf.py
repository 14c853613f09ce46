"""dBASE, FoxPro and Clipper tables, by the header's own field list; deleted rows are kept as a hidden sheet."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors.charset import guess
from extractors.clean import clean_line
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Sheet
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.tables import DBF

_CODE_PAGES = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x04: "mac-roman", 0x08: "cp865", 0x09: "cp437", 0x0A: "cp850",
    0x0B: "cp437", 0x0D: "cp437", 0x0E: "cp850", 0x0F: "cp437", 0x10: "cp850", 0x11: "cp437", 0x12: "cp850",
    0x13: "cp932", 0x14: "cp850", 0x1A: "cp850", 0x1B: "cp437", 0x1D: "cp850", 0x1F: "cp852", 0x22: "cp852",
    0x23: "cp852", 0x24: "cp860", 0x25: "cp850", 0x26: "cp866", 0x37: "cp850", 0x40: "cp852", 0x4D: "gb18030",
    0x4E: "cp949", 0x4F: "cp950", 0x50: "cp874", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852", 0x65: "cp866",
    0x66: "cp865", 0x67: "cp861", 0x6A: "cp737", 0x6B: "cp857", 0x6C: "cp863", 0x78: "cp950", 0x79: "cp949",
    0x7A: "gb18030", 0x7B: "cp932", 0x7C: "cp874", 0x7D: "cp1255", 0x7E: "cp1256", 0x87: "cp852", 0x96: "mac-cyrillic",
    0x97: "mac-latin2", 0x98: "mac-greek", 0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253",
    0xCC: "cp1257",
}  # fmt: skip
_MEMOS = frozenset("MGPBQW")
_SAMPLE_ROWS = 500
_TICK_ROWS = 50_000


@dataclass(frozen=True)
class Column:
    """One field: its name as stored, its type's letter, where it stands in a record."""

    raw_name: bytes = field(repr=False)
    kind: str
    start: int
    size: int


@dataclass(frozen=True)
class Table:
    """The header."""

    columns: tuple[Column, ...]
    claimed: int
    start: int
    width: int
    encoding: str


def read_dbf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    table = _table(data)
    rows: list[tuple[str, ...]] = [tuple(clean_line(_text(one.raw_name, table.encoding)) for one in table.columns)]
    deleted: list[tuple[str, ...]] = []
    cells, reason = len(table.columns), ""
    for at, record in enumerate(_records(data, table)):
        cells += len(table.columns)
        if cells > options.limits.cells:
            reason = "partly_over_limit"
            break
        (deleted if record[:1] == b"*" else rows).append(_row(record, table))
        if at % _TICK_ROWS == _TICK_ROWS - 1:
            options.tick()
    if not reason and len(rows) - 1 + len(deleted) < table.claimed:
        reason = "partly_broken"
    sheets = (Sheet("", tuple(rows)),) + ((Sheet("deleted rows", tuple(deleted), True),) if deleted else ())
    memos = field_of("memo_elsewhere", ", ".join(_memo_names(table)))
    return ExtractedDocument("", stamp("dbf"), sheets=sheets, metadata=memos, reason=reason)


def _table(data: bytes) -> Table:
    claimed, start, width = struct.unpack_from("<IHH", data, 4)
    is_seven = data[0] & 7 == 4
    columns = tuple(_columns(data, start, 68 if is_seven else 32, 48 if is_seven else 32))
    if not columns or width < 2:
        raise ReadProblem("damaged")
    table = Table(columns, claimed, start, width, _CODE_PAGES.get(data[29], ""))
    return table if table.encoding else Table(columns, claimed, start, width, _guessed(data, table))


def _columns(data: bytes, end: int, at: int, step: int) -> Iterator[Column]:
    place = 1
    name_size = 32 if step == 48 else 11
    while at + step <= min(end, len(data)) and data[at] not in (0x0D, 0x00):
        raw = data[at : at + name_size].partition(b"\0")[0]
        kind = chr(data[at + name_size])
        size = data[at + (33 if step == 48 else 16)]
        if kind == "C" and step == 32:  # Clipper keeps the upper byte where others keep decimals
            size += data[at + 17] << 8
        yield Column(raw, kind, place, size)
        place += size
        at += step


def _records(data: bytes, table: Table) -> Iterator[bytes]:
    for number in range(table.claimed):
        at = table.start + number * table.width
        record = data[at : at + table.width]
        if len(record) < table.width or record[:1] == b"\x1a":
            return
        yield record


def _guessed(data: bytes, table: Table) -> str:
    sample = b"\n".join(record for record, _ in zip(_records(data, table), range(_SAMPLE_ROWS), strict=False))
    high = b" ".join(part for part in sample.split() if not part.isascii())
    if not high:
        return "latin-1"
    try:
        high.decode()
    except UnicodeDecodeError:
        return guess(high)
    return "utf-8"


def _row(record: bytes, table: Table) -> tuple[str, ...]:
    return tuple(_cell(record[one.start : one.start + one.size], one.kind, table.encoding) for one in table.columns)


def _cell(raw: bytes, kind: str, encoding: str) -> str:
    reader = _BINARY.get((kind, len(raw)))
    if reader is not None:
        return reader(raw)
    if kind in _MEMOS or kind == "0":
        return ""
    text = clean_line(_text(raw, encoding))
    if kind == "D" and len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _text(raw: bytes, encoding: str) -> str:
    return raw.decode(encoding, "replace")


def _moment(raw: bytes) -> str:
    """A day by Julian number and the milliseconds since midnight."""
    day, since = struct.unpack("<ii", raw)
    if not 1_721_426 <= day <= 5_373_484:
        return ""
    clock = str(timedelta(seconds=since // 1000)) if 0 <= since < 86_400_000 else ""
    return f"{date.fromordinal(day - 1_721_425).isoformat()} {clock.zfill(8)}".strip()


def _whole(raw: bytes) -> str:
    return str(struct.unpack("<i", raw)[0])


def _sorted_whole(raw: bytes) -> str:
    """dBASE 7 stores numbers so that their bytes sort."""
    return str(struct.unpack(">I", raw)[0] - (1 << 31))


def _money(raw: bytes) -> str:
    amount = struct.unpack("<q", raw)[0]
    return f"{'-' if amount < 0 else ''}{abs(amount) // 10_000}.{abs(amount) % 10_000:04d}"


def _double(raw: bytes) -> str:
    return repr(struct.unpack("<d", raw)[0])


_BINARY: dict[tuple[str, int], Callable[[bytes], str]] = {
    ("I", 4): _whole,
    ("+", 4): _sorted_whole,
    ("T", 8): _moment,
    ("@", 8): _moment,
    ("Y", 8): _money,
    ("B", 8): _double,
}


def _memo_names(table: Table) -> Iterator[str]:
    """Long texts stand in a file beside this one."""
    return (
        clean_line(_text(one.raw_name, table.encoding))
        for one in table.columns
        if one.kind in _MEMOS and (one.kind, one.size) not in _BINARY
    )


READERS: dict[str, Reader] = {DBF: read_dbf}
