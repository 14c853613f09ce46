"""Markup too broken for a parser: what stands between and inside its tags, in one pass."""

import html
import re

_TAG = re.compile(r"<!--|-->|<[!?/]?[A-Za-z_][^\s<>/]*|/?>|<!\[CDATA\[|\]\]>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 2_000
_SCRIPTS = tuple(
    (re.compile(f"<{name}", re.IGNORECASE), re.compile(f"</{name}", re.IGNORECASE)) for name in ("script", "style")
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])[A-Za-z_][\w:.-]*\s*=\s*(\"[^\"]*\"|'[^']*')")


def stripped(text: str) -> str:
    """Tags become line breaks, attributes keep their values."""
    plain = _ATTRIBUTE.sub(lambda found: f" {found[1][1:-1]} ", text)
    return html.unescape(_TAG.sub("\n", plain))


def has_too_many_attributes(text: str) -> bool:
    """Parsers look for doubles among a tag's attributes, one by one."""
    for part in text.split(">"):
        tag = part[part.rfind("<") :]
        if len(tag) > 2 * _MOST_ATTRIBUTES and tag[1:2].isalpha():
            bare = _QUOTED.sub(" ", tag)
            if len(bare.split()) > _MOST_ATTRIBUTES or bare.count("=") > _MOST_ATTRIBUTES:
                return True
    return False


def without_scripts(text: str) -> str:
    """Cut from the start of a script or style to its end; one without an end goes on as text."""
    for starts, ends in _SCRIPTS:
        pieces: list[str] = []
        at = 0
        while start := starts.search(text, at):
            end = ends.search(text, start.end())
            if end is None:
                break
            pieces.append(text[at : start.start()])
            at = end.start()
        text = "".join(pieces) + text[at:]
    return text
