"""Encrypted files are opened with the editor's keys, behind the lock, and are named as before where none fits."""

import io
import os
import pickle
import time
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import reading
from extractors.archives.zip_locked import stir
from extractors.document import ExtractedDocument, MemberState
from extractors.keys import NO_KEYS, Keys, OpenPgpKey, SmimeKey, Trying
from extractors.limits import Limits, ReadOptions, no_tick
from extractors.problem import ReadProblem
from extractors.reading import Reading
from extractors.unlock.read import unlock_file
from tests.makers import files, odf, sealed

OPTIONS = ReadOptions(ocr=False)
GEHEIM = Keys(("nope", "geheim", "пароль"))
WRONG = Keys(("nope", "never"))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reading]:
    with Reading(OPTIONS) as opened:
        yield opened


def read(reader: Reading, data: bytes, name: str, keys: Keys = NO_KEYS) -> ExtractedDocument:
    handle = os.memfd_create("original")
    try:
        os.write(handle, data)
        return reader.read(handle, name, OPTIONS, keys)
    finally:
        os.close(handle)


def outcome(reader: Reading, data: bytes, name: str, keys: Keys = NO_KEYS) -> ExtractedDocument | str:
    try:
        return read(reader, data, name, keys)
    except ReadProblem as problem:
        return problem.code


def words_in(reader: Reading, data: bytes, name: str) -> str:
    found = read(reader, data, name)
    return "\n".join(
        [*(page.text for page in found.pages), *("\t".join(row) for one in found.sheets for row in one.rows)]
    )


def note_of(document: ExtractedDocument) -> list[str]:
    return [one.value for one in document.metadata if one.name == "encryption"]


def pdf(password: str, how: int) -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((50, 50), sealed.WORDS.decode())
    return bytes(document.tobytes(encryption=how, user_pw=password, owner_pw="owner"))


