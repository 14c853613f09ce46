"""The directory at the end of a 7z archive, by 7zFormat.txt: which files there are, and which are encrypted."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.archives.listing import Listed
from extractors.document import MemberState
from extractors.problem import ReadProblem

_END, _HEADER, _ARCHIVE_PROPERTIES, _STREAMS, _FILES = 0x00, 0x01, 0x02, 0x04, 0x05
_PACKED, _UNPACKED, _SUBSTREAMS, _SIZE, _DIGESTS, _FOLDERS, _FOLDER_SIZES, _COUNTS = range(0x06, 0x0E)
_EMPTY_STREAM, _EMPTY_FILE, _NAMES, _ENCODED = 0x0E, 0x0F, 0x11, 0x17
AES = b"\x06\xf1\x07\x01"
_LZMA, _LZMA2 = b"\x03\x01\x01", b"\x21"
_MOST = 1 << 26
_FAULTS = (ValueError, IndexError, lzma.LZMAError, OverflowError, RecursionError)


@dataclass(frozen=True)
class _Coder:
    method: bytes
    properties: bytes


@dataclass
class _Folder:
    coders: list[_Coder]
    outputs: int
    size: int = 0
    streams: int = 1
    has_digest: bool = False


@dataclass
class _Streams:
    start: int
    packed_sizes: list[int]
    folders: list[_Folder]


class Cursor:
    """A cursor that never leaves its bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        if not 0 <= size <= len(self.data) - self.at:
            raise ValueError
        self.at += size
        return self.data[self.at - size : self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """The more leading ones in the first byte, the more bytes follow it."""
        first = self.byte()
        extra = next((at for at in range(8) if not first & (0x80 >> at)), 8)
        low = int.from_bytes(self.take(extra), "little")
        return low + ((first & ((0x80 >> extra) - 1)) << (8 * extra) if extra < 8 else 0)

    def count(self) -> int:
        """What is counted takes at least a bit each."""
        return self.most(self.number())

    def most(self, amount: int) -> int:
        if amount > 8 * len(self.data):
            raise ValueError
        return amount

    def bits(self, amount: int) -> list[bool]:
        raw = self.take((amount + 7) // 8)
        return [bool(raw[at // 8] & (0x80 >> at % 8)) for at in range(amount)]


def is_cut(data: bytes) -> bool:
    """The directory lies beyond the end: a first volume, or the end was lost."""
    return len(data) < 32 or extent(data)[1] > len(data)


def listing(data: bytes) -> tuple[Listed, ...]:
    """The files in their order, without folders; raises ReadProblem where the directory itself is encrypted."""
    if is_cut(data):
        return ()
    start, end = extent(data)
    is_locked = False
    try:
        header = Cursor(data[start:end])
        for _ in range(4):
            kind = header.byte()
            if kind == _HEADER:
                return tuple(_files(header))
            if kind != _ENCODED:
                break
            streams = _streams(header)
            is_locked = _state(streams.folders[0]) is not None
            if is_locked:
                break
            header = Cursor(_decoded(data, streams))
    except _FAULTS:
        return ()
    if is_locked:
        raise ReadProblem("encrypted")
    return ()


def extent(data: bytes) -> tuple[int, int]:
    """Where the directory begins and ends."""
    offset, size = (int.from_bytes(data[at : at + 8], "little") for at in (12, 20))
    return 32 + offset, 32 + offset + size


def _decoded(data: bytes, streams: _Streams) -> bytes:
    folder = streams.folders[0]
    if len(folder.coders) != 1 or folder.size > _MOST:
        raise ValueError
    coder = folder.coders[0]
    packed = data[32 + streams.start : 32 + streams.start + streams.packed_sizes[0]]
    if coder.method == b"\x00":
        return packed
    # the type stubs do not know this function, which reads the properties as 7z writes them
    numbers = {_LZMA: lzma.FILTER_LZMA1, _LZMA2: lzma.FILTER_LZMA2}
    if coder.method not in numbers:
        raise ValueError
    chain = [lzma._decode_filter_properties(numbers[coder.method], coder.properties)]  # type: ignore[attr-defined]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain).decompress(packed, folder.size)


def _streams(header: Cursor) -> _Streams:
    found = _Streams(0, [], [])
    while (kind := header.byte()) != _END:
        if kind == _PACKED:
            found.start = header.number()
            found.packed_sizes = _packed_sizes(header)
        elif kind == _UNPACKED:
            found.folders = _folders(header)
        elif kind == _SUBSTREAMS:
            _substreams(header, found.folders)
        else:
            raise ValueError
    return found


def _packed_sizes(header: Cursor) -> list[int]:
    amount = header.count()
    sizes: list[int] = []
    while (kind := header.byte()) != _END:
        if kind == _SIZE:
            sizes = [header.number() for _ in range(amount)]
        elif kind == _DIGESTS:
            _digests(header, amount)
        else:
            raise ValueError
    return sizes


def _folders(header: Cursor) -> list[_Folder]:
    folders: list[_Folder] = []
    while (kind := header.byte()) != _END:
        if kind == _FOLDERS:
            amount = header.count()
            if header.byte():
                raise ValueError
            folders = [_folder(header) for _ in range(amount)]
        elif kind == _FOLDER_SIZES:
            for folder in folders:
                folder.size = [header.number() for _ in range(folder.outputs)][-1]
        elif kind == _DIGESTS:
            for folder, known in zip(folders, _digests(header, len(folders)), strict=True):
                folder.has_digest = known
        else:
            raise ValueError
    return folders


def _folder(header: Cursor) -> _Folder:
    coders: list[_Coder] = []
    inputs = outputs = 0
    for _ in range(header.count()):
        flags = header.byte()
        method = header.take(flags & 0x0F)
        ins, outs = (header.count(), header.count()) if flags & 0x10 else (1, 1)
        properties = header.take(header.number()) if flags & 0x20 else b""
        inputs, outputs = inputs + ins, outputs + outs
        coders.append(_Coder(method, properties))
    if not 1 <= outputs <= 32 or inputs > 32:
        raise ValueError
    for _ in range(2 * (outputs - 1)):
        header.number()
    packed = inputs - (outputs - 1)
    for _ in range(packed if packed > 1 else 0):
        header.number()
    return _Folder(coders, outputs)


def _substreams(header: Cursor, folders: list[_Folder]) -> None:
    while (kind := header.byte()) != _END:
        if kind == _COUNTS:
            for folder in folders:
                folder.streams = header.number()
        elif kind == _SIZE:
            for _ in range(sum(max(0, folder.streams - 1) for folder in folders)):
                header.number()
        elif kind == _DIGESTS:
            _digests(header, sum(one.streams for one in folders if one.streams != 1 or not one.has_digest))
        else:
            raise ValueError


def _digests(header: Cursor, amount: int) -> list[bool]:
    known = [True] * header.most(amount) if header.byte() else header.bits(amount)
    header.take(4 * sum(known))
    return known


def _files(header: Cursor) -> list[Listed]:
    folders: list[_Folder] = []
    while (kind := header.byte()) != _END:
        if kind == _ARCHIVE_PROPERTIES:
            while header.byte() != _END:
                header.take(header.number())
        elif kind == _STREAMS:
            folders = _streams(header).folders
        elif kind == _FILES:
            return list(_named(header, folders))
        else:
            raise ValueError
    return []


def _named(header: Cursor, folders: list[_Folder]) -> Iterator[Listed]:
    amount = header.count()
    names, has_stream, is_file = [""] * amount, [True] * amount, [True] * amount
    while (kind := header.byte()) != _END:
        part = Cursor(header.take(header.number()))
        if kind == _EMPTY_STREAM:
            has_stream = [not is_empty for is_empty in part.bits(amount)]
            is_file = has_stream
        elif kind == _EMPTY_FILE:
            empty = iter(part.bits(has_stream.count(False)))
            is_file = [has or next(empty) for has in has_stream]
        elif kind == _NAMES and part.byte() == 0:
            names = part.data[1:].decode("utf-16-le", "replace").split("\0")
    states = (_state(folder) for folder in folders for _ in range(folder.streams))
    for name, has, is_wanted in zip(names, has_stream, is_file, strict=False):
        state = next(states, None) if has else None
        if is_wanted:
            yield Listed(name, state)


def _state(folder: _Folder) -> MemberState | None:
    return MemberState.ENCRYPTED if any(coder.method == AES for coder in folder.coders) else None
