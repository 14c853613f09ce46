"""A checkpoint note is read to the letter: no byte of it can change unseen."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.note import Checkpoint, encode_checkpoint, encode_note, examine_note, parse_verifiers, read_note
from vault.problem import VaultProblem
from vault.signer import Signer, load_or_make_signer

SIGNER = Signer("host", b"1" * 32, b"2" * 32)
POINT = Checkpoint(7, b"r" * 32, "undercroft/case")
LINES = SIGNER.sign(POINT, 1_700_000_000)
NOTE = encode_note(encode_checkpoint(POINT), LINES)


def test_a_note_of_the_go_checksum_database_is_verified() -> None:
    # the test vector of golang.org/x/mod/sumdb/note, whose text is no checkpoint
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    (verifier,) = parse_verifiers([key])
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    value = base64.b64decode(line)
    assert value[:4] == verifier.key_id
    Ed25519PublicKey.from_public_bytes(verifier.key).verify(value[4:], text.encode())


def test_a_whole_note_gives_its_checkpoint() -> None:
    assert read_note(NOTE, SIGNER.verifiers) == POINT


@given(st.integers(0, len(NOTE) * 8 - 1))
def test_no_bit_can_change_unseen(bit: int) -> None:
    data = bytearray(NOTE)
    data[bit // 8] ^= 1 << bit % 8
    assert examine_note(bytes(data), SIGNER.verifiers).codes


def test_no_bit_of_the_text_or_the_line_heads_can_change_unseen() -> None:
    for bit in range(320 * 8):
        data = bytearray(NOTE)
        data[bit // 8] ^= 1 << bit % 8
        assert examine_note(bytes(data), SIGNER.verifiers).codes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        NOTE[:-1],
        NOTE + b"\n",
        NOTE.replace(b"\n", b"\r\n"),
        NOTE.replace(b"\n7\n", b"\n07\n"),
        NOTE.replace(b"\n7\n", b"\n+7\n"),
        NOTE.replace("— host".encode(), "—  host".encode()),
        NOTE.replace("— host".encode(), b"- host"),
        NOTE + NOTE.splitlines(keepends=True)[-1],
        encode_note(encode_checkpoint(POINT), LINES[:1]),
        encode_note(encode_checkpoint(POINT), LINES[1:]),
        encode_note(encode_checkpoint(POINT), ()),
        encode_note(encode_checkpoint(POINT) + "extension\n", LINES),
        encode_note(encode_checkpoint(replace(POINT, size=8)), LINES),
        b"\xff" * 100,
        b"a" * 70_000,
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(VaultProblem):
        read_note(data, SIGNER.verifiers)


def test_spare_base64_bits_are_seen() -> None:
    first = NOTE.decode().splitlines(keepends=True)[2]
    assert first[42] in "IJKL" or first[42] in "AEIMQUYcgkosw048"
    looser = chr(ord(first[42]) + 1)
    changed = NOTE.decode().replace(first, first[:42] + looser + first[43:])
    assert base64.b64decode(first) == base64.b64decode(first[:42] + looser + first[43:])
    assert examine_note(changed.encode(), SIGNER.verifiers).codes == ("log_damaged",)


def test_a_broken_cosignature_is_named_though_the_classic_one_still_vouches() -> None:
    broken = replace(LINES[1], value=LINES[1].value[:-1] + bytes([LINES[1].value[-1] ^ 1]))
    examined = examine_note(encode_note(encode_checkpoint(POINT), (LINES[0], broken)), SIGNER.verifiers)
    assert examined.checkpoint == POINT
    assert examined.codes


def test_a_signature_of_a_stranger_is_refused() -> None:
    stranger = Signer("host", b"3" * 32, b"4" * 32)
    with pytest.raises(VaultProblem, match="unknown_signer"):
        read_note(NOTE, stranger.verifiers)
    both = encode_note(encode_checkpoint(POINT), (*LINES, *stranger.sign(POINT, 0)))
    assert examine_note(both, SIGNER.verifiers).codes == ("unknown_signer", "unknown_signer")
    assert read_note(both, (*SIGNER.verifiers, *stranger.verifiers)) == POINT


@pytest.mark.parametrize(
    "line", ["host", "host+00000000+AQ==", SIGNER.public.split()[0][:-4], SIGNER.public.replace("host", "h")]
)
def test_a_verifier_whose_parts_do_not_fit_is_refused(line: str) -> None:
    with pytest.raises(VaultProblem, match="bad_verifier"):
        parse_verifiers([line])


def test_verifiers_read_as_they_were_written(tmp_path: Path) -> None:
    signer = load_or_make_signer(tmp_path)
    assert parse_verifiers([signer.public]) == signer.verifiers
