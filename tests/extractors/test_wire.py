"""The form documents travel in: what is sent comes back the same, and nothing else comes back at all."""

import math
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, Member, MemberState, Message, MetadataField, Page, Sheet, Word
from extractors.limits import Limits
from extractors.problem import CODES, ReadProblem
from extractors.unwire import UntrustedReply, decode_document, decode_problem
from extractors.wire import encode_document, encode_problem

LIMITS = Limits()
text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
cell = st.text(st.characters(codec="utf-8", exclude_characters="\0\t\n\r"), max_size=10)
number = st.floats(0, 1e6)


@st.composite
def words(draw: st.DrawFn, body: str) -> tuple[Word, ...]:
    starts = draw(st.lists(st.integers(0, len(body) - 1), max_size=4)) if body else []
    return tuple(
        Word(at, draw(st.integers(at + 1, len(body))), draw(st.tuples(*[number] * 4)), draw(st.floats(0, 1)))
        for at in starts
    )


@st.composite
def documents(draw: st.DrawFn) -> ExtractedDocument:
    bodies = draw(st.lists(text, max_size=3))
    pages = tuple(
        Page(at, body, draw(words(body)), draw(st.sampled_from(("text", "ocr"))), draw(number), draw(number))
        for at, body in enumerate(bodies, 1)
    )
    rows = st.lists(st.lists(cell, max_size=4).map(tuple), max_size=4).map(tuple)
    headers = st.lists(st.tuples(text, text), max_size=3).map(tuple)
    message = st.builds(Message, headers, text, st.just("2021-02-03T04:05:06+00:00"), text, text, text, text, text)
    read = st.builds(Member, text, st.just(MemberState.READ), st.binary(max_size=50))
    unread = st.builds(Member, text, st.sampled_from([one for one in MemberState if one is not MemberState.READ]))
    return ExtractedDocument(
        "text/plain",
        "plain/1 library 1.2.3",
        pages,
        draw(st.lists(st.builds(Sheet, text, rows, st.booleans()), max_size=2).map(tuple)),
        draw(st.none() | message),
        draw(st.lists(st.builds(MetadataField, text, text, st.booleans()), max_size=3).map(tuple)),
        draw(st.lists(read | unread, max_size=3).map(tuple)),
        draw(st.sampled_from(["", *CODES])),
        draw(st.booleans()),
    )


def wire(document: ExtractedDocument) -> bytes:
    return b"".join(encode_document(document))


def is_refused(reply: bytes, limits: Limits = LIMITS) -> bool:
    try:
        decode_document(reply, limits)
    except UntrustedReply as refusal:
        return refusal.args == ()
    return False


@given(documents())
def test_a_document_comes_back_as_it_was_sent(document: ExtractedDocument) -> None:
    assert decode_document(wire(document), LIMITS) == document


@given(documents(), st.data())
def test_a_reply_cut_anywhere_is_refused(document: ExtractedDocument, data: st.DataObject) -> None:
    reply = wire(document)
    assert is_refused(reply[: data.draw(st.integers(0, len(reply) - 1))])
    assert is_refused(reply + b"\0")


@given(documents(), st.data())
def test_a_reply_with_a_changed_byte_is_refused_or_still_a_sound_document(
    document: ExtractedDocument, data: st.DataObject
) -> None:
    reply = bytearray(wire(document))
    reply[data.draw(st.integers(0, len(reply) - 1))] = data.draw(st.integers(0, 255))
    if not is_refused(bytes(reply)):
        found = decode_document(bytes(reply), LIMITS)
        assert all(word.end <= len(page.text) for page in found.pages for word in page.words)
        assert wire(found) == bytes(reply)


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    assert is_refused(noise)


def one_page(**changes: object) -> ExtractedDocument:
    return ExtractedDocument("text/plain", "x", (replace(Page(1, "abc"), **changes),))  # type: ignore[arg-type]


BOX = (0.0, 0.0, 1.0, 1.0)
UNSOUND = {
    "a word beyond the text": one_page(words=(Word(1, 4, BOX),)),
    "an empty word": one_page(words=(Word(1, 1, BOX),)),
    "a box without end": one_page(words=(Word(0, 1, (0.0, 0.0, math.inf, 1.0)),)),
    "a box that is no number": one_page(words=(Word(0, 1, (0.0, 0.0, math.nan, 1.0)),)),
    "a confidence above one": one_page(words=(Word(0, 1, BOX, 1.5),)),
    "a width below nought": one_page(width=-1.0),
    "an unknown source": one_page(source="guess"),
    "two pages of one number": ExtractedDocument("text/plain", "x", (Page(1, "a"), Page(1, "b"))),
    "an unknown reason": ExtractedDocument("text/plain", "x", reason="CANARY"),
    "a type that is none": ExtractedDocument("plain text", "x"),
    "an extractor with a line break": ExtractedDocument("text/plain", "x\ny"),
    "a date that is none": ExtractedDocument("text/plain", "x", message=Message((), "", sent="yesterday")),
    "data of an unread member": ExtractedDocument("a/b", "x", members=(Member("a", MemberState.BROKEN, b"x"),)),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_document_is_refused(name: str) -> None:
    assert is_refused(wire(UNSOUND[name]))


TIGHT = {
    "pages": (Limits(pages=1), ExtractedDocument("a/b", "x", (Page(1, "a"), Page(2, "b")))),
    "cells": (Limits(cells=3), ExtractedDocument("a/b", "x", sheets=(Sheet("s", (("a", "b"), ("c", "d"))),))),
    "words": (Limits(words=1), one_page(words=(Word(0, 1, BOX), Word(1, 2, BOX)))),
    "text": (Limits(text_bytes=40), one_page(text="a" * 41)),
    "members": (Limits(members=0), ExtractedDocument("a/b", "x", members=(Member("a", MemberState.BROKEN),))),
    "member": (Limits(member_bytes=2), ExtractedDocument("a/b", "x", members=(Member("a", MemberState.READ, b"abc"),))),
}


@pytest.mark.parametrize("name", TIGHT)
def test_more_than_a_limit_is_refused(name: str) -> None:
    limits, document = TIGHT[name]
    assert is_refused(wire(document), limits)
    assert decode_document(wire(document), LIMITS) == document


def test_a_count_of_billions_costs_no_memory() -> None:
    reply = wire(ExtractedDocument("a/b", "x"))
    pages = reply.index(b"\0\0\0\0\0", 10)
    assert is_refused(reply[:pages] + struct.pack(">I", 0xFFFFFFFF) + reply[pages + 4 :])


def test_lone_surrogates_and_nul_do_not_travel() -> None:
    found = decode_document(wire(one_page(text="a\ud800b\0c")), LIMITS)
    assert found.pages[0].text == "a?b c"


def test_a_cell_stays_one_line() -> None:
    sheet = Sheet("s", (("a\tb", "c\nd"), (), ("",)))
    found = decode_document(wire(ExtractedDocument("a/b", "x", sheets=(sheet,))), LIMITS)
    assert found.sheets[0].rows == (("a b", "c d"), (), ("",))


def test_a_problem_brings_its_code_and_only_known_numbers() -> None:
    found = decode_problem(b"".join(encode_problem(ReadProblem("damaged", pages=-2, ivanov=1))))
    assert (found.code, found.numbers) == ("damaged", {"pages": -2})


def test_an_unlisted_code_is_refused() -> None:
    reply = b"".join(encode_problem(ReadProblem("damaged")))
    with pytest.raises(UntrustedReply):
        decode_problem(reply.replace(b"damaged", b"ruined!"))
