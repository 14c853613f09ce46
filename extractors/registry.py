"""Which reader opens which type; what is not listed is refused."""

from collections.abc import Callable

from extractors import archive, csv_table, docx, html, identify, image, mail, mailbox, pdf, plain, workbook
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions

Reader = Callable[[bytes, str, ReadOptions], ExtractedDocument]

READERS: dict[str, Reader] = {
    identify.PDF: pdf.read_pdf,
    "image/png": image.read_image,
    "image/jpeg": image.read_image,
    "image/tiff": image.read_image,
    "image/webp": image.read_image,
    "image/gif": image.read_image,
    "image/bmp": image.read_image,
    identify.PLAIN: plain.read_plain,
    "application/json": plain.read_plain,
    "application/x-ndjson": plain.read_plain,
    "text/calendar": plain.read_plain,
    "text/vcard": plain.read_plain,
    identify.CSV: csv_table.read_csv,
    identify.TSV: csv_table.read_csv,
    identify.XLSX: workbook.read_workbook,
    identify.XLSB: workbook.read_workbook,
    identify.XLS: workbook.read_workbook,
    identify.ODS: workbook.read_workbook,
    identify.DOCX: docx.read_docx,
    identify.HTML: html.read_html,
    identify.MAIL: mail.read_mail,
    identify.MBOX: mailbox.read_mailbox,
    identify.ZIP: archive.read_archive,
}

REFUSED: dict[str, str] = {
    identify.UNKNOWN: "unknown_type",
    "application/encrypted": "encrypted",
    "application/pgp-encrypted": "encrypted",
}


def reader_for(media_type: str) -> Reader | None:
    return READERS.get(media_type)


def refusal_of(media_type: str) -> str:
    """The code for a type that has no reader."""
    return REFUSED.get(media_type, "unsupported_type")
