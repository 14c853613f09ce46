"""Markup too broken for a parser: what stands between and inside its tags, in one pass."""

import html
import re

_TAG = re.compile(r"<!--|-->|<[!?/]?[A-Za-z_][^\s<>/]*|/?>|<!\[CDATA\[|\]\]>")
_ATTRIBUTE = re.compile(r"[A-Za-z_][\w:.-]*\s*=\s*(\"[^\"]*\"|'[^']*')")


def stripped(text: str) -> str:
    """Tags become line breaks, attributes keep their values."""
    plain = _ATTRIBUTE.sub(lambda found: f" {found[1][1:-1]} ", text)
    return html.unescape(_TAG.sub("\n", plain))
