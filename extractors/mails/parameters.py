"""`type/sub; name=value` headers, with RFC 2231 pieces and charsets, and the faults mailers are known for."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from extractors.clean import clean_line
from extractors.mails.charsets import mail_text
from extractors.mails.encoded_words import decoded

_LONGEST = 65_536
_MOST = 2_000
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")


@dataclass(frozen=True)
class Valued:
    """The header's own value in lower case, and its parameters decoded, names in lower case."""

    value: str
    parameters: dict[str, str] = field(repr=False)


def parse_parameters(header: str) -> Valued:
    header = header[:_LONGEST]
    value = header.partition(";")[0].strip().lower()
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(header)):
        section = _SECTION.fullmatch(found[1].lower())
        if section is None or count >= _MOST:
            continue
        number = int(section[2]) if section[2] else -2 if section[3] else -1
        pieces.setdefault(section[1], {}).setdefault(number, (_unquoted(found[2]), bool(section[3])))
    return Valued(value, {name: _joined(numbered) for name, numbered in pieces.items()})


def _unquoted(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        return re.sub(r"\\([\\\"])", r"\1", text[1:-1] if text.endswith('"') and len(text) > 1 else text[1:])
    return text


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """The extended form says more than the plain one; numbered pieces are put in order."""
    if -2 in pieces:
        return clean_line(_extended([pieces[-2]]))
    numbered = [pieces[at] for at in sorted(pieces) if at >= 0]
    if numbered:
        return clean_line(_extended(numbered))
    return clean_line(decoded(pieces[-1][0]))


def _extended(pieces: list[tuple[str, bool]]) -> str:
    """Percent signs are escapes in the pieces marked so; the first of them names the charset."""
    first, is_escaped = pieces[0]
    charset = ""
    if is_escaped and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    raw = b""
    for text, escaped in [(first, is_escaped), *pieces[1:]]:
        data = text.encode("utf-8", "surrogateescape")
        raw += unquote_to_bytes(data) if escaped else data
    return decoded(raw) if not charset and b"=?" in raw else mail_text(raw, charset)
