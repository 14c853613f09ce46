"""A chat that WhatsApp exported as text: each message a row, in the locales of its Android and iOS versions."""

import re

from extractors.charset import decode
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.mails.chat import Row, chat_document
from extractors.reader import Reader
from extractors.types.chats import WHATSAPP_START
from extractors.types.names import WHATSAPP

_MARKS = dict.fromkeys((0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0xFEFF))
_SENDER = re.compile(r"([^:\n]{1,100}):(?: |\n|$)")
_ATTACHED = re.compile(
    r"<[^<>:\n]{2,40}: ?([^<>\n]{1,200}\.\w{1,5})>|^([^\n]{1,200}\.\w{1,5}) \([^()\n]{3,60}\)$", re.MULTILINE
)


def read_whatsapp(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    text = decode(data).translate(_MARKS).replace("\r\n", "\n")
    starts = list(WHATSAPP_START.finditer(text))
    ends = [found.start() for found in starts[1:]] + [len(text)]
    rows = [_row(found[1] or found[2], text[found.end() : end]) for found, end in zip(starts, ends, strict=True)]
    rest = text[: starts[0].start()] if starts else text
    return chat_document("whatsapp", [("chat", rows)], rest, options.limits)


def _row(time: str, said: str) -> Row:
    """What the program itself says has no sender."""
    found = _SENDER.match(said)
    sender, text = (found[1], said[found.end() :]) if found else ("", said)
    attached = _ATTACHED.search(text)
    return time, sender, text.strip("\n"), (attached[1] or attached[2]) if attached else ""


READERS: dict[str, Reader] = {WHATSAPP: read_whatsapp}
