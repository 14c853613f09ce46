"""MKV and WebM: titles, tags, names of tracks and chapters, by the elements' numbers (RFC 9559)."""

from collections.abc import Iterator

_INSIDE = frozenset((
    0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1254C367, 0x7373, 0x67C8, 0x1043A770, 0x45B9, 0xB6, 0x80, 0x1941A469,
    0x61A7,
))  # fmt: skip
_TEXTS = {
    0x7BA9: "title", 0x4D80: "software", 0x5741: "software", 0x536E: "track", 0x45A3: "tag", 0x4487: "tag",
    0x85: "chapter", 0x466E: "attachment", 0x467E: "attachment",
}  # fmt: skip
_MOST = 20_000
_VALUE = 1 << 20


def matroska_fields(data: bytes) -> Iterator[tuple[str, str]]:
    """A list of what is still to be walked, not recursion: nesting may be as deep as the file is long."""
    waiting = [(0, len(data))]
    for _ in range(_MOST):
        if not waiting:
            return
        at, end = waiting.pop()
        kind, at = _number(data, at, keeps_marker=True)
        size, start = _number(data, at, keeps_marker=False)
        if kind <= 0 or size < -1:
            continue
        stop = end if size == -1 else min(start + size, end)
        if stop < end:
            waiting.append((stop, end))
        if kind in _INSIDE and start < stop:
            waiting.append((start, stop))
        elif kind in _TEXTS and stop - start <= _VALUE:
            yield _TEXTS[kind], data[start:stop].rstrip(b"\x00").decode("utf-8", "replace")


def _number(data: bytes, at: int, keeps_marker: bool) -> tuple[int, int]:
    """A number of one to eight bytes and where it ends; -1 is the size nobody knew, -2 no number."""
    if at >= len(data) or data[at] == 0:
        return -2, at + 1
    length = 9 - data[at].bit_length()
    raw = int.from_bytes(data[at : at + length], "big")
    if keeps_marker:
        return raw, at + length
    value = raw & ((1 << (7 * length)) - 1)
    return (-1 if value == (1 << (7 * length)) - 1 else value), at + length
