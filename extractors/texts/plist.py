"""Apple's binary property lists: names and values as lines; what many share is shown where it is met first."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extractors.archives.budget import members_of
from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.members import reason_of
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.tables import PLIST

_MOST_LINES = 500_000
_SHORTEST_FILE = 24
_EPOCH = datetime(2001, 1, 1)
_FILES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"bplist00", b"GIF8", b"\xd0\xcf\x11\xe0")
_FAULTS = (IndexError, ValueError, struct.error, OverflowError)


@dataclass(frozen=True)
class Things:
    """The file's objects, each read when it is asked for."""

    data: bytes = field(repr=False)
    offset_size: int
    reference_size: int
    amount: int
    table: int

    def start_of(self, number: int) -> int:
        if not 0 <= number < self.amount:
            raise ValueError
        at = self.table + number * self.offset_size
        return int.from_bytes(self.data[at : at + self.offset_size], "big")

    def sized(self, at: int) -> tuple[int, int]:
        """How many of what it is made of an object has, and where they start."""
        low = self.data[at] & 15
        if low != 15:
            return low, at + 1
        size = 1 << (self.data[at + 1] & 15)
        if size > 8:
            raise ValueError
        return int.from_bytes(self.data[at + 2 : at + 2 + size], "big"), at + 2 + size

    def references(self, at: int, amount: int) -> list[int]:
        size = self.reference_size
        if amount > (len(self.data) - at) // size:
            raise ValueError
        return [int.from_bytes(self.data[place : place + size], "big") for place in range(at, at + amount * size, size)]


def read_plist(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    things, top = _opened(data)
    lines: list[str] = []
    files: list[tuple[str, bytes]] = []
    most, size, reason = options.limits.text_bytes // 4, 0, ""
    try:
        for line in _lines(things, top, files):
            size += len(line) + 1
            if size > most or len(lines) >= _MOST_LINES:
                reason = "partly_over_limit"
                break
            lines.append(line)
    except _FAULTS:
        reason = "partly_broken"
    members = members_of(files, options.limits)
    return ExtractedDocument(
        "",
        stamp("plist"),
        pages=text_page("\n".join(lines)),
        members=members,
        reason=reason or reason_of(members),
    )


def _opened(data: bytes) -> tuple[Things, int]:
    """The last 32 bytes say where everything is."""
    if len(data) < 41:
        raise ReadProblem("truncated")
    offset_size, reference_size, amount, top, table = struct.unpack(">BBQQQ", data[-26:])
    if not (1 <= offset_size <= 8 and 1 <= reference_size <= 8 and table + amount * offset_size <= len(data)):
        raise ReadProblem("damaged")
    return Things(data, offset_size, reference_size, amount, table), top


def _lines(things: Things, top: int, files: list[tuple[str, bytes]]) -> Iterator[str]:
    """Walked without recursion; a list may even hold itself."""
    seen: set[int] = set()
    stack: list[tuple[int, str, int]] = [(0, "", top)]
    while stack:
        depth, name, number = stack.pop()
        at = things.start_of(number)
        label = " " * min(depth, 20) + (f"{name}: " if name else "")
        kind = things.data[at] >> 4
        if kind not in (0xA, 0xB, 0xC, 0xD):
            yield label + _said(things, at, name, files)
            continue
        if number in seen:
            continue
        seen.add(number)
        if name:
            yield label.rstrip()
        stack += [(depth + 1, key, inner) for key, inner in reversed(_inside(things, at, kind))]


def _inside(things: Things, at: int, kind: int) -> list[tuple[str, int]]:
    amount, start = things.sized(at)
    if kind != 0xD:
        return [("", number) for number in things.references(start, amount)]
    numbers = things.references(start, 2 * amount)
    return [
        (clean_line(_said(things, things.start_of(key), "", [])), value)
        for key, value in zip(numbers[:amount], numbers[amount:], strict=True)
    ]


def _said(things: Things, at: int, name: str, files: list[tuple[str, bytes]]) -> str:
    data, kind, low = things.data, things.data[at] >> 4, things.data[at] & 15
    if kind == 0:
        return {8: "false", 9: "true"}.get(low, "")
    if kind in (1, 8):
        size = 1 << low if kind == 1 else low + 1
        return str(int.from_bytes(data[at + 1 : at + 1 + min(size, 16)], "big", signed=size >= 8))
    if kind == 2:
        return repr(struct.unpack_from(">f" if low == 2 else ">d", data, at + 1)[0])
    if kind == 3:
        return str(_EPOCH + timedelta(seconds=int(struct.unpack_from(">d", data, at + 1)[0])))
    amount, start = things.sized(at)
    if kind == 6:
        return data[start : start + 2 * amount].decode("utf-16-be", "replace")
    value = data[start : start + amount]
    if kind in (5, 7):  # meant for ASCII, and used for UTF-8 as well
        return value.decode("utf-8", "replace")
    if len(value) >= _SHORTEST_FILE and value.startswith(_FILES):
        files.append((name or "data", value))
    return f"[{amount} bytes]"


READERS: dict[str, Reader] = {PLIST: read_plist}
