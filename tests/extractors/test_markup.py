"""XML and JSON: all words in order, nothing fetched, nothing expanded, nothing deep enough to fall over."""

import base64
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.worker import Worker
from tests.extractors.test_worker import read as read_in

NO_OCR = ReadOptions(ocr=False)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(data: bytes, name: str = "a") -> ExtractedDocument:
    return read_file(data, name, NO_OCR)


def text_of(data: bytes, name: str = "a") -> str:
    return "\n".join(page.text for page in read(data, name).pages)


def test_elements_and_attributes_are_told_with_their_names() -> None:
    data = '<?xml version="1.0"?><case ref="17"><name>Иванов</name>'
    data += "<p>He <b>left</b> early.</p><p>Then <x>came</x> back</p></case>"
    assert text_of(data.encode()) == "ref: 17\nname: Иванов\nHe left early.\nThen came back"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "windows-1251", "koi8-r", "iso-8859-5"])
def test_xml_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a><name>Журавлёв Пётр</name></a>'
    assert text_of(text.encode(encoding)) == "name: Журавлёв Пётр"


def test_comments_and_instructions_are_hidden_metadata() -> None:
    document = read(b'<?xml version="1.0"?><?sort by="name"?><a><!-- ask Ivan -->text</a>')
    assert [(one.name, one.value, one.is_hidden) for one in document.metadata] == [
        ("instruction", 'sort by="name"', True),
        ("comment", "ask Ivan", True),
    ]


def test_entities_are_shown_and_never_expanded_or_fetched() -> None:
    bomb = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(9))
    entities = f'<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{bomb}'
    data = f'<?xml version="1.0"?><!DOCTYPE a [{entities}]><a>kept &e9; &f; end</a>'
    document = read(data.encode())
    assert "kept" in document.pages[0].text and "end" in document.pages[0].text
    assert "root:" not in document.pages[0].text and len(document.pages[0].text) < 5_000
    assert ("entity", "f file:///etc/passwd") in [(one.name, one.value) for one in document.metadata]


def test_a_file_in_base64_is_a_member_and_no_text() -> None:
    inside = bytes(range(256)) * 10
    data = b'<?xml version="1.0"?><a><bin name="photo.jpg">' + base64.encodebytes(inside) + b"</bin><t>words</t></a>"
    document = read(data)
    assert [(one.name, one.data) for one in document.members] == [("photo.jpg", inside)]
    assert document.pages[0].text.endswith("words")


def test_deep_and_broken_markup_keeps_its_words() -> None:
    started = time.perf_counter()
    assert "deep" in text_of(b"<?xml version='1.0'?>" + b"<a>" * 200_000 + b"deep")
    assert "left" in text_of(b"<?xml version='1.0'?><a><b title='x>y'>left & right</c></a>")
    assert "after" in text_of(b"<?xml version='1.0'?><a>&undefined; after</a>")
    assert time.perf_counter() - started < 10


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_behind_a_declaration_gives_a_document_or_a_code(text: str) -> None:
    try:
        read(f'<?xml version="1.0"?><a>{text}'.encode("utf-8", "replace"))
    except ReadProblem as problem:
        assert problem.code in ("no_text", "damaged", "unknown_type")


def test_records_become_a_table() -> None:
    records = [{"name": "Иванов", "age": 40}, {"name": "Lefèvre", "paid": 1.10, "ok": True}]
    rows = (("name", "age", "paid", "ok"), ("Иванов", "40", "", ""), ("Lefèvre", "", "1.1", "true"))
    assert read(json.dumps(records).encode()).sheets[0].rows == rows
    assert read("\n".join(map(json.dumps, records)).encode(), "a.jsonl").sheets[0].rows == rows


def test_nested_json_is_text_with_escapes_undone_and_no_name_lost(worker: Worker) -> None:
    data = b'{"a": {"name": "\\u0418\\u0432\\u0430\\u043d\\nline"}, "a": [1.50, {"b": null}]}'
    text = read_in(worker, data, "a", NO_OCR).pages[0].text
    assert text == "a:\n name: Иван\nline\na:\n 1.50\n b: "


@pytest.fixture(scope="module")
def worker() -> object:
    with Worker(NO_OCR) as worker:
        yield worker


def test_json_nested_without_end_is_read_as_it_stands() -> None:
    data = b'{"name": "deep", "x": ' + b"[" * 300_000
    assert "deep" in text_of(data) and "deep" in text_of(data + b"]" * 300_000 + b"}")


@given(_JSON)
@settings(max_examples=100, deadline=None)
def test_every_word_of_any_json_is_kept(value: object) -> None:
    data = json.dumps({"key": value, "word": "kept"}).encode()
    assert "kept" in text_of(data, "a.json") + str(read(data, "a.json").sheets)
