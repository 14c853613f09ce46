"""What looks like text in unknown bytes is found, in the usual encodings, and noise is not taken for it."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.texts.strings import read_strings

NO_OCR = ReadOptions(ocr=False)
NOISE = random.Random(7).randbytes(50_000)


def lines(data: bytes) -> list[str]:
    return [line for page in read_strings(data, "a", NO_OCR).pages for line in page.text.split("\n")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Transfer to Ivan Petrov"),
        ("utf-8", "Перевод Ивану Петрову"),
        ("utf-16-le", "Перевод Ивану Петрову"),
        ("utf-16-be", "Transfer to Hélène"),
        ("cp1251", "перевод Ивану Петрову"),
        ("utf-8", "تحويل إلى الحساب"),
    ],
)
@pytest.mark.parametrize("shift", [0, 1])
def test_a_sentence_between_noise_is_found(encoding: str, text: str, shift: int) -> None:
    data = NOISE[:1000] + bytes(shift) + b"\x00\x01" + text.encode(encoding) + b"\x00\x00\x01" + NOISE[1000:2000]
    assert any(text in line for line in lines(data))


def test_it_is_marked_as_a_guess() -> None:
    document = read_strings(b"\x00\x01plain words here\x00", "a", NO_OCR)
    assert (document.is_fallback, document.reason) == (True, "strings_only")


def test_the_same_words_are_given_once() -> None:
    assert lines(b"\x00the same words\x00" * 500) == ["the same words"]


def test_noise_without_words_stays_refused() -> None:
    with pytest.raises(ReadProblem, match="unknown_type"):
        read_strings(b"\x00\xff\x01" * 5000, "a", NO_OCR)
    found = "".join(lines(NOISE + b"\x00real words\x00"))
    assert len(found) < 600


def test_it_is_bounded_and_quick() -> None:
    rng = random.Random(1)
    data = b"\x00".join(b"word %d of many lines" % rng.getrandbits(60) for _ in range(60_000)) + NOISE * 20
    started = time.perf_counter()
    document = read_strings(data, "a", ReadOptions(ocr=False, limits=Limits(text_bytes=1 << 20)))
    assert time.perf_counter() - started < 10
    assert document.reason == "partly_over_limit" and sum(len(page.text) for page in document.pages) <= 1 << 17


@given(st.binary(max_size=2000))
def test_any_bytes_give_a_document_or_stay_unknown(data: bytes) -> None:
    try:
        assert read_strings(data, "a", NO_OCR).pages
    except ReadProblem as problem:
        assert problem.code == "unknown_type"
