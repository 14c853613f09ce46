"""Header text: RFC 2047 words decoded, stray 8-bit bytes too; broken words stay as they stand."""

import binascii
import re

from extractors.mails.charsets import mail_text

_START = rb"=\?([^?\s=*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?"
_STRICT = re.compile(_START + rb"([^?]*+)\?=")
# a `?` inside a word is wrong and common
_LOOSE = re.compile(_START + rb"([^?]*+|(?:[^?\n]|\?(?!=)){0,600})\?=")
_LONG = 65_536  # from here on, looseness would cost hostile headers too much of our time
_BETWEEN = re.compile(rb"[ \t\r\n]*")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_FOLD = re.compile(rb"[\r\n]+[ \t]*")


def decoded(value: bytes | str) -> str:
    """Words of one charset that touch are joined before they are decoded: some mailers split a letter over two."""
    raw = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    raw = _FOLD.sub(b" ", raw)
    if b"=?" not in raw:
        return mail_text(raw)
    pieces: list[str] = []
    held: list[bytes] = []
    charset, at = b"", 0
    for found in (_LOOSE if len(raw) < _LONG else _STRICT).finditer(raw):
        between = raw[at : found.start()]
        is_apart = _BETWEEN.fullmatch(between) is None
        if held and (is_apart or found[1].lower() != charset):
            pieces.append(mail_text(b"".join(held), charset.decode("latin-1")))
            held = []
        if between and (at == 0 or is_apart):
            pieces.append(mail_text(between))
        held.append(_word(found))
        charset, at = found[1].lower(), found.end()
    pieces += [mail_text(b"".join(held), charset.decode("latin-1")), mail_text(raw[at:])]
    return "".join(pieces)


def _word(found: re.Match[bytes]) -> bytes:
    if found[2] in b"bB":
        return unbase64(found[3])
    return binascii.a2b_qp(found[3].replace(b" ", b"_"), header=True)


def unbase64(text: bytes) -> bytes:
    """Whatever of it can be decoded."""
    kept = _NO_BASE64.sub(b"", text)
    whole = len(kept) - (len(kept) % 4 == 1)
    return binascii.a2b_base64(kept[:whole] + b"=" * (-whole % 4))