ODT = odf.odf("text", f"<text:p>{sealed.WORDS.decode()}</text:p>")
WHOLE = {
    "xlsx": lambda: ("a.xlsx", sealed.locked_workbook("geheim")),
    "docx": lambda: ("a.docx", sealed.locked_letter("geheim")),
    "doc": lambda: ("a.doc", sealed.locked_doc("geheim")),
    "odt": lambda: (
        "a.odt",
        sealed.locked_opendocument(odf.odf("text", f"<text:p>{sealed.WORDS.decode()}</text:p>"), "geheim"),
    ),
    "pdf rc4": lambda: ("a.pdf", pdf("geheim", pymupdf.PDF_ENCRYPT_RC4_128)),
    "pdf aes128": lambda: ("a.pdf", pdf("geheim", pymupdf.PDF_ENCRYPT_AES_128)),
    "pdf aes256": lambda: ("a.pdf", pdf("geheim", pymupdf.PDF_ENCRYPT_AES_256)),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_under_a_password_becomes_a_member(kind: str, reader: Reading) -> None:
    name, data = WHOLE[kind]()
    assert outcome(reader, data, name) == "encrypted"
    assert outcome(reader, data, name, WRONG) == "encrypted"
    found = read(reader, data, name, GEHEIM)
    assert [(one.name, one.state) for one in found.members] == [(f"decrypted.{name[2:]}", MemberState.READ)]
    assert note_of(found) == ["opened with a key of the editor's"] and not found.reason
    assert sealed.WORDS.decode() in words_in(reader, found.members[0].data, found.members[0].name)


@pytest.mark.parametrize("way", ["zipcrypt", "aes128", "aes256"])
def test_a_zip_opens_with_the_passwords_of_its_members(way: str, reader: Reading) -> None:
    data = sealed.locked_zip("geheim", way, ("a/first.txt", "Письмо.txt", "c.bin"))
    before = read(reader, data, "a.zip")
    found = read(reader, data, "a.zip", GEHEIM)
    assert {one.state for one in before.members} == {MemberState.ENCRYPTED} and before.reason == "partly_encrypted"
    assert [one.name for one in found.members] == [one.name for one in before.members]
    assert {one.data for one in found.members} == {sealed.WORDS} and found.reason == ""
    assert read(reader, data, "a.zip", WRONG) == before


def test_members_of_one_zip_may_have_passwords_of_their_own(reader: Reading) -> None:
    one, other = (sealed.locked_zip(password, names=(f"{password}.txt",)) for password in ("geheim", "another"))
    found = read(reader, joined_zips(one, other), "a.zip", GEHEIM)
    assert [(each.name, each.state.value) for each in found.members] == [
        ("geheim.txt", "read"),
        ("another.txt", "encrypted"),
    ]
    assert found.reason == "partly_encrypted" and note_of(found)
    both = read(reader, joined_zips(one, other), "a.zip", Keys(("another", "geheim")))
    assert [each.data for each in both.members] == [sealed.WORDS, sealed.WORDS]


def joined_zips(one: bytes, other: bytes) -> bytes:
    """Two archives as one: the members of the second after those of the first."""
    parts = []
    for data in (one, other):
        end = data.rfind(b"PK\x05\x06")
        start = int.from_bytes(data[end + 16 : end + 20], "little")
        parts.append((data[:start], bytearray(data[start:end])))
    (first, directory), (second, more) = parts
    more[42:46] = len(first).to_bytes(4, "little")
    end = b"PK\x05\x06" + bytes(4) + (2).to_bytes(2, "little") * 2
    whole = bytes(directory + more)
    return (
        first
        + second
        + whole
        + end
        + len(whole).to_bytes(4, "little")
        + len(first + second).to_bytes(4, "little")
        + b"\0\0"
    )


def test_a_password_in_cyrillic_is_tried_as_old_programs_wrote_it(reader: Reading) -> None:
    data = zipcrypted(sealed.WORDS, "пароль".encode("cp866"))
    assert [one.data for one in read(reader, data, "a.zip", GEHEIM).members] == [sealed.WORDS]


def zipcrypted(plain: bytes, password: bytes) -> bytes:
    """By the traditional cipher, under a password that may be any bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        pack.writestr("a.txt", b"\0" * (len(plain) + 12))
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        stir(keys, byte)
    crc = zlib.crc32(plain)
    cipher = bytearray()
    for byte in b"random head" + bytes([crc >> 24]) + plain:
        mixed = keys[2] & 0xFFFF | 2
        cipher.append(byte ^ (mixed * (mixed ^ 1) >> 8 & 0xFF))
        stir(keys, byte)
    data = bytearray(target.getvalue())
    local = 30 + int.from_bytes(data[26:28], "little")
    data[local : local + len(cipher)] = cipher
    central = data.find(b"PK\x01\x02")
    for at, flags in ((14, 6), (central + 16, central + 8)):
        data[at : at + 4] = crc.to_bytes(4, "little")
        data[at + 8 : at + 12] = len(plain).to_bytes(4, "little")
        data[flags] |= 1
    return bytes(data)


@pytest.mark.parametrize("kind", sealed.SEVENZIPS)
def test_a_7z_opens_whatever_packs_it_and_with_its_names_hidden(kind: str, reader: Reading) -> None:
    data = b64decode(sealed.SEVENZIPS[kind])
    found = read(reader, data, "a.7z", GEHEIM)
    assert [(one.name, one.data) for one in found.members] == [("a.txt", b"alpha words " * 20), ("dir/b.txt", b"beta")]
    assert note_of(found) and found.reason == ""
    assert outcome(reader, data, "a.7z", WRONG) == outcome(reader, data, "a.7z")


@pytest.mark.parametrize("keys", [NO_KEYS, GEHEIM])
def test_what_is_not_encrypted_never_meets_a_key(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    with Reading(OPTIONS) as opened:
        monkeypatch.setattr(opened, "_opened", lambda *_: pytest.fail("a key was taken out"))
        assert words_in(opened, files.word(["hello"]), "a.docx") == "hello"
        assert read(opened, files.archive([("a.txt", b"hello")]), "a.zip", keys).members[0].data == b"hello"
        with pytest.raises(ReadProblem):
            read(opened, b"%PDF-1.4\nbroken", "a.pdf", keys)


def test_the_worker_that_is_given_keys_ends_with_its_file(reader: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[reading.Worker] = []

    class Seen(reading.Worker):
        def close(self) -> None:
            made.append(self)
            super().close()

    monkeypatch.setattr(reading, "Worker", Seen)
    read(reader, sealed.locked_zip("geheim"), "a.zip", GEHEIM)
    assert len(made) == 1 and made[0].pid is None


def test_only_passwords_go_to_what_only_a_password_opens() -> None:
    keys = Keys(("a",), (SmimeKey(b"k", b"c"),), (OpenPgpKey(b"k"),))
    assert all(keys.fitting(head) == Keys(("a",)) for head in (b"PK\x03\x04a", b"%PDF-1.7", b"7z\xbc\xaf\x27\x1c\0"))
    assert keys.fitting(b"From: a@x.example") == keys


@pytest.mark.parametrize("kind", ["xlsx", "pdf aes256", "doc", "odt"])
def test_a_thousand_passwords_cost_no_more_than_one_files_time(kind: str) -> None:
    name, data = WHOLE[kind]()
    trying = Trying(Keys(tuple(f"wrong {at}" for at in range(1_000))), no_tick, seconds=2.0)
    began = time.process_time()
    with pytest.raises(ReadProblem, match="encrypted"):
        unlock_file(data, name, ReadOptions(ocr=False, trying=trying))
    assert time.process_time() - began < 10


def test_trying_ends_when_its_time_is_up_and_says_by_the_way_that_it_works() -> None:
    ticks: list[int] = []
    trying = Trying(Keys(tuple(map(str, range(1_000_000)))), lambda: ticks.append(1), seconds=0.05)
    assert 0 < sum(1 for _ in trying.passwords()) < 1_000_000 and ticks


def test_what_opened_something_comes_first_with_the_next() -> None:
    trying = Trying(Keys(("a", "b", "c")), no_tick)
    assert trying.first(lambda password: b"x" if password == "c" else None) == b"x"
    assert list(trying.passwords()) == ["c", "a", "b"] and trying.opened == 1


def test_keys_show_nothing_of_themselves() -> None:
    assert "geheim" not in repr(GEHEIM) + repr(ReadOptions(trying=Trying(GEHEIM, no_tick)))
    with pytest.raises(TypeError):
        pickle.dumps(GEHEIM)


SAMPLES = [
    sealed.locked_zip("geheim"),
    sealed.locked_zip("geheim", "zipcrypt"),
    *map(b64decode, sealed.SEVENZIPS.values()),
    sealed.locked_doc("geheim"),
    sealed.locked_opendocument(odf.odf("text", "<text:p>a</text:p>"), "geheim"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=6),
    st.integers(0, 40),
)
def test_broken_bytes_end_in_members_or_a_code(data: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    broken = bytearray(data[: len(data) - cut])
    for at, value in changes:
        broken[at % len(broken)] = value
    try:
        options = ReadOptions(ocr=False, limits=Limits(members=100), trying=Trying(GEHEIM, no_tick, 2.0))
        found = unlock_file(bytes(broken), "a", options)
    except ReadProblem:
        return
    assert found.members
