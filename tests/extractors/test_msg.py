"""Outlook items: what MSG, TNEF and PST hold comes out as a mail, its attachments and its fields with it."""

import os
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, MemberState, Message
from extractors.limits import ReadOptions
from extractors.mails.lzfu import decompressed
from extractors.mails.mail import read_mail
from extractors.mails.mapi import Attached, MapiItem, names_of
from extractors.mails.rebuilt import rebuilt
from extractors.mails.rtf_body import rtf_body
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.types.identify import identify
from extractors.types.names import MSG
from extractors.worker import Worker
from tests.makers import outlook

OPTIONS = ReadOptions(ocr=False)


def read(data: bytes) -> ExtractedDocument:
    return read_file(data, "a.bin", OPTIONS)


def message_of(document: ExtractedDocument) -> Message:
    assert document.message is not None
    return document.message


def test_a_message_file_is_read_with_its_people_and_its_attachments() -> None:
    inner = outlook.message("inside", "inner body", top=24)
    document = read(outlook.compound(outlook.message("Тема", "Привет\r\nмир", {"Список.txt": b"1", "m": inner})))
    message = message_of(document)
    assert (message.subject, message.body) == ("Тема", "Привет\nмир")
    assert (message.sender, message.recipients) == (
        '"Иван Самойлов" <ivan@example.org>',
        '"Hélène" <helene@example.org>',
    )
    assert [(one.name, one.state) for one in document.members] == [
        ("Список.txt", MemberState.READ),
        ("m.eml", MemberState.READ),
    ]
    assert message_of(read(document.members[1].data)).body == "inner body"


def test_a_document_that_holds_a_message_is_no_message() -> None:
    inner = outlook.message("inside", "inner body", top=24)
    assert (
        identify(outlook.compound({"WordDocument": b"x" * 5000, "ObjectPool": {"_1": inner}})) == "application/msword"
    )
    assert identify(outlook.compound(outlook.message("a", "b", {"WordDocument": inner}))) == MSG


def test_transport_headers_are_kept_as_they_came() -> None:
    more = dict([outlook.text(0x007D, "Received: from x\r\n by y\r\nSubject: real\r\nContent-Type: text/html\r\n\r\n")])
    message = message_of(read(outlook.compound(outlook.message("told", "b", more=more))))
    assert message.headers[:2] == (("Received", "from x by y"), ("Subject", "real"))
    assert message.sender == '"Иван Самойлов" <ivan@example.org>'


def test_an_attachment_that_is_only_a_link_is_named() -> None:
    tree = outlook.message("a", "b", {"far.doc": b""})
    tree["__attach_version1.0_#00000000"] = dict([outlook.text(0x3707, "far.doc")])
    document = read(outlook.compound(tree))
    assert [(one.name, one.state) for one in document.members] == [("far.doc", MemberState.BROKEN)]
    assert document.reason == "partly_broken"


def test_a_message_file_is_read_in_the_locked_worker() -> None:
    data = outlook.compound(outlook.message("Тема", "Привет", {"a.txt": b"1"}))
    fd = os.memfd_create("original")
    os.write(fd, data)
    with Worker(OPTIONS) as worker:
        assert worker.read(fd, "a.msg", OPTIONS) == read_file(data, "a.msg", OPTIONS)
    os.close(fd)


@given(cut=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_bitten_message_file_gives_a_document_or_a_code(cut: float, noise: bytes) -> None:
    data = outlook.compound(outlook.message("Тема", "Привет", {"a.txt": b"1"}))
    at = int(len(data) * cut)
    for one in (data[:at], data[:at] + noise + data[at + len(noise) :]):
        try:
            read(one)
        except ReadProblem as problem:
            assert problem.args == (problem.code,)


HTML_RTF = (
    rb"{\rtf1\ansi\ansicpg1251\fromhtml1 {\fonttbl{\f0\fcharset204 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
    rb"\'cf\'f0 {\*\htmltag84 <b>}\htmlrtf \b\htmlrtf0 \u1084?{\*\htmltag92 </b>}\htmlrtf\par }\htmlrtf0 "
    rb"{\*\htmltag72 </p>}}"
)


def test_the_web_page_wrapped_in_an_rtf_body_comes_out_of_it() -> None:
    body = rtf_body(HTML_RTF)
    assert body.is_html and body.text == "<p>Пр <b>м</b></p>"
    more = dict([outlook.raw(0x1009, outlook.uncompressed_rtf(HTML_RTF))])
    assert message_of(read(outlook.compound(outlook.message("a", "", more=more)))).body == "Пр м"


def test_a_plain_rtf_body_is_read_without_its_tables_of_fonts_and_colours() -> None:
    body = rtf_body(
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}{\colortbl;\red0;}one\par two\tab {\b three}\~x}"
    )
    assert body.text == "one\ntwo\tthree\xa0x"


