"""Mail is told by its header lines."""

import re

_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]*\S?")
_MAIL_HEADERS = frozenset(
    (
        b"from", b"to", b"subject", b"date", b"cc", b"bcc", b"received", b"return-path", b"message-id",
        b"mime-version", b"content-type", b"reply-to", b"delivered-to", b"sender", b"x-mailer", b"in-reply-to",
        b"references", b"dkim-signature", b"x-originating-ip", b"content-transfer-encoding", b"importance",
        b"x-priority", b"list-id", b"resent-from", b"envelope-to", b"x-sender", b"authentication-results",
        b"thread-topic", b"thread-index", b"x-uidl", b"x-gmail-labels",
    )
)  # fmt: skip  # fmt: skip
_STRONG = frozenset(
    (b"received", b"message-id", b"mime-version", b"return-path", b"x-mailer", b"delivered-to", b"content-type")
)
_MBOX_LINE = re.compile(rb"^From \S+.*\d{4}", re.ASCII)


def is_mbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return bool(_MBOX_LINE.match(first)) and bool(_HEADER.match(rest.lstrip(b">")))


def is_mail(data: bytes) -> bool:
    """Starts with header lines, of which mail knows at least two, or one that only mail has."""
    names: list[bytes] = []
    head = data[:16384].lstrip(b"\xef\xbb\xbf\r\n")
    for line in head.splitlines():
        if not line.strip():
            break
        if line[:1] in b" \t" and names:
            continue
        if not _HEADER.match(line):
            if line.startswith((b"From ", b">From ")) and not names:
                continue
            return False
        names.append(line.partition(b":")[0].lower())
    known = [one for one in names if one in _MAIL_HEADERS or one.startswith(b"x-")]
    return (
        len(set(known)) >= 3 or (len(set(known)) >= 2 and any(one in _STRONG for one in known)) or _is_bare_mail(names)
    )


def _is_bare_mail(names: list[bytes]) -> bool:
    return {b"from", b"subject"} <= set(names) or {b"from", b"to"} <= set(names) and len(names) <= 4
