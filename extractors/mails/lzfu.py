"""Compressed RTF (MS-OXRTFCP), as Outlook keeps it."""

import struct

from extractors.problem import ReadProblem

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_WINDOW = 4096


def decompressed(data: bytes, most: int) -> bytes:
    """What there is of it where it is cut off or ends wrongly; `most` bytes at most."""
    if len(data) < 16:
        raise ReadProblem("truncated")
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == _PLAIN:
        return data[16 : 16 + min(size, most)]
    if kind != _COMPRESSED:
        raise ReadProblem("damaged")
    return _unpacked(data, min(size, most))


def _unpacked(data: bytes, size: int) -> bytes:
    window = bytearray(_START) + bytearray(_WINDOW - len(_START))
    written = len(_START)
    out = bytearray()
    at, end = 16, len(data)
    while at < end and len(out) < size:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= end or len(out) >= size:
                break
            if not flags >> bit & 1:
                window[written] = data[at]
                out.append(data[at])
                written = (written + 1) % _WINDOW
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2], "big")
            at += 2
            offset = reference >> 4
            if offset == written:
                return bytes(out)
            for step in range((reference & 15) + 2):
                byte = window[(offset + step) % _WINDOW]
                window[written] = byte
                out.append(byte)
                written = (written + 1) % _WINDOW
    return bytes(out)
