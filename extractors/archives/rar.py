"""The headers of a RAR archive, old and new: which files there are, which are encrypted or go on in another volume."""

from collections.abc import Iterator

from extractors.archives.listing import Listed
from extractors.charset import decode
from extractors.document import MemberState
from extractors.problem import ReadProblem

_OLD, _NEW = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_MAIN, _FILE, _END = 0x73, 0x74, 0x7B
_MOST = 200_000


def rar_listing(data: bytes) -> tuple[Listed, ...]:
    """The files in their order, without folders; raises ReadProblem where the headers are encrypted."""
    try:
        return tuple(_new_files(data) if data.startswith(_NEW) else _old_files(data))
    except (ValueError, IndexError):
        return ()


def is_later_volume(data: bytes) -> bool:
    """The first entry began in the volume before."""
    try:
        if data.startswith(_NEW):
            return any(kind == 2 and flags & 0x08 for kind, flags, _, _ in _first(_new_blocks(data)))
        return any(kind == _FILE and flags & 1 for kind, flags, _, _ in _first(_old_blocks(data)))
    except (ValueError, IndexError):
        return False


def _first(blocks: Iterator[tuple[int, int, bytes, int]]) -> list[tuple[int, int, bytes, int]]:
    return next(([one] for one in blocks if one[0] in (2, _FILE)), [])


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first."""
    value = 0
    for step in range(10):
        byte = data[at + step]
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            return value, at + step + 1
    raise ValueError


def _new_blocks(data: bytes) -> Iterator[tuple[int, int, bytes, int]]:
    """Type, flags, the header from there on, and where in it the type's own fields start."""
    at = len(_NEW)
    for _ in range(_MOST):
        if at + 7 > len(data):
            return
        size, start = _number(data, at + 4)
        if size > 1 << 21:
            return
        header = data[start : start + size]
        kind, place = _number(header, 0)
        flags, place = _number(header, place)
        extra = packed = 0
        if flags & 1:
            extra, place = _number(header, place)
        if flags & 2:
            packed, place = _number(header, place)
        yield kind, flags, header[: max(0, len(header) - extra)] + b"\0" + header[len(header) - extra :], place
        at = start + size + packed


def _new_files(data: bytes) -> Iterator[Listed]:
    for kind, flags, header, at in _new_blocks(data):
        if kind == 4:
            raise ReadProblem("encrypted")
        if kind != 2:
            continue
        file_flags, at = _number(header, at)
        for _ in range(2):
            _, at = _number(header, at)
        at += 4 * bool(file_flags & 2) + 4 * bool(file_flags & 4)
        for _ in range(2):
            _, at = _number(header, at)
        length, at = _number(header, at)
        if not file_flags & 1:
            state = _state(_has_key(header, at + length + 1), bool(flags & 0x18))
            yield Listed(header[at : at + length].decode("utf-8", "replace"), state)


def _has_key(header: bytes, at: int) -> bool:
    """Whether an encryption record stands among the extra ones."""
    while at < len(header) - 1:
        size, start = _number(header, at)
        kind, _ = _number(header, start)
        if kind == 1:
            return True
        at = start + max(1, size)
    return False


def _old_blocks(data: bytes) -> Iterator[tuple[int, int, bytes, int]]:
    at = len(_OLD)
    for _ in range(_MOST):
        if at + 7 > len(data):
            return
        kind = data[at + 2]
        flags, size = (int.from_bytes(data[at + 3 + 2 * place : at + 5 + 2 * place], "little") for place in (0, 1))
        header = data[at : at + size]
        packed = int.from_bytes(header[7:11], "little") if flags & 0x8000 or kind == _FILE else 0
        if flags & 0x100 and kind == _FILE:
            packed += int.from_bytes(header[32:36], "little") << 32
        yield kind, flags, header, 0
        if size < 7 or kind == _END:
            return
        at += size + packed


def _old_files(data: bytes) -> Iterator[Listed]:
    for kind, flags, header, _ in _old_blocks(data):
        if kind == _MAIN and flags & 0x80:
            raise ReadProblem("encrypted")
        if kind != _FILE or flags & 0xE0 == 0xE0:
            continue
        start = 40 if flags & 0x100 else 32
        length = int.from_bytes(header[26:28], "little")
        raw = header[start : start + length].partition(b"\0")[0]
        yield Listed(decode(raw), _state(bool(flags & 4), bool(flags & 3)))


def _state(is_encrypted: bool, is_split: bool) -> MemberState | None:
    if is_encrypted:
        return MemberState.ENCRYPTED
    return MemberState.BROKEN if is_split else None
