"""S/MIME and OpenPGP as openssl and gpg write them, opened behind the lock; hostile mails cost a bounded time."""

import base64
import hashlib
import os
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument, MemberState
from extractors.keys import NO_KEYS, Keys, Trying
from extractors.limits import Limits, ReadOptions, no_tick
from extractors.problem import ReadProblem
from extractors.reading import Reading
from extractors.unlock.key_files import keys_in
from extractors.unlock.openpgp import opened_message
from extractors.unlock.read import unlock_file
from tests.makers import sealed

pytestmark = pytest.mark.skipif(not (shutil.which("gpg") and shutil.which("openssl")), reason="gpg or openssl missing")
OPTIONS = ReadOptions(ocr=False)
ENTITY = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + sealed.WORDS + b"\r\n"
OLD = "20150101"
KINDS = ("rsa2048", "cv25519", "nistp256", "brainpoolP256r1", "elg2048")


@dataclass(frozen=True)
class Desk:
    """One reader, a GnuPG with keys of every kind, two certificates, and all of their private halves."""

    reader: Reading
    gpg: sealed.Gpg
    place: Path
    keys: Keys

    def read(self, data: bytes, name: str, keys: Keys | None = None) -> ExtractedDocument | str:
        handle = os.memfd_create("original")
        try:
            os.write(handle, data)
            return self.reader.read(handle, name, OPTIONS, self.keys if keys is None else keys)
        except ReadProblem as problem:
            return problem.code
        finally:
            os.close(handle)

    def opened(self, data: bytes, name: str) -> list[tuple[str, bytes]]:
        found = self.read(data, name)
        assert isinstance(found, ExtractedDocument) and not found.reason
        assert {one.state for one in found.members} == {MemberState.READ}
        return [(one.name, one.data) for one in found.members]

    def smime(self, kind: str, *how: str) -> bytes:
        words = ["cms", "-encrypt", "-outform", "DER", *how[:1], "-recip", str(self.place / f"{kind}.pem"), *how[1:]]
        return sealed.openssl(*words, stdin=ENTITY, place=self.place)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    place = tmp_path_factory.mktemp("desk")
    with ExitStack() as stack:
        gpg = stack.enter_context(sealed.gpg(place / "g"))
        keys = NO_KEYS
        for kind in KINDS:
            keys += keys_in(gpg.key(f"{kind}@x.example", kind), ())
        keys += keys_in(gpg.key("locked@x.example", "cv25519", "geheim"), ("geheim",))
        keys += keys_in(gpg.key("expired@x.example", "rsa2048", day=OLD), ())
        for kind in ("rsa", "ec"):
            key, own = sealed.certificate(place, kind)
            keys += keys_in(key.read_bytes() + own.read_bytes(), ())
        reader = stack.enter_context(Reading(OPTIONS))
        yield Desk(reader, gpg, place, keys + Keys(("nope", "geheim")))


@pytest.mark.parametrize("kind", [*KINDS, "locked"])
def test_a_message_to_a_key_of_any_kind_opens(kind: str, desk: Desk) -> None:
    assert desk.opened(desk.gpg.to(f"{kind}@x.example"), "letter.txt.gpg") == [("letter.txt", sealed.WORDS)]


def test_a_key_that_expired_opens_what_was_once_sealed_to_it(desk: Desk) -> None:
    message = desk.gpg.to("expired@x.example", sealed.WORDS, *sealed.at(OLD, 4))
    assert desk.opened(message, "a.pgp") == [("a", sealed.WORDS)]


@pytest.mark.parametrize(
    "how",
    [
        ("--compress-algo", "zip"), ("--compress-algo", "bzip2"), ("--compress-algo", "none"), ("--armor",),
        ("--throw-keyids",), ("--cipher-algo", "3DES"), ("--cipher-algo", "CAMELLIA256"),
        ("--rfc2440", "--cipher-algo", "CAST5"), ("--disable-mdc", "--cipher-algo", "BLOWFISH"),
    ],
)  # fmt: skip
def test_a_message_opens_however_it_is_packed(how: tuple[str, ...], desk: Desk) -> None:
    assert desk.opened(desk.gpg.to("rsa2048@x.example", sealed.WORDS, *how), "a.gpg") == [("a", sealed.WORDS)]


