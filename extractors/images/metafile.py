"""EMF and WMF: the texts among the drawing records ([MS-EMF] 2.3.5, [MS-WMF] 2.3.3), in the order they are drawn."""

from collections.abc import Iterator
from struct import error as StructError
from struct import unpack_from

from extractors.charset import decode
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader

_MOST_RECORDS = 1_000_000
_TEXT_A, _TEXT_W, _SMALL, _END = 83, 84, 108, 14
_WMF_TEXT, _WMF_EXTENDED = 0x0521, 0x0A32
_PLACEABLE = b"\xd7\xcd\xc6\x9a"


def read_emf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    return _document(_lines(_emf_texts(data)))


def read_wmf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    return _document(_lines(_wmf_texts(data)))


def _document(text: str) -> ExtractedDocument:
    return ExtractedDocument("", stamp("metafile", "pillow"), text_page(text))


def _lines(texts: Iterator[tuple[int, str]]) -> str:
    """What stands at one height stands on one line."""
    pieces: list[str] = []
    last: int | None = None
    try:
        for height, text in texts:
            pieces += ["" if last is None else " " if height == last else "\n", text.strip("\x00")]
            last = height
    except StructError:
        if not pieces:
            raise ReadProblem("truncated") from None
    return "".join(pieces)


def _emf_texts(data: bytes) -> Iterator[tuple[int, str]]:
    at = 0
    for _ in range(_MOST_RECORDS):
        kind, size = unpack_from("<II", data, at)
        if kind == _END or size < 8:
            return
        if kind in (_TEXT_A, _TEXT_W):
            _, down, count, start = unpack_from("<iiII", data, at + 36)
            yield down, _string(data[at : at + size], start, count, kind == _TEXT_W)
        elif kind == _SMALL:
            _, down, count, flags = unpack_from("<iiII", data, at + 8)
            start = 36 if flags & 0x100 else 52
            yield down, _string(data[at : at + size], start, count, not flags & 0x200)
        at += size


def _string(record: bytes, start: int, count: int, is_wide: bool) -> str:
    raw = record[start : start + count * (2 if is_wide else 1)]
    return raw.decode("utf-16-le", "replace") if is_wide else decode(raw)


def _wmf_texts(data: bytes) -> Iterator[tuple[int, str]]:
    at = 40 if data.startswith(_PLACEABLE) else 18
    for _ in range(_MOST_RECORDS):
        words, kind = unpack_from("<IH", data, at)
        if words < 3:
            return
        if kind == _WMF_TEXT:
            (count,) = unpack_from("<H", data, at + 6)
            down = unpack_from("<h", data, at + 8 + count + count % 2)[0] if at + 10 + count <= len(data) else 0
            yield down, decode(data[at + 8 : at + 8 + count])
        elif kind == _WMF_EXTENDED:
            down, _, count, flags = unpack_from("<hhHH", data, at + 6)
            start = at + (22 if flags & 6 else 14)
            yield down, decode(data[start : start + count])
        at += words * 2


READERS: dict[str, Reader] = {"image/emf": read_emf, "image/wmf": read_wmf, "image/x-wmf": read_wmf}
