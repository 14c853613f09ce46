"""Mail: single messages with attachments, and mailboxes of several."""

import datetime
import random
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flows.sample.content import Content
from flows.sample.messages import MailHead

_CHARSETS = {"en": ("utf-8", "us-ascii"), "fr": ("utf-8", "iso-8859-1"), "ru": ("utf-8", "koi8-r", "windows-1251")}


def write_mail(
    rng: random.Random,
    head: MailHead,
    content: Content,
    language: str,
    sent: datetime.datetime,
    files: dict[str, bytes],
) -> bytes:
    """One message; `files` are its attachments by name."""
    message = EmailMessage(policy=SMTP)
    message["Received"] = f"from mail.example ([10.1.{rng.randrange(256)}.{rng.randrange(256)}]) by mx.example"
    message["From"], message["To"], message["Subject"] = _address(head.sender), _address(head.recipient), head.subject
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{rng.getrandbits(64):016x}@mail.example>"
    _set_body(rng, message, content, language)
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for at, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{rng.getrandbits(48):012x}_{at}")
    # Python splits a quoted name between two encoded words and leaves a blank in it: no folding, no blank
    return message.as_bytes(policy=SMTP.clone(max_line_length=900))


def _set_body(rng: random.Random, message: EmailMessage, content: Content, language: str) -> None:
    charset = rng.choice(_CHARSETS[language])
    try:
        content.text.encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    message.set_content(content.text, charset=charset, cte=rng.choice(("base64", "quoted-printable")))
    if rng.random() < 0.25:
        lines = "".join(f"<p>{block}</p>" for block in content.blocks)
        message.add_alternative(f"<html><body>{lines}</body></html>", subtype="html", cte="base64")


def _address(text: str) -> str:
    name, _, address = text.partition("<")
    return f'"{name.strip()}" <{address}' if name.strip() else f"<{address}"


def write_mailbox(messages: list[bytes]) -> bytes:
    """A mailbox in mbox form, lines that begin with From quoted."""
    out = []
    for message in messages:
        lines = message.replace(b"\r\n", b"\n").split(b"\n")
        quoted = [b">" + line if line.startswith(b"From ") else line for line in lines]
        out.append(b"From sender@mail.example Mon Jan  6 09:00:00 2020\n" + b"\n".join(quoted) + b"\n\n")
    return b"".join(out)
