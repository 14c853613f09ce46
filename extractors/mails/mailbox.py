"""A mailbox file: each message a member named by its number."""

import re
from collections.abc import Iterator

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.mails.headers import parse_headers
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import MBOX

_START = re.compile(rb"(?:\A|\n\r?\n)From \S[^\n]*\d{4}[^\n]*\n(?=[A-Za-z][A-Za-z0-9-]*:|>From )")
_NEXT = re.compile(rb"\s{0,8}(?:\Z|From \S)")
_LINE = re.compile(rb"\s{0,8}From [^\n]*\n")
_LONGEST_HEAD = 1 << 18
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    most = options.limits.members
    members: list[Member] = []
    is_over = False
    for number, message in enumerate(_messages(data), 1):
        if number > most:
            is_over = True
            break
        members.append(_member(number, message, options))
    if not members:
        raise ReadProblem("damaged")
    reason = "partly_over_limit" if is_over else _reason(tuple(members))
    return ExtractedDocument("", stamp("mailbox"), members=tuple(members), reason=reason)


def _messages(data: bytes) -> Iterator[bytes]:
    """Up to the next `From ` line, or as long as the mail says it is, where such a line or the end follows there."""
    start = _START.search(data)
    while start is not None:
        counted = _counted(data, start.end())
        following = _LINE.match(data, counted) if counted else _START.search(data, start.end())
        end = following.start() if following else len(data)
        if counted:
            yield data[start.end() : counted]
        else:
            yield _QUOTED.sub(rb"\1", data[start.end() : end]).rstrip(b"\r\n") + b"\n"
        start = following


def _counted(data: bytes, start: int) -> int:
    """Where the mail ends by its Content-Length; 0 where it has none or a false one."""
    headers = parse_headers(data, start, min(len(data), start + _LONGEST_HEAD))
    length = headers.get("content-length").strip()
    if not length.isascii() or not length.isdigit() or len(length) > 12:
        return 0
    end = headers.end + int(length)
    return end if end == len(data) or _NEXT.match(data, end) else 0


def _member(number: int, data: bytes, options: ReadOptions) -> Member:
    if len(data) > options.limits.member_bytes:
        return Member(str(number), MemberState.OVER_LIMIT)
    return Member(str(number), MemberState.READ, data)


def _reason(members: tuple[Member, ...]) -> str:
    return "partly_over_limit" if any(one.state == MemberState.OVER_LIMIT for one in members) else ""


READERS: dict[str, Reader] = {MBOX: read_mailbox}
