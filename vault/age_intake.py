"""Reads a stream in whole steps: lines and blocks, whatever portions the source hands over."""

from typing import Protocol

_PORTION = 1 << 16


class Readable(Protocol):
    """All that is asked of a source."""

    def read(self, size: int, /) -> bytes: ...


class Intake:
    """A source with the bytes that were read ahead of need."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._held = b""

    def peek(self, size: int) -> bytes:
        """The next bytes, at most `size`, left in place."""
        self._hold(size)
        return self._held[:size]

    def block(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end."""
        self._hold(size)
        taken, self._held = self._held[:size], self._held[size:]
        return taken

    def line(self, limit: int) -> bytes:
        """The next line with its end, cut at `limit` bytes; the end is missing only at a cut or at the source's end."""
        self._hold_line(limit)
        end = self._held.find(b"\n", 0, limit) + 1
        return self.block(end or limit)

    def _hold_line(self, limit: int) -> None:
        while b"\n" not in self._held and len(self._held) < limit and self._read(_PORTION):
            pass

    def _hold(self, size: int) -> None:
        parts, length = [self._held] if self._held else [], len(self._held)
        while length < size and (more := self._source.read(size - length)):
            parts.append(more)
            length += len(more)
        self._held = b"".join(parts)  # one part is handed on as it is, not copied

    def _read(self, size: int) -> bool:
        more = self._source.read(size)
        self._held = self._held + more if self._held else more
        return bool(more)
