"""What a file is, by its bytes; its name only parts kinds of text that look alike."""

from functools import cache

import magic

from extractors.types.archives import SPLIT, archive_kind, is_volume_name
from extractors.types.chats import card_or_chat_kind
from extractors.types.envelopes import envelope_kind
from extractors.types.flat_office import flat_kind
from extractors.types.mails import is_mail, is_mbox
from extractors.types.names import CSV, HTML, MAIL, MBOX, OLE, PDF, PST, UNKNOWN, ZIP
from extractors.types.oles import ole_kind
from extractors.types.pictures import picture_kind
from extractors.types.tables import table_kind
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
    found = (
        _by_signature(data, name)
        or archive_kind(data, name)
        or table_kind(data)
        or _by_text(data, name)
        or _by_library(data)
    )
    return SPLIT if found == UNKNOWN and is_volume_name(name) else found


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
    envelope = envelope_kind(data)
    if envelope:
        return envelope
    if b"%PDF-" in data[:1024] and not is_mail(data):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(data)
    if data[40:44] == b" EMF" and data.startswith(b"\x01\x00\x00\x00"):
        return "image/emf"
    if data.startswith(b"!BDN"):
        return PST
    if data.lstrip()[:5] == b"{\\rtf":
        return "text/rtf"
    return flat_kind(data) or picture_kind(data, name)


def _by_text(data: bytes, name: str) -> str:
    head = data[: 1 << 16]
    kind = card_or_chat_kind(head, name)
    if kind:
        return kind
    if is_mbox(head):
        return MBOX
    if is_mail(head):
        return MAIL
    library = _by_library(data)
    if library in _BY_BYTES or not (library.startswith(("text/", "message/")) or is_maybe_text(library, head)):
        return HTML if library == "application/xml" and is_html(head) else ""
    return text_kind(head, name, library)
