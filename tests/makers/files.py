"""Small real files of each kind, made in memory, so that what they hold is known."""

# mypy: disable-error-code="no-untyped-call"

import csv
import io
import mailbox
import struct
import tempfile
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import pymupdf
import xlsxwriter
from PIL import Image, ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts/truetype/dejavu")
Placed = tuple[float, float, str]


def pdf(pages: Sequence[Sequence[Placed]], title: str = "", author: str = "", password: str = "") -> bytes:
    """Each page a list of x, y, text; Cyrillic is written with DejaVu."""
    document = pymupdf.open()
    for placed in pages:
        page = document.new_page()
        page.insert_font(fontname="dejavu", fontfile=str(FONTS / "DejaVuSans.ttf"))
        for x, y, text in placed:
            page.insert_text((x, y), text, fontname="dejavu", fontsize=10)
    document.set_metadata({"title": title, "author": author})
    cipher = pymupdf.mupdf.PDF_ENCRYPT_AES_256
    locks = {"encryption": cipher, "user_pw": password, "owner_pw": password} if password else {}
    return bytes(document.tobytes(**locks))


def scan(lines: Sequence[str], dpi: int = 150, skew: float = 0.0) -> Image.Image:
    """A page of A4 in grey."""
    image = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 250)
    font = ImageFont.truetype(str(FONTS / "DejaVuSans.ttf"), round(11 * dpi / 72))
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((0.8 * dpi, (0.8 + 0.25 * number) * dpi), line, font=font, fill=30)
    return image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=250) if skew else image


def picture(image: Image.Image, kind: str = "PNG", more: Sequence[Image.Image] = ()) -> bytes:
    stream = io.BytesIO()
    pages = {"save_all": True, "append_images": list(more)} if more else {}
    image.copy().save(stream, kind, dpi=(150, 150), **pages)
    return stream.getvalue()


def scanned_pdf(images: Sequence[Image.Image]) -> bytes:
    document = pymupdf.open()
    for image in images:
        page = document.new_page(width=595, height=842)
        page.insert_image(page.rect, stream=picture(image))
    return bytes(document.tobytes())


def word(paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = (), header: str = "", author: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    document.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[str] = (), author: str = "") -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"author": author})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name in hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def mail(body: str, subject: str = "a", attachments: Sequence[tuple[str, bytes]] = (), inner: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Ada Marsh <ada@example.org>", "desk@example.org"
    message["Subject"], message["Date"] = subject, "Tue, 02 Jan 2024 10:00:00 +0100"
    message.set_content(body)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if inner:
        attached = EmailMessage()
        attached["From"], attached["To"], attached["Subject"] = "in@example.org", "out@example.org", "inside"
        attached.set_content(inner.decode())
        message.add_attachment(attached)
    return message.as_bytes()


def mail_file(mails: Sequence[bytes]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder, "box"))
        for one in mails:
            box.add(one)
        box.close()
        return Path(folder, "box").read_bytes()


def archive(members: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, data in members:
            target.writestr(name, data)
    return stream.getvalue()


def wordperfect(text: str) -> bytes:
    """WordPerfect 5.1: a prefix of sixteen bytes, then the text."""
    return b"\xffWPC" + struct.pack("<I", 16) + b"\x01\x0a\x00\x01" + bytes(4) + text.encode("ascii") + b"\r"


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return [(name, source.read(name)) for name in source.namelist()]
