"""Where the text of a Word 6 to 2003 file stands: the file's head and its table of pieces ([MS-DOC] 2.5, 2.8.35)."""

import struct
from dataclasses import dataclass, field

import olefile

from extractors.charset import guess
from extractors.office.objects import stream_of
from extractors.problem import ReadProblem

PARTS = ("body", "footnote", "header", "macro", "comment", "endnote", "text_box", "header_text_box")
_ENCRYPTED, _WHICH_TABLE, _COMPLEX = 0x0100, 0x0200, 0x0004
_OLD = 106  # below this number of the format, Word 6 and 95: bytes in the code page of the writer's language
_LANGUAGES = {
    0x01: "cp1256", 0x02: "cp1251", 0x04: "gbk", 0x05: "cp1250", 0x08: "cp1253", 0x0D: "cp1255", 0x0E: "cp1250",
    0x11: "cp932", 0x12: "cp949", 0x15: "cp1250", 0x18: "cp1250", 0x19: "cp1251", 0x1A: "cp1250", 0x1B: "cp1250",
    0x1E: "cp874", 0x1F: "cp1254", 0x22: "cp1251", 0x23: "cp1251", 0x24: "cp1250", 0x25: "cp1257", 0x26: "cp1257",
    0x27: "cp1257", 0x2A: "cp1258", 0x2F: "cp1251",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A run of characters in the order of the text: where its bytes stand, and how many bytes make a character."""

    start: int
    count: int
    width: int


@dataclass(frozen=True)
class Head:
    """The two streams, and what the head of the file says of them."""

    main: bytes = field(repr=False)
    table: bytes = field(repr=False)
    is_old: bool
    codec: str
    counts: tuple[int, ...]  # characters of each of PARTS

    def place(self, index: int) -> bytes:
        """The table that the head names by this index; Word 6 is read without them."""
        if self.is_old:
            return b""
        try:
            start, size = struct.unpack_from("<II", self.main, 0x9A + 8 * index)
        except struct.error:
            return b""
        return self.table[start : start + size]


def read_head(ole: olefile.OleFileIO) -> Head:
    main = stream_of(ole, ("WordDocument",))
    if len(main) < 0x60:
        raise ReadProblem("damaged")
    version, language, flags = struct.unpack_from("<H2xH2xH", main, 2)
    if flags & _ENCRYPTED:
        raise ReadProblem("encrypted")
    is_old = version < _OLD
    names = ("1Table", "0Table") if flags & _WHICH_TABLE else ("0Table", "1Table")
    table = b"" if is_old else next(filter(None, (stream_of(ole, (name,)) for name in names)), b"")
    counts = struct.unpack_from("<8i", main, 0x34 if is_old else 0x4C)
    codec = _old_codec(main, language) if is_old else "cp1252"
    return Head(main, table, is_old, codec, tuple(max(0, one) for one in counts))


def _old_codec(main: bytes, language: int) -> str:
    start, end = struct.unpack_from("<II", main, 0x18)
    return _LANGUAGES.get(language & 0x3FF) or guess(main[start:end].translate(None, bytes(range(9))))


def pieces_of(head: Head) -> tuple[Piece, ...]:
    """Where the table is missing or broken, the text stands in one piece from where the head says it starts."""
    (start,) = struct.unpack_from("<I", head.main, 0x18)
    (flags,) = struct.unpack_from("<H", head.main, 10)
    found = _table(head, _complex(head)) if not head.is_old or flags & _COMPLEX else ()
    return found or (Piece(start, min(sum(head.counts), max(0, len(head.main) - start)), 1),)


def _complex(head: Head) -> bytes:
    if not head.is_old:
        return head.place(33)
    start, size = struct.unpack_from("<II", head.main, 0x160)
    return head.main[start : start + size]


def _table(head: Head, data: bytes) -> tuple[Piece, ...]:
    at = 0
    while at + 3 <= len(data) and data[at] == 1:
        at += 3 + int(struct.unpack_from("<H", data, at + 1)[0])
    if at + 5 > len(data) or data[at] != 2:
        return ()
    (size,) = struct.unpack_from("<I", data, at + 1)
    plc = data[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc) if count > 0 else ()
    found = []
    for number in range(count):
        (offset,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        found.append(_piece(head, offset, places[number + 1] - places[number]))
    return tuple(one for one in found if one.count > 0)


def _piece(head: Head, offset: int, count: int) -> Piece:
    if head.is_old:
        return Piece(offset, min(count, len(head.main) - offset), 1)
    if offset & 0x40000000:
        start = (offset & 0x3FFFFFFF) // 2
        return Piece(start, min(count, len(head.main) - start), 1)
    start = offset & 0x3FFFFFFF
    return Piece(start, min(count, (len(head.main) - start) // 2), 2)
