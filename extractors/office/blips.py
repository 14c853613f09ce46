"""Pictures in old office files, found by the headers of their drawing records ([MS-ODRAW] 2.2.23)."""

import re
import struct
import zlib
from collections.abc import Iterator

from extractors.document import Member
from extractors.limits import Limits
from extractors.office.objects import member_of

_HEADER = re.compile(rb"(?s)[\x00-\xf0].[\x1a-\x1f\x29\x2a]\xf0(?=.{4})")
_KINDS = {0x1A: "emf", 0x1B: "wmf", 0x1C: "pict", 0x1D: "jpg", 0x1E: "png", 0x1F: "dib", 0x29: "tif", 0x2A: "jpg"}
_STARTS = {"jpg": (b"\xff\xd8",), "png": (b"\x89PNG",), "tif": (b"II", b"MM")}
_METAFILES = ("emf", "wmf", "pict")


def pictures(streams: Iterator[bytes], limits: Limits) -> Iterator[Member]:
    """Each picture once, while the budget of all that one file may grow to lasts."""
    seen: set[bytes] = set()
    left = limits.expansion_bytes
    for data in streams:
        for kind, picture in _found(data, limits):
            left -= len(picture)
            if left < 0 or len(seen) >= limits.members:
                return
            if picture not in seen:
                seen.add(picture)
                yield member_of(f"picture{len(seen)}.{kind}", picture, limits)


def _found(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    at, view = 0, memoryview(data)
    while header := _HEADER.search(data, at):
        at = header.start() + 1
        instance, number, size = struct.unpack_from("<HHI", data, header.start())
        start, end = header.start() + 8, header.start() + 8 + size
        if end > len(data):
            continue
        picture = _picture(_KINDS[number & 0xFF], instance >> 4, view[start:end], limits)
        if picture:
            at = end
            yield _KINDS[number & 0xFF], picture


def _picture(kind: str, instance: int, body: memoryview, limits: Limits) -> bytes:
    """After one or two checksums stands a tag of one byte, or for a metafile its sizes and how it is packed."""
    for checksums in (16, 32) if instance & 1 == 0 else (32, 16):
        if kind in _METAFILES:
            picture = _unpacked(body[checksums:], limits)
            if picture:
                return picture
        elif bytes(body[checksums + 1 : checksums + 5]).startswith(_STARTS.get(kind, (b"",))):
            return bytes(body[checksums + 1 :])
    return b""


def _unpacked(body: memoryview, limits: Limits) -> bytes:
    if len(body) < 34 or body[32] not in (0x00, 0xFE):
        return b""
    if body[32] == 0xFE:
        return bytes(body[34:])
    try:
        return zlib.decompressobj().decompress(body[34:], limits.member_bytes)
    except zlib.error:
        return b""
