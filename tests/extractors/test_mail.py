"""Mails: nothing of theirs is lost, whatever their headers claim."""

import binascii
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import MemberState
from extractors.limits import Limits, ReadOptions
from extractors.mails.inline_files import inline_files
from extractors.mails.mail import read_mail
from extractors.mails.mailbox import read_mailbox
from extractors.read import read_file
from extractors.worker import Worker
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


def test_a_mailbox_that_counts_its_bytes_is_parted_by_its_counts() -> None:
    body = b"one\n\nFrom a@b Mon Jan 1 2020\nSubject: no mail\n\n>From x\n"
    one = b"From a@b Mon Jan 1 2020\nSubject: a\nContent-Length: %d\n\n" % len(body) + body
    members = read_mailbox(one + b"\n" + one, "a", OPTIONS).members
    assert [member.data.partition(b"\n\n")[2] for member in members] == [body, body]


def test_a_mailbox_over_the_limit_keeps_what_was_read() -> None:
    data = files.mail_file([files.mail("a")] * 5)
    document = read_mailbox(data, "a", ReadOptions(ocr=False, limits=Limits(members=3)))
    assert (len(document.members), document.reason) == (3, "partly_over_limit")


def test_parts_nested_beyond_reason_end_in_a_code_with_the_headers_kept() -> None:
    raw = b"From: a\nTo: b\nSubject: c\n"
    for n in range(10_000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    document = read_file(raw, "a", OPTIONS)
    assert document.reason == "partly_over_limit"
    assert document.message is not None and document.message.subject == "c"


HEAD = b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"


def mixed(*parts: bytes, end: bytes = b"--x--\n") -> bytes:
    return HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"".join(b"--x\n" + one for one in parts) + end


def attached(body: bytes, encoding: bytes = b"base64", name: bytes = b"a.bin") -> bytes:
    head = b"Content-Type: application/octet-stream; name=" + name
    return head + b"\nContent-Transfer-Encoding: " + encoding + b"\n\n" + body + b"\n"


def states(raw: bytes) -> list[tuple[str, str, bytes]]:
    return [(one.name, one.state.value, one.data) for one in read_mail(raw, "a", OPTIONS).members]


def body_of(raw: bytes) -> str:
    message = read_mail(raw, "a", OPTIONS).message
    assert message is not None
    return message.body


@pytest.mark.parametrize("encoding", [b"base64", b"BASE64 ", b'"base64"'])
@pytest.mark.parametrize("body", [b"aGVsbG8=", b"aG Vs\nbG8", b"aGV!sbG8=", b"aGVs=\nbG8=\n_____\nthe list's footer"])
def test_base64_with_junk_is_read_whole(encoding: bytes, body: bytes) -> None:
    if b"list" in body:
        body = body.replace(b"aGVs=\nbG8=", b"aGVsbG8=")
    assert states(mixed(attached(body, encoding))) == [("a.bin", "read", b"hello")]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"\xff\xfe@@@@####!!!!", b"base64"), (b"abc", b"x-nobody-knows"), (b"!!! no lines of it !!!\xff", b"x-uuencode")],
)
def test_a_part_that_cannot_be_decoded_is_named_broken(body: bytes, encoding: bytes) -> None:
    document = read_mail(mixed(b"\nhello\n", attached(body, encoding)), "a", OPTIONS)
    assert [(one.name, one.state) for one in document.members] == [("a.bin", MemberState.BROKEN)]
    assert document.reason == "partly_broken"


def test_a_part_cut_off_is_named_broken_and_what_there_is_of_it_is_read() -> None:
    assert states(mixed(attached(b"aGVsbG8gd29ybGQhI"))) == [
        ("a.bin", "broken", b""),
        ("a (2).bin", "read", b"hello world!"),
    ]


def test_a_mail_that_is_cut_off_in_its_attachment_says_so() -> None:
    for kept, found in ((12, ["read"]), (13, ["broken", "read"]), (14, ["broken", "read"]), (15, ["broken", "read"])):
        document = read_mail(mixed(attached(b"aGVsbG8gd29ybGQh"[:kept]), end=b""), "a", OPTIONS)
        assert ([one.state.value for one in document.members], document.reason) == (found, "partly_broken")


