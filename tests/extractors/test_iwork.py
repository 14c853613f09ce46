"""Pages, Keynote, Numbers: the text of both generations, what is not read named, and any bytes borne."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.office import iwa
from extractors.problem import ReadProblem
from extractors.read import read_file
from tests.makers import files

OPTIONS = ReadOptions(ocr=False)
SPACES = 'xmlns:sf="http://developer.apple.com/namespaces/sf" xmlns:sfa="http://developer.apple.com/namespaces/sfa"'


def read(data: bytes) -> ExtractedDocument:
    return read_file(data, "a", OPTIONS)


def old(body: str) -> bytes:
    index = f'<?xml version="1.0"?><sf:document {SPACES}>{body}</sf:document>'.encode()
    return files.archive([("buildVersionHistory.plist", b""), ("index.xml", index), ("QuickLook/Preview.pdf", b"%PDF")])


def varint(value: int) -> bytes:
    return bytes([value]) if value < 0x80 else bytes([value & 0x7F | 0x80]) + varint(value >> 7)


def packed(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def message(kind: int, body: bytes) -> bytes:
    info = packed(1, 1) + packed(2, packed(1, kind) + packed(3, len(body)))
    return varint(len(info)) + info + body


def archive(data: bytes) -> bytes:
    """One chunk of literals, the way Snappy writes what it cannot shorten."""
    chunk = varint(len(data)) + b"".join(
        bytes([61 << 2]) + struct.pack("<H", len(part) - 1) + part
        for part in (data[at : at + 60_000] for at in range(0, len(data), 60_000))
    )
    return b"\x00" + len(chunk).to_bytes(3, "little") + chunk


def test_the_xml_of_2009_gives_lines_tables_and_its_preview() -> None:
    cells = '<sf:t sf:s="Style"><sf:ct sfa:s="{}"/></sf:t><sf:n sf:v="{}"/>'
    grid = (
        f'<sf:grid sf:numcols="2"><sf:datasource>{cells.format("a", 1)}{cells.format("b", 2)}</sf:datasource></sf:grid>'
    )
    document = read(old(f"<sf:p>one<sf:span> two</sf:span><sf:br/>three</sf:p>{grid}<sf:link href='http://e.org'/>"))
    assert document.pages[0].text == "one two\nthree\na\t1\nb\t2"
    assert [one.name for one in document.members] == ["QuickLook/Preview.pdf"]
    assert [(one.name, one.value) for one in document.metadata] == [("link", "http://e.org")]


def test_the_archives_of_2013_give_text_comments_and_say_that_numbers_are_missing() -> None:
    body = message(2001, packed(3, "Иван".encode())) + message(6005, packed(3, packed(1, 1) + packed(3, b"cell")))
    more = message(3056, packed(1, b"why?")) + message(212, packed(1, b"Anna"))
    data = files.archive([("Index/Document.iwa", archive(body + more)), ("preview.jpg", b"JPG")])
    document = read(data)
    assert document.pages[0].text == "Иван\ncell" and document.reason == ""
    assert [(one.name, one.value) for one in document.metadata] == [("comment", "why?"), ("author", "Anna")]
    numbers = files.archive([("Index/Document.iwa", archive(body + message(6002, packed(5, b"row"))))])
    assert read(numbers).reason == "partly_broken"


def test_copies_of_what_came_before_are_unpacked() -> None:
    short, far = bytes([0b001 | 1 << 2]) + b"\x02", bytes([2 | 4 << 2]) + struct.pack("<H", 7)
    chunk = varint(12) + bytes([1 << 2]) + b"ab" + short + far
    assert iwa.unpacked(b"\x00" + len(chunk).to_bytes(3, "little") + chunk, 100) == b"abababa" + b"ababa"


@pytest.mark.parametrize("name", [".iwpv2", ".iwph"])
def test_a_protected_file_is_called_encrypted(name: str) -> None:
    with pytest.raises(ReadProblem) as caught:
        read(files.archive([("Index/Document.iwa", b""), (name, b"")]))
    assert caught.value.code == "encrypted"


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_unpacked_within_bounds(data: bytes) -> None:
    out = iwa.unpacked(b"\x00" + len(data).to_bytes(3, "little") + data, 1000)
    assert len(out) <= 1100
    for kind, one in iwa.messages(data):
        assert all(isinstance(text, str) for text in iwa.texts_of(kind, one))
