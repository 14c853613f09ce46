"""A witness cosigns what extends the last checkpoint it cosigned, and nothing else, whoever asks."""

import base64
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.logs import ORIGIN, SIGNER, grow
from vault.log import WITNESSED, append
from vault.note import COSIGNATURE, encode_checkpoint, encode_note
from vault.problem import VaultProblem
from vault.signer import Signer
from vault.standing import standing
from vault.witness import (
    Refusal,
    Witnessed,
    cosign,
    forget_witnesses,
    parse_witness,
    read_witnessed,
    request,
    take_answer,
    witness_signer,
)

NOW = 1_764_000_000
KEYS = [SIGNER.public]


def asked(folder: Path, old: int) -> bytes:
    with standing(folder, KEYS) as log:
        return request(log, old)


def answered(asking: bytes, folder: Path) -> bytes:
    return cosign(asking, KEYS, ORIGIN, folder, clock=lambda: float(NOW))


def taken(answer: bytes, folder: Path, *witnesses: Path) -> Witnessed:
    with standing(folder, KEYS) as log:
        return take_answer(answer, log, KEYS, [witness_signer(one).witness for one in witnesses])


def test_a_log_that_grows_is_cosigned_each_time_and_the_answer_lies_beside_it(tmp_path: Path) -> None:
    log, witness = tmp_path / "log", tmp_path / "witness"
    old = 0
    for start, end in ((0, 5), (5, 300), (300, 300), (300, 700)):
        grow(log, start, end)
        found = taken(answered(asked(log, old), witness), log, witness)
        assert (found.checkpoint.size, found.by) == (end, ((witness_signer(witness).name, NOW),))
        assert (log / WITNESSED).read_bytes() == found.note
        old = end
    grow(log, 700, 710)
    assert (log / WITNESSED).read_bytes() == found.note


def test_a_cosignature_is_that_of_the_standard(tmp_path: Path) -> None:
    checkpoint = grow(tmp_path / "log", 0, 5)
    answer = answered(asked(tmp_path / "log", 0), tmp_path / "witness")
    line = answer.decode().splitlines()[-2]
    key = base64.b64decode(witness_signer(tmp_path / "witness").witness.split()[0].split("+", 2)[2])
    assert key[0] == COSIGNATURE == 4
    value = base64.b64decode(line.split()[2])
    root = base64.b64encode(checkpoint.root).decode()
    signed = f"cosignature/v1\ntime {NOW}\n{ORIGIN}\n5\n{root}\n"
    assert int.from_bytes(value[4:12], "big") == NOW
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(value[12:], signed.encode())


def test_a_log_put_back_is_refused_with_both_sizes(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 5)
    early = asked(tmp_path / "log", 0)
    grow(tmp_path / "log", 5, 9)
    answered(asked(tmp_path / "log", 0), tmp_path / "witness")
    with pytest.raises(Refusal, match="rolled_back") as caught:
        answered(early, tmp_path / "witness")
    assert (caught.value.growth.old.size, caught.value.growth.new.size) == (9, 5)


@pytest.mark.parametrize("end", [9, 10, 400])
def test_a_forked_log_is_refused_and_yields_two_signed_checkpoints(tmp_path: Path, end: int) -> None:
    grow(tmp_path / "log", 0, 5)
    shutil.copytree(tmp_path / "log", tmp_path / "copy")
    grow(tmp_path / "log", 5, 9)
    grow(tmp_path / "copy", 5, end, "b")
    answered(asked(tmp_path / "log", 0), tmp_path / "witness")
    for _ in range(2):
        with pytest.raises(Refusal, match="forked") as caught:
            answered(asked(tmp_path / "copy", 9), tmp_path / "witness")
    assert caught.value.last == (tmp_path / "log" / "checkpoint").read_bytes()
    assert caught.value.asked == (tmp_path / "copy" / "checkpoint").read_bytes()


def test_a_request_from_another_size_is_sent_back_with_the_right_one(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 5)
    answered(asked(tmp_path / "log", 0), tmp_path / "witness")
    grow(tmp_path / "log", 5, 9)
    for old in (0, 4, 9):
        with pytest.raises(VaultProblem, match="witness_ahead") as caught:
            answered(asked(tmp_path / "log", old), tmp_path / "witness")
        assert caught.value.numbers == {"size": 5}
    assert answered(asked(tmp_path / "log", 5), tmp_path / "witness")


