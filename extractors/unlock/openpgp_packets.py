"""OpenPGP's packets (RFC 9580, 4) and armour (6.2), and the values within them; what is broken raises ValueError."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ARMOUR = re.compile(
    rb"-----BEGIN PGP [A-Z ,\d/]{1,40}-----[ \t]*\r?\n(?:[^\r\n:]{1,60}: ?[^\r\n]*\r?\n)*[ \t]*\r?\n?"
    rb"([A-Za-z0-9+/=\s]*)",
)
_SUM = re.compile(rb"\r?\n=[A-Za-z0-9+/]{4}\s*\Z")
_MOST_PACKETS = 10_000


@dataclass(frozen=True)
class Packet:
    """A kind (tag) and its bytes."""

    tag: int
    body: bytes = field(repr=False)


class Cursor:
    """Reads from the front and never beyond the end."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> bytes:
        if not 0 <= size <= len(self.data) - self.at:
            raise ValueError
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def integer(self) -> bytes:
        """A multiprecision integer: its length in bits, then its bytes."""
        return self.take((self.number(2) + 7) // 8)

    def rest(self) -> bytes:
        return self.take(len(self.data) - self.at)


def binary(data: bytes) -> bytes:
    """Without armour; what is binary stays as it is."""
    found = None if data[:1] >= b"\x80" else _ARMOUR.search(data)
    if found is None:
        return data
    try:
        return binascii.a2b_base64(_SUM.sub(b"", found[1].rstrip() + b"\n"))
    except binascii.Error:
        raise ValueError from None


def packets(data: bytes) -> Iterator[Packet]:
    cursor = Cursor(data)
    for _ in range(_MOST_PACKETS):
        if cursor.at == len(data):
            return
        head = cursor.number(1)
        if not head & 0x80:
            raise ValueError
        if head & 0x40:
            yield Packet(head & 0x3F, _new_body(cursor))
        else:
            yield Packet(head >> 2 & 0x0F, _old_body(cursor, head & 3))


def _old_body(cursor: Cursor, kind: int) -> bytes:
    return cursor.rest() if kind == 3 else cursor.take(cursor.number(1 << kind))


def _new_body(cursor: Cursor) -> bytes:
    """One piece, or several with a power of two each and a last of any length."""
    pieces: list[bytes] = []
    while True:
        first = cursor.number(1)
        if 224 <= first < 255:
            pieces.append(cursor.take(1 << (first & 0x1F)))
            continue
        if first < 192:
            size = first
        elif first < 224:
            size = ((first - 192) << 8) + cursor.number(1) + 192
        else:
            size = cursor.number(4)
        return b"".join([*pieces, cursor.take(size)])
