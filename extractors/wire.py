"""An ExtractedDocument as bytes: what a worker sends."""

# No general format: nested JSON or msgpack lets 256 MiB of brackets become gigabytes of objects before a check can run.

import struct
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from extractors.document import ExtractedDocument, Member, Message, Page, Sheet
from extractors.problem import ReadProblem

COUNT = struct.Struct(">I")
NUMBER = struct.Struct(">d")
WORD = struct.Struct(">II5d")
NUMBERS = ("bytes", "pages", "words", "cells", "members", "pixels", "depth", "ratio", "seconds", "limit")
_CELL_BREAKS = str.maketrans("\t\n\r", "   ")
_ROWS_AT_ONCE = 1_000
T = TypeVar("T")


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
    known = [(name, number) for name, number in problem.numbers.items() if name in NUMBERS]
    return [
        _text(problem.code),
        *_many(known, lambda one: [_text(one[0]), _text(str(int(one[1])))]),
    ]


def _text(text: str) -> bytes:
    # A reader should have done this; the replacement is as long as what it replaces, so offsets still hold.
    data = text.replace("\0", " ").encode("utf-8", "replace")
    return COUNT.pack(len(data)) + data


def _flag(is_set: bool) -> bytes:
    return b"\1" if is_set else b"\0"


def _many(values: Iterable[T], one: Callable[[T], list[bytes]]) -> list[bytes]:
    listed = list(values)
    return [COUNT.pack(len(listed)), *(part for value in listed for part in one(value))]


def _page(page: Page) -> list[bytes]:
    words = b"".join(WORD.pack(word.start, word.end, *word.box, word.confidence) for word in page.words)
    return [
        COUNT.pack(page.number),
        _text(page.text),
        _text(page.source),
        NUMBER.pack(page.width),
        NUMBER.pack(page.height),
        COUNT.pack(len(page.words)),
        words,
    ]


def _sheet(sheet: Sheet) -> list[bytes]:
    return [_text(sheet.name), _flag(sheet.is_hidden), COUNT.pack(len(sheet.rows)), *_rows(sheet.rows)]


def _rows(rows: tuple[tuple[str, ...], ...]) -> Iterator[bytes]:
    """Many in one piece: a piece for each of millions of rows would take more memory than the rows."""
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        yield b"".join(part for row in rows[at : at + _ROWS_AT_ONCE] for part in _row(row))


def _row(row: tuple[str, ...]) -> tuple[bytes, bytes]:
    joined = "\t".join(row)
    if joined.count("\t") >= len(row) or "\n" in joined or "\r" in joined:
        joined = "\t".join(cell.translate(_CELL_BREAKS) for cell in row)
    return COUNT.pack(len(row)), _text(joined)


def _message(message: Message) -> list[bytes]:
    texts = (message.body, message.sent, message.sender, message.recipients, message.subject)
    return [
        *_many(message.headers, lambda header: [_text(header[0]), _text(header[1])]),
        *(_text(text) for text in (*texts, message.message_id, message.in_reply_to)),
        *_many(message.references, lambda reference: [_text(reference)]),
    ]


def _member(member: Member) -> list[bytes]:
    return [_text(member.name), _text(member.state.value), COUNT.pack(len(member.data)), member.data]
