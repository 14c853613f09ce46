"""Header fields → the neutral message: who, to whom, when, and which thread."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from extractors.clean import clean, clean_line
from extractors.document import Message

_IDENTIFIER = re.compile(r"<[^<>\s]{1,1000}>")
_LONGEST_DATE = 200


def message_of(headers: list[tuple[str, str]], body: str) -> Message:
    """`headers` are decoded, in their order, all of them."""
    kept = tuple((clean_line(name), clean_line(value)) for name, value in headers)

    def value_of(*names: str) -> str:
        return ", ".join(value for name, value in kept if name.lower() in names and value)

    return Message(
        headers=kept,
        body=clean(body).strip("\n"),
        sent=sent(value_of("date") or value_of("resent-date") or value_of("delivery-date")),
        sender=value_of("from") or value_of("sender"),
        recipients=value_of("to", "cc", "bcc"),
        subject=value_of("subject"),
        message_id=value_of("message-id"),
        in_reply_to=value_of("in-reply-to"),
        references=_identifiers(value_of("references")),
    )


def _identifiers(text: str) -> tuple[str, ...]:
    """Some mailers part them by commas, or by nothing."""
    return tuple(_IDENTIFIER.findall(text)) or tuple(text.split())


def sent(value: str) -> str:
    """ISO 8601, or nothing where the date cannot be understood."""
    value = value[:_LONGEST_DATE]
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