@pytest.mark.parametrize(
    "how", [(), ("--armor", "--s2k-mode", "0"), ("--s2k-mode", "1"), ("--s2k-digest-algo", "SHA512")]
)
def test_a_message_under_a_password_opens(how: tuple[str, ...], desk: Desk) -> None:
    message = desk.gpg.under("geheim", sealed.WORDS, *how)
    assert desk.opened(message, "a.gpg") == [("a", sealed.WORDS)]
    assert desk.read(message, "a.gpg", Keys(("nope",))) == "encrypted" == desk.read(message, "a.gpg", NO_KEYS)


def test_a_signed_message_opens_without_its_signature(desk: Desk) -> None:
    message = desk.gpg.to("cv25519@x.example", sealed.WORDS, "--sign", "--local-user", "cv25519@x.example")
    assert desk.opened(message, "a.gpg") == [("a", sealed.WORDS)]


def test_pgp_mime_becomes_a_mail_in_the_place_of_what_was_sealed(desk: Desk) -> None:
    mail = sealed.pgp_mime(desk.gpg.to("cv25519@x.example", ENTITY, "--armor"))
    before = desk.read(mail, "a.eml", NO_KEYS)
    assert isinstance(before, ExtractedDocument) and before.reason == "partly_encrypted"
    ((name, plain),) = desk.opened(mail, "a.eml")
    assert [name] == [one.name for one in before.members]
    inner = desk.read(plain, name)
    assert isinstance(inner, ExtractedDocument) and inner.message and inner.message.body == sealed.WORDS.decode()


def test_inline_pgp_becomes_a_member_and_the_words_around_it_stay(desk: Desk) -> None:
    mail = sealed.inline_mail(desk.gpg.to("cv25519@x.example", sealed.WORDS, "--armor"))
    found = desk.read(mail, "a.eml")
    assert isinstance(found, ExtractedDocument) and found.message and "Dear editor" in found.message.body
    assert [(one.name, one.data) for one in found.members] == [("message.asc", sealed.WORDS)]


def test_a_text_with_messages_in_it_keeps_its_words(desk: Desk) -> None:
    message = desk.gpg.to("cv25519@x.example", sealed.WORDS, "--armor")
    found = desk.read(b"first\n" + message + b"between\n" + message, "notes.txt")
    assert isinstance(found, ExtractedDocument) and found.pages[0].text.split() == ["first", "between"]
    assert [one.name for one in found.members] == ["message.asc", "message (2).asc"]


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("rsa", ("-aes256",)), ("rsa", ("-des3",)), ("rsa", ("-aes-128-cbc", "-keyopt", "rsa_padding_mode:oaep")),
        ("rsa", ("-aes-256-gcm",)), ("rsa", ("-aes128", "-stream")), ("ec", ("-aes256",)),
        ("ec", ("-aes-128-cbc", "-keyopt", "ecdh_kdf_md:sha256")),
    ],
)  # fmt: skip
def test_an_smime_envelope_opens(kind: str, how: tuple[str, ...], desk: Desk) -> None:
    envelope = desk.smime(kind, *how)
    ((name, plain),) = desk.opened(envelope, "letter.eml.p7m")
    inner = desk.read(plain, name)
    assert name == "letter.eml" and isinstance(inner, ExtractedDocument) and inner.message
    assert inner.message.body == sealed.WORDS.decode()
    assert desk.read(envelope, "smime.p7m", Keys(("geheim",), desk.keys.smime[:0])) == "encrypted"


def test_an_smime_mail_keeps_its_headers_and_gains_a_member(desk: Desk) -> None:
    words = ["smime", "-encrypt", "-aes256", "-from", "a@x.example", "-to", "b@x.example", "-subject", "on it"]
    mail = sealed.openssl(*words, str(desk.place / "rsa.pem"), stdin=ENTITY, place=desk.place)
    found = desk.read(mail, "a.eml")
    assert isinstance(found, ExtractedDocument) and found.message and found.message.subject == "on it"
    assert [(one.name, one.state) for one in found.members] == [("smime.p7m", MemberState.READ)]


def test_a_key_of_somebody_else_opens_nothing_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    key, own = sealed.certificate(tmp_path, "rsa")
    other = keys_in(key.read_bytes() + own.read_bytes(), ())
    words = ["smime", "-encrypt", "-aes256", "-from", "a@x.example", "-to", "b@x.example", "-subject", "on it"]
    mail = sealed.openssl(*words, str(desk.place / "rsa.pem"), stdin=ENTITY, place=desk.place)
    assert desk.read(mail, "a.eml", other) == desk.read(mail, "a.eml", NO_KEYS)


