"""The archives of iWork since 2013: raw Snappy, then length-prefixed protocol buffers, of which the texts are taken."""

from collections.abc import Iterator

Field = tuple[int, int | bytes]
TEXT, COMMENT, AUTHOR, STRINGS, TILE = (2001, 2005), 3056, 212, 6005, 6002


def unpacked(data: bytes, most: int) -> bytes:
    """Chunks of a kind byte and three of length; ends where a chunk is broken or `most` is reached."""
    out, at = bytearray(), 0
    while at + 4 <= len(data) and data[at] == 0 and len(out) < most:
        size = int.from_bytes(data[at + 1 : at + 4], "little")
        try:
            out += _snappy(data[at + 4 : at + 4 + size], most - len(out))
        except (IndexError, ValueError):
            break
        at += 4 + size
    return bytes(out)


def _snappy(data: bytes, most: int) -> bytes:
    size, at = _varint(data, 0)
    if size > most:
        raise ValueError("over the limit")
    out = bytearray()
    while at < len(data) and len(out) < size:
        tag = data[at]
        if not tag & 3:
            at, length = _literal(data, at)
            out += data[at : at + length]
            at += length
        else:
            at, length, distance = _copy(data, at, tag)
            if not 0 < distance <= len(out):
                raise ValueError("no such place")
            piece = (
                out[-distance : len(out) - distance + length]
                if distance >= length
                else _repeated(out, distance, length)
            )
            out += piece
    return bytes(out)


def _literal(data: bytes, at: int) -> tuple[int, int]:
    length, at = data[at] >> 2, at + 1
    if length < 60:
        return at, length + 1
    return at + length - 59, int.from_bytes(data[at : at + length - 59], "little") + 1


def _copy(data: bytes, at: int, tag: int) -> tuple[int, int, int]:
    if tag & 3 == 1:
        return at + 2, (tag >> 2 & 7) + 4, (tag >> 5) << 8 | data[at + 1]
    width = 2 if tag & 3 == 2 else 4
    return at + 1 + width, (tag >> 2) + 1, int.from_bytes(data[at + 1 : at + 1 + width], "little")


def _repeated(out: bytearray, distance: int, length: int) -> bytes:
    seed = bytes(out[-distance:])
    return (seed * (length // distance + 1))[:length]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(10):
        value |= (data[at + step] & 0x7F) << 7 * step
        if data[at + step] < 0x80:
            return value, at + step + 1
    raise ValueError("no number")


def _fields(data: bytes) -> Iterator[Field]:
    """Numbers and bytes by their field; what is neither is stepped over."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        if key & 7 == 0:
            value, at = _varint(data, at)
            yield key >> 3, value
        elif key & 7 == 2:
            size, at = _varint(data, at)
            yield key >> 3, data[at : at + size]
            at += size
        elif key & 7 in (1, 5):
            at += 8 if key & 7 == 1 else 4
        else:
            return


def messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each message; ends where the archive is broken."""
    at = 0
    try:
        while at < len(data):
            size, at = _varint(data, at)
            infos = [
                value for number, value in _fields(data[at : at + size]) if number == 2 and isinstance(value, bytes)
            ]
            at += size
            for info in infos:
                numbers = {number: value for number, value in _fields(info) if isinstance(value, int)}
                length = numbers.get(3, 0)
                yield numbers.get(1, 0), data[at : at + length]
                at += length
    except (IndexError, ValueError):
        return


def has_rows(tile: bytes) -> bool:
    """Whether a part of a table has rows; their numbers are not read here."""
    try:
        return any(number == 5 and isinstance(value, bytes) for number, value in _fields(tile))
    except (IndexError, ValueError):
        return True


def texts_of(kind: int, message: bytes) -> Iterator[str]:
    """The strings of the kinds that hold what a reader sees."""
    wanted = 3 if kind in TEXT or kind == STRINGS else 1 if kind in (COMMENT, AUTHOR) else 0
    try:
        for number, value in _fields(message) if wanted else ():
            if number == wanted and isinstance(value, bytes):
                inner = [one for at, one in _fields(value) if at == 3] if kind == STRINGS else [value]
                yield from (one.decode("utf-8", "replace") for one in inner if isinstance(one, bytes))
    except (IndexError, ValueError):
        return
