"""PowerPoint 97: the slides that the last saving lists, what stands beside them, what an earlier one left behind."""

import struct
import time
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.office.compound import compound_file
from extractors.office.ppt import read_ppt
from extractors.problem import ReadProblem

OPTIONS = ReadOptions(ocr=False)
NORMAL, ENCRYPTED = 0xE391C05F, 0xF3D1C4DF


def atom(kind: int, body: bytes = b"", instance: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


def box(kind: int, *inner: bytes, instance: int = 0) -> bytes:
    body = b"".join(inner)
    return struct.pack("<HHI", instance << 4 | 0xF, kind, len(body)) + body


def chars(text: str) -> bytes:
    return atom(4000, text.encode("utf-16-le"))


def string(text: str, instance: int) -> bytes:
    return atom(4026, text.encode("utf-16-le"), instance)


def place(number: int, slide: int) -> bytes:
    return atom(1011, struct.pack("<IIIII", number, 0, 0, slide, 0))


def show(objects: Sequence[bytes], lists: bytes, stale: bytes = b"", token: int = NORMAL) -> bytes:
    """Objects are numbered from two; the document is the first."""
    main, places = stale, list[int]()
    for one in (box(1000, lists), *objects):
        places.append(len(main))
        main += one
    directory = len(main)
    main += atom(6002, struct.pack(f"<{1 + len(places)}I", len(places) << 20 | 1, *places))
    edit = len(main)
    main += atom(4085, struct.pack("<6I", 0, 0, 0, directory, 1, 0))
    user = atom(4086, struct.pack("<III", 20, token, edit))
    return compound_file({("PowerPoint Document",): main, ("Current User",): user})


def read(data: bytes) -> ExtractedDocument:
    return read_ppt(data, "a.ppt", OPTIONS)


def named(document: ExtractedDocument) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in document.metadata]


SLIDE_A = box(1006, box(0xF00D, chars("Иван\rПетров")), atom(1017, bytes(10) + b"\x04" + bytes(5)))
SLIDE_B = box(1006, box(0xF00D, atom(4008, b"caf\xe9")))
LISTS = box(4080, place(3, 300), chars("outline"), place(2, 200))


def test_slides_come_in_the_order_of_the_list_with_their_outline() -> None:
    document = read(show([SLIDE_A, SLIDE_B], LISTS))
    assert [page.text for page in document.pages] == ["outline\ncafé", "Иван\nПетров"]
    assert named(document) == [("hidden_slide", "2")]


def test_notes_and_comments_stand_with_their_slide() -> None:
    notes = box(1008, atom(1009, struct.pack("<II", 200, 0)), chars("say this"))
    comment = atom(5003, box(12000, string("Ivan", 0), string("why?", 1), string("I", 2)))
    slide = box(1006, chars("text"), box(5000, comment))
    document = read(show([slide, notes], box(4080, place(2, 200)) + box(4080, place(3, 200), instance=2)))
    assert document.pages[0].text == "text\nsay this\nIvan: why?"
    assert named(document) == [("author", "Ivan"), ("initials", "I")]


def test_what_an_earlier_saving_left_behind_is_named() -> None:
    document = read(show([SLIDE_A, SLIDE_B], LISTS, stale=box(1006, chars("fired soon"))))
    assert ("earlier_text", "fired soon") in named(document)
    assert "fired" not in "".join(page.text for page in document.pages)


def test_a_master_says_its_own_words_but_not_where_to_click() -> None:
    own = box(0xF004, box(0xF00D, chars("CONFIDENTIAL")))
    click = box(0xF004, box(0xF011, atom(3011, bytes(8))), box(0xF00D, chars("Click here")))
    assert ("master_text", "CONFIDENTIAL") in named(read(show([SLIDE_A, SLIDE_B, box(1016, own, click)], LISTS)))
    assert "Click" not in repr(named(read(show([box(1016, own, click), SLIDE_B], LISTS))))


def test_objects_are_unpacked() -> None:
    inner = compound_file({("Package",): b"PK\x03\x04inner"})
    packed = atom(4113, struct.pack("<I", len(inner)) + zlib.compress(inner), instance=1)
    assert [one.data for one in read(show([SLIDE_A, SLIDE_B, packed], LISTS)).members] == [b"PK\x03\x04inner"]


def test_without_the_list_of_the_last_saving_every_slide_is_read() -> None:
    data = compound_file({("PowerPoint Document",): SLIDE_A + SLIDE_B, ("Current User",): b""})
    assert [page.text for page in read(data).pages] == ["Иван\nПетров", "café"]


def test_a_protected_show_is_called_encrypted() -> None:
    with pytest.raises(ReadProblem) as caught:
        read(show([SLIDE_A], LISTS, token=ENCRYPTED))
    assert caught.value.code == "encrypted"


@given(at=st.integers(0x200, 0x1800), noise=st.binary(min_size=1, max_size=16))
@settings(max_examples=150, deadline=None)
def test_a_bitten_file_gives_a_document_or_a_code(at: int, noise: bytes) -> None:
    data = show([SLIDE_A, SLIDE_B], LISTS)
    try:
        assert isinstance(read(data[:at] + noise + data[at + len(noise) :]), ExtractedDocument)
    except ReadProblem as problem:
        assert problem.args == (problem.code,)


def test_shapes_nested_thirty_thousand_deep_are_walked_once() -> None:
    deep = b"".join(struct.pack("<HHI", 0xF, kind, 0xFFFFFF) for kind in (1016, *[0xF004] * 30_000)) + atom(4008, b"a")
    started = time.process_time()
    document = read(compound_file({("PowerPoint Document",): SLIDE_A + deep, ("Current User",): b""}))
    assert ("master_text", "a") in named(document) and time.process_time() - started < 5