def test_gnupgs_own_form_with_ocb_opens() -> None:
    """GnuPG 2.3 and later writes it where the key says so; made by hand, since older ones do not."""
    key, start = bytes(range(32)), b"start of 15 by."
    inner = b"\xcb" + bytes([6 + len(sealed.WORDS)]) + b"b\0\0\0\0\0" + sealed.WORDS
    told = bytes([0xD4, 1, 9, 2, 16])
    sealer = AESOCB3(key)
    chunk = sealer.encrypt(start, inner, told + bytes(8))
    last = start[:-1] + bytes([start[-1] ^ 1])
    end = sealer.encrypt(last, b"", told + (1).to_bytes(8, "big") + len(inner).to_bytes(8, "big"))
    body = told[1:] + start + chunk + end
    wrap = b"iv of 15 bytes.", bytes([0xC3, 5, 9, 2])
    s2k = bytes([0, 8])
    made = hashlib.sha256(b"geheim").digest()
    session = bytes([5, 9, 2]) + s2k + wrap[0] + AESOCB3(made).encrypt(wrap[0], key, wrap[1])
    message = b"\xc3" + bytes([len(session)]) + session + b"\xd4" + bytes([len(body)]) + body
    assert opened_message(message, Trying(Keys(("geheim",)), no_tick), Limits()) == sealed.WORDS


def mail_of(parts: int, body: bytes, kind: bytes) -> bytes:
    head = b"From: a@x.example\nTo: b@x.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n"
    part = b"--q\nContent-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n\n" + body + b"\n"
    return head + part * parts + b"--q--\n"


@pytest.mark.parametrize("way", ["password", "recipient", "envelope"])
def test_ten_thousand_encrypted_parts_cost_no_more_than_one_files_time(way: str, desk: Desk, tmp_path: Path) -> None:
    kind = b"application/octet-stream; name=a.gpg"
    if way == "envelope":
        sealed.certificate(tmp_path, "rsa")
        stranger = Desk(desk.reader, desk.gpg, tmp_path, desk.keys)
        part, kind = stranger.smime("rsa", "-aes256"), b"application/pkcs7-mime; smime-type=enveloped-data"
    elif way == "password":
        part = desk.gpg.under("another")
    else:
        whole = desk.gpg.to("rsa2048@x.example", sealed.WORDS, "--throw-keyids")
        part = whole[:40] + bytes(20) + whole[60:]
    mail = mail_of(10_000, base64.encodebytes(part), kind)
    trying = Trying(desk.keys + Keys(tuple(map(str, range(100)))), no_tick, seconds=2.0)
    began = time.process_time()
    with pytest.raises(ReadProblem, match="encrypted"):
        unlock_file(mail, "a.eml", ReadOptions(ocr=False, trying=trying))
    assert time.process_time() - began < 30


@pytest.mark.slow
def test_a_thousand_passwords_end_behind_the_lock_too(desk: Desk) -> None:
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert desk.read(desk.gpg.under("another"), "a.gpg", Keys(tuple(map(str, range(1_000))))) == "encrypted"
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.ru_utime - began.ru_utime < 150


def test_broken_messages_end_in_a_code(desk: Desk) -> None:
    samples = [desk.gpg.to("cv25519@x.example"), desk.gpg.under("geheim", sealed.WORDS, "--s2k-count", "1024")]
    samples += [desk.smime("rsa", "-aes256"), desk.smime("ec", "-aes256")]
    changes = st.lists(st.tuples(st.integers(0, 4096), st.integers(0, 255)), max_size=4)

    @settings(max_examples=200, deadline=None)
    @given(st.sampled_from(samples), changes, st.integers(0, 60))
    def broken(data: bytes, places: list[tuple[int, int]], cut: int) -> None:
        changed = bytearray(data[: len(data) - cut])
        for at, value in places:
            changed[at % len(changed)] = value
        options = ReadOptions(ocr=False, trying=Trying(desk.keys, no_tick, 5.0))
        try:
            assert unlock_file(bytes(changed), "a.gpg", options).members
        except ReadProblem as problem:
            assert problem.code in ("encrypted", "over_limit")

    broken()
