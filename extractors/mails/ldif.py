"""An address book as LDIF: every attribute a line of text, binary ones as members."""

import binascii
import re

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, MemberState
from extractors.limits import ReadOptions
from extractors.mails.part_members import Found
from extractors.reader import Reader
from extractors.types.names import LDIF

_FOLD = re.compile(r"\r?\n ")
_ATTRIBUTE = re.compile(r"([^:\n]{1,200}):(:|<)?[ \t]*(.*)", re.DOTALL)
_SUFFIXES = {"jpegphoto": ".jpg", "thumbnailphoto": ".jpg", "photo": ".jpg", "usercertificate": ".cer"}


def read_ldif(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    found = Found(options.limits)
    lines = [_line(found, line) for line in re.split(r"\r?\n|\r", _FOLD.sub("", decode(data)))]
    return ExtractedDocument(
        "",
        stamp("ldif"),
        text_page("\n".join(lines)),
        members=tuple(found.members),
        reason=found.reason(),
    )


def _line(found: Found, line: str) -> str:
    parsed = _ATTRIBUTE.fullmatch(line)
    if parsed is None or parsed[2] != ":":
        return line
    try:
        raw = binascii.a2b_base64(parsed[3])
    except (binascii.Error, ValueError):
        found.add(clean_line(parsed[1]), MemberState.BROKEN)
        return line
    try:
        return f"{parsed[1]}: {raw.decode()}"
    except UnicodeDecodeError:
        plain = clean_line(parsed[1]).split(";")[0]
        found.add(plain + _SUFFIXES.get(plain.lower(), ""), MemberState.READ, raw)
        return f"{parsed[1]}:"


READERS: dict[str, Reader] = {LDIF: read_ldif}
