"""What a reader gives, cut to what may be handed back: too much of it is said, and costs no file the rest."""

from dataclasses import replace
from itertools import chain

from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import Limits
from extractors.problem import ReadProblem


def fitting(document: ExtractedDocument, limits: Limits) -> ExtractedDocument:
    """Raises ReadProblem where the text alone is too long: looked at before a copy of it is made."""
    if _length(document) > limits.text_bytes:
        raise ReadProblem("over_limit", bytes=limits.text_bytes)
    members = _fitting_members(document.members, limits)
    pages = document.pages[: limits.pages]
    if members == document.members and len(pages) == len(document.pages):
        return document
    return replace(document, members=members, pages=pages, reason=document.reason or "partly_over_limit")


def _length(document: ExtractedDocument) -> int:
    """Characters, which are never more than its bytes."""
    rows = chain.from_iterable(sheet.rows for sheet in document.sheets)
    length = sum(len(page.text) for page in document.pages) + sum(len(cell) for row in rows for cell in row)
    return length + sum(len(one.value) for one in document.metadata)


def _fitting_members(members: tuple[Member, ...], limits: Limits) -> tuple[Member, ...]:
    """Those that the reply has no room for are named as such instead of being lost with the whole."""
    left = limits.reply_bytes - limits.reply_bytes // 4
    kept: list[Member] = []
    for member in members[: limits.members]:
        if len(member.data) > left:
            kept.append(Member(member.name, MemberState.OVER_LIMIT))
            continue
        left -= len(member.data)
        kept.append(member)
    return tuple(kept)
