"""Files made to hurt whoever reads them: bombs, loops, lies, depths. Each is small and made by hand."""

import bz2
import gzip
import io
import lzma
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

MiB = 1 << 20
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_LAUGHS = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
)
_OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def traps() -> dict[str, bytes]:
    """By file name."""
    return {name: make() for name, make in _TRAPS.items()}


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _nested_zip() -> bytes:
    data = bytes(10 * MiB)
    for depth in range(12):
        data = _zip({f"{number}.zip" if depth else f"{number}.txt": data for number in range(8)})
    return data


def _overlapping_zip(entries: int = 20_000) -> bytes:
    """Every entry of the directory names the same packed bytes (a simple form of Fifield's)."""
    packed = zlib.compress(bytes(20 * MiB), 9)[2:-4]
    crc = zlib.crc32(bytes(20 * MiB))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), 20 * MiB, 1, 0) + b"a" + packed
    directory = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(packed), 20 * MiB, 5, 0, 0, 0, 0, 0, 0)
        + f"{number:05}".encode()
        for number in range(entries)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, len(directory), len(local), 0)
    return local + directory + end


def _lying_zip() -> bytes:
    """Says ten bytes, and is a hundred megabytes."""
    whole = bytearray(_zip({"a.txt": bytes(100 * MiB)}))
    central = whole.rfind(b"PK\1\2")
    whole[central + 24 : central + 28] = struct.pack("<L", 10)
    whole[22:26] = struct.pack("<L", 10)
    return bytes(whole)


def _tar(change: Callable[[tarfile.TarFile], None]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        change(archive)
    return stream.getvalue()


def _traversal(archive: tarfile.TarFile) -> None:
    for name, kind, link in (
        ("../../../../tmp/undercroft-trap", tarfile.REGTYPE, ""),
        ("/etc/undercroft-trap", tarfile.REGTYPE, ""),
        ("link", tarfile.SYMTYPE, "/etc/passwd"),
        ("hard", tarfile.LNKTYPE, "/etc/passwd"),
        ("null", tarfile.CHRTYPE, ""),
        ("pipe", tarfile.FIFOTYPE, ""),
    ):
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, link
        entry.size = 5 if kind == tarfile.REGTYPE else 0
        archive.addfile(entry, io.BytesIO(b"words"))


def _sparse(archive: tarfile.TarFile) -> None:
    entry = tarfile.TarInfo("sparse")
    entry.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 40)}
    entry.size = 512
    archive.addfile(entry, io.BytesIO(b"1\n0\n1\n".ljust(512, b"\0")))


def _office(part: str, xml: str, head: str = "") -> bytes:
    return _zip({"[Content_Types].xml": _CONTENT_TYPES.encode(), part: (head + xml).encode()})


