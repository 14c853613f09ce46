"""An ExtractedDocument as bytes and back: believed only when every length, range and name is checked."""

# No general format: nested JSON or msgpack lets 256 MiB of brackets become gigabytes of objects before a check can run.

import math
import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from extractors.document import ExtractedDocument, Member, MemberState, Message, MetadataField, Page, Sheet, Word
from extractors.limits import Limits
from extractors.problem import CODES, ReadProblem

_COUNT = struct.Struct(">I")
_NUMBER = struct.Struct(">d")
_WORD = struct.Struct(">II5d")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_EXTRACTOR = re.compile(r"[A-Za-z0-9 ._/+-]*")
_SENT = re.compile(r"[0-9TZ:.+-]*")
_SOURCES = ("text", "ocr")
_NUMBERS = ("bytes", "pages", "words", "cells", "members", "pixels", "depth", "ratio", "seconds", "limit")
_SHORT = 200
_CELL_BREAKS = str.maketrans("\t\n\r", "   ")
T = TypeVar("T")


class UntrustedReply(Exception):
    """Bytes that are not of the agreed form. Says nothing of them."""


# --- out ---------------------------------------------------------------------------------------------------------


def encode_document(document: ExtractedDocument) -> list[bytes]:
    """The parts of the document's form, in order; members' data is passed on, not copied."""
    parts = [_text(document.media_type), _text(document.extractor), _text(document.reason), _flag(document.is_fallback)]
    parts += _many(document.pages, _page)
    parts += _many(document.sheets, _sheet)
    parts += _many((document.message,) if document.message else (), _message)
    parts += _many(document.metadata, lambda one: [_text(one.name), _text(one.value), _flag(one.is_hidden)])
    parts += _many(document.members, _member)
    return parts


def encode_problem(problem: ReadProblem) -> list[bytes]:
    known = [(name, number) for name, number in problem.numbers.items() if name in _NUMBERS]
    return [
        _text(problem.code),
        *_many(known, lambda one: [_text(one[0]), _text(str(int(one[1])))]),
    ]


def _text(text: str) -> bytes:
    # A reader should have done this; the replacement is as long as what it replaces, so offsets still hold.
    data = text.replace("\0", " ").encode("utf-8", "replace")
    return _COUNT.pack(len(data)) + data


def _flag(is_set: bool) -> bytes:
    return b"\1" if is_set else b"\0"


def _many(values: Iterable[T], one: Callable[[T], list[bytes]]) -> list[bytes]:
    listed = list(values)
    return [_COUNT.pack(len(listed)), *(part for value in listed for part in one(value))]


def _page(page: Page) -> list[bytes]:
    words = b"".join(_WORD.pack(word.start, word.end, *word.box, word.confidence) for word in page.words)
    return [
        _COUNT.pack(page.number),
        _text(page.text),
        _text(page.source),
        _NUMBER.pack(page.width),
        _NUMBER.pack(page.height),
        _COUNT.pack(len(page.words)),
        words,
    ]


def _sheet(sheet: Sheet) -> list[bytes]:
    return [_text(sheet.name), _flag(sheet.is_hidden), *_many(sheet.rows, _row)]


def _row(row: tuple[str, ...]) -> list[bytes]:
    joined = "\t".join(row)
    if joined.count("\t") >= len(row) or "\n" in joined or "\r" in joined:
        joined = "\t".join(cell.translate(_CELL_BREAKS) for cell in row)
    return [_COUNT.pack(len(row)), _text(joined)]


def _message(message: Message) -> list[bytes]:
    texts = (message.body, message.sent, message.sender, message.recipients, message.subject)
    return [
        *_many(message.headers, lambda header: [_text(header[0]), _text(header[1])]),
        *(_text(text) for text in (*texts, message.message_id, message.in_reply_to)),
        *_many(message.references, lambda reference: [_text(reference)]),
    ]


def _member(member: Member) -> list[bytes]:
    return [_text(member.name), _text(member.state.value), _COUNT.pack(len(member.data)), member.data]


# --- in ----------------------------------------------------------------------------------------------------------


def decode_document(untrusted_reply: bytes | bytearray, limits: Limits) -> ExtractedDocument:
    """Raises UntrustedReply, and nothing else, unless the whole reply is a document within the limits."""
    return _decoded(untrusted_reply, limits, _read_document)


def decode_problem(untrusted_reply: bytes | bytearray) -> ReadProblem:
    return _decoded(untrusted_reply, Limits(), _read_problem)


def _decoded(untrusted_reply: bytes | bytearray, limits: Limits, read: Callable[["_Cursor"], T]) -> T:
    cursor = _Cursor(memoryview(untrusted_reply), limits)
    try:
        value = read(cursor)
    except (ValueError, struct.error, OverflowError):
        value = None  # left outside the handler below, so that no text of the reply stays in a context
    if value is None or not cursor.is_at_end:
        raise UntrustedReply
    return value


