"""Mails: nothing of theirs is lost, whatever their headers claim."""

import pytest

from extractors.document import MemberState
from extractors.limits import ReadOptions
from extractors.mails.mail import read_mail
from extractors.mails.mailbox import read_mailbox
from extractors.problem import ReadProblem
from extractors.read import read_file
from tests.makers import files

OPTIONS = ReadOptions(ocr=False)


def test_every_attachment_is_a_member_with_a_name_of_its_own() -> None:
    document = read_mail(
        files.mail("a", attachments=[("Список.txt", b"1"), ("a.txt", b"2"), ("a.txt", b"3")]), "a", OPTIONS
    )
    assert [(one.name, one.data) for one in document.members] == [
        ("Список.txt", b"1"),
        ("a.txt", b"2"),
        ("a (2).txt", b"3"),
    ]


def test_an_attached_message_is_a_member_that_is_a_mail_again() -> None:
    inner = read_mail(files.mail("a", inner=b"inside text"), "a", OPTIONS).members[0]
    assert inner.state == MemberState.READ
    again = read_mail(inner.data, inner.name, OPTIONS).message
    assert again is not None and again.body == "inside text" and again.subject == "inside"


def test_headers_are_decoded_and_the_date_is_iso() -> None:
    message = read_mail(files.mail("a", "Réunion Щербакова"), "a", OPTIONS).message
    assert message is not None
    assert (message.subject, message.sent) == ("Réunion Щербакова", "2024-01-02T10:00:00+01:00")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
def test_stray_bytes_in_headers_and_a_false_charset_are_read_all_the_same(encoding: str) -> None:
    raw = "From: a@example.org\nTo: b@example.org\nSubject: Самойлов Иван Петрович\n"
    raw += "Content-Type: text/plain; charset=nonsense\n\n"
    message = read_mail((raw + "Паспорт Самойлова Ивана").encode(encoding), "a", OPTIONS).message
    assert message is not None
    assert (message.subject, message.body) == ("Самойлов Иван Петрович", "Паспорт Самойлова Ивана")


def test_a_web_body_that_says_more_is_kept_beside_the_plain_one() -> None:
    raw = b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
    raw += b"--x\nContent-Type: text/plain\n\nsee the web form\n"
    raw += b"--x\nContent-Type: text/html\n\n<p>Only <b>here</b></p>\n--x--\n"
    message = read_mail(raw, "a", OPTIONS).message
    assert message is not None and message.body == "see the web form\n\nOnly here"


def test_a_mailbox_gives_each_message_its_number() -> None:
    document = read_mailbox(files.mail_file([files.mail(f"body {n}\n\nFrom here on") for n in range(12)]), "a", OPTIONS)
    assert [one.name for one in document.members] == [str(n) for n in range(1, 13)]
    last = read_mail(document.members[-1].data, "12", OPTIONS).message
    assert last is not None and last.body == "body 11\n\nFrom here on"


def test_parts_nested_beyond_reason_are_refused_by_code() -> None:
    raw = b"From: a\nTo: b\nSubject: c\n"
    for n in range(3000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    with pytest.raises(ReadProblem):
        read_file(raw, "a", OPTIONS)
