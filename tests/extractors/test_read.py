"""One contract for all readers: bytes in; a document or a coded problem out, never a crash, never silence."""

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, MemberState
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from tests.makers import files

NO_OCR = ReadOptions(ocr=False)
NAME = "Самойлов Иван, Hélène Lefèvre"


def read(data: bytes, name: str = "a", options: ReadOptions = NO_OCR) -> ExtractedDocument:
    return read_file(data, name, options)


def code_of(data: bytes, name: str = "a", options: ReadOptions = NO_OCR) -> str:
    with pytest.raises(ReadProblem) as caught:
        read(data, name, options)
    return caught.value.code


SAMPLES = {
    "pdf": files.pdf([[(50, 50, NAME)]]),
    "docx": files.word([NAME]),
    "xlsx": files.workbook({"one": [[NAME]]}),
    "csv": files.table([["a", "b", "c"], [NAME, "2", "3"], ["4", "5", "6"]]),
    "html": f"<html><body><p>{NAME}</p></body></html>".encode(),
    "eml": files.mail(NAME),
    "mbox": files.mail_file([files.mail(NAME), files.mail("second")]),
    "zip": files.archive([("a/b.txt", NAME.encode())]),
    "txt": NAME.encode("utf-16"),
}


def everything(document: ExtractedDocument) -> str:
    texts = [page.text for page in document.pages] + [
        cell for sheet in document.sheets for row in sheet.rows for cell in row
    ]
    texts += [document.message.body] if document.message else []
    return "\n".join(texts + [member.data.decode("utf-8", "replace") for member in document.members])


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "mbox"])
def test_every_kind_is_told_by_content_and_keeps_its_words(kind: str) -> None:
    assert NAME in everything(read(SAMPLES[kind], "file.bin"))


@pytest.mark.parametrize("kind", SAMPLES)
@given(cut=st.floats(0.01, 0.99), noise=st.binary(min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_a_cut_or_bitten_file_gives_a_document_or_a_code(kind: str, cut: float, noise: bytes) -> None:
    data = SAMPLES[kind]
    at = int(len(data) * cut)
    for broken in (data[:at], data[:at] + noise + data[at + len(noise) :]):
        try:
            assert isinstance(read(broken), ExtractedDocument)
        except ReadProblem as problem:
            assert problem.args == (problem.code,)


@given(st.binary(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_document_or_a_code(data: bytes) -> None:
    try:
        assert isinstance(read(data), ExtractedDocument)
    except ReadProblem as problem:
        assert problem.code


def test_an_empty_file_is_called_empty() -> None:
    assert code_of(b"") == "empty"


def test_a_file_over_the_limit_is_not_opened() -> None:
    assert code_of(b"a" * 100, options=ReadOptions(ocr=False, limits=Limits(bytes=99))) == "over_limit"


def test_a_known_type_without_a_reader_is_refused_by_name() -> None:
    assert code_of(b"%!PS-Adobe-3.0\n") == "unsupported_type"


def test_a_protected_pdf_is_called_encrypted() -> None:
    assert code_of(files.pdf([[(50, 50, "a")]], password="secret")) == "encrypted"


def test_a_page_without_words_is_not_passed_on_in_silence() -> None:
    assert code_of(files.pdf([[]])) == "no_text"


def test_a_scan_without_recognition_says_why() -> None:
    assert code_of(files.picture(files.scan(["a"]))) == "ocr_unavailable"


def test_an_entity_bomb_expands_nothing() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    part = (
        bomb
        + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>x&j;</w:t></w:r></w:p></w:body></w:document>'
    )
    data = files.archive([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", part.encode())])
    try:
        assert len(everything(read(data))) < 1000
    except ReadProblem as problem:
        assert problem.code in ("damaged", "no_text")


def test_a_zip_bomb_is_cut_off_and_says_so() -> None:
    document = read(files.archive([("a", b"\0" * 50_000_000), ("b.txt", b"hello")]))
    assert [member.state for member in document.members] == [MemberState.OVER_LIMIT, MemberState.READ]
    assert document.reason == "partly_over_limit"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_packing_of_a_zip_is_opened(method: int) -> None:
    assert read(files.archive([("a.txt", b"hello")], method)).members[0].data == b"hello"


def test_a_page_nested_a_hundred_thousand_deep_is_read() -> None:
    assert "deep" in everything(read(b"<html><body>" + b"<div><b>" * 50_000 + b"deep"))
