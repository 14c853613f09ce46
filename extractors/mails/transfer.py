"""Transfer encodings undone; a part whose bytes do not come out whole is said to be damaged."""

import binascii
import re
from dataclasses import dataclass, field

from extractors.mails.inline_files import uudecoded
from extractors.problem import ReadProblem

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NO_BASE64 = bytes(set(range(256)) - set(_BASE64))
_FURTHER = re.compile(rb"\s*+(?:[A-Za-z0-9+/]++[ \t]*+(?:\r?\n|\Z))++\s*+")
_MOST_STREAMS = 10_000  # more are made up, and what follows them counts as junk
_BAD_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*\Z)")
_AS_IT_IS = re.compile(r"|7|8|7-?bits?|8-?bits?|binary|none|us-ascii|utf-?8|plain|text|identity", re.IGNORECASE)


@dataclass(frozen=True)
class Decoded:
    """`is_damaged`: there was junk between; `is_short`: it is not whole; `is_lost`: nothing came out."""

    data: bytes = field(repr=False)
    is_damaged: bool = False
    is_short: bool = False
    is_lost: bool = False
    is_open: bool = False  # base64 that ends in the middle of its groups, with no padding


def undo(data: bytes, encoding: str) -> Decoded:
    """`encoding` is the value of Content-Transfer-Encoding."""
    kind = encoding.strip(" \t\"'").lower().split(";")[0].split(" ")[0]
    if kind == "base64" or kind == "b":
        return _base64(data)
    if kind in ("quoted-printable", "quoted", "q", "qp"):
        return _quoted_printable(data)
    if kind in ("x-uuencode", "x-uue", "uuencode", "uue"):
        return _uuencoded(data)
    if _AS_IT_IS.fullmatch(kind):
        return Decoded(data)
    return Decoded(data, is_damaged=True, is_lost=True)


def _base64(data: bytes) -> Decoded:
    """Streams set one after the other are each ended by their own padding; a list's footer after it is none."""
    if not data.strip():
        return Decoded(b"")
    first, *others = _streams(data)
    more = [one for one in others if _FURTHER.fullmatch(one)]
    junk = len(first.translate(None, _BASE64 + b"= \t\r\n\v\f"))
    pieces: list[bytes] = []
    is_short, rest = False, 0
    for stream in [first, *more]:
        kept = stream.translate(None, _NO_BASE64)
        rest = len(kept) % 4
        is_short |= rest == 1
        whole = len(kept) - (rest == 1)
        pieces.append(binascii.a2b_base64(kept[:whole] + b"=" * (-whole % 4)))
    result = b"".join(pieces)
    is_lost = not result or junk * 4 > len(first)
    is_open = rest > 1 and not data.rstrip().endswith(b"=")
    return Decoded(result, bool(junk) or len(more) < len(others), is_short, is_lost, is_open)


def _streams(data: bytes) -> list[bytes]:
    """Parted where padding is followed by more."""
    found = re.split(rb"={1,2}", data, maxsplit=_MOST_STREAMS)
    return [one for one in found if one.strip()] or [b""]


def _quoted_printable(data: bytes) -> Decoded:
    wrong = len(_BAD_ESCAPE.findall(data))
    return Decoded(binascii.a2b_qp(data), wrong * 10 > max(1, data.count(b"=")))


def _uuencoded(data: bytes) -> Decoded:
    try:
        return Decoded(uudecoded(data))
    except ReadProblem:
        return Decoded(b"", is_damaged=True, is_lost=True)
