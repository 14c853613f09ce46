"""One mail: decoded headers, the body as text, and every attachment as a member with its own name."""

import email
import email.policy
import re
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message as Mail
from email.utils import parsedate_to_datetime

from extractors.charset import decode
from extractors.clean import clean, clean_line
from extractors.describe import stamp
from extractors.document import ExtractedDocument, Member, MemberState, Message
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.texts.html import html_text
from extractors.types.names import MAIL

_SUFFIXES = {
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/calendar": ".ics",
    "application/pdf": ".pdf",
}
_ENCRYPTED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_DEEPEST = 40


def read_mail(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    mail = email.message_from_bytes(_from_header_on(data), policy=email.policy.compat32)
    parts = _leaves(mail)
    if len(parts) > options.limits.members:
        raise ReadProblem("over_limit", members=len(parts))
    bodies, attached = _sorted(parts)
    members = _members(attached, options.limits)
    metadata = tuple(
        one for body in bodies if body.get_content_type() == "text/html" for one in html_text(_text(body)).metadata
    )
    message = _message(mail, _body(bodies))
    reason = _reason(mail, members)
    return ExtractedDocument("", stamp("mail", "selectolax"), (), (), message, metadata, members, reason)


def _from_header_on(data: bytes) -> bytes:
    """Marks and blank lines before the first header would make the whole mail a body."""
    return data.lstrip(b"\xef\xbb\xbf\r\n \t")


def _reason(mail: Mail, members: tuple[Member, ...]) -> str:
    if mail.get_content_type() in _ENCRYPTED and "signed" not in str(mail.get("Content-Type", "")):
        return "partly_encrypted"
    states = {member.state for member in members}
    if MemberState.OVER_LIMIT in states:
        return "partly_over_limit"
    return "partly_broken" if MemberState.BROKEN in states else ""


def _leaves(mail: Mail) -> list[Mail]:
    """Parts that are no multipart, without recursion; an attached message is a leaf."""
    found: list[Mail] = []
    stack: list[tuple[Mail, int]] = [(mail, 0)]
    while stack:
        part, depth = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            if depth >= _DEEPEST:
                raise ReadProblem("over_limit", depth=depth)
            stack += [(one, depth + 1) for one in reversed(inner) if isinstance(one, Mail)]
        else:
            found.append(part)
    return found


def _sorted(parts: list[Mail]) -> tuple[list[Mail], list[Mail]]:
    """Texts that belong to the body, and everything else."""
    bodies = [part for part in parts if _is_body(part)]
    return bodies, [part for part in parts if part not in bodies]


def _is_body(part: Mail) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html", "text/enriched")
    return is_text and not _file_name(part) and part.get_content_disposition() != "attachment"


def _body(bodies: list[Mail]) -> str:
    """Plain text; the web form too where it says something else."""
    texts: list[str] = []
    for part in sorted(bodies, key=lambda one: one.get_content_type() == "text/html"):
        is_html = part.get_content_type() == "text/html"
        text = html_text(_text(part)).text if is_html else clean(_text(part)).strip("\n")
        if text.strip() and not _is_told(text, texts):
            texts.append(text)
    return "\n\n".join(texts)


def _is_told(text: str, texts: list[str]) -> bool:
    """Whether every word of it stands in what is already kept, in the same order but for spaces and markup signs."""
    return any(_bare(text) in _bare(one) for one in texts)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _text(part: Mail) -> str:
    return decode(_payload(part), part.get_content_charset() or "")


def _payload(part: Mail) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _members(parts: list[Mail], limits: Limits) -> tuple[Member, ...]:
    found: list[Member] = []
    taken: set[str] = set()
    for number, part in enumerate(parts, 1):
        name = distinct(_file_name(part) or f"{number}{_SUFFIXES.get(part.get_content_type(), '')}", taken)
        found.append(_member(name, part, limits))
    return tuple(one for one in found if one.data or one.state != MemberState.READ)


def _member(name: str, part: Mail, limits: Limits) -> Member:
    try:
        data = _attached(part)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return Member(name, MemberState.BROKEN)
    if len(data) > limits.member_bytes:
        return Member(name, MemberState.OVER_LIMIT)
    return Member(name, MemberState.READ, data)


def _attached(part: Mail) -> bytes:
    """An attached message is given back as the bytes of a mail of its own."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"\n".join(one.as_bytes(policy=email.policy.compat32) for one in inner if isinstance(one, Mail))
    return _payload(part)


def distinct(name: str, taken: set[str]) -> str:
    """The same name twice gets a number before its suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix:
        stem, suffix = name, ""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{stem} ({number}){dot and '.'}{suffix}" if suffix else f"{name} ({number})"
    taken.add(found)
    return found


def _file_name(part: Mail) -> str:
    try:
        return clean_line(decoded(part.get_filename() or ""))
    except (ValueError, LookupError, TypeError):
        return ""


def decoded(value: object) -> str:
    """A header with its encoded words and stray 8-bit bytes decoded; broken ones stay as they are."""
    text = str(value)
    raw = text.encode("utf-8", "surrogateescape")
    if any(0xDC80 <= ord(char) <= 0xDCFF for char in text) or "�" in text:
        text = decode(raw)
    try:
        return "".join(_decoded_word(part, charset) for part, charset in decode_header(_glued(text)))
    except (ValueError, LookupError, TypeError):
        return text


def _glued(text: str) -> str:
    """Some mailers split a letter's bytes over two encoded words of the same charset; base64 words are joined first."""
    return re.sub(r"\?=\s+=\?", "?= =?", re.sub(r"[\r\n]+[ \t]+", " ", text))


def _decoded_word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    if charset in (None, "unknown-8bit"):
        return decode(part)
    return decode(part, charset or "")


def _message(mail: Mail, body: str) -> Message:
    headers = tuple((clean_line(name), clean_line(_header_text(value))) for name, value in mail.raw_items())

    def value_of(*names: str) -> str:
        return ", ".join(value for name, value in headers if name.lower() in names)

    return Message(
        headers=headers,
        body=clean(body),
        sent=_sent(value_of("date") or value_of("resent-date")),
        sender=value_of("from") or value_of("sender"),
        recipients=value_of("to", "cc", "bcc"),
        subject=value_of("subject"),
        message_id=value_of("message-id"),
        in_reply_to=value_of("in-reply-to"),
        references=tuple(value_of("references").split()),
    )


def _header_text(value: object) -> str:
    return decoded(value)


def _sent(value: str) -> str:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return _iso(value)


def _iso(value: str) -> str:
    try:
        return datetime.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return ""


READERS: dict[str, Reader] = {MAIL: read_mail}
