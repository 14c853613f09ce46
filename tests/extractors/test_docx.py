"""Word's XML: every part read once and in order, and what does not show named for what it is."""

import io
import zipfile

import docx
import pytest

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.office.compound import compound_file
from extractors.problem import ReadProblem
from extractors.read import read_file
from tests.makers import files

OPTIONS = ReadOptions(ocr=False)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def part(body: str, name: str = "document", space: str = MAIN) -> bytes:
    return f'<w:{name} xmlns:w="{space}" {SPACES}>{body}</w:{name}>'.encode()


def word(body: str, *more: tuple[str, bytes], space: str = MAIN) -> bytes:
    return files.archive([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", part(body, space=space)), *more])


def read(data: bytes) -> ExtractedDocument:
    return read_file(data, "a", OPTIONS)


def text(body: str) -> str:
    return "\n--\n".join(page.text for page in read(word(body)).pages)


def named(document: ExtractedDocument) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in document.metadata if one.is_hidden]


def run(words: str, settings: str = "") -> str:
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t>{words}</w:t></w:r>"


def test_a_file_of_another_writer_keeps_its_header_table_and_properties() -> None:
    made = docx.Document()
    made.add_paragraph("body")
    made.add_table(1, 2).rows[0].cells[1].text = "cell"
    made.sections[0].header.paragraphs[0].text = "head"
    made.core_properties.author = "Ivan"
    stream = io.BytesIO()
    made.save(stream)
    document = read(stream.getvalue())
    assert document.pages[0].text == "body\n\tcell\nhead"
    assert ("author", "Ivan") in [(one.name, one.value) for one in document.metadata]


def test_cells_are_parted_even_where_a_control_wraps_them() -> None:
    cell = f"<w:tc><w:p>{run('{}')}</w:p></w:tc>"
    row = (
        f"<w:tr>{cell.format('a')}<w:sdt><w:sdtContent>{cell.format('b')}</w:sdtContent>"
        f"</w:sdt>{cell.format('c')}</w:tr>"
    )
    assert text(f"<w:tbl>{row}</w:tbl>") == "a\tb\tc"


def test_deleted_and_hidden_words_are_named_and_left_out() -> None:
    deleted = '<w:del w:author="Ivan"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:author="Anna">{run("new")}</w:ins>'
    unseen = run("unseen", "<w:vanish/>") + run("!", '<w:vanish w:val="0"/>')
    body = f"<w:p>{run('seen ')}{deleted}{inserted}{unseen}</w:p>"
    assert text(body) == "seen new!"
    assert named(read(word(body))) == [
        ("author", "Ivan"), ("deleted_text", "gone"), ("author", "Anna"), ("hidden_text", "unseen"),
    ]  # fmt: skip


def test_a_deleted_paragraph_mark_hides_no_words() -> None:
    assert text(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('kept')}</w:p><w:p>{run('too')}</w:p>") == "kept\ntoo"


def test_a_style_that_hides_hides() -> None:
    styles = part('<w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>', "styles")
    hidden = run("b", '<w:rStyle w:val="S"/>')
    document = read(word(f"<w:p>{run('a')}{hidden}</w:p>", ("word/styles.xml", styles)))
    assert document.pages[0].text == "a" and named(document) == [("hidden_text", "b")]


def test_the_older_twin_of_a_drawing_is_not_read_again() -> None:
    twin = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    assert text(f"<w:p><w:r>{twin.format(run('once'))}</w:r></w:p>") == "once"


def test_fields_keep_their_results_and_say_where_they_lead() -> None:
    code = (
        "<w:r><w:instrText>HYPER</w:instrText></w:r><w:r>"
        '<w:instrText>LINK "http://e.org" \\l "part"</w:instrText></w:r>'
    )
    marks = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")]
    body = f"<w:p>{marks[0]}{code}{marks[1]}{run('here')}{marks[2]}</w:p>"
    assert text(body) == "here" and named(read(word(body))) == [("link", "http://e.org#part")]


def test_comments_follow_with_their_authors_and_building_blocks_are_named() -> None:
    comments = part(f'<w:comment w:author="Ivan" w:initials="I"><w:p>{run("why?")}</w:p></w:comment>', "comments")
    blocks = part(f"<w:p>{run('draft words')}</w:p>")
    more = (("word/comments.xml", comments), ("word/glossary/document.xml", blocks))
    document = read(word(f"<w:p>{run('text')}</w:p>", *more))
    assert document.pages[0].text == "text\nIvan: why?"
    assert named(document) == [("author", "Ivan"), ("initials", "I"), ("building_block", "draft words")]


def test_the_strict_form_and_the_one_file_forms_are_read() -> None:
    body = f"<w:body><w:p>{run('words')}</w:p></w:body>"
    assert read(word(body, space=STRICT)).pages[0].text == "words"
    old = part(body, "wordDocument", "http://schemas.microsoft.com/office/word/2003/wordml")
    assert read(b'<?xml version="1.0"?>' + old).pages[0].text == "words"


def test_page_breaks_part_pages_and_ruler_stops_are_no_tabs() -> None:
    stop = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    assert text(f'<w:p>{stop}{run("a")}<w:r><w:tab/><w:br w:type="page"/></w:r>{run("b")}</w:p>') == "a\t\n--\nb"


def test_a_protected_file_is_called_encrypted() -> None:
    with pytest.raises(ReadProblem) as caught:
        read(compound_file({("EncryptedPackage",): b"x" * 5000, ("EncryptionInfo",): b"y"}))
    assert caught.value.code == "encrypted"


def test_a_part_that_grows_beyond_all_measure_is_over_the_limit() -> None:
    with pytest.raises(ReadProblem) as caught:
        read(word(" " * 50_000_000))
    assert caught.value.code == "over_limit"


def test_a_document_whose_xml_ends_too_soon_is_called_partly_broken() -> None:
    assert read(word(run("whole"))).reason == ""
    cut = part(f"<w:p>{run('first')}</w:p><w:p>{run('second')}</w:p>")[:-40]
    document = read(files.archive([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", cut)]))
    assert (document.reason, "first" in document.pages[0].text) == ("partly_broken", True)


def test_words_after_an_entity_are_not_lost_with_it() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = part(run("before &x;after")).partition(b"?>")
    data = body[2] if body[2] else body[0]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", head + data)
    assert "before after" in read(stream.getvalue()).pages[0].text


def test_an_encrypted_part_is_named_and_costs_no_other() -> None:
    whole = bytearray(word(run("clear"), ("word/embeddings/locked.bin", b"secret")))
    for mark, flags, name in ((b"PK\3\4", 6, 30), (b"PK\1\2", 8, 46)):
        at = -1
        while (at := whole.find(mark, at + 1)) >= 0:
            if whole[at + name :].startswith(b"word/embeddings/locked.bin"):
                whole[at + flags] |= 1
    found = read(bytes(whole))
    assert "clear" in found.pages[0].text
    assert [one.state for one in found.members] == ["encrypted"] and found.reason == "partly_encrypted"
