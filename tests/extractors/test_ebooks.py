"""E-books in the order they are read, with what they say of themselves."""

import pytest

from extractors.document import ExtractedDocument
from extractors.limits import Limits, ReadOptions
from extractors.pages.ebook import read_epub, read_fiction
from extractors.problem import ReadProblem
from extractors.types.identify import identify
from tests.makers import files

OPTIONS = ReadOptions(ocr=False)
CONTAINER = b"<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>"
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:creator>Ada Marsh</dc:creator></metadata>
<manifest><item id="b" href="b%20one.xhtml"/><item id="a" href="a.xhtml"/></manifest>
<spine><itemref idref="b"/><itemref idref="a"/></spine></package>"""


def book(*more: tuple[str, bytes]) -> bytes:
    return files.archive(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", PACKAGE.encode()),
            ("OPS/a.xhtml", b"<p>Second</p>"),
            ("OPS/b one.xhtml", b"<p>First</p><!-- by Ivan -->"),
            ("OPS/unlisted.html", b"<p>Left out</p>"),
            *more,
        ]
    )


def texts(document: ExtractedDocument) -> list[str]:
    return [page.text for page in document.pages]


def test_chapters_come_in_the_order_of_the_spine_and_none_is_left_out() -> None:
    document = read_epub(book(("OPS/big.png", bytes(30_000))), "a.epub", OPTIONS)
    assert identify(book(), "a.epub") == "application/epub+zip"
    assert texts(document) == ["First", "Second", "Left out"]
    assert [(one.name, one.value) for one in document.metadata] == [("author", "Ada Marsh"), ("comment", "by Ivan")]
    assert [one.name for one in document.members] == ["OPS/big.png"]


def test_a_locked_book_is_named_as_such() -> None:
    with pytest.raises(ReadProblem, match="encrypted"):
        read_epub(book(("META-INF/rights.xml", b"<r/>")), "a.epub", OPTIONS)


def test_a_limit_of_pages_keeps_what_was_read() -> None:
    document = read_epub(book(), "a.epub", ReadOptions(ocr=False, limits=Limits(pages=1)))
    assert texts(document) == ["First"] and document.reason == "partly_over_limit"


def test_a_fiction_book_is_read_with_its_author() -> None:
    data = (
        "<?xml version='1.0' encoding='utf-8'?><FictionBook><description><title-info><author><last-name>Самойлов"
        "</last-name></author></title-info></description><body><section><p>Первый <em>абзац</em></p><p>Второй</p>"
        "</section></body></FictionBook>"
    ).encode()
    document = read_fiction(data, "a.fb2", OPTIONS)
    assert identify(data, "a.fb2") == "application/x-fictionbook+xml"
    assert texts(document) == ["Первый абзац\nВторой"]
    assert document.metadata[0].value == "Самойлов"
