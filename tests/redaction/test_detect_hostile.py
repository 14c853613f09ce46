"""Any text ends in time, with findings that are inside it, in order, apart from each other and not blank."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Channel, Passage
from redaction.detect import Detector
from redaction.identifiers_addresses import find_addresses

_DETECTOR = Detector()
_PIECES = st.one_of(
    st.sampled_from(
        [
            "Mr Abdel Boulahia", "г-н Пётр Волков", "MME CLAIRE MOREAU", "14 Rosewood Avenue, Leeds LS6 2AB", "born 12.03.1970",
            "+33 6 12 34 56 78", "a.b@example.org", "CCF/2019/R1234.18", "Name:", "ул. Ленина, д. 5", "محمد علي", "李明", "\n", "\t",
            " ", "\u00a0", "\u200b", "\u2028", "\x00", "\x1c", "e\u0301", "\u0301", "😀", "👩‍👩‍👧", "\U0010ffff", "\ufffd", "İ", "ß", "AB-", "a.", "((",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip


def check(text: str) -> None:
    last = 0
    for one in _DETECTOR.find((Passage(Channel.BODY, 0, text),)):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""
        last = one.end


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_findings_are_inside_sorted_disjoint_and_not_blank(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "7", "😀", "\u0301", "\x00", "\ud800", "Mr \ud800 Smith told John Brown", "\udc00" * 900, "12345678901234567890" * 50,
        "\x7fELF\x02\x01\x01" + "".join(map(chr, range(256))) * 40, "Saya tinggal di rumah besar", "ምሳሌ ጽሑፍ", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢" * 50,
    ],
)  # fmt: skip
def test_strange_text_is_read(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "AB-", "a.", "(", "[", "1 ", "1,", "A ", "Aa ", "Ab, ", "@", "a@", "-", "12 Ab ", '"A', ":", "Mr ", "д. 1, ", "\t", "a_",
        "№", "A. ", "de ", "e\u0301", "A\n", "lives at AB-", "12 AB-", "Аб-", "rue AB-", "1-", "né ", "AB'", "\u0301", "A\u0301",
    ],
)  # fmt: skip
def test_runs_made_to_hang_a_pattern_end(unit: str) -> None:
    """Some 0.1 s each alone; the bound leaves room for a busy machine."""
    text = (unit * 20_000)[:20_000]
    check("A first text loads the models, un premier texte. Иван Петров.")
    before = time.process_time()
    check(text)
    assert time.process_time() - before < 6


def test_addresses_in_a_run_of_short_words_cost_no_more_than_its_length() -> None:
    before = time.process_time()
    assert find_addresses("AB-" * 20_000) == []
    assert time.process_time() - before < 3
