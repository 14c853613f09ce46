"""Office documents written as one XML file."""

import re

WORD_XML = "application/vnd.ms-wordml"
_ODF = re.compile(rb'<office:document\s[^>]*office:mimetype="(application/vnd\.oasis\.opendocument\.[a-z]+)')
_WORD = re.compile(rb"<(w:wordDocument|pkg:package)[\s>]")


def flat_kind(data: bytes) -> str:
    """Empty for all other XML; the root of a flat document may list two hundred namespaces."""
    head = data[:16384].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        return ""
    found = _ODF.search(head)
    if found:
        return f"{found[1].decode('ascii')}-flat-xml"
    return WORD_XML if _WORD.search(head) else ""
