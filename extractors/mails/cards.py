"""Contacts and calendars (vCard, iCalendar, vCalendar): every property a line of text, what is packed in a member."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, MemberState
from extractors.limits import ReadOptions
from extractors.mails.charsets import mail_text
from extractors.mails.encoded_words import unbase64
from extractors.mails.names import located
from extractors.mails.part_members import Found
from extractors.reader import Reader
from extractors.texts.html import html_text
from extractors.types.names import CALENDAR, VCARD

_BREAK = re.compile(r"\r\n?|\n")
_FOLD = re.compile(r"\n[ \t]")
_NAME = re.compile(r"(?:[A-Za-z0-9-]{1,60}\.)?([A-Za-z0-9-]{1,80})")
_PARAMETER = re.compile(r';([^=;:"]{1,80})(?:=((?:"[^"]*"|[^;:"])*))?')
_DATA = re.compile(r"data:([^;,]{0,80})(?:;[^,;]{0,80})*?(;base64)?,", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([nN,;:\\])")
_UNSHOWN = frozenset(("ENCODING", "CHARSET", "VALUE", "BASE64", "QUOTED-PRINTABLE", "X-FILENAME", "FILENAME"))
_MOST_PARAMETERS = 500
_DULL = frozenset(("BEGIN", "END", "VERSION", "PRODID", "CALSCALE"))
_SUFFIXES = {"JPEG": ".jpg", "JPG": ".jpg", "PNG": ".png", "GIF": ".gif"}


@dataclass(frozen=True)
class Line:
    """One property: its name in capitals, its parameters, its value as it stands."""

    name: str
    parameters: dict[str, str] = field(repr=False)
    value: str = field(repr=False)

    @property
    def encoding(self) -> str:
        bare = next((one for one in ("BASE64", "QUOTED-PRINTABLE", "B") if one in self.parameters), "")
        return (self.parameters.get("ENCODING") or bare).upper()


def read_cards(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    found = Found(options.limits)
    texts: list[str] = []
    for line in content_lines(decode(data)):
        texts.append(_said(found, line))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(texts))
    return ExtractedDocument(
        "",
        stamp("cards"),
        text_page(text),
        metadata=tuple(found.metadata),
        members=tuple(found.members),
        reason=found.reason(),
    )


def content_lines(text: str) -> Iterator[Line]:
    """Folded lines are joined; quoted-printable ones go on after a `=` at their end."""
    lines = iter(_FOLD.sub("", _BREAK.sub("\n", text)).split("\n"))
    for line in lines:
        found = _parsed(line)
        if found is None:
            if line.strip():
                yield Line("", {}, line)
            continue
        if found.encoding == "QUOTED-PRINTABLE" and found.value.endswith("="):
            pieces = [found.value]
            while pieces[-1].endswith("=") and (more := next(lines, None)) is not None:
                pieces.append(more)
            found = Line(found.name, found.parameters, "\n".join(pieces))
        yield found


def _parsed(line: str) -> Line | None:
    start = _NAME.match(line)
    if start is None:
        return None
    parameters: dict[str, str] = {}
    at = start.end()
    while len(parameters) < _MOST_PARAMETERS and (found := _PARAMETER.match(line, at)) is not None:
        key, value = found[1].strip().upper(), (found[2] or "").replace('"', "")
        parameters[f"{key} {len(parameters)}" if key in parameters else key] = value
        at = found.end()
    return Line(start[1].upper(), parameters, line[at + 1 :]) if line[at : at + 1] == ":" else None


def _said(found: Found, line: Line) -> str:
    if line.name in _DULL:
        return "" if line.name in ("BEGIN", "END") else f"{line.name}: {line.value.strip()}"
    if not line.name:
        return clean_line(line.value)
    packed = _packed(line)
    if packed is not None:
        _add(found, line, packed)
        return f"{line.name}: {_file_name(line)}".rstrip(": ")
    value = _text(line)
    if line.name == "X-ALT-DESC" or "html" in line.parameters.get("FMTTYPE", "").lower():
        value = html_text(value).text
    shown = [clean_line(f"{key}={text}".rstrip("=")) for key, text in line.parameters.items() if key not in _UNSHOWN]
    return f"{line.name}: {value}" + (f" ({', '.join(shown)})" if shown else "")


def _packed(line: Line) -> bytes | None:
    """The bytes of a photo, key or attachment."""
    if line.encoding in ("BASE64", "B"):
        return unbase64(line.value.encode("ascii", "ignore"))
    data = _DATA.match(line.value)
    if data is None:
        return None
    raw = line.value[data.end() :].encode("utf-8", "replace")
    return unbase64(raw) if data[2] else unquote_to_bytes(raw)


def _add(found: Found, line: Line, data: bytes) -> None:
    kind = line.parameters.get("TYPE", "").upper()
    name = _file_name(line) or line.name.lower() + _SUFFIXES.get(kind, "")
    is_broken = not data and bool(line.value.strip())
    found.add(name, MemberState.BROKEN if is_broken else MemberState.READ, data)


def _file_name(line: Line) -> str:
    keys = ("X-FILENAME", "FILENAME", "X-APPLE-FILENAME", "X-ORACLE-FILENAME")
    return located(next((line.parameters[key] for key in keys if line.parameters.get(key)), ""))


def _text(line: Line) -> str:
    value = line.value
    if line.encoding == "QUOTED-PRINTABLE":
        raw = binascii.a2b_qp(value.encode("utf-8", "surrogateescape" if value.isascii() else "replace"))
        value = mail_text(raw, line.parameters.get("CHARSET", ""))
    value = _ESCAPE.sub(lambda one: "\n" if one[1] in "nN" else one[1], value)
    return value.strip()


READERS: dict[str, Reader] = {VCARD: read_cards, CALENDAR: read_cards}
