"""Files that stand in the text of a mail: uuencoded, yEnc, BinHex."""

import binascii
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.clean import clean_line
from extractors.mails.charsets import mail_text
from extractors.problem import ReadProblem

_UU = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.MULTILINE)
_UU_END = re.compile(rb"^(?:end|====)[ \t]*\r?$", re.MULTILINE)
_YENC = re.compile(rb"^=ybegin [^\r\n]{0,80}?size=(\d{1,12})[^\r\n]{0,80}? name=([^\r\n]{0,255})\r?\n", re.MULTILINE)
_YENC_END = re.compile(rb"^=yend ([^\r\n]*)(?:\r?\n|\Z)", re.MULTILINE)
_YENC_PART = re.compile(rb"=ypart [^\r\n]*\r?\n")
_HQX = re.compile(rb"^\(This file must be converted with BinHex[^\r\n]*\r?\n\s*:", re.MULTILINE)
_HQX_ALPHABET = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"
_TO_BASE64 = bytes.maketrans(_HQX_ALPHABET, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
_UNSHIFTED = bytes((byte - 42) % 256 for byte in range(256))
_ESCAPED = re.compile(rb"=(.)", re.DOTALL)


@dataclass(frozen=True)
class InlineFile:
    """`is_broken`: its end is missing, or its sum is wrong."""

    name: str = field(repr=False)
    data: bytes = field(repr=False)
    is_broken: bool = False


_Found = tuple[int, int, InlineFile] | None
_Read = Callable[[bytes, int], _Found]


def inline_files(text: bytes, most: int) -> tuple[bytes, tuple[InlineFile, ...]]:
    """The text without them, and the files, at most so many."""
    found: list[InlineFile] = []
    for mark, read in ((b"begin", _uu), (b"=ybegin ", _yenc), (b"with BinHex", _binhex)):
        if mark in text:
            text = _cut_out(text, read, found, most)
    return text, tuple(found)


def _cut_out(text: bytes, read: _Read, found: list[InlineFile], most: int) -> bytes:
    kept: list[bytes] = []
    at = 0
    while len(found) < most and (one := read(text, at)) is not None:
        start, end, file = one
        kept.append(text[at:start])
        found.append(file)
        at = end
    return b"".join([*kept, text[at:]])


def _uu(text: bytes, at: int) -> _Found:
    for start in _UU.finditer(text, at):
        is_base64 = start[0].startswith(b"begin-base64")
        if not is_base64 and not _is_uu_line(text[start.end() : start.end() + 90]):
            continue  # a sentence that begins with "begin"
        end = _UU_END.search(text, start.end())
        stop = end.start() if end else len(text)
        try:
            body = text[start.end() : stop]
            data = binascii.a2b_base64(body) if is_base64 else uudecoded(body)
            file = InlineFile(_name(start[1]), data, end is None)
        except (ReadProblem, binascii.Error):
            file = InlineFile(_name(start[1]), b"", True)
        return start.start(), end.end() if end else len(text), file
    return None


def _is_uu_line(text: bytes) -> bool:
    line = text.splitlines()[0].rstrip() if text.strip() else b""
    if not line or not all(0x20 <= byte <= 0x60 for byte in line):
        return line[:3] == b"end"
    need = (((line[0] - 0x20) & 0x3F) + 2) // 3 * 4
    return need - 3 <= len(line) - 1 <= need + 1


def uudecoded(data: bytes) -> bytes:
    """Lines of uuencode, with or without their `begin` and `end`; trailing spaces may have been lost."""
    pieces: list[bytes] = []
    for line in data.splitlines():
        if not line or line.startswith((b"begin ", b"end")):
            continue
        count = (line[0] - 0x20) & 0x3F
        size = (count + 2) // 3 * 4
        try:
            pieces.append(binascii.a2b_uu(line[: size + 1]))
        except binascii.Error:
            raise ReadProblem("damaged") from None
    return b"".join(pieces)


def _yenc(text: bytes, at: int) -> _Found:
    start = _YENC.search(text, at)
    if start is None:
        return None
    part = _YENC_PART.match(text, start.end())
    body = part.end() if part else start.end()
    end = _YENC_END.search(text, body)
    raw = text[body : end.start() if end else len(text)].replace(b"\r", b"").replace(b"\n", b"")
    raw = _ESCAPED.sub(lambda one: bytes(((one[1][0] - 64) % 256,)), raw)
    data = raw.translate(_UNSHIFTED)
    file = InlineFile(_name(start[2]), data, end is None or not _is_whole(data, end[1]))
    return start.start(), end.end() if end else len(text), file


def _is_whole(data: bytes, trailer: bytes) -> bool:
    size = re.search(rb"size=(\d{1,12})", trailer)
    crc = re.search(rb"pcrc32=([0-9a-fA-F]{1,8})", trailer) or re.search(rb"\bcrc32=([0-9a-fA-F]{1,8})", trailer)
    if size and int(size[1]) != len(data):
        return False
    return crc is None or int(crc[1], 16) == binascii.crc32(data)


def _binhex(text: bytes, at: int) -> _Found:
    start = _HQX.search(text, at)
    if start is None:
        return None
    end = text.find(b":", start.end())
    stop = end if end >= 0 else len(text)
    try:
        file = unbinhexed(text[start.end() : stop])
    except ReadProblem:
        file = InlineFile("", b"", True)
    return start.start(), stop + 1, file


def unbinhexed(coded: bytes) -> InlineFile:
    """The data fork of a BinHex 4.0 file; its own sums are checked."""
    body = b"".join(coded.split())
    if body.translate(None, _HQX_ALPHABET):
        raise ReadProblem("damaged")
    body = body.translate(_TO_BASE64)
    body = body[: len(body) - (len(body) % 4 == 1)]
    data = _unrun(binascii.a2b_base64(body + b"=" * (-len(body) % 4)))
    if len(data) < 22 + data[0] if data else True:
        raise ReadProblem("truncated")
    length = data[0]
    head = 1 + length + 1 + 4 + 4 + 2
    (size,) = struct.unpack_from(">I", data, head)
    start = head + 10
    fork = data[start : start + size]
    good = len(data) >= start + size + 2 and binascii.crc_hqx(fork, 0) == int.from_bytes(
        data[start + size : start + size + 2], "big"
    )
    return InlineFile(_name(data[1 : 1 + length]), fork, not good)


def _unrun(data: bytes) -> bytes:
    """0x90 n repeats the byte before it; 0x90 0 is 0x90 itself."""
    pieces: list[bytes] = []
    at = 0
    last = b""
    while (mark := data.find(b"\x90", at)) >= 0 and mark + 1 < len(data):
        pieces.append(data[at:mark])
        last = data[mark - 1 : mark] if mark > at else last
        count = data[mark + 1]
        last = b"\x90" if count == 0 else last
        pieces.append(last * (count - 1 if count else 1))
        at = mark + 2
    return b"".join([*pieces, data[at:]])


def _name(raw: bytes) -> str:
    return clean_line(mail_text(raw.strip(b' "')))
