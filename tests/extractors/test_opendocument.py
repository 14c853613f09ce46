"""OpenDocument: text in its order, tables as sheets, slides as pages, and all that does not show named."""

import pytest

from extractors.document import ExtractedDocument
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from tests.makers import files
from tests.makers.odf import content, flat, odf

OPTIONS = ReadOptions(ocr=False)


def read(data: bytes, options: ReadOptions = OPTIONS) -> ExtractedDocument:
    return read_file(data, "a", options)


def text(body: str, kind: str = "text") -> str:
    return "\n--\n".join(page.text for page in read(odf(kind, body)).pages)


def named(document: ExtractedDocument) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in document.metadata if one.is_hidden]


def test_spans_spaces_and_breaks_stand_where_they_stood() -> None:
    body = (
        '<text:p>a<text:span>b</text:span>c<text:s text:c="2"/>d<text:tab/>e<text:line-break/>f</text:p>'
        " <text:h>g</text:h>"
    )
    assert text(body) == "abc  d\te\nf\ng"
    assert text("<text:p>one<text:soft-page-break/>two</text:p>") == "one\n--\ntwo"


def test_a_table_in_a_text_keeps_its_rows() -> None:
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p><text:p>more</text:p></table:table-cell>"
    assert text(row.format(cell.format("a") + cell.format("b")) * 2) == "a more\tb more\na more\tb more"


def test_notes_and_comments_follow_with_their_authors() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>below</text:p>"
        "</text:note-body></text:note>"
    )
    comment = (
        "<office:annotation><dc:creator>Ivan</dc:creator><dc:date>2020</dc:date><text:p>why?</text:p>"
        "</office:annotation>"
    )
    document = read(odf("text", f"<text:p>a{note}b{comment}c</text:p>"))
    assert document.pages[0].text == "abc\nbelow\nIvan: why?"
    assert named(document) == [("author", "Ivan")]


def test_hidden_and_deleted_text_is_named_and_left_out() -> None:
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    deletion = "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
    body = (
        f'{deletion}<text:p>seen <text:span text:style-name="T1">unseen</text:span></text:p>'
        '<text:section text:display="none"><text:p>apart</text:p></text:section>'
    )
    document = read(odf("text", body, styles))
    assert document.pages[0].text == "seen "
    assert named(document) == [("hidden_text", "unseen"), ("hidden_text", "apart"), ("deleted_text", "gone")]


def test_a_spreadsheet_gives_cells_as_shown_with_comments_and_hidden_rows() -> None:
    comment = "<office:annotation><dc:creator>Ivan</dc:creator><text:p>why?</text:p></office:annotation>"
    cells = (
        f'<table:table-cell office:value="0.5"><text:p>50 %</text:p>{comment}</table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    )
    far = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = f'<table:table-row table:visibility="collapse">{cells}</table:table-row>{far}'
    document = read(odf("spreadsheet", f'<table:table table:name="One">{rows}</table:table>'))
    assert [(sheet.name, sheet.rows) for sheet in document.sheets] == [("One", (("50 %", "x", "x"),))]
    assert named(document) == [("author", "Ivan"), ("hidden_row", "One: 1")]
    assert document.pages[0].text == "Ivan: why?" and not document.reason


def test_a_cell_that_claims_a_million_twins_is_cut_off_and_said() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    document = read(
        odf("spreadsheet", f"<table:table>{row}</table:table>"), ReadOptions(ocr=False, limits=Limits(cells=50))
    )
    assert len(document.sheets[0].rows) == 50 and document.reason == "partly_over_limit"


def test_slides_are_pages_with_their_notes() -> None:
    page = (
        "<draw:page><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box>"
        "<svg:title>alt</svg:title></draw:frame><presentation:notes><text:p>say {}</text:p>"
        "</presentation:notes></draw:page>"
    )
    document = read(odf("presentation", page.format(1, 1) + page.format(2, 2)))
    assert [one.text for one in document.pages] == ["1\nsay 1", "2\nsay 2"]
    assert ("alternative_text", "alt") in named(document)


def test_a_flat_document_is_told_and_read() -> None:
    document = read(flat("text", "<text:p>flat</text:p><office:binary-data>aGVsbG8=</office:binary-data>"))
    assert document.media_type.endswith("text-flat-xml") and document.pages[0].text == "flat"
    assert [one.data for one in document.members] == [b"hello"]


def test_pictures_objects_and_charts_inside_are_read() -> None:
    more = (
        ("Pictures/a.png", b"PNG"),
        ("Object 1/content.xml", files_content("chart words")),
        ("Basic/S/M.xml", b"<m>Sub Evil</m>"),
    )
    document = read(odf("text", "<text:p>a</text:p>", more=more))
    assert document.pages[0].text == "a\nchart words"
    assert [one.name for one in document.members] == ["Pictures/a.png"] and ("macro", "Sub Evil") in named(document)


def files_content(words: str) -> bytes:
    return f'<d xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>{words}</text:p></d>'.encode()


def test_the_older_form_is_told_by_its_list_of_parts() -> None:
    manifest = b'<m:manifest><m:file-entry m:media-type="application/vnd.sun.xml.writer" m:full-path="/"/></m:manifest>'
    body = (
        b'<o:c xmlns:o="http://openoffice.org/2000/office" xmlns:t="http://openoffice.org/2000/text">'
        b"<o:body><t:p>old</t:p></o:body></o:c>"
    )
    document = read(files.archive([("content.xml", body), ("META-INF/manifest.xml", manifest)]))
    assert document.media_type == "application/vnd.sun.xml.writer" and document.pages[0].text == "old"


def test_a_protected_document_is_called_encrypted() -> None:
    with pytest.raises(ReadProblem) as caught:
        read(odf("text", "", more=(("META-INF/manifest.xml", b"<m><encryption-data/></m>"),)))
    assert caught.value.code == "encrypted"


def test_a_table_of_its_own_on_a_slide_follows_the_slides() -> None:
    table = "<table:table><table:table-row><table:table-cell><text:p>held</text:p></table:table-cell></table:table-row>"
    inside = ("Object 1/content.xml", content("spreadsheet", table + "</table:table>"))
    document = read(odf("presentation", "<draw:page><text:p>shown</text:p></draw:page>", more=(inside,)))
    assert [page.text.strip() for page in document.pages] == ["shown", "held"]


def test_what_is_cut_or_nests_deeper_than_the_parser_goes_is_called_partly_broken() -> None:
    deep = "<text:p>first</text:p>" + "<text:span>" * 5_000 + "lost" + "</text:span>" * 5_000
    assert read(odf("text", deep)).reason == "partly_broken"
    assert read(flat("text", "<text:p>first</text:p><text:p>more</text:p>")[:-60]).reason == "partly_broken"
    assert read(odf("text", "<text:p>whole</text:p>")).reason == ""
