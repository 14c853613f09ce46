"""A file of proofs convinces whoever holds the log's keys, and a changed one convinces nobody."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.vault.logs import ORIGIN, SIGNER, acts, grow
from vault.entry import encode_entry
from vault.evidence import Proven, ProvenFork, check_evidence, prove_entries, prove_fork
from vault.growth import compare
from vault.note import encode_checkpoint, encode_note, unverified_checkpoint
from vault.problem import VaultProblem
from vault.signer import Signer
from vault.standing import standing

CHOSEN = (0, 7, 255, 256, 299)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("proof") / "log"
    grow(folder, 0, 300)
    with standing(folder, [SIGNER.public]) as log:
        return prove_entries(log, CHOSEN)


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("fork")
    grow(place / "log", 0, 256)
    shutil.copytree(place / "log", place / "copy")
    grow(place / "log", 256, 300)
    grow(place / "copy", 256, 320, "b")
    with standing(place / "log", [SIGNER.public]) as log:
        earlier, seen = log.note, log.checkpoint
    with standing(place / "copy", [SIGNER.public]) as log:
        return prove_fork(compare(seen, log), earlier, log.note)


def check(data: bytes) -> Proven | ProvenFork:
    return check_evidence(data, SIGNER.verifiers, ORIGIN)


def refused(data: bytes) -> str:
    with pytest.raises(VaultProblem) as caught:
        check(data)
    return caught.value.code


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    told = json.loads(data)
    change(told)
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def test_proven_entries_are_those_of_the_log(proof: bytes) -> None:
    found = check(proof)
    assert isinstance(found, Proven)
    assert found.checkpoint.size == 300
    assert changed(proof, lambda told: None) == proof
    assert found.entries == tuple((number, acts(0, 300)[number]) for number in CHOSEN)


def test_a_fork_is_proven_by_two_signed_checkpoints(fork: bytes) -> None:
    found = check(fork)
    assert isinstance(found, ProvenFork)
    assert (found.earlier.size, found.present.size) == (300, 320)
    assert changed(fork, lambda told: None) == fork


def test_one_flipped_bit_anywhere_proves_nothing(proof: bytes, fork: bytes) -> None:
    for data in (proof, fork):
        for bit in range(3, len(data) * 8, 101):
            harmed = bytearray(data)
            harmed[bit // 8] ^= 1 << bit % 8
            assert refused(bytes(harmed)) in ("proof_damaged", "unknown_signer", "other_log"), bit


def other_entry(told: Any) -> None:
    told["entries"][1]["entry"] = encode_entry(acts(8, 9)[0]).decode()


def other_index(told: Any) -> None:
    told["entries"][1]["index"] = 8


def other_signer(told: Any) -> None:
    stranger = Signer("host", b"3" * 32, b"4" * 32)
    point = unverified_checkpoint(told["checkpoint"].encode())
    told["checkpoint"] = encode_note(encode_checkpoint(point), stranger.sign(point, 0)).decode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (other_entry, "proof_damaged"),
        (other_index, "proof_damaged"),
        (other_signer, "unknown_signer"),
        (lambda told: told["entries"].clear(), "proof_damaged"),
        (lambda told: told["entries"][0].update(index=True), "proof_damaged"),
        (lambda told: told["entries"][0].update(index=-1), "proof_damaged"),
        (lambda told: told["entries"][0].update(index=10**30), "proof_damaged"),
        (lambda told: told["entries"][0].update(index="0"), "proof_damaged"),
        (lambda told: told["entries"][0].update(proof="AAAA"), "proof_damaged"),
        (lambda told: told["entries"][0]["proof"].pop(), "proof_damaged"),
        (lambda told: told["entries"][0]["proof"].append(told["entries"][0]["proof"][0]), "proof_damaged"),
        (lambda told: told["entries"][0].update(proof=["AAAA"] * 64), "proof_damaged"),
        (lambda told: told["entries"][0].update(entry=None), "proof_damaged"),
        (lambda told: told["entries"][0].update(more=1), "proof_damaged"),
        (lambda told: told.update(more=1), "proof_damaged"),
        (lambda told: told.update(checkpoint=""), "proof_damaged"),
        (lambda told: told.update(format="undercroft-fork/v1"), "proof_damaged"),
        (lambda told: told.update(format=["x"]), "proof_damaged"),
        (lambda told: told.pop("entries"), "proof_damaged"),
    ],
)
def test_a_changed_proof_proves_nothing(proof: bytes, change: Callable[[Any], object], code: str) -> None:
    assert refused(changed(proof, change)) == code


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(earlier=told["present"]),
        lambda told: told.update(present=told["earlier"]),
        lambda told: told.update(earlier=told["present"], present=told["earlier"]),
        lambda told: told.update(root_then=told["earlier"].splitlines()[2]),
        lambda told: told.update(proof=[]),
        lambda told: told.update(proof=told["proof"][:-1]),
    ],
)
def test_a_changed_fork_proves_nothing(fork: bytes, change: Callable[[Any], object]) -> None:
    assert refused(changed(fork, change)) == "proof_damaged"


def test_an_honest_log_cannot_be_made_to_look_forked(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 256)
    with standing(tmp_path / "log", [SIGNER.public]) as log:
        earlier, seen = log.note, log.checkpoint
    grow(tmp_path / "log", 256, 300)
    with standing(tmp_path / "log", [SIGNER.public]) as log:
        assert refused(prove_fork(compare(seen, log), earlier, log.note)) == "proof_damaged"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'"' + b"a" * 100, b"1e999"])
def test_what_is_no_evidence_is_refused(data: bytes) -> None:
    assert refused(data) == "proof_damaged"


def test_another_spelling_of_a_proof_is_refused(proof: bytes) -> None:
    assert refused(json.dumps(json.loads(proof)).encode()) == "proof_damaged"
    lone = proof.replace(b'a7\\"', b'a7\\ud800\\"')
    assert lone != proof and refused(lone) == "proof_damaged"
    assert refused(proof.replace(b'"format"', b'"format": "x", "format"')) == "proof_damaged"


def test_a_proof_of_another_case_proves_nothing_about_this_one(proof: bytes) -> None:
    with pytest.raises(VaultProblem, match="other_log"):
        check_evidence(proof, SIGNER.verifiers, "undercroft/other")


def test_a_damaged_tree_proves_no_entry(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 300)
    path = tmp_path / "log" / "tile" / "entries" / "000"
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"a7"', b'"b7"'))
    with standing(tmp_path / "log", [SIGNER.public]) as log:
        with pytest.raises(VaultProblem, match="log_damaged"):
            prove_entries(log, [7])
        assert prove_entries(log, [8])
