"""What a file is, by its bytes; its name only parts kinds of text that look alike."""

from functools import cache

import magic

from extractors.types.mails import is_mail, is_mbox
from extractors.types.names import CSV, HTML, MAIL, MBOX, OLE, PDF, ZIP
from extractors.types.oles import ole_kind
from extractors.types.pictures import picture_kind
from extractors.types.texts import is_html, is_maybe_text, text_kind
from extractors.types.zips import zip_kind

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


def identify(data: bytes, name: str = "") -> str:
    """The media type, lower case, without parameters."""
    return _by_signature(data, name) or _by_text(data, name) or _by_library(data)


def warm() -> None:
    """Loads the library's database."""
    _library().from_buffer(b"warm")


@cache
def _library() -> magic.Magic:
    return magic.Magic(mime=True)


def _by_library(data: bytes) -> str:
    found = str(_library().from_buffer(data[: 1 << 18])).lower()
    return _ALIASES.get(found, found)


def _by_signature(data: bytes, name: str) -> str:
    """Formats whose first bytes settle it, and containers whose members do."""
    if b"%PDF-" in data[:1024] and not is_mail(data):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(data)
    if data.startswith(b"!BDN"):
        return "application/vnd.ms-outlook-pst"
    if data.lstrip()[:5] == b"{\\rtf":
        return "text/rtf"
    return picture_kind(data, name)


def _by_text(data: bytes, name: str) -> str:
    head = data[: 1 << 16]
    if is_mbox(head):
        return MBOX
    if is_mail(head):
        return MAIL
    library = _by_library(data)
    if library in _BY_BYTES or not (library.startswith(("text/", "message/")) or is_maybe_text(library, head)):
        return HTML if library == "application/xml" and is_html(head) else ""
    return text_kind(head, name, library)
