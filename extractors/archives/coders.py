"""Zlib, Snappy and Brotli: compressed bytes to plain ones, up to a bound."""

import zlib
from collections.abc import Callable, Iterator

import pyarrow as arrow

from extractors.problem import ReadProblem
from extractors.types import archives as kinds

_STEP = 1 << 18


class Grown(Exception):
    """More came out than was allowed."""


def inflated(data: bytes, most: int) -> bytes:
    stream = zlib.decompressobj()
    pieces: list[bytes] = []
    total, rest = 0, data
    try:
        while rest and not stream.eof:
            pieces.append(stream.decompress(rest, _STEP))
            total += len(pieces[-1])
            if total > most:
                raise Grown
            rest = stream.unconsumed_tail
    except zlib.error:
        pass
    return _whole(pieces)


def unsnapped(data: bytes, most: int) -> bytes:
    """Framed Snappy: each chunk is a type, three bytes of length, and for data a checksum before it."""
    pieces: list[bytes] = []
    total = 0
    for kind, chunk in _chunks(data):
        piece = b""
        if kind == 0:
            try:
                piece = arrow.decompress(chunk[4:], _varint(chunk[4:]), codec="snappy", asbytes=True)
            except (arrow.ArrowException, ValueError, OSError):
                break
        elif kind == 1:
            piece = chunk[4:]
        elif 2 <= kind <= 0x7F:
            break
        total += len(piece)
        if total > most:
            raise Grown
        pieces.append(piece)
    return _whole(pieces)


def _chunks(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        size = int.from_bytes(data[at + 1 : at + 4], "little")
        yield data[at], data[at + 4 : at + 4 + size]
        at += 4 + size


def _varint(data: bytes) -> int:
    value = 0
    for place in range(5):
        value |= (data[place] & 0x7F) << (7 * place)
        if not data[place] & 0x80:
            break
    if value > 65536:
        raise ValueError
    return value


def unbrotlied(data: bytes, most: int) -> bytes:
    pieces: list[bytes] = []
    total = 0
    try:
        with arrow.CompressedInputStream(arrow.BufferReader(data), "brotli") as stream:
            while piece := stream.read(_STEP):
                total += len(piece)
                if total > most:
                    raise Grown
                pieces.append(piece)
    except (arrow.ArrowException, OSError):
        pass
    return _whole(pieces)


def _whole(pieces: list[bytes]) -> bytes:
    """What came before a break is kept."""
    whole = b"".join(pieces)
    if not whole:
        raise ReadProblem("damaged")
    return whole


CODERS: dict[str, Callable[[bytes, int], bytes]] = {
    kinds.ZLIB: inflated,
    kinds.SNAPPY: unsnapped,
    kinds.BROTLI: unbrotlied,
}
