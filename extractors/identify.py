"""What a file is, by its bytes; its name only parts kinds of text that look alike."""

import re
import struct
import zipfile
from functools import cache
from io import BytesIO

import magic

MAIL = "message/rfc822"
MBOX = "application/mbox"
CSV = "text/csv"
TSV = "text/tab-separated-values"
HTML = "text/html"
PLAIN = "text/plain"
ZIP = "application/zip"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OLE = "application/x-ole-storage"
UNKNOWN = "application/octet-stream"

_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]*\S?")
_MAIL_HEADERS = frozenset(
    (
        b"from", b"to", b"subject", b"date", b"cc", b"bcc", b"received", b"return-path", b"message-id",
        b"mime-version", b"content-type", b"reply-to", b"delivered-to", b"sender", b"x-mailer", b"in-reply-to",
        b"references", b"dkim-signature", b"x-originating-ip", b"content-transfer-encoding", b"importance",
        b"x-priority", b"list-id", b"resent-from", b"envelope-to", b"x-sender", b"authentication-results",
        b"thread-topic", b"thread-index", b"x-uidl", b"x-gmail-labels",
    )
)  # fmt: skip
_STRONG = frozenset(
    (b"received", b"message-id", b"mime-version", b"return-path", b"x-mailer", b"delivered-to", b"content-type")
)
_MBOX_LINE = re.compile(rb"^From \S+.*\d{4}", re.ASCII)
_OFFICE_PARTS = (("word/", DOCX), ("xl/workbook.bin", XLSB), ("xl/", XLSX), ("ppt/", PPTX))
_OLE_STREAMS = (
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("EncryptedPackage", "application/encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_ALIASES = {
    "application/x-bzip2": "application/x-bzip2",
    "text/x-csv": CSV,
    "application/csv": CSV,
    "image/x-ms-bmp": "image/bmp",
    "application/CDFV2": OLE,
    "application/x-zip-compressed": ZIP,
    "message/news": MAIL,
    "text/xml": "application/xml",
    "image/svg": "image/svg+xml",
    "text/json": "application/json",
}
_BY_BYTES = ("text/rtf", "application/xml", "image/svg+xml", "application/postscript", "application/pgp-encrypted")
_SUFFIXES = {
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".eml": MAIL,
    ".mbox": MBOX,
}


def identify(data: bytes, name: str = "") -> str:
    """The media type, lower case, without parameters."""
    return _by_signature(data) or _by_text(data, name) or _by_library(data)


def warm() -> None:
    """Loads the library's database."""
    _library().from_buffer(b"warm")


@cache
def _library() -> magic.Magic:
    return magic.Magic(mime=True)


def _by_library(data: bytes) -> str:
    found = str(_library().from_buffer(data[: 1 << 18])).lower()
    return _ALIASES.get(found, found)


def _by_signature(data: bytes) -> str:
    """Formats whose first bytes settle it, and containers whose members do."""
    if b"%PDF-" in data[:1024] and not _is_mail(data):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if data.startswith(b"!BDN"):
        return "application/vnd.ms-outlook-pst"
    if data.lstrip()[:5] == b"{\\rtf":
        return "text/rtf"
    return ""


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()[:2000]
            declared = archive.read("mimetype")[:100].decode("ascii", "ignore").strip() if "mimetype" in names else ""
    except Exception:  # noqa: BLE001 - a damaged archive raises anything; its reader names the fault
        return _cut_zip_kind(data)
    if declared.startswith("application/"):
        return declared
    if "[Content_Types].xml" in names:
        return next(
            (kind for part, kind in _OFFICE_PARTS if any(one.startswith(part) for one in names)), "application/x-opc"
        )
    return ZIP


def _cut_zip_kind(data: bytes) -> str:
    """Without its directory, an office file is still told by the names in its local headers."""
    if b"[Content_Types].xml" not in data[:4096]:
        return ZIP
    return next((kind for part, kind in _OFFICE_PARTS if b"PK" in data and part.encode() in data), ZIP)


def _ole_kind(data: bytes) -> str:
    """Stream names stand in the directory as UTF-16."""
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return OLE


def _by_text(data: bytes, name: str) -> str:
    head = data[: 1 << 16]
    if _is_mbox(head):
        return MBOX
    if _is_mail(head):
        return MAIL
    library = _by_library(data)
    if library in _BY_BYTES or not (library.startswith(("text/", "message/")) or _is_maybe_text(library, head)):
        return HTML if library == "application/xml" and _is_html(head) else ""
    return _text_kind(head, name, library)


def _text_kind(head: bytes, name: str, library: str) -> str:
    if re.search(rb"-----BEGIN [A-Z0-9 ]+-----", head[:4096]):
        return "application/pgp-encrypted" if b"BEGIN PGP MESSAGE" in head else "application/x-pem-file"
    if _is_html(head):
        return HTML
    if head.lstrip()[:5] == b"<?xml":
        return "application/xml"
    suffix = _suffix(name)
    if suffix in (".csv", ".tsv", ".tab"):
        return _SUFFIXES[suffix]
    if library in (CSV, "application/json", "text/calendar", "text/vcard") or suffix in (
        ".txt",
        ".text",
        ".log",
        ".md",
    ):
        return PLAIN if suffix in (".txt", ".text", ".log", ".md") else library
    if suffix in (".eml", ".mbox", ".htm", ".html"):
        return _SUFFIXES[suffix] if suffix != ".mbox" else PLAIN
    return _table_kind(head) or PLAIN


def _table_kind(head: bytes) -> str:
    """Unnamed text is a table where one delimiter parts every line alike."""
    lines = [line for line in head.splitlines()[:50] if line.strip()]
    if len(head) == 1 << 16:
        lines = lines[:-1]
    for delimiter, kind in ((b"\t", TSV), (b";", CSV), (b",", CSV)):
        counts = {line.count(delimiter) for line in lines}
        if len(lines) >= 3 and len(counts) == 1 and counts.pop() >= 2:
            return kind
    return ""


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""


def _is_html(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:2048].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    return bool(re.match(rb"(<\?xml[^>]*>|<!--|<!doctype|\s|<meta|<title)", start)) and bool(
        re.search(rb"<(html|body|head)[\s>]", start)
    )


def _is_mbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return bool(_MBOX_LINE.match(first)) and bool(_HEADER.match(rest.lstrip(b">")))


def _is_mail(data: bytes) -> bool:
    """Starts with header lines, of which mail knows at least two, or one that only mail has."""
    names: list[bytes] = []
    head = data[:16384].lstrip(b"\xef\xbb\xbf\r\n")
    for line in head.splitlines():
        if not line.strip():
            break
        if line[:1] in b" \t" and names:
            continue
        if not _HEADER.match(line):
            if line.startswith((b"From ", b">From ")) and not names:
                continue
            return False
        names.append(line.partition(b":")[0].lower())
    known = [one for one in names if one in _MAIL_HEADERS or one.startswith(b"x-")]
    return (
        len(set(known)) >= 3 or (len(set(known)) >= 2 and any(one in _STRONG for one in known)) or _is_bare_mail(names)
    )


def _is_bare_mail(names: list[bytes]) -> bool:
    return {b"from", b"subject"} <= set(names) or {b"from", b"to"} <= set(names) and len(names) <= 4


def _is_maybe_text(library: str, head: bytes) -> bool:
    """The library knows many binary kinds well; what it does not know, or calls a script or data, may be text."""
    is_open = library in (
        UNKNOWN,
        "application/json",
        "application/javascript",
        "application/x-ndjson",
        "application/x-mbox",
    )
    return (is_open or library.startswith("application/x-")) and _looks_like_text(head)


def _looks_like_text(head: bytes) -> bool:
    if not head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return bool(head)
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\x1b\x1a" for byte in head[:8192])
    if b"\x00" in head[:8192]:
        return _is_wide_text(head[:8192])
    return controls * 100 <= len(head[:8192])


def _is_wide_text(sample: bytes) -> bool:
    even = sample[: len(sample) // 2 * 2]
    for form in ("<", ">"):
        units = struct.unpack(f"{form}{len(even) // 2}H", even)
        plain = sum(unit in (9, 10, 13) or 0x20 <= unit < 0x2200 for unit in units)
        if (
            units
            and plain == len(units)
            and sum(unit < 0x80 or 0x400 <= unit < 0x530 for unit in units) > 0.7 * len(units)
        ):
            return True
    return _is_utf32(sample)


def _is_utf32(sample: bytes) -> bool:
    whole = sample[: len(sample) // 4 * 4]
    orders = (struct.unpack(f"{form}{len(whole) // 4}I", whole) for form in ("<", ">"))
    return any(units and all(unit in (9, 10, 13) or 0x20 <= unit < 0x3000 for unit in units) for units in orders)
