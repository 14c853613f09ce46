"""A Word 97 file by hand, from the specification: one 16-bit and one 8-bit piece, marks for some of its runs."""

import struct
from collections.abc import Mapping, Sequence

from extractors.office.compound import Streams, compound_file

_TEXT = 0x600
HIDDEN, DELETED, IN_TABLE, ROW_END = (0x083C, 0x0800, 0x2416, 0x2417)
PARTS = ("body", "footnote", "header", "macro", "comment", "endnote", "text_box", "header_text_box")


def word97(
    parts: Mapping[str, str],
    characters: Sequence[tuple[str, int]] = (),
    paragraphs: Sequence[tuple[str, int]] = (),
    tables: Mapping[int, bytes] | None = None,
    beside: Streams | None = None,
    flags: int = 0,
) -> bytes:
    """`characters` and `paragraphs` mark the first place where a text stands with one setting each."""
    text = "".join(parts.get(part, "") for part in PARTS)
    half = len(text) // 2
    wide, narrow = text[:half].encode("utf-16-le"), text[half:].encode("cp1252")
    main = bytearray(_TEXT)
    struct.pack_into("<HH", main, 0, 0xA5EC, 193)
    struct.pack_into("<H", main, 10, 0x0200 | flags)
    struct.pack_into("<8i", main, 0x4C, *(len(parts.get(part, "")) for part in PARTS))
    main += (wide + narrow).ljust(-(-len(wide + narrow) // 512) * 512, b"\x00")
    table = bytearray(b"\x00" * 16)
    pieces = struct.pack("<3I", 0, half, len(text))
    pieces += struct.pack("<HIH", 0, _TEXT, 0) + struct.pack("<HIH", 0, (_TEXT + 2 * half) * 2 | 0x40000000, 0)
    places = dict(tables or {}) | {33: b"\x01\x02\x00ab\x02" + struct.pack("<I", len(pieces)) + pieces}

    def place(at: int) -> int:
        return _TEXT + 2 * at if at <= half else _TEXT + 2 * half + at - half

    for index, marked in ((12, characters), (13, paragraphs)):
        if marked:
            page = len(main) // 512
            main += _page(
                index, sorted((place(text.index(one)), place(text.index(one) + len(one)), code) for one, code in marked)
            )
            places[index] = struct.pack("<III", _TEXT, _TEXT + len(wide + narrow), page)
    for index, data in places.items():
        struct.pack_into("<II", main, 0x9A + 8 * index, len(table), len(data))
        table += data
    streams = {("WordDocument",): bytes(main), ("1Table",): bytes(table)}
    return compound_file(streams | dict(beside or {}))


def _page(index: int, runs: Sequence[tuple[int, int, int]]) -> bytes:
    """Runs with their setting, and without one between them."""
    bounds, settings = list[int](), list[int]()
    for start, end, code in runs:
        if bounds and bounds[-1] != start:
            settings.append(0)
        bounds += [start, end] if not bounds or bounds[-1] != start else [end]
        settings.append(code)
    page, width, at = bytearray(512), 1 if index == 12 else 13, 500
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    for number, code in enumerate(settings):
        if code:
            body = struct.pack("<HB", code, 1)
            blob = bytes([3]) + body if index == 12 else bytes([3, 0, 0]) + body
            at -= 8
            page[at : at + len(blob)] = blob
            page[4 * len(bounds) + width * number] = at // 2
    page[511] = len(settings)
    return bytes(page)


def strings(values: Sequence[str]) -> bytes:
    """The format's table of strings."""
    packed = b"".join(struct.pack("<H", len(one)) + one.encode("utf-16-le") for one in values)
    return struct.pack("<HHH", 0xFFFF, len(values), 0) + packed
