"""What stands beside the cells of an old workbook (BIFF5 and 8, [MS-XLS]): notes, shapes, links, headers, names."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_BOF, _CONTINUE, _FILE_PASS = 0x809, 0x3C, 0x2F
_NOTE, _TEXT, _LINK, _HEADER, _FOOTER, _NAME, _BOOK = 0x1C, 0x1B6, 0x1B8, 0x14, 0x15, 0x18, 0x1AE
_USER, _SERIES, _LABEL, _NUMBER, _ROW, _COLUMNS, _DRAWING, _CHECK = 0x5C, 0x100D, 0x204, 0x203, 0x208, 0x7D, 0xEB, 0x1BE
_CHART, _SHEET = 0x20, 0x10
_URL, _FILE = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b"), bytes.fromhex("0303000000000000c000000000000046")


@dataclass
class Beside:
    """Named values that do not show in cells, the text of shapes and charts, and the pictures' records."""

    found: list[tuple[str, str]] = field(default_factory=list, repr=False)
    shapes: list[str] = field(default_factory=list, repr=False)
    drawings: list[bytes] = field(default_factory=list, repr=False)
    is_encrypted: bool = False


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def read_beside(data: bytes) -> Beside:
    """A record that does not hold what its kind should is passed over; so are the values of cells."""
    beside, walk = Beside(), _Walk()
    for kind, body in records(data):
        try:
            walk.take(kind, body, beside)
        except (struct.error, IndexError):
            continue
        if beside.is_encrypted:
            break
    return beside


class _Walk:
    def __init__(self) -> None:
        self._sheet, self._kind, self._last, self._wanted = 0, 0, 0, 0
        self._is_wide = True

    def take(self, kind: int, body: bytes, beside: Beside) -> None:
        if kind == _CONTINUE:
            self._more(body, beside)
            return
        self._last = kind
        if kind == _BOF:
            version, self._kind = struct.unpack_from("<HH", body)
            self._is_wide = version >= 0x600
            self._sheet += self._kind == _SHEET
        elif kind == _FILE_PASS:
            beside.is_encrypted = True
        elif kind == _TEXT:
            self._wanted = struct.unpack_from("<H", body, 10)[0]
        elif kind == _DRAWING:
            beside.drawings.append(body)
        elif kind in (_LABEL, _NUMBER) and self._kind == _CHART:
            beside.shapes.append(self._string(body, 6) if kind == _LABEL else _number(body))
        elif kind == _SERIES:
            beside.shapes.append(_characters(body[3:], body[2], self._is_wide))
        else:
            beside.found += self._named(kind, body)

    def _more(self, body: bytes, beside: Beside) -> None:
        if self._last == _TEXT and self._wanted:
            text = _characters(body, self._wanted, self._is_wide)
            self._wanted -= len(text)
            beside.shapes.append(text)
        elif self._last == _DRAWING:
            beside.drawings[-1] += body

    def _string(self, body: bytes, at: int) -> str:
        (count,) = struct.unpack_from("<H", body, at)
        return _characters(body[at + 2 :], count, self._is_wide)

    def _named(self, kind: int, body: bytes) -> Iterator[tuple[str, str]]:
        if kind == _NOTE and self._is_wide:
            yield "author", self._string(body, 8)
        elif kind == _NOTE:
            yield "comment", body[6:].decode("cp1252", "replace")
        elif kind == _LINK:
            yield from (("link", text) for text in _link(body))
        elif kind in (_HEADER, _FOOTER) and body:
            yield "printed_header", self._string(body, 0) if self._is_wide else body[1:].decode("cp1252", "replace")
        elif kind == _NAME and self._is_wide and not body[0] & 0x20:
            yield "defined_name", _characters(body[14:], body[3], True)
        elif kind == _BOOK and len(body) > 4:
            yield "external_link", self._string(body, 2).translate(_PATH_SIGNS)
        elif kind == _USER:
            yield (
                "saved_by",
                self._string(body, 0) if self._is_wide else body[1 : 1 + body[0]].decode("cp1252", "replace"),
            )
        elif kind == _ROW and body[12] & 0x20:
            yield "hidden_row", f"{self._sheet}: {struct.unpack_from('<H', body)[0] + 1}"
        elif kind == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            yield "hidden_column", f"{self._sheet}: {first + 1}-{min(last, 255) + 1}"


_PATH_SIGNS = {code: "/" for code in range(1, 9)} | {0: None}


def _characters(body: bytes, count: int, is_flagged: bool) -> str:
    """A flag says whether characters take one byte or two; older files have no flag."""
    if not is_flagged:
        return body[:count].decode("cp1252", "replace")
    if body[0] & 1:
        return body[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return body[1 : 1 + count].decode("latin-1")


def _number(body: bytes) -> str:
    return f"{struct.unpack_from('<d', body, 6)[0]:g}"


def _link(body: bytes) -> Iterator[str]:
    """[MS-OSHARED] 2.3.7.1: what is shown, the frame, where it leads, and the place there; each if its flag is set."""
    (flags,) = struct.unpack_from("<I", body, 28)
    at = 32
    for flag in (0x10, 0x80):
        if flags & flag:
            at += 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    if flags & 1:
        text, at = _moniker(body, at) if not flags & 0x100 else _counted(body, at)
        yield text
    if flags & 8:
        yield "#" + _counted(body, at)[0]


def _counted(body: bytes, at: int) -> tuple[str, int]:
    (count,) = struct.unpack_from("<I", body, at)
    return body[at + 4 : at + 4 + 2 * count].decode("utf-16-le", "replace").rstrip("\x00"), at + 4 + 2 * count


def _moniker(body: bytes, at: int) -> tuple[str, int]:
    if body[at : at + 16] == _URL:
        (size,) = struct.unpack_from("<I", body, at + 16)
        text = body[at + 20 : at + 20 + size].decode("utf-16-le", "replace")
        return text.partition("\x00")[0], at + 20 + size
    if body[at : at + 16] == _FILE:
        (size,) = struct.unpack_from("<I", body, at + 18)
        end = at + 22 + size + 24
        (more,) = struct.unpack_from("<I", body, end)
        return body[at + 22 : at + 22 + size].decode("cp1252", "replace").rstrip("\x00"), end + 4 + more
    return "", len(body)