@dataclass
class _Cursor:
    """Where reading stands, and how much of each allowance is left."""

    untrusted: memoryview = field(repr=False)
    limits: Limits
    at: int = 0

    def __post_init__(self) -> None:
        self.left = {
            "text": self.limits.text_bytes,
            "words": self.limits.words,
            "cells": self.limits.cells,
            "rows": self.limits.cells,
            "pages": self.limits.pages,
            "members": self.limits.members,
        }

    @property
    def is_at_end(self) -> bool:
        return self.at == len(self.untrusted)

    def spend(self, allowance: str, amount: int) -> None:
        self.left[allowance] -= amount
        _must(self.left[allowance] >= 0)

    def take(self, size: int) -> memoryview:
        end = self.at + size
        _must(end <= len(self.untrusted))
        taken, self.at = self.untrusted[self.at : end], end
        return taken

    def count(self) -> int:
        return int(_COUNT.unpack(self.take(_COUNT.size))[0])

    def number(self) -> float:
        value = float(_NUMBER.unpack(self.take(_NUMBER.size))[0])
        _must(math.isfinite(value) and value >= 0)
        return value

    def flag(self) -> bool:
        value = self.take(1)[0]
        _must(value <= 1)
        return value == 1

    def text(self, most: int | None = None, form: re.Pattern[str] | None = None) -> str:
        size = self.count()
        self.spend("text", size)
        value = str(self.take(size), "utf-8")  # refuses lone surrogates and overlong forms
        _must("\0" not in value and (most is None or len(value) <= most))
        _must(form is None or form.fullmatch(value) is not None)
        return value

    def many(self, one: Callable[["_Cursor"], T], allowance: str = "rows") -> tuple[T, ...]:
        amount = self.count()
        self.spend(allowance, amount)
        _must(amount <= len(self.untrusted) - self.at)  # each takes a byte at least
        return tuple([one(self) for _ in range(amount)])


def _must(is_so: bool) -> None:
    if not is_so:
        raise ValueError


def _read_document(cursor: _Cursor) -> ExtractedDocument:
    media_type, extractor = cursor.text(_SHORT, _MEDIA_TYPE), cursor.text(_SHORT, _EXTRACTOR)
    reason, is_fallback = cursor.text(_SHORT), cursor.flag()
    _must(reason == "" or reason in CODES)
    pages = cursor.many(_read_page, "pages")
    _must(all(before.number < after.number for before, after in zip(pages, pages[1:], strict=False)))
    sheets = cursor.many(_read_sheet)
    messages = cursor.many(_read_message)
    _must(len(messages) <= 1)
    metadata = cursor.many(lambda at: MetadataField(at.text(), at.text(), at.flag()))
    members = cursor.many(_read_member, "members")
    message = messages[0] if messages else None
    return ExtractedDocument(media_type, extractor, pages, sheets, message, metadata, members, reason, is_fallback)


def _read_page(cursor: _Cursor) -> Page:
    number, text, source = cursor.count(), cursor.text(), cursor.text(_SHORT)
    _must(source in _SOURCES)
    width, height = cursor.number(), cursor.number()
    words = cursor.count()
    cursor.spend("words", words)
    packed = cursor.take(words * _WORD.size)
    return Page(number, text, _read_words(packed, len(text)), source, width, height)


def _read_words(packed: memoryview, length: int) -> tuple[Word, ...]:
    words = []
    for start, end, left, top, right, bottom, confidence in _WORD.iter_unpack(packed):
        _must(start < end <= length and 0.0 <= confidence <= 1.0)
        _must(math.isfinite(left + top + right + bottom))
        words.append(Word(start, end, (left, top, right, bottom), confidence))
    return tuple(words)


def _read_sheet(cursor: _Cursor) -> Sheet:
    name, is_hidden = cursor.text(), cursor.flag()
    return Sheet(name, cursor.many(_read_row), is_hidden)


def _read_row(cursor: _Cursor) -> tuple[str, ...]:
    amount, joined = cursor.count(), cursor.text()
    cursor.spend("cells", amount)
    _must("\n" not in joined and "\r" not in joined)
    cells = tuple(joined.split("\t")) if amount else ()
    _must(len(cells) == amount and (amount > 0 or joined == ""))
    return cells


def _read_message(cursor: _Cursor) -> Message:
    headers = cursor.many(lambda at: (at.text(), at.text()))
    body, sent = cursor.text(), cursor.text(_SHORT, _SENT)
    sender, recipients, subject = cursor.text(), cursor.text(), cursor.text()
    message_id, in_reply_to = cursor.text(), cursor.text()
    references = cursor.many(_Cursor.text)
    return Message(headers, body, sent, sender, recipients, subject, message_id, in_reply_to, references)


def _read_member(cursor: _Cursor) -> Member:
    name, state = cursor.text(), MemberState(cursor.text(_SHORT))
    data = bytes(cursor.take(cursor.count()))
    _must(state is MemberState.READ or data == b"")
    _must(len(data) <= cursor.limits.member_bytes)
    return Member(name, state, data)


def _read_problem(cursor: _Cursor) -> ReadProblem:
    code = cursor.text(_SHORT)
    _must(code in CODES)
    numbers = dict(cursor.many(_read_number))
    return ReadProblem(code, **numbers)


def _read_number(cursor: _Cursor) -> tuple[str, int]:
    name, digits = cursor.text(_SHORT), cursor.text(20)
    _must(name in _NUMBERS and re.fullmatch(r"-?[0-9]+", digits) is not None)
    return name, int(digits)
