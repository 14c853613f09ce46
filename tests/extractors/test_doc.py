"""Word 97: text in the order of its pieces, each part in its place, what is hidden named, objects as members."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import Limits, ReadOptions
from extractors.office.compound import compound_file
from extractors.office.doc import read_doc
from extractors.problem import ReadProblem
from tests.makers import word97
from tests.makers.word97 import DELETED, HIDDEN, IN_TABLE, ROW_END

OPTIONS = ReadOptions(ocr=False)


def read(data: bytes, options: ReadOptions = OPTIONS) -> ExtractedDocument:
    return read_doc(data, "a.doc", options)


def text(data: bytes) -> str:
    return "\f".join(page.text for page in read(data).pages)


def named(data: bytes) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in read(data).metadata]


def test_both_widths_of_pieces_are_joined() -> None:
    assert text(word97.word97({"body": "Иван Петров " + "café owner\r"})) == "Иван Петров café owner"


def test_notes_headers_and_comments_follow_with_their_authors() -> None:
    data = word97.word97(
        {"body": "body\x0cnext\r", "footnote": "\x02note\r", "header": "head\r", "comment": "\x05said\r\x05too\r"},
        tables={36: b"\x02\x00A\x00B\x00\x01\x00C\x00", 4: struct.pack("<3I", 0, 1, 2) + _note(1) + _note(0)},
    )
    assert text(data) == "body\fnext\nhead\nnote\nC: said\nAB: too"
    assert ("author", "AB") in named(data)


def _note(author: int) -> bytes:
    return bytes(20) + struct.pack("<H", author) + bytes(8)


def test_hidden_and_deleted_runs_are_named_and_left_out() -> None:
    data = word97.word97({"body": "seen unseen, gone here\r"}, characters=(("unseen", HIDDEN), ("gone", DELETED)))
    assert text(data) == "seen ,  here"
    assert named(data) == [("hidden_text", "unseen"), ("deleted_text", "gone")]


def test_a_table_keeps_its_cells_and_rows() -> None:
    data = word97.word97(
        {"body": "one\rmore\x07two\x07\x07after\r"},
        paragraphs=(("one\rmore\x07two\x07", IN_TABLE), ("\x07after"[:1], IN_TABLE)),
    )
    assert text(data).startswith("one more\ttwo\t")
    rows = word97.word97({"body": "Aone\x07Btwo\x07Cend\x07after\r"}, paragraphs=(("Cend\x07", ROW_END),))
    assert text(rows) == "Aone\tBtwo\tCend\nafter"


def test_a_link_keeps_its_words_and_says_where_it_leads() -> None:
    data = word97.word97({"body": 'go \x13HYPERLINK "http://e.org" \x14here\x15 \x13 PAGE \x141\x15 end\r'})
    assert text(data) == "go here 1 end"
    assert named(data) == [("link", "http://e.org"), ("field_code", "PAGE")]


def test_revisers_and_places_of_saving_are_named() -> None:
    data = word97.word97(
        {"body": "a body\r"},
        tables={51: word97.strings(["Unknown", "Иван"]), 71: word97.strings(["I", "C:\\secret\\a.doc"])},
    )
    assert named(data) == [("author", "Иван"), ("saved_by", "I"), ("saved_by", "C:\\secret\\a.doc")]


def test_objects_come_out_as_files_of_their_own() -> None:
    inner = word97.word97({"body": "inner\r"})
    native = b"\x02\x00a.txt\x00a.txt\x00\x00\x00\x03\x00\x01\x00\x00\x00\x00\x05\x00\x00\x00hello"
    streams = {
        ("ObjectPool", "_1", "\x01Ole10Native"): struct.pack("<I", len(native)) + native,
        ("ObjectPool", "_2", "Package"): b"PK\x03\x04rest",
        ("ObjectPool", "_3", "WordDocument"): b"a document" * 10,
        ("ObjectPool", "_3", "1Table"): b"t" * 5000,
    }
    members = read(word97.word97({"body": "outer\r"}, beside=streams)).members
    assert [(one.name, one.data[:4]) for one in members] == [("a.txt", b"hell"), ("2", b"PK\x03\x04"), ("3", inner[:4])]


def test_a_protected_file_is_called_encrypted() -> None:
    with pytest.raises(ReadProblem) as caught:
        read(word97.word97({"body": "secret\r"}, flags=0x0100))
    assert caught.value.code == "encrypted"


def test_pieces_that_repeat_the_same_bytes_are_cut_off_and_say_so() -> None:
    limits = ReadOptions(ocr=False, limits=Limits(text_bytes=20))
    document = read(word97.word97({"body": "a" * 100 + "\r"}), limits)
    assert document.reason == "partly_over_limit" and document.pages[0].text == "a" * 10


def test_word_95_is_read_in_the_code_page_of_its_language() -> None:
    main = bytearray(0x300)
    body = "Самойлов Иван\r".encode("cp1251")
    struct.pack_into("<HHHHH", main, 0, 0xA5DC, 101, 0, 0x0419, 0)
    struct.pack_into("<II", main, 0x18, 0x300, 0x300 + len(body))
    struct.pack_into("<i", main, 0x34, len(body))
    assert text(compound_file({("WordDocument",): bytes(main) + body.ljust(4096, b"\x00")})) == "Самойлов Иван"


@given(at=st.integers(0x200, 0x5000), noise=st.binary(min_size=1, max_size=16))
@settings(max_examples=150, deadline=None)
def test_a_bitten_file_gives_a_document_or_a_code(at: int, noise: bytes) -> None:
    data = word97.word97(
        {"body": "one\x07two\x07\r" * 30}, characters=(("one", HIDDEN),), tables={51: word97.strings(["A"])}
    )
    try:
        assert isinstance(read(data[:at] + noise + data[at + len(noise) :]), ExtractedDocument)
    except ReadProblem as problem:
        assert problem.args == (problem.code,)
