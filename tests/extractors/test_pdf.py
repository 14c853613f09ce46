"""PDF: what a page does not show is read and named, and a text layer is believed only if it can be true."""

import io

import pymupdf
import pytest
from PIL import Image

from extractors.document import ExtractedDocument, MemberState
from extractors.images import ocr
from extractors.limits import ReadOptions
from extractors.pages.pdf import read_pdf
from extractors.pages.plausible import is_doubtful, is_garbage
from extractors.problem import ReadProblem
from tests.makers import files

NO_OCR = ReadOptions(ocr=False)
ENGLISH = "The contract was signed by the director of the company in the month of March and it is not valid. " * 3
LINES = ["The bureau informs you that SAMOYLOV, Ivan", "holder of passport 75 1938264 is wanted", "by the authorities"]


def saved(document: pymupdf.Document, **options: object) -> bytes:
    return bytes(document.tobytes(**options))


def one_page(text: str = "Seen on the page") -> pymupdf.Document:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), text)
    return document


def values(document: ExtractedDocument, name: str) -> list[str]:
    return [one.value for one in document.metadata if one.name == name]


def test_notes_and_their_authors_are_read() -> None:
    document = one_page()
    note = document[0].add_text_annot((100, 100), "Check this with Ivan")
    note.set_info(title="Ada Marsh", content="Check this with Ivan")
    note.update()
    read = read_pdf(saved(document), "a", NO_OCR)
    assert values(read, "annotation") == ["Check this with Ivan"] and values(read, "annotation_author") == ["Ada Marsh"]


def test_a_note_written_into_the_page_itself_is_read() -> None:
    document = one_page()
    note = "[<</Type/Annot/Subtype/Text/Rect[9 9 30 30]/T(Ada Marsh)/Contents(Not an object of its own)>>]"
    document.xref_set_key(document[0].xref, "Annots", note)
    read = read_pdf(saved(document), "a", NO_OCR)
    assert values(read, "annotation") == ["Not an object of its own"]


def test_form_fields_give_their_values_and_defaults() -> None:
    document = one_page()
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type = "Applicant", pymupdf.PDF_WIDGET_TYPE_TEXT
    widget.rect, widget.field_value = pymupdf.Rect(72, 100, 200, 120), "Ivan Samoylov"
    document[0].add_widget(widget)
    assert values(read_pdf(saved(document), "a", NO_OCR), "form_field") == ["Applicant: Ivan Samoylov"]


def test_an_attachment_is_a_member_however_it_is_named() -> None:
    document = one_page()
    document.embfile_add("list", b"the list", filename="list.txt")
    stream = document.get_new_xref()
    document.update_object(stream, "<</Type/EmbeddedFile>>")
    document.update_stream(stream, b"for another system")
    holder = document.get_new_xref()
    document.update_object(holder, f"<</Type/Filespec/DOS(old.txt)/EF<</DOS {stream} 0 R>>>>")
    members = read_pdf(saved(document), "a", NO_OCR).members
    assert {(one.name, one.data) for one in members} == {("list.txt", b"the list"), ("old.txt", b"for another system")}
    assert all(one.state is MemberState.READ for one in members)


def test_scripts_are_hidden_text() -> None:
    document = one_page()
    document.xref_set_key(document.pdf_catalog(), "OpenAction", "<</S/JavaScript/JS(app.alert\\('call Ivan'\\))>>")
    assert values(read_pdf(saved(document), "a", NO_OCR), "script") == ["app.alert('call Ivan')"]


def test_a_form_in_xml_gives_what_was_filled_in() -> None:
    document = one_page()
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, b"<xfa:data xmlns:xfa='x'><name>Ivan Samoylov</name></xfa:data>")
    document.xref_set_key(document.pdf_catalog(), "AcroForm", f"<</Fields[]/XFA[(datasets) {stream} 0 R]>>")
    assert values(read_pdf(saved(document), "a", NO_OCR), "xfa") == ["Ivan Samoylov"]


def test_text_beside_the_frame_and_on_layers_that_are_off_is_hidden_text() -> None:
    document = one_page()
    document[0].insert_text((1200, 72), "Beyond the edge")
    layer = document.add_ocg("draft", on=False)
    document[0].insert_text((72, 200), "Switched off", oc=layer)
    read = read_pdf(saved(document), "a", NO_OCR)
    assert values(read, "hidden_text") == ["Beyond the edge", "Switched off"]
    assert read.pages[0].text == "Seen on the page"


