"""Contacts, calendars, address books and chats are told from other text, and nothing they say is lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.types.identify import identify
from extractors.types.names import EMLX, LDIF, SIGNAL, TELEGRAM, VCARD, WHATSAPP

OPTIONS = ReadOptions(ocr=False)


def read(text: str | bytes, name: str = "a.bin") -> ExtractedDocument:
    return read_file(text.encode() if isinstance(text, str) else text, name, OPTIONS)


def test_a_contact_of_any_version_is_read() -> None:
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=\r\n=D0=B2;x\r\n"
    card += "item1.EMAIL;TYPE=WORK:ivan@exam\r\n ple.org\r\nNOTE:one\\ntwo\\, three\r\n"
    card += "PHOTO;ENCODING=b;TYPE=JPEG:aGVs\r\n bG8=\r\nKEY:data:text/plain;base64,a2V5\r\nEND:VCARD\r\n"
    document = read(card)
    assert document.media_type == VCARD
    text = document.pages[0].text
    assert "N: Ив;x" in text and "EMAIL: ivan@example.org (TYPE=WORK)" in text and "NOTE: one\ntwo, three" in text
    assert [(one.name, one.data) for one in document.members] == [("photo.jpg", b"hello"), ("key", b"key")]


def test_a_meeting_is_read_with_who_comes_and_what_is_attached() -> None:
    text = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Встреча\nATTENDEE;CN="Lefèvre: H":mailto:h@example.org\n'
    text += "ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=a.txt:aGVsbG8=\nEND:VEVENT\nEND:VCALENDAR\n"
    document = read(text)
    assert "ATTENDEE: mailto:h@example.org (CN=Lefèvre: H)" in document.pages[0].text
    assert [(one.name, one.data) for one in document.members] == [("a.txt", b"hello")]


def test_an_address_book_is_read_with_its_coded_values() -> None:
    text = "version: 1\n\ndn: cn=a,dc=x\ncn:: 0JjQstCw\n 0L0=\njpegPhoto:: /9j/\n\n"
    document = read(text)
    assert document.media_type == LDIF
    assert "cn: Иван" in document.pages[0].text
    assert [(one.name, one.data) for one in document.members] == [("jpegPhoto.jpg", b"\xff\xd8\xff")]


ANDROID = "{0} - encrypted\n{0} - Иван: one\ntwo: 2\n{0} - Ann: x.jpg (file attached)\n"
IOS = "[{0}] G: \u200ee\n[{0}] Иван: one\ntwo: 2\n\u200e[{0}] Ann: \u200e<attached: x.jpg>\n"
CHATS = {
    "android": ANDROID.format("31.12.20, 23:59"),
    "us": ANDROID.format("12/31/20, 11:59 PM"),
    "arabic": ANDROID.format("٣١/١٢/٢٠٢٠، ١١:٥٩ م"),
    "dutch": ANDROID.format("31-12-2020 23:59"),
    "ios": IOS.format("31.12.20, 23:59:59"),
    "us ios": IOS.format("12/31/20, 11:59:59\u202fPM"),
}


@pytest.mark.parametrize("kind", CHATS)
def test_a_whatsapp_chat_is_a_table(kind: str) -> None:
    document = read(CHATS[kind].replace("\n", "\r\n") if "ios" in kind else CHATS[kind], "_chat.txt")
    assert document.media_type == WHATSAPP
    head, _, second, third = document.sheets[0].rows
    assert head == ("time", "sender", "text", "attachment")
    assert second[1:3] == ("Иван", "one two: 2")
    assert third[1] == "Ann" and third[3] == "x.jpg"


@pytest.mark.parametrize(
    "text",
    [
        "[2020-12-31 23:59:59] INFO: started\n[2020-12-31 23:59:59] ERROR: x\n[2020-12-31 23:59:59] INFO: y\n",
        "[2020-12-31, 23:59:59] INFO: started\n[2020-12-31, 23:59:59] ERROR: x\n[2020-12-31, 23:59:59] INFO: y\n",
        "31.12.20, 23:59 - only one line of it\nand then prose: more\n",
        "2020-12-31 23:59:59 - root - started: a\n2020-12-31 23:59:59 - root - b: c\n2020-12-31 23:59:59 - x: y\n",
        '{"messages": [{"role": "user", "content": "x"}]}',
    ],
)
def test_other_text_is_not_taken_for_a_chat(text: str) -> None:
    assert identify(text.encode(), "a.txt") not in (WHATSAPP, TELEGRAM, SIGNAL)


def test_a_telegram_export_is_a_table_and_nothing_of_it_is_lost() -> None:
    messages = [
        {"id": 1, "type": "message", "date": "2021-01-02T03:04:05", "date_unixtime": "1609556645", "from": "Иван",
         "from_id": "user1", "text": ["see ", {"type": "link", "text": "https://example.org"}], "photo": "p/1.jpg"},
        {"id": 2, "type": "service", "date": "2021-01-02T03:04:06", "actor": "Ann", "from_id": "user2", "text": "",
         "action": "invite_members", "members": ["Hélène"]},
    ]  # fmt: skip
    document = read(json.dumps({"about": "x", "chats": {"list": [{"name": "Группа", "messages": messages}]}}))
    assert document.media_type == TELEGRAM
    sheet = document.sheets[0]
    assert sheet.name == "Группа"
    assert sheet.rows[1][:4] == ("2021-01-02T03:04:05", "Иван", "see https://example.org", "p/1.jpg")
    assert sheet.rows[2][1] == "Ann" and "Hélène" in sheet.rows[2][4]


def test_signal_messages_are_a_table() -> None:
    line = {"envelope": {"sourceNumber": "+79", "sourceName": "Иван", "sourceDevice": 1, "timestamp": 1609556645000,
                         "dataMessage": {"message": "hello", "attachments": [{"filename": "a.jpg"}]}}}  # fmt: skip
    document = read("\n".join([json.dumps(line)] * 3))
    assert document.media_type == SIGNAL
    assert document.sheets[0].rows[1][:4] == ("2021-01-02T03:04:05+00:00", "Иван", "hello", "a.jpg")


def test_json_nested_beyond_reason_ends_in_a_code() -> None:
    with pytest.raises(ReadProblem):
        read('{"messages": [{"date_unixtime": "1"}], "a": ' + "[" * 200_000)


def test_apple_mail_is_read_by_its_count() -> None:
    mail = b"From: a@example.org\nSubject: x\n\nhello\n"
    lists = b'<?xml version="1.0"?><plist version="1.0"><dict><key>sender</key><string>Ivan</string></dict></plist>'
    for count in (len(mail), 3):
        document = read(b"%d\n" % count + mail + lists)
        assert document.media_type == EMLX
        assert document.message is not None and document.message.body == "hello"
        assert ("sender", "Ivan") in [(one.name, one.value) for one in document.metadata]


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_card_chat_or_address_book_gives_a_document_or_a_code(text: str) -> None:
    for head in ("BEGIN:VCARD\n", "dn: x\n", '{"messages": [{"date_unixtime": "1", ', CHATS["android"], "12\nA: b\n"):
        try:
            read(head + text)
        except ReadProblem as problem:
            assert problem.args == (problem.code,)