def _word(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return _office("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>", head)


def _pdf(objects: list[str], more: str = "") -> bytes:
    whole, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(objects, 1):
        places.append(len(whole))
        whole += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(whole)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    whole += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    return bytes(whole) + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF".encode()


def _million_pages() -> bytes:
    kids = " ".join(["3 0 R"] * 1_000)
    many = " ".join(["2 0 R"] * 1_000)
    return _pdf(
        [
            "<</Type/Catalog/Pages 4 0 R>>",
            f"<</Type/Pages/Parent 4 0 R/Count 1000/Kids[{kids}]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
            f"<</Type/Pages/Count 1000000/Kids[{many}]>>",
        ]
    )


def _page_loop() -> bytes:
    return _pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"])


def _stream(text: str, keys: str = "") -> str:
    return f"<<{keys}/Length {len(text)}>>stream\n{text}\nendstream"


def _form_bomb(depth: int = 12) -> bytes:
    """Each form draws the next one ten times."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        _stream("/F Do"),
    ]
    for level in range(depth):
        following = f"/Resources<</XObject<</F {6 + level} 0 R>>>>" if level < depth - 1 else ""
        objects.append(_stream("/F Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 99 99]{following}"))
    return _pdf(objects)


def _huge_page() -> bytes:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e7 1e7]/UserUnit 75000>>"
    return _pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page])


def _huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">2L5B", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _lying_bmp() -> bytes:
    return b"BM" + struct.pack("<L4xL", 100, 54) + struct.pack("<L2l2HL5L", 40, 1 << 30, 1 << 30, 1, 24, 0, *[0] * 5)


def _many_frames(frames: int = 60_000) -> bytes:
    frame = b"\x21\xf9\x04\x00\x00\x00\x00\x00\x2c\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02\x44\x01\x00"
    return b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + b"\0\0\0\xff\xff\xff" + frame * frames + b";"


def _nested_mail(depth: int = 10_000) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="{at}"\n\n--{at}\n' for at in range(depth))
    return b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n" + head.encode() + b"\nwords\n"


def _mails_in_mails(depth: int = 3_000) -> bytes:
    return b"From: a@b.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * depth + b"words"


def _wide_mail(parts: int = 100_000) -> bytes:
    part = b"--b\nContent-Type: text/plain\n\nw\n"
    return (
        b'From: a@b.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + part * parts + b"--b--"
    )


def _ole_loop() -> bytes:
    """A compound file whose sector chains and directory entries lead back to themselves."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<4L", 1, 1, 0, 4096) + struct.pack("<4L", 2, 1, 0, 1)[:16]
    head = (head + struct.pack("<L", 0)).ljust(512, b"\xff")
    table = struct.pack("<128L", 0xFFFFFFFD, 1, 2, *[3] * 125)
    name = "WordDocument".encode("utf-16-le").ljust(64, b"\0")
    entry = name + struct.pack("<H2B3L", 26, 2, 1, 1, 1, 1) + bytes(36) + struct.pack("<LQ", 3, 1 << 40)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H2B3L", 22, 5, 1, 1, 1, 1) + bytes(36)
    directory = (root + struct.pack("<LQ", 2, 1 << 40) + entry * 3).ljust(512, b"\0")
    return head + table + directory + directory + bytes(512)


def _evil_table() -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t (a)")
    base.execute("INSERT INTO t VALUES ('words')")
    base.execute("CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c")
    base.execute("CREATE VIEW big AS SELECT zeroblob(999999999) AS b FROM t")
    base.execute("CREATE TABLE g (a, b AS (zeroblob(99999999)) VIRTUAL)")
    base.execute("INSERT INTO g (a) VALUES (1)")
    base.commit()
    return base.serialize()


def _far_cells() -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cells = "".join(
        f'<row r="{row}"><c r="XFD{row}" t="inlineStr"><is><t>far</t></is></c></row>' for row in (1, 524_288, 1_048_576)
    )
    sheets = '<sheets><sheet name="s" sheetId="1" r:id="a"/></sheets>'
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relation(f"{links}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{links}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relation(f"{links}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>",
    }
    return _zip({name: text.encode() for name, text in parts.items()})