def test_many_words_after_the_padding_take_no_time() -> None:
    assert states(mixed(attached(b"aGVsbG8=\n" + b"a" * 50_000 + b"!")))[0][2] == b"hello"


def test_a_body_that_cannot_be_decoded_is_named_and_kept_as_it_stands() -> None:
    raw = HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: x-secret\n\nstill readable\n"
    assert body_of(raw) == "still readable"
    assert [one[:2] for one in states(raw)] == [("1.txt", "broken")]


@pytest.mark.parametrize(
    "end", [b"", b"--x--", b"--x-- \n", b"--x--\nepilogue words\n"], ids=["none", "cut", "space", "epilogue"]
)
def test_the_last_boundary_may_be_missing_or_odd(end: bytes) -> None:
    assert states(mixed(attached(b"aGVsbG8="), end=end)) == [("a.bin", "read", b"hello")]


def test_words_after_the_last_part_are_read_as_hidden() -> None:
    document = read_mail(mixed(b"\nhello\n", end=b"--x--\nsecret words\n"), "a", OPTIONS)
    assert [(one.name, one.value, one.is_hidden) for one in document.metadata] == [
        ("text_between_parts", "secret words", True)
    ]


@pytest.mark.parametrize("claim", [b"", b"; boundary=other"])
def test_a_boundary_that_the_header_lost_or_got_wrong_is_found_again(claim: bytes) -> None:
    raw = HEAD + b"Content-Type: multipart/mixed" + claim + b"\n\n--x\nContent-Type: text/plain\n\nhello\n--x\n"
    assert states(raw + attached(b"aGVsbG8=") + b"--x--\n") == [("a.bin", "read", b"hello")]
    assert body_of(raw) == "hello"


@pytest.mark.parametrize(
    "name",
    [
        b'"=?utf-8?B?0JDQkS50eHQ=?="',
        b"=?utf-8?Q?=D0=90=D0=91=2Etxt?=",
        b'"\xd0\x90\xd0\x91.txt"',
        b"a.txt; name*=utf-8''%D0%90%D0%91.txt",
        b"a.txt; name*0*=utf-8''%D0%90; name*1*=%D0%91; name*2=.txt",
    ],
)
def test_a_file_name_is_read_however_it_is_written(name: bytes) -> None:
    assert states(mixed(attached(b"aGVsbG8=", name=name)))[0][0] == "АБ.txt"


def test_a_letter_split_over_two_encoded_words_is_whole() -> None:
    raw = HEAD + b"Subject: =?utf-8?B?0A==?=\n =?utf-8?B?kA==?= =?iso-8859-1?Q?=E9t=E9?= x\n\nhello"
    message = read_mail(raw, "a", OPTIONS).message
    assert message is not None and message.subject == "Аété x"


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-7", b"+BBAEEQ-", "АБ"),
        ("gb2312", "朱镕基".encode("gb18030"), "朱镕基"),
        ("iso-2022-jp", "日本".encode("iso2022_jp"), "日本"),
        ("ks_c_5601-1987", "뷁한".encode("cp949"), "뷁한"),
        ("iso-8859-1", b"\x93quoted\x94", "“quoted”"),
        ("punycode", b"plain", "plain"),
    ],
)
def test_a_charset_is_taken_as_mailers_mean_it(charset: str, raw: bytes, text: str) -> None:
    assert body_of(HEAD + b"Content-Type: text/plain; charset=" + charset.encode() + b"\n\n" + raw) == text


def test_flowed_lines_are_joined() -> None:
    head = HEAD + b"Content-Type: text/plain; format=flowed\n\n"
    assert body_of(head + b"one \ntwo\n> said \n> so\n-- \nme\n") == "one two\n> said so\n-- \nme"


def test_files_in_the_text_come_out_of_it() -> None:
    data = bytes(range(256)) * 3
    lines = [binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)]
    uu = b"begin 644 a.bin\n" + b"".join(lines) + b"`\nend\n"
    coded = bytes((byte + 42) % 256 for byte in data)
    for byte in (61, 0, 10, 13):
        coded = coded.replace(bytes((byte,)), b"=" + bytes(((byte + 64) % 256,)))
    yenc = b"=ybegin line=128 size=768 name=b.bin\n" + coded + b"\n=yend size=768 crc32=%08x\n" % binascii.crc32(data)
    raw = HEAD + b"\nbegin at the start\n" + uu + b"middle\n" + yenc + b"end of it\n"
    document = read_mail(raw, "a", OPTIONS)
    assert [(one.name, one.data) for one in document.members] == [("a.bin", data), ("b.bin", data)]
    assert body_of(raw).split() == "begin at the start middle end of it".split()


