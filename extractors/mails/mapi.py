"""A MAPI item (a mail, appointment, contact…) as MSG, PST and TNEF hold it, in one form."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from extractors.mails.charsets import mail_text

Value = str | int | float | bytes | tuple[str, ...]
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_FIXED = {0x02: "<h", 0x03: "<i", 0x04: "<f", 0x05: "<d", 0x0A: "<I", 0x0B: "<H", 0x14: "<q"}
_TIME, _STRING8, _UNICODE = 0x40, 0x1E, 0x1F


@dataclass(frozen=True)
class Attached:
    """One attachment: bytes, an item of its own, or neither, where it could not be read."""

    name: str = field(repr=False)
    data: bytes | None = field(default=None, repr=False)
    item: "MapiItem | None" = None
    media_type: str = ""


@dataclass(frozen=True)
class MapiItem:
    """Properties by their number; named ones by their own number or name."""

    values: dict[int, Value] = field(repr=False)
    named: dict[int | str, Value] = field(default_factory=dict, repr=False)
    recipients: tuple[dict[int, Value], ...] = field(default=(), repr=False)
    attachments: tuple[Attached, ...] = field(default=(), repr=False)

    def text(self, *numbers: int) -> str:
        """The first of these properties that holds text."""
        return text_of(self.values, *numbers)


def text_of(values: dict[int, Value], *numbers: int) -> str:
    return next((value for number in numbers if isinstance(value := values.get(number), str) and value.strip()), "")


def value_of(kind: int, raw: bytes, charset: str = "") -> Value | None:
    """`kind` is the property's type; None where it is of no use as text."""
    if kind == _UNICODE:
        return raw.decode("utf-16-le", "replace").rstrip("\0")
    if kind == _STRING8:
        return mail_text(raw.rstrip(b"\0"), charset)
    if kind == _TIME:
        return time_of(int.from_bytes(raw[:8], "little"))
    if kind in _FIXED:
        form = _FIXED[kind]
        size = struct.calcsize(form)
        return struct.unpack(form, raw[:size])[0] if len(raw) >= size else None
    return raw


def time_of(ticks: int) -> str:
    """Tenths of microseconds since 1601, as ISO 8601."""
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).replace(microsecond=0).isoformat() if ticks else ""
    except OverflowError:
        return ""


def charset_of(values: dict[int, Value]) -> str:
    """Of its 8-bit strings: PR_MESSAGE_CODEPAGE, PR_INTERNET_CPID."""
    number = values.get(0x3FFD) or values.get(0x3FDE)
    return codepage(number) if isinstance(number, int) else ""


def codepage(number: int) -> str:
    known = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp", 51949: "euc-kr", 54936: "gb18030", 65000: "utf-7", 10000: "mac-roman", 10007: "mac-cyrillic", 51932: "euc-jp"}  # fmt: skip  # noqa: E501
    return known.get(number) or (f"iso-8859-{number - 28590}" if 28591 <= number <= 28605 else f"cp{number}")


def names_of(entries: bytes, strings: bytes) -> dict[int, int | str]:
    """What the property numbers from 0x8000 on stand for, by the file's own table."""
    found: dict[int, int | str] = {}
    for at in range(0, len(entries) - 7, 8):
        number, kind = struct.unpack_from("<II", entries, at)
        key: int | str = number
        if kind & 1:
            size = int.from_bytes(strings[number : number + 4], "little")
            key = strings[number + 4 : number + 4 + size].decode("utf-16-le", "replace")
        found[0x8000 + (kind >> 16)] = key
    return found
