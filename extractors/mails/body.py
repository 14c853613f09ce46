"""The texts of a mail that belong to its body, put together: no form of it is left out, none told twice."""

import re
from dataclasses import dataclass, field

from extractors.clean import clean
from extractors.document import MetadataField
from extractors.mails.charsets import mail_text
from extractors.mails.mime_tree import Part
from extractors.texts.html import html_text

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_ENRICHED = re.compile(r"<param>[^<]{0,1000}</param>|</?[A-Za-z][A-Za-z0-9-]{0,60}>", re.IGNORECASE)
BODY_TYPES = frozenset(("text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown", "text"))


@dataclass(frozen=True)
class BodyText:
    """One text of the body; texts of one `alternative` say the same thing in other forms, or should."""

    text: str = field(repr=False)
    alternative: int
    is_html: bool
    metadata: tuple[MetadataField, ...] = field(default=(), repr=False)


def is_body(part: Part) -> bool:
    """Text without a file name; the only part of a mail may carry one."""
    if part.media_type not in BODY_TYPES or part.is_encrypted:
        return False
    return part.disposition.value != "attachment" and (part.is_top or not part.file_name)


def body_text(part: Part, data: bytes) -> BodyText:
    charset = part.kind.parameters.get("charset", "")
    if part.media_type == "text/html":
        found = html_text(mail_text(data, charset or _claimed(data)))
        return BodyText(found.text, part.alternative, True, found.metadata)
    text = mail_text(data, charset)
    if part.media_type in ("text/enriched", "text/richtext"):
        text = _ENRICHED.sub("", text.replace("<<", "\x00")).replace("\x00", "<")
    elif part.kind.parameters.get("format", "").lower() == "flowed":
        text = unflowed(text, part.kind.parameters.get("delsp", "").lower() == "yes")
    return BodyText(clean(text).strip("\n"), part.alternative, False)


def _claimed(data: bytes) -> str:
    found = _META_CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def unflowed(text: str, is_space_dropped: bool) -> str:
    """RFC 3676: lines that end in a space go on in the next line of the same quote depth."""
    paragraphs: list[list[str]] = []
    is_open, depth = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        said = line.lstrip(">")
        quoted = len(line) - len(said)
        said = said.removeprefix(" ")
        if is_open and quoted == depth and said != "-- ":
            paragraphs[-1].append(said)
        else:
            paragraphs.append([line[:quoted] + (" " if quoted else ""), said])
        is_open, depth = said.endswith(" ") and said != "-- ", quoted
        if is_open and is_space_dropped:
            paragraphs[-1][-1] = said[:-1]
    return "\n".join("".join(pieces) for pieces in paragraphs)


def joined(texts: list[BodyText]) -> str:
    """In the order of the mail; the plain form of an alternative first, the web form where it says something else."""
    groups: dict[int, list[BodyText]] = {}
    for at, one in enumerate(texts):
        groups.setdefault(one.alternative or -1 - at, []).append(one)
    kept: list[str] = []
    for group in groups.values():
        plain = "\n\n".join(one.text for one in group if not one.is_html and one.text.strip())
        web = "\n\n".join(one.text for one in group if one.is_html and one.text.strip())
        known = plain if plain else kept[-1] if kept else ""
        kept += [plain] if plain else []
        kept += [web] if web and not _is_told(web, known) else []
    return "\n\n".join(kept)


def _is_told(text: str, known: str) -> bool:
    """Whether every word of it stands there in the same order, but for spaces and signs."""
    return _bare(text) in _bare(known)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
