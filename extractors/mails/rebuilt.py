"""A MAPI item rebuilt as an Internet mail (RFC 5322, headers in UTF-8 as RFC 6532 has them)."""

import base64
import hashlib
from datetime import datetime
from email.utils import format_datetime

from extractors.clean import clean_line
from extractors.mails.charsets import mail_text
from extractors.mails.headers import parse_headers
from extractors.mails.lzfu import decompressed
from extractors.mails.mapi import Attached, MapiItem, Value, codepage, text_of
from extractors.mails.mapi_fields import field_lines
from extractors.mails.rtf_body import rtf_body
from extractors.problem import ReadProblem

_DEEPEST = 24
_MOST_RTF = 32 << 20
_OWN = ("content-", "mime-version")  # of the message as it once was; the rebuilt one has its own
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_LOST = "x-not-read"  # no such encoding: whoever reads the mail finds the part undecodable
_OLD_MARK = "Microsoft Mail Internet Headers Version 2.0"


def rebuilt(item: MapiItem, depth: int = 0) -> bytes:
    headers = _headers(item)
    sealed = _sealed(item)
    if sealed is not None:
        return _lines(headers) + sealed
    web = _web(item)
    texts = _texts(item, web or "")
    body = _entity("multipart/alternative", texts) if len(texts) > 1 else texts[0]
    lost = () if web is not None else (Attached("body.rtf"),)
    parts = [body, *(_attachment(one, depth) for one in (*lost, *item.attachments))]
    return _lines(headers) + b"MIME-Version: 1.0\r\n" + (_entity("multipart/mixed", parts) if len(parts) > 1 else body)


def _lines(headers: list[tuple[str, str]]) -> bytes:
    return b"".join(f"{name}: {clean_line(value)}\r\n".encode("utf-8", "replace") for name, value in headers)


def _entity(kind: str, parts: list[bytes]) -> bytes:
    """A boundary that the parts cannot hold, since it is made from them."""
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()[:40]
    mark = f"--=_{digest}".encode()
    head = f'Content-Type: {kind}; boundary="=_{digest}"\r\n\r\n'.encode()
    return head + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"


def _coded(kind: str, data: bytes) -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(data)


def _texts(item: MapiItem, web: str) -> list[bytes]:
    plain = item.text(0x1000)
    lines = field_lines(item)
    if lines:
        plain = "\n".join([*lines, "", plain]).strip("\n")
    texts = [_coded("text/plain; charset=utf-8", plain.encode("utf-8", "replace"))] if plain or not web else []
    return texts + ([_coded("text/html; charset=utf-8", web.encode("utf-8", "replace"))] if web else [])


def _web(item: MapiItem) -> str | None:
    """The web form; where there is none, what the RTF form wraps or says, as lines; None if that cannot be read."""
    web = item.values.get(0x1013)
    if isinstance(web, bytes) and web.strip():
        number = item.values.get(0x3FDE)
        return mail_text(web, codepage(number) if isinstance(number, int) else "")
    if isinstance(web, str) and web.strip():
        return web
    packed = item.values.get(0x1009)
    if not isinstance(packed, bytes) or not packed:
        return ""
    try:
        unpacked = packed if packed.startswith(b"{\\rtf") else decompressed(packed, _MOST_RTF)
        body = rtf_body(unpacked)
    except ReadProblem:
        return None
    if not unpacked.startswith(b"{\\rtf"):
        return None
    if body.is_html or not body.text.strip():
        return body.text
    escaped = body.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<p>" + escaped.replace("\n", "<br>\n") + "</p>"


def _sealed(item: MapiItem) -> bytes | None:
    """S/MIME keeps the whole signed or encrypted entity as the one attachment."""
    if not item.text(0x001A).upper().startswith("IPM.NOTE.SMIME") or len(item.attachments) != 1:
        return None
    data = item.attachments[0].data or b""
    if parse_headers(data, most=50).has("content-type"):
        return data
    return _coded('application/pkcs7-mime; name="smime.p7m"', data) if data[:1] == b"0" else None


def _attachment(one: Attached, depth: int) -> bytes:
    name = clean_line(one.name).replace("\\", "_").replace('"', "'")
    said = f'Content-Disposition: attachment; filename="{name}"\r\n'.encode("utf-8", "replace")
    if one.item is not None and depth < _DEEPEST:
        return said + b"Content-Type: message/rfc822\r\n\r\n" + rebuilt(one.item, depth + 1)
    if one.data is None:
        return said + f"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: {_LOST}\r\n\r\n".encode()
    return said + _coded(one.media_type or "application/octet-stream", one.data)


def _headers(item: MapiItem) -> list[tuple[str, str]]:
    """Those it came with; what they do not say is told by the item's properties."""
    raw = item.text(0x007D).strip().removeprefix(_OLD_MARK).lstrip().replace("\r\n", "\n")
    came = parse_headers(raw.encode("utf-8", "surrogatepass")).decoded() if raw else []
    kept = [(name, value) for name, value in came if not name.lower().startswith(_OWN)]
    known = {name.lower() for name, _ in kept}
    return kept + [(name, value) for name, value in _told(item) if value.strip() and name.lower() not in known]


def _told(item: MapiItem) -> list[tuple[str, str]]:
    sender = _address(item.values, (0x0C1A,), (0x5D01, 0x0C1F))
    author = _address(item.values, (0x0042,), (0x5D02, 0x0065))
    keywords = item.named.get("Keywords")
    index = item.values.get(0x0071)
    return [
        ("From", author or sender),
        ("Sender", sender if author and sender != author else ""),
        *_recipients(item),
        ("Subject", _subject(item)),
        ("Date", _date(item.text(0x0039, 0x0E06, 0x3007, 0x3008))),
        ("Message-ID", item.text(0x1035)),
        ("In-Reply-To", item.text(0x1042)),
        ("References", item.text(0x1039)),
        ("Thread-Topic", item.text(0x0070)),
        ("Thread-Index", base64.b64encode(index).decode() if isinstance(index, bytes) else ""),
        ("Keywords", ", ".join(keywords) if isinstance(keywords, tuple) else ""),
        ("X-Message-Class", item.text(0x001A)),
        ("X-Last-Modified-By", item.text(0x3FFA)),
    ]


def _address(values: dict[int, Value], names: tuple[int, ...], addresses: tuple[int, ...]) -> str:
    name, address = text_of(values, *names).strip("'\" "), text_of(values, *addresses).strip()
    if not address or address == name:
        return name or address
    return f'"{name}" <{address}>' if name else address


def _recipients(item: MapiItem) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for one in item.recipients:
        kind = one.get(0x0C15)
        label = _KINDS.get(kind & 0xF if isinstance(kind, int) else 1, "To")
        found.setdefault(label, []).append(_address(one, (0x3001, 0x5FF6), (0x39FE, 0x3003)))
    shown = {"To": item.text(0x0E04), "Cc": item.text(0x0E03), "Bcc": item.text(0x0E02)}
    return [(label, ", ".join(filter(None, found.get(label, []))) or text) for label, text in shown.items()]


def _subject(item: MapiItem) -> str:
    subject = item.text(0x0037)
    if subject.startswith("\x01"):  # the second character counts the prefix's letters
        subject = subject[2:]
    return subject or item.text(0x003D) + item.text(0x0E1D)


def _date(iso: str) -> str:
    try:
        return format_datetime(datetime.fromisoformat(iso)) if iso else ""
    except ValueError:
        return ""
