"""A mailbox file: each message a member named by its number."""

import re

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import MBOX

_START = re.compile(rb"(?:\A|\n\r?\n)From \S[^\n]*\d{4}[^\n]*\n(?=[A-Za-z][A-Za-z0-9-]*:|>From )")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    starts = [found.end() for found in _START.finditer(data)]
    if len(starts) > options.limits.members:
        raise ReadProblem("over_limit", members=len(starts))
    if not starts:
        raise ReadProblem("damaged")
    ends = [found.start() for found in _START.finditer(data)][1:] + [len(data)]
    messages = [_message(data[start:end]) for start, end in zip(starts, ends, strict=True)]
    members = tuple(_member(number, one, options) for number, one in enumerate(messages, 1))
    return ExtractedDocument("", stamp("mailbox", "lxml"), members=members, reason=_reason(members))


def _message(data: bytes) -> bytes:
    return _QUOTED.sub(rb"\1", data).rstrip(b"\r\n") + b"\n"


def _member(number: int, data: bytes, options: ReadOptions) -> Member:
    if len(data) > options.limits.member_bytes:
        return Member(str(number), MemberState.OVER_LIMIT)
    return Member(str(number), MemberState.READ, data)


def _reason(members: tuple[Member, ...]) -> str:
    return "partly_over_limit" if any(one.state == MemberState.OVER_LIMIT for one in members) else ""


READERS: dict[str, Reader] = {MBOX: read_mailbox}
