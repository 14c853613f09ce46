"""TNEF (winmail.dat): what Outlook sends beside a mail, rebuilt as an Internet mail, and read as one."""

import struct
from dataclasses import dataclass, field, replace

from extractors.clean import clean_line
from extractors.describe import stamp
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.mails.charsets import mail_text
from extractors.mails.mail import read_mail
from extractors.mails.mapi import Attached, MapiItem, Value, codepage, value_of
from extractors.mails.rebuilt import rebuilt
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import TNEF

SIGNATURE = b"\x78\x9f\x3e\x22"
_LISTED = frozenset((0x0D, 0x1E, 0x1F, 0x102))
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_DEEPEST = 16
_SUBJECT, _CLASS, _BODY, _PROPERTIES = 0x8004, 0x8008, 0x800C, 0x9003
_RECIPIENTS, _CODEPAGE, _START, _TITLE, _DATA, _OWN = 0x9004, 0x9007, 0x9002, 0x8010, 0x800F, 0x9005
_PLAIN_ATTRIBUTES = {_SUBJECT: 0x0037, _CLASS: 0x001A, _BODY: 0x1000}


@dataclass
class _Attachment:
    name: str = ""
    data: bytes | None = None
    values: dict[int, Value] = field(default_factory=dict)


@dataclass
class _Reading:
    """What has been found of one stream."""

    charset: str = "cp1252"
    values: dict[int, Value] = field(default_factory=dict)
    plain: dict[int, Value] = field(default_factory=dict)
    named: dict[int | str, Value] = field(default_factory=dict)
    recipients: list[dict[int, Value]] = field(default_factory=list)
    attachments: list[_Attachment] = field(default_factory=list)
    is_cut: bool = False  # a length in it says more than there is


def read_tnef(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    item, is_cut = _item(data, 0)
    document = read_mail(rebuilt(item), name, options)
    reason = document.reason or ("partly_broken" if is_cut else "")
    return replace(document, extractor=stamp("tnef", "selectolax"), reason=reason)


def _item(data: bytes, depth: int) -> tuple[MapiItem, bool]:
    if not data.startswith(SIGNATURE) or depth > _DEEPEST:
        raise ReadProblem("damaged")
    reading = _Reading()
    at = 6
    while at + 9 <= len(data):
        _, number, _, size = struct.unpack_from("<BHHI", data, at)
        raw = data[at + 9 : at + 9 + size]
        _take(reading, number, raw)
        if len(raw) < size:
            at = -1
            break
        at += 9 + size + 2
    values = reading.plain | reading.values
    attached = tuple(_attached(one, depth) for one in reading.attachments)
    item = MapiItem(values, reading.named, tuple(reading.recipients), attached)
    return item, at < 0 or reading.is_cut


def _take(reading: _Reading, number: int, raw: bytes) -> None:
    if number == _CODEPAGE and len(raw) >= 4:
        reading.charset = codepage(int.from_bytes(raw[:4], "little"))
    elif number in _PLAIN_ATTRIBUTES:
        reading.plain[_PLAIN_ATTRIBUTES[number]] = mail_text(raw.rstrip(b"\0"), reading.charset)
    elif number == _PROPERTIES:
        values, reading.named, end = _properties(raw, 0, reading.charset)
        reading.values |= values
        reading.is_cut |= end > len(raw)
    elif number == _RECIPIENTS:
        rows, end = _rows(raw, reading.charset)
        reading.recipients += rows
        reading.is_cut |= end > len(raw)
    elif number == _START:
        reading.attachments.append(_Attachment())
    elif number in (_TITLE, _DATA, _OWN):
        reading.attachments = reading.attachments or [_Attachment()]
        reading.is_cut |= _take_attached(reading.attachments[-1], number, raw, reading.charset)


def _take_attached(one: _Attachment, number: int, raw: bytes, charset: str) -> bool:
    """Whether a length in it says more than there is."""
    if number == _TITLE:
        one.name = mail_text(raw.rstrip(b"\0"), charset)
    elif number == _DATA:
        one.data = raw
    else:
        values, _, end = _properties(raw, 0, charset)
        one.values |= values
        return end > len(raw)
    return False


def _rows(raw: bytes, charset: str) -> tuple[list[dict[int, Value]], int]:
    count = int.from_bytes(raw[:4], "little")
    at, rows = 4, []
    for _ in range(min(count, len(raw) // 8)):
        values, _, at = _properties(raw, at, charset)
        rows.append(values)
    return rows, at + (count > len(rows)) * len(raw)


def _properties(raw: bytes, at: int, charset: str) -> tuple[dict[int, Value], dict[int | str, Value], int]:
    """Properties, named ones apart, and where they end: beyond the bytes if some were cut off, which ends the list."""
    count = int.from_bytes(raw[at : at + 4], "little")
    at += 4
    values: dict[int, Value] = {}
    named: dict[int | str, Value] = {}
    for _ in range(count):
        if at + 4 > len(raw):
            return values, named, len(raw) + 1
        kind, number = struct.unpack_from("<HH", raw, at)
        at += 4
        key: int | str | None = None
        if number >= 0x8000:
            key, at = _key(raw, at)
        pieces, at = _pieces(raw, at, kind)
        value = _value(kind, pieces, charset)
        if value is None:
            continue
        if key is None:
            values[number] = value
        else:
            named[key] = value
    return values, named, at


def _key(raw: bytes, at: int) -> tuple[int | str, int]:
    kind, number = int.from_bytes(raw[at + 16 : at + 20], "little"), int.from_bytes(raw[at + 20 : at + 24], "little")
    if kind == 0:
        return number, at + 24
    name = raw[at + 24 : at + 24 + number].decode("utf-16-le", "replace").rstrip("\0")
    return name, at + 24 + (number + 3) // 4 * 4


def _pieces(raw: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    """The raw values of one property."""
    is_many, base = bool(kind & 0x1000), kind & 0xFFF
    if base not in _LISTED and not is_many:
        size = _SIZES.get(base, 4)
        return [raw[at : at + size]], at + size
    count = int.from_bytes(raw[at : at + 4], "little")
    at += 4
    found: list[bytes] = []
    for _ in range(count):
        if at >= len(raw):
            return found, len(raw) + 1
        size = _SIZES.get(base, 4)
        if base in _LISTED:
            size = int.from_bytes(raw[at : at + 4], "little")
            at += 4
        found.append(raw[at : at + size])
        at += (size + 3) // 4 * 4
    return found, at


def _value(kind: int, pieces: list[bytes], charset: str) -> Value | None:
    if kind & 0x1000 and kind & 0xFFF in (0x1E, 0x1F):
        return tuple(str(value_of(kind & 0xFFF, one, charset)) for one in pieces)
    return value_of(kind & 0xFFF, pieces[0], charset) if pieces else None


def _attached(one: _Attachment, depth: int) -> Attached:
    own = MapiItem(one.values)
    name = clean_line(own.text(0x3707, 0x3704) or one.name or own.text(0x3001))
    embedded = one.values.get(0x3701)
    if isinstance(embedded, bytes) and embedded[16:20] == SIGNATURE:
        title = name or "message"
        try:
            return Attached(title if "." in title else title + ".eml", None, _item(embedded[16:], depth + 1)[0])
        except ReadProblem:
            return Attached(title)
    data = one.data if one.data else embedded[16:] if isinstance(embedded, bytes) else one.data
    return Attached(name, data, None, own.text(0x370E))


READERS: dict[str, Reader] = {TNEF: read_tnef}