HQX = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"


def binhexed(name: bytes, data: bytes) -> bytes:
    head = bytes((len(name),)) + name + b"\0TEXTttxt\0\0" + len(data).to_bytes(4, "big") + bytes(4)
    forks = head + binascii.crc_hqx(head, 0).to_bytes(2, "big") + data + binascii.crc_hqx(data, 0).to_bytes(2, "big")
    packed = (forks + bytes(2)).replace(b"\x90", b"\x90\0").replace(b"aaaaaa", b"a\x90\6")
    bits = "".join(f"{byte:08b}" for byte in packed)
    bits += "0" * (-len(bits) % 6)
    coded = bytes(HQX[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))
    lines = b"\n".join(coded[at : at + 64] for at in range(0, len(coded), 64))
    return b"(This file must be converted with BinHex 4.0)\n\n:" + lines + b":\n"


def test_a_binhexed_file_is_read_and_a_cut_one_named() -> None:
    data = b"some \x90 text aaaaaa " * 9
    whole = binhexed(b"a.txt", data)
    assert states(HEAD + b"\nhello\n" + whole) == [("a.txt", "read", data)]
    assert [one[:2] for one in states(HEAD + b"\nhello\n" + whole[:-40])][0] == ("a.txt", "broken")


def test_what_pgp_encrypts_is_named_and_what_it_signs_is_read() -> None:
    block = b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n"
    signed = b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- --dashed\nclear\n"
    signed += b"-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"
    assert body_of(HEAD + b"\n" + signed).strip() == "--dashed\nclear"
    document = read_mail(HEAD + b"\nbefore\n" + block + b"after", "a", OPTIONS)
    assert document.reason == "partly_encrypted" and len(document.members) == 1
    assert states(mixed(attached(block, b"7bit", b"x.asc")))[0][:2] == ("x.asc", "encrypted")
    raw = HEAD + b"Content-Type: multipart/encrypted; protocol=pgp; boundary=x\n\n--x\n"
    raw += b"Content-Type: application/pgp-encrypted\n\nVersion: 1\n\n--x\n" + attached(block, b"7bit") + b"--x--\n"
    assert states(raw) == [("a.bin", "encrypted", b"")]


def test_ten_thousand_parts_of_one_name_take_no_quadratic_time() -> None:
    assert len(set(one[0] for one in states(mixed(*[attached(b"aA==")] * 10_000)))) == 10_000


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"=?x?q? " * 300_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000,
        b"Content-Type: text/plain" + b';a=";' * 300_000,
        b"X: a" + b"\n " * 500_000,
        b"junk\nA: b\n" * 100_000,
    ],
)
def test_a_header_of_a_megabyte_is_read_in_passing(header: bytes) -> None:
    assert body_of(HEAD + header + b"\n\nhello") == "hello"


@given(st.binary(max_size=400), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "", "odd"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_mail(data: bytes, encoding: str) -> None:
    raw = b"A: b\nContent-Transfer-Encoding: " + encoding.encode() + b"\n" + data
    assert read_mail(raw, "a", OPTIONS).message is not None


@given(st.binary(max_size=600))
def test_binhex_never_raises_anything_unknown(data: bytes) -> None:
    for one in (data, b"(This file must be converted with BinHex 4.0)\n:" + data + b":"):
        inline_files(one, 5)


def test_a_message_of_everything_is_read_in_the_locked_worker() -> None:
    raw = files.mail("тело", attachments=[("Список.txt", b"1")], inner=b"inside")
    fd = os.memfd_create("original")
    os.write(fd, raw)
    with Worker(OPTIONS) as worker:
        assert worker.read(fd, "a.eml", OPTIONS) == read_file(raw, "a.eml", OPTIONS)
    os.close(fd)
