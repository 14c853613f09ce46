"""The records of a PowerPoint 97 to 2003 file ([MS-PPT] 2.3), walked flat: a container is stepped into."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

DOCUMENT, SLIDE, NOTES, MASTER, HANDOUT = 1000, 1006, 1008, 1016, 4041
SLIDE_LIST, SLIDE_PLACE, SLIDE_SHOW, NOTES_ATOM = 4080, 1011, 1017, 1009
CHARS, BYTES, STRING = 4000, 4008, 4026
COMMENT, HEADERS, LINK = 12000, 4057, 4055
OBJECT, EDIT, PLACES = 4113, 4085, 6002
SHAPE, PLACEHOLDER = 0xF004, 3011
_BLOB = 5003  # an atom by its version, whose bytes are records again
_WORDS = frozenset((CHARS, BYTES, STRING))


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its place, kind and instance, and where its bytes are."""

    kind: int
    instance: int
    place: int
    start: int
    end: int
    is_container: bool
    data: bytes = field(repr=False)
    is_cut: bool = False  # it claims more bytes than there are

    @property
    def body(self) -> bytes:
        return self.data[self.start : self.end]

    def number(self, at: int) -> int:
        return int(struct.unpack_from("<I", self.data, self.start + at)[0]) if self.start + at + 4 <= self.end else 0


def record_at(data: bytes, place: int, end: int) -> Record | None:
    """Nothing where no whole header stands; a record that claims more than there is, is cut."""
    if place < 0 or place + 8 > end:
        return None
    head, kind, size = struct.unpack_from("<HHI", data, place)
    is_container = head & 0xF == 0xF or kind == _BLOB
    stop = place + 8 + size
    return Record(kind, head >> 4, place, place + 8, min(end, stop), is_container, data, stop > end)


def siblings(data: bytes, start: int, end: int) -> Iterator[Record]:
    while record := record_at(data, start, end):
        yield record
        start = record.end


def inside(record: Record) -> Iterator[Record]:
    """All records within, in their order, however deep they are."""
    at = record.start
    while one := record_at(record.data, at, record.end):
        yield one
        at = one.start if one.is_container else one.end


def outermost(record: Record, kind: int) -> Iterator[Record]:
    """Records of a kind that stand in no other of it, so that no byte is walked for each of its nestings."""
    at = record.start
    while one := record_at(record.data, at, record.end):
        if one.kind == kind:
            yield one
        at = one.start if one.is_container and one.kind != kind else one.end


def word_of(record: Record) -> str:
    """Characters of two bytes, or the lower of the two where all the higher are nought."""
    body = record.body
    text = body.decode("latin-1") if record.kind == BYTES else body.decode("utf-16-le", "replace")
    return text.replace("\r", "\n").replace("\x0b", "\n").strip("\x00\n")


def words_in(record: Record, kinds: frozenset[int] = frozenset((CHARS, BYTES))) -> list[str]:
    return [text for one in inside(record) if one.kind in kinds and (text := word_of(one))]


def strings_in(record: Record, kind: int) -> Iterator[dict[int, str]]:
    """For each container of a kind, its strings by their instance."""
    for one in outermost(record, kind):
        yield {inner.instance: word_of(inner) for inner in inside(one) if inner.kind == STRING}