def test_an_earlier_revision_is_read() -> None:
    first = saved(one_page("Ivan Samoylov signed"))
    document = pymupdf.open(stream=first, filetype="pdf")
    document[0].clean_contents()
    document.update_stream(document[0].get_contents()[0], b"BT /helv 11 Tf 72 700 Td (Somebody signed) Tj ET")
    stream = io.BytesIO(first)
    document.save(stream, incremental=False)
    second = stream.getvalue()
    joined = first + _increment(first, second)
    read = read_pdf(joined, "a", NO_OCR)
    assert values(read, "earlier_revision") == ["Ivan Samoylov signed"]


def _increment(first: bytes, second: bytes) -> bytes:
    """An update by hand: the first page's content replaced by a later object of the same number."""
    document = pymupdf.open(stream=first, filetype="pdf")
    number = document[0].get_contents()[0]
    content = b"BT /helv 11 Tf 72 700 Td (Somebody signed) Tj ET"
    start = len(first) + 1
    body = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = len(first) + len(body)
    previous = int(first.rsplit(b"startxref", 1)[1].split()[0])
    root = document.pdf_catalog()
    return body + b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, start, document.xref_length(), root, previous, table,
    )  # fmt: skip


@pytest.mark.parametrize("user, code", [("secret", "encrypted"), ("", "")])
def test_a_user_password_shuts_and_an_owner_password_does_not(user: str, code: str) -> None:
    data = saved(one_page(), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=user, owner_pw="owner")
    if code:
        with pytest.raises(ReadProblem, match=code):
            read_pdf(data, "a", NO_OCR)
    else:
        assert read_pdf(data, "a", NO_OCR).pages[0].text == "Seen on the page"


def test_a_broken_table_of_objects_is_mended() -> None:
    data = saved(one_page())
    assert read_pdf(data[: data.rfind(b"xref")], "a", NO_OCR).pages[0].text == "Seen on the page"


def test_pages_without_a_tree_of_pages_are_found() -> None:
    document = one_page("First of two")
    document.new_page().insert_text((72, 72), "Second of two")
    data = saved(document).replace(b"/Type/Pages", b"/Type/Wages")
    number = int(document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0])
    lost = data.replace(b"\n%d 0 obj" % number, b"\n%d 0 obx" % number)
    with pymupdf.open(stream=lost, filetype="pdf") as without:
        assert without.page_count == 0
    assert [page.text for page in read_pdf(lost, "a", NO_OCR).pages] == ["First of two", "Second of two"]


def test_letters_that_mean_nothing_are_told_from_words() -> None:
    shifted = "".join(chr(ord(char) - 29) if char > " " else char for char in ENGLISH)
    assert is_doubtful(ENGLISH.translate(str.maketrans("aeiouy", "bcdfgx"))) and is_doubtful("(cid:3)(cid:7)")
    assert is_garbage(shifted) or is_doubtful(shifted)
    assert is_doubtful("Äîãîâîð áûë ïîäïèñàí äèðåêòîðîì êîìïàíèè â ìàðòå ìåñÿöå è íå äåéñòâèòåëåí " * 3)
    assert not is_doubtful(ENGLISH) and not is_doubtful("Договор был подписан директором компании в марте. " * 5)
    assert not is_doubtful("Whitfield Jonathan Sheffield Okafor Margaret Limassol Brennan Patricia " * 4)


@pytest.mark.skipif(not ocr.warm(("eng",)), reason="Tesseract's eng is not installed")
def test_a_scan_under_a_header_of_text_is_recognised_and_nothing_is_doubled() -> None:
    scan = files.scan(LINES).crop((0, 0, 1240, 900))
    stream = io.BytesIO()
    scan.save(stream, "PNG")
    document = one_page("A header with quite some letters in it, of text that was typed and not scanned at all")
    document[0].insert_image((0, 200, 595, 632), stream=stream.getvalue())
    page = read_pdf(saved(document), "a", ReadOptions()).pages[0]
    assert page.text.count("header") == 1 and "SAMOYLOV" in page.text and page.source == "ocr"


def test_truncated_and_empty_files_end_in_a_code() -> None:
    data = saved(one_page())
    for cut in (9, 40, 200):
        try:
            assert isinstance(read_pdf(data[:cut], "a", NO_OCR), ExtractedDocument)
        except ReadProblem:
            continue


def test_a_picture_of_a_page_without_recognition_says_so() -> None:
    stream = io.BytesIO()
    Image.new("L", (100, 100), 200).save(stream, "PNG")
    document = pymupdf.open()
    document.new_page().insert_image((0, 0, 595, 842), stream=stream.getvalue())
    assert read_pdf(saved(document), "a", NO_OCR).reason == "ocr_unavailable"
