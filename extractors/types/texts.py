"""Kinds of text that look alike: by their first words, their delimiters, and last by the file's name."""

import re
import struct

from extractors.types.names import CSV, HTML, MAIL, MBOX, PLAIN, TSV, UNKNOWN

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


# a declaration, or a first element with a namespace, also behind comments
_XML = re.compile(
    rb"\s*(<!--.{0,1500}?-->\s*|<!DOCTYPE[^>]{0,400}>\s*){0,9}(<\?xml\b|<[A-Za-z][\w:.-]*\s[^>]{0,1500}?xmlns)",
    re.DOTALL,
)
_JSON = re.compile(rb"\s*(\{\s*(\"|\})|\[\s*([\[{\"\]]|-?\d+\s*[,\]]|true|false|null))")


def text_kind(head: bytes, name: str, library: str) -> str:
    if re.search(rb"-----BEGIN [A-Z0-9 ]+-----", head[:4096]):
        return "application/pgp-encrypted" if b"BEGIN PGP MESSAGE" in head else "application/x-pem-file"
    if is_html(head):
        return HTML
    if _XML.match(head.replace(b"\x00", b"")[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return "application/xml"
    suffix = _suffix(name)
    if _JSON.match(head[:4096].lstrip(b"\xef\xbb\xbf")) and suffix not in (".csv", ".tsv", ".txt", ".md"):
        return "application/json"
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


def is_html(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:2048].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    return bool(re.match(rb"(<\?xml[^>]*>|<!--|<!doctype|\s|<meta|<title)", start)) and bool(
        re.search(rb"<(html|body|head)[\s>]", start)
    )


def is_maybe_text(library: str, head: bytes) -> bool:
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
