"""Web archives: pages as they were served, by their address, and the requests beside them."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file

NO_OCR = ReadOptions(ocr=False)


def record(kind: str, block: bytes, address: str = "https://example.org/", length: int | None = None) -> bytes:
    size = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def served(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", "")).encode() + body


def read(data: bytes) -> ExtractedDocument:
    return read_file(data, "a.warc", NO_OCR)


def test_pages_are_members_by_their_address() -> None:
    chunked = b"5\r\nfirst\r\n7;x=1\r\n second\r\n0\r\n\r\n"
    data = record("warcinfo", b"software: crawler") + record("request", b"GET / HTTP/1.1\r\nCookie: ivan\r\n")
    data += record("response", served(b"<p>plain"))
    data += record("response", served(chunked, "Transfer-Encoding: chunked"), "https://example.org/a.html?b=1")
    data += record("response", served(gzip.compress(b"packed"), "Content-Encoding: gzip"), "http://h/../../x")
    document = read(data)
    assert [(one.name, one.data) for one in document.members] == [
        ("example.org/index.html", b"<p>plain"),
        ("example.org/a.html?b=1", b"first second"),
        ("h/x", b"packed"),
    ]
    assert any("Cookie: ivan" in one.value and one.is_hidden for one in document.metadata)


def test_a_record_that_is_cut_is_named_and_what_came_is_kept() -> None:
    document = read(record("resource", b"x" * 99) + record("resource", b"half of it", "http://a/b", 5000))
    assert [one.state.value for one in document.members] == ["read", "broken", "read"]
    assert document.reason == "partly_broken"


def test_a_packed_bomb_in_a_response_is_over_the_limit() -> None:
    body = gzip.compress(b"\0" * (30 << 20))
    document = read(record("response", served(body, "Content-Encoding: gzip")))
    assert document.reason == "partly_over_limit"


@given(st.binary(max_size=300), st.integers(-5, 1 << 40))
def test_any_block_of_any_length_gives_a_document_or_a_code(block: bytes, length: int) -> None:
    try:
        read(record("response", b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n" + block, "http://[", length))
    except ReadProblem as problem:
        assert problem.args == (problem.code,)