def _relation(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{kind}" Target="{target}"/></Relationships>'


def _deep(opening: str, closing: str, depth: int = 200_000) -> bytes:
    return (opening * depth + "words" + closing * depth).encode()


_TRAPS: dict[str, Callable[[], bytes]] = {
    "nested.zip": _nested_zip,
    "overlapping.zip": _overlapping_zip,
    "lying.zip": _lying_zip,
    "many.zip": lambda: _zip({f"{number}": b"" for number in range(60_000)}, zipfile.ZIP_STORED),
    "bomb.gz": lambda: gzip.compress(gzip.compress(bytes(400 * MiB))),
    "bomb.bz2": lambda: bz2.compress(bytes(200 * MiB)),
    "bomb.xz": lambda: lzma.compress(bytes(400 * MiB)),
    "bomb.tar.gz": lambda: gzip.compress(_tar(lambda one: one.addfile(_named(200 * MiB), _Zeros(200 * MiB)))),
    "traversal.tar": lambda: _tar(_traversal),
    "sparse.tar": lambda: _tar(_sparse),
    "laughs.docx": lambda: _word("<w:p><w:r><w:t>&m;</w:t></w:r></w:p>", _LAUGHS + "]>"),
    "outside.docx": lambda: _word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", _OUTSIDE),
    "deep.docx": lambda: _word("<w:tbl><w:tr><w:tc>" * 30_000 + "</w:tc></w:tr></w:tbl>" * 30_000),
    "bomb.docx": lambda: _word("<w:p><w:r><w:t>" + " " * (300 * MiB) + "</w:t></w:r></w:p>"),
    "far.xlsx": _far_cells,
    "outside.svg": lambda: f'{_OUTSIDE}<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'.encode(),
    "laughs.xml": lambda: f"{_LAUGHS}]><d>&m;</d>".encode(),
    "deep.xml": lambda: b"<?xml version='1.0'?>" + _deep("<a>", "</a>"),
    "wide.xml": lambda: b"<?xml version='1.0'?><a " + b" ".join(b"a%d='b'" % at for at in range(300_000)) + b"/>",
    "deep.html": lambda: b"<html><body>" + _deep("<div><b>", "</b></div>"),
    "deep.json": lambda: _deep("[", "]", 1_000_000),
    "deep.rtf": lambda: b"{\\rtf1 " + _deep("{\\b ", "}"),
    "bin.rtf": lambda: b"{\\rtf1 \\bin2147483647 words}",
    "pages.pdf": _million_pages,
    "loop.pdf": _page_loop,
    "forms.pdf": _form_bomb,
    "huge.pdf": _huge_page,
    "deep.pdf": lambda: _pdf(["<</Type/Catalog/Pages 2 0 R/A " + "[" * 100_000 + "]" * 100_000 + ">>"]),
    "bomb.pdf": lambda: _filtered_bomb(),
    "huge.png": _huge_png,
    "lying.bmp": _lying_bmp,
    "frames.gif": _many_frames,
    "nested.eml": _nested_mail,
    "inner.eml": _mails_in_mails,
    "wide.eml": _wide_mail,
    "header.eml": lambda: b"From: a@b.org\nSubject: " + b"=?utf-8?q?" + b"=41" * MiB + b"?=\nTo: c\n\nwords",
    "addresses.eml": lambda: b"From: a@b.org\nTo: " + b"(" * 200_000 + b"\nSubject: s\n\nwords",
    "loop.doc": _ole_loop,
    "evil.sqlite": _evil_table,
    "formula.csv": lambda: b"name,note,more\n=cmd|' /C calc'!A0,@SUM(1+1),-2+3\n" * 3,
    "line.csv": lambda: b'"' + b"a," * (10 * MiB),
    "line.txt": lambda: b"a" * (50 * MiB),
    "zeros.bin": lambda: bytes(50 * MiB),
    "wrong.pdf": lambda: _zip({"a.txt": b"words"}),
    "polyglot.pdf": lambda: _pdf(["<</Type/Catalog>>"]) + _zip({"a.txt": b"words"}),
    "calendar.ics": lambda: b"BEGIN:VCALENDAR\n" * 100_000,
}


def _named(size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo("zeros")
    entry.size = size
    return entry


class _Zeros(io.RawIOBase):
    """So many zero bytes, never all at once."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int = -1) -> bytes:
        taken = self._left if size < 0 else min(size, self._left)
        self._left -= taken
        return bytes(taken)


def _filtered_bomb() -> bytes:
    """A content stream packed three times over."""
    data = bytes(b" " * (300 * MiB))
    for _ in range(2):
        data = zlib.compress(data, 9)
    head = f"<</Length {len(data)}/Filter[/FlateDecode/FlateDecode]>>stream\n"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>"
    return _pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            head + data.decode("latin-1") + "\nendstream",
        ]
    )
