"""Pictures, recordings and e-books that the library takes for something else, or for nothing."""

import re

_NETPBM = re.compile(rb"P[1-7](?:\s|#)")
_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic", b"heis": "image/heic", b"hevc": "image/heic",
    b"mif1": "image/heif", b"msf1": "image/heif", b"avif": "image/avif", b"avis": "image/avif",
    b"crx ": "image/x-canon-cr2",
}  # fmt: skip
_ENDINGS = {".tga": "image/x-tga", ".fb2": "application/x-fictionbook+xml", ".pcx": "image/x-pcx"}


def picture_kind(data: bytes, name: str) -> str:
    head = data[:4096]
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return _heif_kind(head)
    if _NETPBM.match(head) and re.match(rb"P[1-7]\s+(?:#[^\n]*\n\s*)*(?:\d+\s+\d+|WIDTH)", head):
        return "image/x-portable-pixmap"
    if head[60:68] == b"BOOKMOBI":
        return "application/x-mobipocket-ebook"
    if head[40:44] == b" EMF" and head[:4] == b"\x01\x00\x00\x00":
        return "image/emf"
    if head[:4] == b"\xd7\xcd\xc6\x9a":
        return "image/wmf"
    if b"<FictionBook" in head:
        return "application/x-fictionbook+xml"
    if b"<svg" in head and re.search(
        rb"^\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>|\s)*<svg[\s>]", head, re.DOTALL
    ):
        return "image/svg+xml"
    if head[:2] in (b"\x0a\x05", b"\x0a\x03") and name.lower().endswith(".pcx"):
        return _ENDINGS[".pcx"]
    if name.lower().endswith(".tga") and head[1:2] in (b"\x00", b"\x01") and head[2:3] in b"\x01\x02\x03\x09\x0a\x0b":
        return _ENDINGS[".tga"]
    return ""


def _heif_kind(head: bytes) -> str:
    """Of the general brand, the list of compatible ones says more."""
    kind = _BRANDS[head[8:12]]
    size = int.from_bytes(head[:4], "big")
    return "image/avif" if kind == "image/heif" and b"avif" in head[16 : min(size, 256)] else kind
