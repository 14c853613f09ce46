"""More files made to hurt: each once cost a whole file, a gigabyte, half a minute, or words in silence."""

import base64
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.makers.traps import MiB

_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
HIDDEN = b"words that stand after the end of the stream"


def more_traps() -> dict[str, bytes]:
    """By file name."""
    return {name: make() for name, make in _TRAPS.items()}


def _stored(entries: list[tuple[bytes, int, bytes, int, int]], before: bytes = b"") -> bytes:
    """A ZIP by hand, of names, methods, packed bytes, sizes and checksums; `before` precedes each and is not listed."""
    body, listed = b"", b""
    for name, method, packed, size, crc in entries:
        body += before
        sizes = (len(packed), size, len(name), 0)
        head = struct.pack("<L2LHH", crc, *sizes)
        listed += struct.pack("<4s6H", b"PK\1\2", 63, 63, 0, method, 0, 0) + head
        listed += struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + name
        body += struct.pack("<4s5H", b"PK\3\4", 63, 0, method, 0, 0) + head + name + packed
    count = len(entries)
    return body + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), len(body), 0)


def greedy_zip() -> bytes:
    """One member asks for a dictionary of four gigabytes; the other is harmless."""
    packed = lzma.compress(b"words", format=lzma.FORMAT_ALONE)[13:]
    greedy = b"\x09\x04\x05\x00\x5d" + struct.pack("<L", 0xFFFFFFFF) + packed
    crc = zlib.crc32(b"words")
    return _stored([(b"greedy.txt", 14, greedy, 5, crc), (b"clear.txt", 0, b"words", 5, crc)])


def unlisted_zip(members: int = 1_500) -> bytes:
    """Before each listed file one that is not, and grows to nine megabytes."""
    size = 9 * MiB
    packed, crc = zlib.compress(bytes(size), 9)[2:-4], zlib.crc32(bytes(size))
    hidden = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), size, 1, 0) + b"h" + packed
    return _stored([(b"%d" % at, 0, b"", 0, 0) for at in range(members)], hidden)


def more_than_listed_zip(members: int = 15_000) -> bytes:
    """With those that are not listed there are more than may be read."""
    hidden = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"h"
    return _stored([(b"%d" % at, 0, b"", 0, 0) for at in range(members)], hidden)


def repeated_ods() -> bytes:
    row = "<table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='1000'>"
    body = f"{row}<text:p>{'w' * 20_000}</text:p></table:table-cell></table:table-row>"
    names = " ".join(f'xmlns:{one}="{_OFFICE}:{one}:1.0"' for one in ("office", "table", "text"))
    sheet = f"<office:spreadsheet><table:table>{body}</table:table></office:spreadsheet>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body>{sheet}</office:body></office:document-content>",
        )
    return stream.getvalue()


def shared_sheets(sheets: int = 2_000) -> bytes:
    """Two thousand sheets that are one and the same part."""
    cell = '<c t="inlineStr"><is><t>w</t></is></c>'
    cells = f"<row>{cell * 100}</row>" * 500
    listed = "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="a"/>' for at in range(sheets))
    return _workbook(cells, listed)


def far_sheet() -> bytes:
    """More empty places than may be looked at, in a few hundred rows."""
    places = enumerate(["A", "XFD"] * 300)
    cells = "".join(f'<row r="{at + 1}"><c r="{name}{at + 1}"><v>1</v></c></row>' for at, name in places)
    return _workbook(cells, '<sheet name="s" sheetId="1" r:id="a"/>')


def _workbook(cells: str, sheets: str) -> bytes:
    def relation(kind: str, target: str) -> str:
        one = f'<Relationship Id="a" Type="{_LINKS}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr("_rels/.rels", relation("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"))
        archive.writestr(
            "xl/workbook.xml", f'<workbook {_SHEET} xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'
        )
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {_SHEET}><sheetData>{cells}</sheetData></worksheet>")
    return stream.getvalue()


def padded_mail() -> bytes:
    """Ten million ends of base64."""
    head = b"From: a@b.org\nMIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    return head + b"=AAA" * (10 * MiB)


def _pictures(markup: bytes, count: int) -> bytes:
    return markup % base64.b64encode(b"\x89PNG\r\n\x1a\n") * count


_TRAPS: dict[str, Callable[[], bytes]] = {
    "greedy.zip": greedy_zip,
    "unlisted.zip": unlisted_zip,
    "uncounted.zip": more_than_listed_zip,
    "after.gz": lambda: gzip.compress(b"words") + HIDDEN,
    "no.gz": lambda: b"\x1f\x8b\x08" + b"abc" * 500,
    "repeated.ods": repeated_ods,
    "shared.xlsx": shared_sheets,
    "far_row.xlsx": far_sheet,
    "rows.csv": lambda: b"a,b\n" * 10_000_000,
    "padded.eml": padded_mail,
    "pictures.svg": lambda: (
        b'<svg xmlns="http://www.w3.org/2000/svg">'
        + _pictures(b'<image href="data:image/png;base64,%s"/>', 100_000)
        + b"</svg>"
    ),
    "pictures.html": lambda: (
        b"<html><body>" + _pictures(b'<img src="data:image/png;base64,%s">', 100_000) + b"</body></html>"
    ),
    "one_word.txt": lambda: b"\xff" * 100_000,
    "combining.txt": lambda: ("a" + "\u0301" * 1_000_000).encode() * 20,
    "elsewhere.pdf": lambda: (
        b"%PDF-1.7\n1 0 obj\n<</Filter/Adobe.PubSec/V 4>>\nendobj\n"
        b"trailer\n<</Size 2/Root 1 0 R/Encrypt 1 0 R/ID[(a)(b)]>>\nstartxref\n9\n%%EOF"
    ),
}