def test_compressed_rtf_is_unpacked() -> None:
    # the two examples of MS-OXRTFCP 4
    plain = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert decompressed(plain, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert decompressed(crossing, 1000) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@given(st.binary(max_size=500))
@settings(deadline=None)
def test_any_bytes_are_unpacked_and_read_within_bounds(data: bytes) -> None:
    assert len(decompressed(struct.pack("<IIII", 0, 5000, 0x75465A4C, 0) + data, 4000)) <= 4017
    rtf_body(b"{\\rtf1\\fromhtml1 " + data)
    names_of(data, data)


def test_nested_groups_of_rtf_take_no_recursion() -> None:
    assert rtf_body(b"{\\rtf1 " + b"{" * 200_000 + b"deep").text.endswith("deep")


def test_a_contact_is_read_by_its_fields() -> None:
    item = MapiItem({0x001A: "IPM.Contact", 0x3A06: "Иван", 0x3A08: "+7 495"}, {0x8083: "ivan@example.org"})
    body = message_of(read_mail(rebuilt(item), "a", OPTIONS)).body
    assert body.split("\n") == ["Given name: Иван", "Business phone: +7 495", "E-mail: ivan@example.org"]


def test_a_header_cannot_be_smuggled_in_by_a_property() -> None:
    item = MapiItem({0x0037: "a\r\nBcc: evil@example.org\r\n\r\nbody", 0x1000: "b"})
    message = message_of(read_mail(rebuilt(item), "a", OPTIONS))
    assert (message.subject, message.body) == ("a Bcc: evil@example.org body", "b")


@pytest.mark.parametrize("name", ['a"b.txt', "a\r\nb.txt", "АБ.txt", "a;b.txt", "a\\b.txt"])
def test_an_attachment_comes_back_byte_by_byte(name: str) -> None:
    item = MapiItem({0x1000: "b"}, attachments=(Attached(name, bytes(range(256)) * 9),))
    assert [one.data for one in read_mail(rebuilt(item), "a", OPTIONS).members] == [bytes(range(256)) * 9]


def test_signed_outlook_mail_is_read_and_encrypted_mail_named() -> None:
    entity = b"Content-Type: multipart/signed; boundary=x\r\n\r\n--x\r\n\r\nsigned words\r\n--x--\r\n"
    signed = MapiItem({0x001A: "IPM.Note.SMIME.MultipartSigned"}, attachments=(Attached("smime.p7m", entity),))
    assert message_of(read_mail(rebuilt(signed), "a", OPTIONS)).body == "signed words"
    enveloped = bytes.fromhex("300f06092a864886f70d010703a0023000")
    locked = MapiItem({0x001A: "IPM.Note.SMIME"}, attachments=(Attached("smime.p7m", enveloped),))
    document = read_mail(rebuilt(locked), "a", OPTIONS)
    assert [(one.name, one.state) for one in document.members] == [("smime.p7m", MemberState.ENCRYPTED)]


def winmail() -> bytes:
    inner = outlook.tnef([(1, 0x8004, b"inside\0"), (1, 0x800C, b"inner body\0")])
    properties = outlook.tnef_properties([(0x1F, 0x0037, "Тема".encode("utf-16-le")), (0x102, 0x1013, b"<p>body</p>")])
    embedded = outlook.tnef_properties([(0x0D, 0x3701, bytes(16) + inner), (0x1F, 0x3001, "m".encode("utf-16-le"))])
    return outlook.tnef(
        [
            (1, 0x9003, properties),
            (2, 0x9002, bytes(14)),
            (2, 0x8010, b"a.txt\0"),
            (2, 0x800F, b"one"),
            (2, 0x9002, bytes(14)),
            (2, 0x9005, embedded),
        ]
    )


def test_winmail_is_read_with_its_attachments_and_inner_mails() -> None:
    document = read(winmail())
    assert (message_of(document).subject, message_of(document).body) == ("Тема", "body")
    assert [(one.name, one.data[:3]) for one in document.members] == [("a.txt", b"one"), ("m.eml", b"Sub")]
    assert message_of(read(document.members[1].data)).body == "inner body"


def test_winmail_that_is_cut_off_says_so() -> None:
    assert read(winmail()[:-20]).reason == "partly_broken"


@given(at=st.integers(6, 400), noise=st.binary(min_size=1, max_size=20))
@settings(max_examples=80, deadline=None)
def test_bitten_winmail_gives_a_document_or_a_code(at: int, noise: bytes) -> None:
    data = winmail()
    try:
        read(data[:at] + noise + data[at + len(noise) :])
    except ReadProblem as problem:
        assert problem.args == (problem.code,)


def test_a_body_that_cannot_be_unpacked_is_named_as_lost() -> None:
    packed = struct.pack("<4L", 100, 0xFFFFFFFF, 0x75465A4C, 0) + b"\xff" * 500
    found = read_mail(rebuilt(MapiItem({0x0037: "s", 0x1009: packed})), "a.eml", ReadOptions())
    assert [(one.name, one.state) for one in found.members] == [("body.rtf", MemberState.BROKEN)]
