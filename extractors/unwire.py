"""Bytes from a worker, believed only when every length, range and name is checked: the other end of `wire`."""

import math
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from extractors.document import ExtractedDocument, Member, MemberState, Message, MetadataField, Page, Sheet, Word
from extractors.limits import Limits
from extractors.problem import CODES, ReadProblem
from extractors.wire import COUNT, NUMBER, NUMBERS, WORD

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_EXTRACTOR = re.compile(r"[A-Za-z0-9 ._/+-]*")
_SENT = re.compile(r"[0-9TZ:.+-]*")
_SOURCES = ("text", "ocr")
_SHORT = 200
T = TypeVar("T")


class UntrustedReply(Exception):
    """Bytes that are not of the agreed form. Says nothing of them."""


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
        return int(COUNT.unpack(self.take(COUNT.size))[0])

    def number(self) -> float:
        value = float(NUMBER.unpack(self.take(NUMBER.size))[0])
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
    packed = cursor.take(words * WORD.size)
    return Page(number, text, _read_words(packed, len(text)), source, width, height)


def _read_words(packed: memoryview, length: int) -> tuple[Word, ...]:
    words = []
    for start, end, left, top, right, bottom, confidence in WORD.iter_unpack(packed):
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
    _must(name in NUMBERS and re.fullmatch(r"-?[0-9]+", digits) is not None)
    return name, int(digits)
