"""Property lists: words, dates and files of a binary one, whatever points at what."""

import datetime
import plistlib

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file

NO_OCR = ReadOptions(ocr=False)
SAMPLE = {
    "name": "Иванов",
    "when": datetime.datetime(2024, 1, 17),
    "list": ["a", {"b": 1}],
    "raw": b"\x89PNG" + bytes(30),
}


def packed(value: object) -> bytes:
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY, sort_keys=False)


def test_names_and_values_are_lines_and_files_are_members() -> None:
    document = read_file(packed(SAMPLE), "a.plist", NO_OCR)
    text = document.pages[0].text
    assert "name: Иванов" in text and "when: 2024-01-17" in text and "b: 1" in text
    assert [(one.name, len(one.data)) for one in document.members] == [("raw", 34)]


def test_a_list_shared_a_thousandfold_is_shown_once() -> None:
    value: list[object] = ["lol"]
    for _ in range(60):
        value = [value, value, value]
    assert read_file(packed(value), "a", NO_OCR).pages[0].text.strip() == "lol"


@given(cut=st.floats(0.01, 0.99), noise=st.binary(min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_a_bitten_list_gives_a_document_or_a_code(cut: float, noise: bytes) -> None:
    data = packed(SAMPLE)
    at = int(len(data) * cut)
    for broken in (data[:at], data[:at] + noise + data[at + len(noise) :]):
        try:
            assert isinstance(read_file(broken, "a", NO_OCR), ExtractedDocument)
        except ReadProblem as problem:
            assert problem.args == (problem.code,)
