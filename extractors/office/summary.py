"""What an OLE file says about itself: the property sets of [MS-OLEPS], custom properties included."""

import datetime
import struct
from collections.abc import Iterator

import olefile

from extractors.describe import field_of
from extractors.document import MetadataField
from extractors.office.objects import stream_of
from extractors.office.rtf_words import codec_of_page

_SUMMARY = {
    2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "description", 7: "template", 8: "last_modified_by",
    11: "printed", 12: "created", 13: "modified", 18: "software",
}  # fmt: skip
_DOCUMENT = {2: "category", 14: "manager", 15: "company", 21: "hyperlinks", 26: "content_type", 27: "status"}
_STREAMS = (("\x05SummaryInformation", _SUMMARY), ("\x05DocumentSummaryInformation", _DOCUMENT))
_CODE_PAGE, _DICTIONARY = 1, 0
_MOST = 2_000  # properties of one set
_FIRST = datetime.datetime(1601, 1, 1)


def summary(ole: olefile.OleFileIO, folder: tuple[str, ...] = ()) -> tuple[MetadataField, ...]:
    found: list[MetadataField] = []
    for stream, names in _STREAMS:
        data = stream_of(ole, (*folder, stream))
        for number, (values, own) in enumerate(_sections(data)):
            if number:
                found += [one for key, name in own.items() for one in _custom(name, values.get(key, ""))]
            else:
                found += [one for key, name in names.items() for one in field_of(name, values.get(key, ""))]
    return tuple(found)


def _custom(name: str, value: str) -> tuple[MetadataField, ...]:
    return field_of("custom_property", f"{name}: {value}") if name and value else ()


def _sections(data: bytes) -> Iterator[tuple[dict[int, str], dict[int, str]]]:
    """Values by their number, and the names of one's own; the second section of a stream holds the custom ones."""
    try:
        (count,) = struct.unpack_from("<I", data, 24)
        starts = [struct.unpack_from("<I", data, 28 + 20 * at + 16)[0] for at in range(min(count, 2))]
    except struct.error:
        return
    for start in starts:
        yield _section(data[start:])


def _section(data: bytes) -> tuple[dict[int, str], dict[int, str]]:
    try:
        (count,) = struct.unpack_from("<I", data, 4)
        places = [struct.unpack_from("<II", data, 8 + 8 * at) for at in range(min(count, _MOST, len(data) // 8 - 1))]
    except struct.error:
        return {}, {}
    page = next((_number(data, at) for key, at in places if key == _CODE_PAGE), 1252)
    codec = "utf-16-le" if page & 0xFFFF == 1200 else codec_of_page(page & 0xFFFF) or "cp1252"
    values, own = dict[int, str](), dict[int, str]()
    for key, at in places:
        try:
            if key == _DICTIONARY:
                own = _names(data, at, codec)
            elif key != _CODE_PAGE:
                values[key] = _value(data, at, codec)
        except (struct.error, OverflowError):
            continue
    return values, own


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at + 4)[0]) if at + 6 <= len(data) else 1252


def _names(data: bytes, at: int, codec: str) -> dict[int, str]:
    (count,) = struct.unpack_from("<I", data, at)
    at, found = at + 4, dict[int, str]()
    for _ in range(min(count, _MOST)):
        key, length = struct.unpack_from("<II", data, at)
        size = length * 2 if codec == "utf-16-le" else length
        found[key] = _text(data[at + 8 : at + 8 + size], codec)
        at += 8 + (size + 3 & ~3 if codec == "utf-16-le" else size)
    return found


def _value(data: bytes, at: int, codec: str) -> str:
    kind, size = struct.unpack_from("<II", data, at)
    if kind == 30:
        return _text(data[at + 8 : at + 8 + size], codec)
    if kind == 31:
        return _text(data[at + 8 : at + 8 + 2 * size], "utf-16-le")
    if kind == 64:
        return _moment(*struct.unpack_from("<Q", data, at + 4))
    if kind in (2, 3):
        return str(struct.unpack_from("<h" if kind == 2 else "<i", data, at + 4)[0])
    if kind == 5:
        return str(struct.unpack_from("<d", data, at + 4)[0])
    return ("true" if size & 0xFFFF else "false") if kind == 11 else ""


def _moment(ticks: int) -> str:
    """Small values are durations, such as the time spent editing."""
    if ticks < 10**16:
        return ""
    return (_FIRST + datetime.timedelta(microseconds=ticks // 10)).isoformat(" ", "seconds")


def _text(raw: bytes, codec: str) -> str:
    return raw.decode(codec, "replace").partition("\x00")[0]
