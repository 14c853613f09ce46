"""One order for every file: our own readers, Tika where they know nothing, then strings; the first code stands."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import reading
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reading import Reading
from tests.makers.files import word, wordperfect

NO_OCR = ReadOptions(ocr=False)
OLD = wordperfect("the money went to Cyprus")


def read(reader: Reading, data: bytes, name: str = "a") -> ExtractedDocument:
    fd = os.memfd_create("original")
    try:
        os.write(fd, data)
        return reader.read(fd, name)
    finally:
        os.close(fd)


def code_of(reader: Reading, data: bytes) -> str:
    with pytest.raises(ReadProblem) as caught:
        read(reader, data)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    return caught.value.code


@pytest.fixture(scope="module")
def reader() -> Iterator[Reading]:
    with Reading(NO_OCR) as opened:
        yield opened


def test_what_our_readers_know_never_reaches_tika() -> None:
    with Reading(NO_OCR) as opened:
        assert read(opened, word(["hello"])).extractor.startswith("docx/")
        assert code_of(opened, b"%PDF-1.4\nbroken") in ("damaged", "truncated")
        assert opened._second.pid is None


def test_what_they_do_not_know_is_read_by_tika(reader: Reading) -> None:
    document = read(reader, OLD)
    assert "Cyprus" in document.pages[0].text and document.extractor.startswith("tika/")


def test_a_broken_office_file_is_offered_and_keeps_its_code(reader: Reading) -> None:
    assert code_of(reader, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) in (
        "damaged",
        "truncated",
        "unsupported_type",
    )


def test_an_empty_file_stays_empty(reader: Reading) -> None:
    assert code_of(reader, b"") == "empty"


def test_without_bubblewrap_reading_goes_on_with_strings_marked_as_such(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with Reading(NO_OCR) as opened:
        for _ in range(4):
            assert _is_guess(read(opened, OLD))
        assert not opened.has_fallback
        assert read(opened, b"hello").pages[0].text == "hello"


def test_a_file_too_large_for_the_cell_is_not_offered(monkeypatch: pytest.MonkeyPatch, reader: Reading) -> None:
    monkeypatch.setattr(reading, "_LARGEST", 10)
    assert _is_guess(read(reader, OLD))


def test_bytes_without_words_keep_their_code(reader: Reading) -> None:
    assert code_of(reader, b"\x00\x9c\x03\x81" * 400) in ("unknown_type", "unsupported_type")


def _is_guess(document: ExtractedDocument) -> bool:
    return document.is_fallback and document.reason == "strings_only" and "Cyprus" in document.pages[0].text
