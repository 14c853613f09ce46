"""Workbooks: cells, and beside them all that a sheet, a shape, a chart or a link says without standing in a cell."""

import io
import struct
import time

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, MemberState
from extractors.limits import ReadOptions
from extractors.office.compound import compound_file
from extractors.office.xls_records import read_beside
from extractors.problem import ReadProblem
from extractors.read import read_file
from tests.makers import files

OPTIONS = ReadOptions(ocr=False)


def read(data: bytes) -> ExtractedDocument:
    return read_file(data, "a", OPTIONS)


def named(document: ExtractedDocument) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in document.metadata if one.is_hidden]


def written() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("One")
    sheet.write_row(0, 0, ["name", 5, True])
    sheet.write_row(3, 0, ["unseen"])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column("C:D", None, None, {"hidden": True})
    sheet.write_comment("A1", "why?", {"author": "Ivan"})
    sheet.insert_textbox("E5", "a box", {"description": "alternative"})
    sheet.set_header("&Ctop secret &amp; more")
    sheet.data_validation("B1", {"validate": "any", "input_title": "Hint", "input_message": "write here"})
    sheet.write_url("F1", "http://example.org/a", tip="tip")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=One!$B$1:$B$1", "name": "Sales"})
    chart.set_title({"name": "A chart"})
    sheet.insert_chart("H1", chart)
    book.define_name("Secret", "=One!$A$1")
    book.add_worksheet("Two").hide()
    book.close()
    return stream.getvalue()


def test_cells_and_hidden_sheets_are_read() -> None:
    document = read(written())
    assert [(sheet.name, sheet.is_hidden) for sheet in document.sheets] == [("One", False), ("Two", True)]
    assert document.sheets[0].rows[0][:3] == ("name", "5", "TRUE") and document.sheets[0].rows[1] == ("unseen",)


def test_comments_boxes_and_charts_are_words_beside_the_cells() -> None:
    text = read(written()).pages[0].text
    assert (
        all(one in text.split("\n") for one in ("Ivan: why?", "a box", "A chart", "Sales")) and text.count("why?") == 1
    )


def test_what_does_not_show_is_named() -> None:
    found = named(read(written()))
    for one in (
        ("hidden_row", "One: 4"), ("hidden_column", "One: 3-4"), ("author", "Ivan"),
        ("printed_header", "&Ctop secret &amp; more"),
        ("input_hint", "Hint"), ("input_hint", "write here"), ("link", "http://example.org/a"), ("input_hint", "tip"),
        ("alternative_text", "alternative"), ("defined_name", "Secret One!$A$1"),
    ):  # fmt: skip
        assert one in found


def test_the_source_of_a_pivot_table_and_of_links_is_named() -> None:
    with_more = files.archive(
        [
            *files.unpacked(written()),
            ("xl/pivotCache/pivotCacheDefinition1.xml", b'<p><cacheField name="Person"/><s v="Hidden Ivan"/></p>'),
            ("xl/externalLinks/externalLink1.xml", b'<e><sheetName val="Other"/><cell><v>kept</v></cell></e>'),
            ("xl/connections.xml", b'<c><dbPr connection="server=db;user=ivan"/></c>'),
        ]
    )
    found = named(read(with_more))
    assert ("pivot_cache", "Person\nHidden Ivan") in found and ("external_link", "Other") in found
    assert ("external_values", "kept") in found and ("connection", "server=db;user=ivan") in found


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def wide(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


BOOK = record(0x809, struct.pack("<HH12x", 0x600, 5))
SHEET = record(0x809, struct.pack("<HH12x", 0x600, 0x10))


def test_an_old_workbook_says_what_stands_beside_its_cells() -> None:
    shape = record(0x1B6, struct.pack("<10xH6x", 5)) + record(0x3C, b"\x00hel") + record(0x3C, b"\x00lo")
    note = record(0x1C, struct.pack("<HHHH", 0, 0, 0, 1) + wide("Иван"))
    row = record(0x208, struct.pack("<HHHHHHB3x", 6, 0, 1, 0, 0, 0, 0x20))
    user = record(0x5C, wide("Anna"))
    found = read_beside(BOOK + user + SHEET + note + shape + row + record(0x14, wide("&Ctop")))
    assert "".join(found.shapes) == "hello"
    assert found.found == [
        ("saved_by", "Anna"),
        ("author", "Иван"),
        ("hidden_row", "1: 7"),
        ("printed_header", "&Ctop"),
    ]


def test_an_old_link_says_where_it_leads() -> None:
    url = "http://e.org\0".encode("utf-16-le")
    guid = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
    body = bytes(24) + struct.pack("<II", 2, 3) + guid + struct.pack("<I", len(url)) + url
    assert read_beside(BOOK + record(0x1B8, body)).found == [("link", "http://e.org")]


def test_a_protected_old_workbook_is_called_encrypted() -> None:
    with pytest.raises(ReadProblem) as caught:
        read(compound_file({("Workbook",): (BOOK + record(0x2F, bytes(6))).ljust(5000, b"\x00")}))
    assert caught.value.code == "encrypted"


@given(
    st.lists(
        st.tuples(st.sampled_from([0x809, 0x1C, 0x1B6, 0x1B8, 0x3C, 0x18, 0x5C, 0x208, 0x7D]), st.binary(max_size=60))
    )
)
@settings(max_examples=200, deadline=None)
def test_any_records_are_walked(found: list[tuple[int, bytes]]) -> None:
    assert not read_beside(BOOK + b"".join(record(*one) for one in found)).is_encrypted


def test_embedded_files_are_members() -> None:
    data = files.archive([*files.unpacked(written()), ("xl/embeddings/a.docx", b"PK"), ("xl/media/a.png", b"PNG")])
    assert [one.name for one in read(data).members if one.state is MemberState.READ] == [
        "xl/embeddings/a.docx",
        "xl/media/a.png",
    ]


def test_a_sheet_of_a_million_open_tags_takes_no_more_than_seconds() -> None:
    parts = [("[Content_Types].xml", b"<T/>"), ("xl/workbook.xml", b"<w/>")]
    data = files.archive([*parts, ("xl/worksheets/sheet1.xml", b'<row hidden="1" <hyperlink display="' * 300_000)], 0)
    started = time.process_time()
    with pytest.raises(ReadProblem):
        read(data)
    assert time.process_time() - started < 8
