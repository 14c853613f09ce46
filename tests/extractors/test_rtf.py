"""RTF: every run of words comes out once, in its place or named as what it is."""

import struct
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, MemberState
from extractors.limits import ReadOptions
from extractors.office.rtf import read_rtf

OPTIONS = ReadOptions(ocr=False)


def rtf(body: str, head: str = r"\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset128 B;}}") -> bytes:
    return ("{\\rtf1" + head + body + "}").encode("latin-1")


def read(body: str) -> ExtractedDocument:
    return read_rtf(rtf(body), "a.rtf", OPTIONS)


def page(body: str) -> str:
    return "\n--\n".join(one.text for one in read(body).pages)


def hidden(body: str) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in read(body).metadata if one.is_hidden]


def test_bytes_are_read_in_the_code_page_of_their_font() -> None:
    assert page(r"\'c8\'e2\'e0\'ed {\f1\'93\'fa\'96\{}") == "Иван 日本"


def test_unicode_replaces_as_many_signs_as_it_says() -> None:
    assert page(r"\uc1\u1048?\uc2\u1074\'82\'a0\uc0\u-4051 x") == "Ив\uf02dx"
    assert page(r"\u-10179?\u-8704?") == "\U0001f600"


def test_tables_keep_their_cells_and_rows() -> None:
    assert page(r"\trowd\intbl one\par more\cell two\cell\row\intbl three\cell four\cell\row\pard after\par") == (
        "one more\ttwo\t\nthree\tfour\t\nafter"
    )


def test_headers_notes_and_comments_follow_the_text() -> None:
    text = page(r"body{\footnote note}{\header head}{\*\atnid IS}{\*\atnauthor Ivan}{\*\annotation said}\page next")
    assert text == "body\n--\nnext\nhead\nnote\nIvan: said"
    assert ("author", "Ivan") in hidden(r"{\*\atnauthor Ivan}{\*\annotation said}")


def test_hidden_and_deleted_text_is_named_and_left_out_of_the_page() -> None:
    body = r"seen {\v un\b seen} and {\deleted gone} here"
    assert page(body) == "seen  and  here"
    assert hidden(body) == [("hidden_text", "unseen"), ("deleted_text", "gone")]


def test_a_link_keeps_its_words_and_says_where_it_leads() -> None:
    body = r'{\field{\*\fldinst HYPERLINK "http://example.org/a"}{\fldrslt here}}'
    assert page(body) == "here" and hidden(body) == [("link", "http://example.org/a")]


def test_properties_are_read_with_the_newer_of_two_spellings() -> None:
    fields = read(r"{\info{\upr{\author ????}{\*\ud{\author \u1048?}}}{\creatim\yr2020\mo1\dy2\hr3\min4}}x").metadata
    assert [(one.name, one.value) for one in fields] == [("author", "И"), ("created", "2020-01-02 03:04")]


def test_styles_fonts_and_unknown_destinations_are_no_words() -> None:
    assert page(r"{\stylesheet{\s0 Normal;}}{\*\unheardof secret}{\colortbl;\red0;}x") == "x"


def test_pictures_and_packages_are_members() -> None:
    package = (
        b"\x02\x00a.txt\x00C:\\a.txt\x00" + struct.pack("<HHI", 0, 3, 2) + b"x\x00" + struct.pack("<I", 5) + b"hello"
    )
    name = struct.pack("<I", 8) + b"Package\x00"
    ole = struct.pack("<II", 0x501, 2) + name + bytes(8) + struct.pack("<I", len(package)) + package
    members = read("x{\\pict\\pngblip 8950\n4e47}{\\object{\\*\\objdata " + ole.hex() + "}{\\result shown}}").members
    assert [(one.name, one.data) for one in members] == [("picture1.png", b"\x89PNG"), ("a.txt", b"hello")]
    assert all(one.state is MemberState.READ for one in members)


def test_binary_bytes_are_jumped_over_though_they_look_like_words() -> None:
    assert page(r"{\pict\bin6 }}}}}}}after") == "after"


def test_a_million_open_groups_are_read() -> None:
    started = time.process_time()
    assert page("{" * 1_000_000 + "deep") == "deep"
    assert time.process_time() - started < 10


@given(st.lists(st.sampled_from([*"{}\\*ab", "\\par ", "\\bin9 ", "\\u9", "\\uc", "\\'8", "\\upr", "\\ud", "\\pict "])))
@settings(max_examples=200, deadline=None)
def test_any_order_of_words_is_read(pieces: list[str]) -> None:
    assert isinstance(read("".join(pieces)), ExtractedDocument)
