"""Texts of the mail family that look like others: contacts, calendars, address books, chats."""

import re

from extractors.types.names import CALENDAR, LDIF, SIGNAL, TELEGRAM, VCARD, WHATSAPP

_DATE = r"\d{1,4}(?:[./-]|年 ?|\. )\d{1,2}(?:[./-]|月 ?|\. )\d{1,4}(?:日|\.)?"
_HALF = r"(?:[APap]\.?[ \xa0\u202f]?[Mm]\.?|上午|下午|午前|午後|오전|오후|[صم])"
_CLOCK = rf"(?:{_HALF}[ \u202f]?)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:[ \xa0\u202f]?{_HALF})?"
WHATSAPP_START = re.compile(
    rf"^(?:\[({_DATE}[,،]?[ \u202f]{_CLOCK})\] |({_DATE}[,،]?[ \u202f]{_CLOCK}) [-–] )", re.MULTILINE
)
_LDIF = re.compile(rb"(?:version: ?\d\r?\n|#[^\n]{0,500}\n|[ \t]*\r?\n){0,50}dn::? ?[A-Za-z0-9+/=.-]", re.IGNORECASE)
_MARKS = dict.fromkeys((0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0xFEFF))
_LOGGED = re.compile(r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\b", re.IGNORECASE)
_SAID = re.compile(r"[^:\n]{1,100}: ?")
_KEEPSAKE = re.compile(r"whatsapp|<[^<>\n]{3,40}omitted>|\(file attached\)|\u200e", re.IGNORECASE)
_FEWEST = 3


def card_or_chat_kind(head: bytes, name: str) -> str:
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:2000]
    opening = start[:40].upper().replace(b" ", b"")
    if opening.startswith(b"BEGIN:VCARD"):
        return VCARD
    if opening.startswith(b"BEGIN:VCALENDAR"):
        return CALENDAR
    if _LDIF.match(start):
        return LDIF
    kind = _json_chat_kind(head) if start[:1] in (b"{", b"[") else ""
    if kind:
        return kind
    return WHATSAPP if _is_whatsapp(head, name) else ""


def _json_chat_kind(head: bytes) -> str:
    if b'"messages"' in head and (b'"date_unixtime"' in head or (b'"from_id"' in head and b'"text"' in head)):
        return TELEGRAM
    if b'"chats"' in head and b'"list"' in head and b'"from_id"' in head:
        return TELEGRAM
    if b'"envelope"' in head and (b'"sourceDevice"' in head or b'"sourceNumber"' in head):
        return SIGNAL
    if b'"conversationId"' in head and b'"sent_at"' in head:
        return SIGNAL
    return ""


def _is_whatsapp(head: bytes, name: str) -> bool:
    """The first line and at least two more are messages; the log of a program is none."""
    raw = head[:16_384].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "ignore")
    text = raw.translate(_MARKS).replace("\r\n", "\n").lstrip("\n")
    if WHATSAPP_START.match(text) is None:
        return False
    found = list(WHATSAPP_START.finditer(text))
    said = [one for one in found if _SAID.match(text, one.end())]
    if len(found) < _FEWEST or len(said) < 2 or any(_LOGGED.match(text, one.end()) for one in found[:20]):
        return False
    has_commas = all("," in one[0] or "،" in one[0] for one in found)
    return has_commas or bool(_KEEPSAKE.search(raw)) or "whatsapp" in name.lower()