def test_a_request_with_one_flipped_bit_is_cosigned_never(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 5)
    answered(asked(tmp_path / "log", 0), tmp_path / "witness")
    grow(tmp_path / "log", 5, 9)
    whole = asked(tmp_path / "log", 5)
    for bit in range(0, len(whole) * 8, 37):
        harmed = bytearray(whole)
        harmed[bit // 8] ^= 1 << bit % 8
        with pytest.raises((VaultProblem, Refusal)):
            answered(bytes(harmed), tmp_path / "witness")
    assert answered(whole, tmp_path / "witness")


def test_a_stranger_s_log_and_another_case_s_are_not_cosigned(tmp_path: Path) -> None:
    checkpoint = grow(tmp_path / "log", 0, 5)
    stranger = Signer("host", b"3" * 32, b"4" * 32)
    note = encode_note(encode_checkpoint(checkpoint), stranger.sign(checkpoint, 0))
    with pytest.raises(VaultProblem, match="unknown_signer"):
        answered(b"old 0\n\n" + note, tmp_path / "witness")
    append(tmp_path / "other", "undercroft/other", SIGNER, [])
    with pytest.raises(VaultProblem, match="other_log"):
        answered(asked(tmp_path / "other", 0), tmp_path / "witness")


def test_what_was_cosigned_is_on_disk_before_anybody_has_it(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 5)
    asking = asked(tmp_path / "log", 0)

    def never() -> float:
        raise AssertionError("asked for the time of signing")

    with pytest.raises(AssertionError, match="time"):
        cosign(asking, KEYS, ORIGIN, tmp_path / "witness", clock=never)
    grow(tmp_path / "log", 5, 6)
    with pytest.raises(VaultProblem, match="witness_ahead"):
        answered(asked(tmp_path / "log", 0), tmp_path / "witness")


def test_two_witnesses_lines_stand_below_one_checkpoint(tmp_path: Path) -> None:
    log, first, second = tmp_path / "log", tmp_path / "first", tmp_path / "second"
    grow(log, 0, 5)
    taken(answered(asked(log, 0), first), log, first, second)
    found = taken(answered(asked(log, 0), second), log, first, second)
    assert {name for name, _ in found.by} == {witness_signer(first).name, witness_signer(second).name}
    again = taken(answered(asked(log, 5), first), log, first, second)
    assert len(again.by) == 2


def test_an_answer_counts_only_from_an_admitted_witness(tmp_path: Path) -> None:
    log, witness = tmp_path / "log", tmp_path / "witness"
    grow(log, 0, 5)
    answer = answered(asked(log, 0), witness)
    with pytest.raises(VaultProblem, match="unknown_signer"):
        taken(answer, log)
    with pytest.raises(VaultProblem, match="not_witnessed"):
        taken((log / "checkpoint").read_bytes(), log, witness)
    assert not (log / WITNESSED).exists()


def test_an_answer_with_one_flipped_bit_is_not_kept(tmp_path: Path) -> None:
    log, witness = tmp_path / "log", tmp_path / "witness"
    grow(log, 0, 5)
    answer = answered(asked(log, 0), witness)
    begin = answer.index("— undercroft-witness".encode())
    for bit in (*range(begin * 8, (begin + 200) * 8), *range(3, len(answer) * 8, 797)):
        harmed = bytearray(answer)
        harmed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(VaultProblem):
            taken(bytes(harmed), log, witness)
    assert taken(answer, log, witness)


def test_an_answer_for_a_forked_or_older_log_is_not_kept(tmp_path: Path) -> None:
    log, witness = tmp_path / "log", tmp_path / "witness"
    grow(log, 0, 5)
    shutil.copytree(log, tmp_path / "copy")
    grow(log, 5, 9)
    grow(tmp_path / "copy", 5, 9, "b")
    early = answered(asked(tmp_path / "copy", 0), tmp_path / "deceived")
    with pytest.raises(VaultProblem, match="log_forked"):
        taken(early, log, tmp_path / "deceived")
    first = answered(asked(log, 0), witness)
    grow(log, 9, 12)
    taken(answered(asked(log, 9), witness), log, witness)
    with pytest.raises(VaultProblem, match="witnessed_before"):
        taken(first, log, witness)


@given(st.text(max_size=80))
def test_any_text_but_a_witness_s_own_line_is_refused(text: str) -> None:
    line = Signer("undercroft-witness-0", b"1" * 32, b"2" * 32).witness
    assert len(parse_witness(line)) == 2
    for one in (text, text + line, line + text, line[:40] + text + line[40:]):
        if one != line:
            with pytest.raises(VaultProblem, match="bad_witness"):
                parse_witness(one)


@pytest.mark.parametrize("name", ["Ivan", "a b", "a" * 101, "x\x1b", "é", ".a", ""])
def test_a_name_that_could_tell_something_is_no_witness_s(name: str) -> None:
    with pytest.raises(VaultProblem, match="bad_witness"):
        parse_witness(Signer(name, b"1" * 32, b"2" * 32).witness)


def test_a_dismissed_witness_leaves_a_damaged_file_alone(tmp_path: Path) -> None:
    log, witness = tmp_path / "log", tmp_path / "witness"
    grow(log, 0, 5)
    answer = taken(answered(asked(log, 0), witness), log, witness).note
    harmed = answer[:30] + bytes([answer[30] ^ 1]) + answer[31:]
    for data in (harmed, b"", b"\n\n", answer + b"x"):
        (log / WITNESSED).write_bytes(data)
        forget_witnesses(log, [witness_signer(witness).witness], KEYS, [])
        assert (log / WITNESSED).read_bytes() == data
    (log / WITNESSED).write_bytes(answer)
    forget_witnesses(log, [witness_signer(witness).witness], KEYS, [])
    assert not (log / WITNESSED).exists()


def test_a_key_that_signs_logs_is_no_witness(tmp_path: Path) -> None:
    checkpoint = grow(tmp_path / "log", 0, 5)
    forger = Signer("forger", b"5" * 32, b"6" * 32)
    forged = replace(checkpoint, root=b"f" * 32)
    note = encode_note(encode_checkpoint(forged), (*forger.sign(forged, 0), *forger.cosign(forged, 0)))
    with pytest.raises(VaultProblem, match="bad_verifier"):
        read_witnessed(note, KEYS, [forger.public])
    with pytest.raises(VaultProblem):
        read_witnessed(note, KEYS, [forger.witness])
    only_cosigned = encode_note(encode_checkpoint(forged), forger.cosign(forged, 0))
    with pytest.raises(VaultProblem, match="unknown_signer"):
        read_witnessed(only_cosigned, KEYS, [forger.witness])
