"""How Word 97 to 2003 marks its text: hidden, deleted, in a table, end of a row ([MS-DOC] 2.9.33, 2.9.24, 2.6)."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntFlag

from extractors.office.doc_pieces import Head

_PAGE = 512
_CHARACTERS, _PARAGRAPHS = 12, 13  # indices of the tables of pages
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)


class Mark(IntFlag):
    """What holds for a run of text."""

    NONE = 0
    HIDDEN = 1
    DELETED = 2
    SPECIAL = 4  # its characters stand for pictures, numbers and symbols
    IN_TABLE = 8
    ROW_END = 16


_BY_CODE = {
    0x083C: Mark.HIDDEN,
    0x0800: Mark.DELETED,
    0x0855: Mark.SPECIAL,
    0x2416: Mark.IN_TABLE,
    0x2417: Mark.ROW_END,
}


@dataclass(frozen=True)
class Marks:
    """Sorted starts of runs by their place in the stream, and what holds from each on."""

    starts: tuple[int, ...]
    marks: tuple[Mark, ...]

    def at(self, place: int) -> Mark:
        found = bisect_right(self.starts, place) - 1
        return self.marks[found] if found >= 0 else Mark.NONE

    def next(self, place: int, end: int) -> int:
        """Where the run at this place ends."""
        found = bisect_right(self.starts, place)
        return min(end, self.starts[found]) if found < len(self.starts) else end


def character_marks(head: Head) -> Marks:
    return _marks(head, _CHARACTERS)


def paragraph_marks(head: Head) -> Marks:
    return _marks(head, _PARAGRAPHS)


def _marks(head: Head, index: int) -> Marks:
    plc = head.place(index)
    count = max(0, (len(plc) - 4) // 8)
    pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    found: dict[int, Mark] = {}
    for page in dict.fromkeys(pages):
        start = (page & 0x3FFFFF) * _PAGE
        data = head.main[start : start + _PAGE]
        if len(data) == _PAGE:
            _read_page(data, index, found)
    starts = tuple(sorted(found))
    return Marks(starts, tuple(found[one] for one in starts))


def _read_page(data: bytes, index: int, found: dict[int, Mark]) -> None:
    count = data[511]
    width = 1 if index == _CHARACTERS else 13
    if 4 * (count + 1) + width * count > 511:
        return
    places = struct.unpack_from(f"<{count + 1}I", data)
    for number in range(count):
        offset = data[4 * (count + 1) + width * number] * 2
        found[places[number]] = _mark(_settings(data, offset, index)) if offset else Mark.NONE
    found.setdefault(places[count], Mark.NONE)


def _settings(data: bytes, offset: int, index: int) -> bytes:
    if index == _CHARACTERS:
        return data[offset + 1 : offset + 1 + data[offset]]
    size = data[offset]
    if size:
        return data[offset + 3 : offset + 2 * size]
    return data[offset + 4 : offset + 2 + 2 * data[offset + 1]]


def _mark(settings: bytes) -> Mark:
    mark, at = Mark.NONE, 0
    while at + 3 <= len(settings):
        (code,) = struct.unpack_from("<H", settings, at)
        if code in _BY_CODE:
            mark = mark | _BY_CODE[code] if settings[at + 2] & 1 else mark & ~_BY_CODE[code]
        size = _SIZES[code >> 13]
        if code in (0xD608, 0xD606):
            size = int.from_bytes(settings[at + 2 : at + 4], "little") + 1
        elif not size:
            size = settings[at + 2] + 1
        at += 2 + size
    return mark
