"""Names as they stand in a made-up text, with what stands beside them, and other signs of who somebody is."""

import re

from redaction.mention import Anchor, Mention

_NEAR = 80


def mentions(text: str, *names: str, doc: int = 0, passage: int = 0) -> list[Mention]:
    """Every place of these names in the text, in order; of two that overlap the longer counts."""
    found = re.finditer("|".join(re.escape(one) for one in sorted(names, key=len, reverse=True)), text)
    return [
        Mention(
            doc,
            passage,
            one.start(),
            one.end(),
            one.group(),
            text[max(0, one.start() - _NEAR) : one.start()],
            text[one.end() : one.end() + _NEAR],
        )
        for one in found
    ]


def anchor(text: str, kind: str, value: str, passage: int = 0) -> Anchor:
    """The first place of a birth date or a number."""
    at = text.index(value)
    return Anchor(kind, passage, at, at + len(value), value)
