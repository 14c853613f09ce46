"""Files that once killed the worker, or lost words in silence."""

import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable

import pyarrow as arrow

from tests.makers import outlook
from tests.makers.traps import _pdf, _tar
from tests.makers.traps_more import _SHEET, _workbook

AFTER = b"words that stand after the end of the stream"
SECOND = b"words of a second stream"
_KEPT = 109  # sectors of the table that the head of a compound file lists


def deep_outline(depth: int = 100_000) -> bytes:
    """Each bookmark holds one more."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        "<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>",
    ]
    for at in range(depth):
        inner = f"/First {6 + at} 0 R/Last {6 + at} 0 R/Count 1" if at < depth - 1 else ""
        objects.append(f"<</Title(mark {at})/Parent {4 + at} 0 R{inner}>>")
    return _pdf(objects)


def outline_loop() -> bytes:
    """A bookmark that follows itself and is its own child."""
    return _pdf([
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        "<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>",
        "<</Title(only mark)/Parent 4 0 R/Next 5 0 R/First 5 0 R>>",
    ])  # fmt: skip


def far_corner(sheets: int = 1) -> bytes:
    """Two cells, and seventeen billion places between them."""
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>near words</t></is></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far words</t></is></c></row>'
    return _workbook(cells, "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="a"/>' for at in range(sheets)))


def shared_bomb(strings: list[tuple[str, int]], uses: int) -> bytes:
    """Strings, each so many times itself, and a sheet whose cells all show the last of them."""
    cells = f'<row>{f"""<c t="s"><v>{len(strings) - 1}</v></c>""" * 100}</row>' * (uses // 100)
    plain = _workbook(cells, '<sheet name="s" sheetId="1" r:id="a"/>')
    stream = io.BytesIO(plain)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part,
    ):
        part.write(f"<sst {_SHEET}>".encode())
        for text, count in strings:
            part.write(b"<si><t>")
            for _ in range(count):
                part.write(text.encode())
            part.write(b"</t></si>")
        part.write(b"</sst>")
    return _with_relation(stream.getvalue())


def _with_relation(data: bytes) -> bytes:
    """The part is named among the workbook's relations, without which it is not looked for."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for one in source.infolist():
            part = source.read(one)
            if one.filename == "xl/_rels/workbook.xml.rels":
                line = f'<Relationship Id="b" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", line.encode())
            target.writestr(one.filename, part)
    return out.getvalue()


def far_xls(sheets: int = 4) -> bytes:
    """An old workbook of sheets with a cell in the first and one in the last corner."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode())

    names = [f"s{at}" for at in range(sheets)]
    head = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    body = b"".join(
        record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        + label(0, 0, "near words")
        + label(65_535, 255, "far words")
        + record(0x0A, b"")
        for _ in names
    )
    size = len(body) // sheets
    listed = sum(4 + 8 + len(one) for one in names) + len(head) + 4
    bound = b"".join(
        record(0x85, struct.pack("<IBBBB", listed + size * at, 0, 0, len(one), 0) + one.encode())
        for at, one in enumerate(names)
    )
    return outlook.compound({"Workbook": head + bound + record(0x0A, b"") + body})


def difat_loop() -> bytes:
    """The list of the table's sectors leads back to itself, and is said to be four billion sectors long."""
    data = bytearray(_mail())
    sector = (len(data) - 512) // 512
    data[68:76] = struct.pack("<II", sector, 0xFFFFFFF0)
    return bytes(data) + struct.pack("<128I", *[0] * 127, sector)


def _mail(more: outlook.Tree | None = None) -> bytes:
    return outlook.compound(outlook.message("words of the subject", "words of the body, " * 20, more=more))


def minifat_loop() -> bytes:
    """Every chain of a mail's small streams leads back to its first sector."""
    data = bytearray(_mail())
    at = 512 + 512 * int.from_bytes(data[60:64], "little")
    links = struct.unpack_from("<128I", data, at)
    data[at : at + 512] = struct.pack("<128I", *(max(0, one - 1) if one < 0xFFFFFFF0 else one for one in links))
    return bytes(data)


def _zstd(data: bytes) -> bytes:
    return bytes(arrow.compress(data, codec="zstd", asbytes=True))


def _one_file(archive: tarfile.TarFile) -> None:
    entry = tarfile.TarInfo("a.txt")
    entry.size = 5
    archive.addfile(entry, io.BytesIO(b"words"))


def many_siblings(count: int = 3_000) -> bytes:
    """A folder whose entries hang one below the other."""
    return _mail({f"__nothing_{at:06}": b"x" for at in range(count)})


def lying_properties() -> bytes:
    """A letter that came beside a mail, whose list says it holds more than it does."""
    held = outlook.tnef_properties([(0x1F, 0x1000, "words of the body\0".encode("utf-16-le"))])
    return outlook.tnef([(1, 0x9003, struct.pack("<I", 9_000_000) + held[4:])])


TRAPS: dict[str, Callable[[], bytes]] = {  # by file name
    "outline.pdf": deep_outline,
    "outline_loop.pdf": outline_loop,
    "corner.xlsx": far_corner,
    "corners.xlsx": lambda: far_corner(50),
    "strings.xlsx": lambda: shared_bomb([("w" * 65_536, 1 << 12)] * 2, 100),
    "uses.xlsx": lambda: shared_bomb([("few words", 1), ("w" * 30_000, 1)], 400_000),
    "corner.xls": far_xls,
    "difat.msg": difat_loop,
    "minifat.msg": minifat_loop,
    "siblings.msg": many_siblings,
    "winmail.dat": lying_properties,
    "after.xz": lambda: lzma.compress(b"words") + AFTER,
    "after.zst": lambda: _zstd(b"words ") + AFTER,
    "after.tar.xz": lambda: lzma.compress(_tar(_one_file)) + AFTER,
    "cut.xz": lambda: lzma.compress(b"words ") + lzma.compress(bytes(range(256)) * 99)[:-30],
    "second.xz": lambda: lzma.compress(b"words ") + lzma.compress(SECOND),
}
