"""Files that convince without the case: entries with their proofs of inclusion, and two checkpoints of a forked log."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from vault.entry import LogEntry, decode_entry
from vault.growth import Growth
from vault.merkle import leaf_hash
from vault.note import Checkpoint, Verifier, decode_base64, encode_base64, read_note
from vault.problem import VaultProblem
from vault.proof import MAX_PROOF, Proof, inclusion_proof, is_consistent, is_included
from vault.standing import Standing

PROOF = "undercroft-proof/v1"
FORK = "undercroft-fork/v1"
MAX_BYTES = 1 << 28


@dataclass(frozen=True)
class Proven:
    """Entries that are in the log that was signed."""

    checkpoint: Checkpoint
    entries: tuple[tuple[int, LogEntry], ...]


@dataclass(frozen=True)
class ProvenFork:
    """Two checkpoints that one log cannot both have had."""

    earlier: Checkpoint
    present: Checkpoint


def prove_entries(log: Standing, indices: Sequence[int]) -> bytes:
    """The entries with their proofs against the checkpoint as it stands; refuses a tree that does not prove them."""
    proofs = []
    size, root = log.checkpoint.size, log.checkpoint.root
    for index in indices:
        entry = log.entry(index)
        path = inclusion_proof(log.node, index, size)
        if not is_included(leaf_hash(entry), index, size, root, path):
            raise VaultProblem("log_damaged")
        proofs.append({"index": index, "entry": entry.decode(), "proof": list(map(encode_base64, path))})
    return _encode({"format": PROOF, "checkpoint": log.note.decode(), "entries": proofs})


def prove_fork(growth: Growth, earlier: bytes, present: bytes) -> bytes:
    """Both notes, and the proof that the present one covers another root at the earlier one's size."""
    told = {"format": FORK, "earlier": earlier.decode(), "present": present.decode()}
    proof = list(map(encode_base64, growth.proof))
    return _encode({**told, "root_then": encode_base64(growth.root_then), "proof": proof})


def check_evidence(data: bytes, verifiers: Sequence[Verifier], origin: str) -> Proven | ProvenFork:
    """What a file proves, or `proof_damaged`; needs the keys of the log and nothing else of the case."""
    try:
        if len(data) > MAX_BYTES:
            raise ValueError("longer than any file of ours")
        told = json.loads(data)
        found = _CHECKS[told["format"]](told, verifiers)
        is_ours = _encode(told) == data
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise VaultProblem("proof_damaged") from None
    points = (found.checkpoint,) if isinstance(found, Proven) else (found.earlier, found.present)
    if not is_ours:
        raise VaultProblem("proof_damaged")
    if any(one.origin != origin for one in points):
        raise VaultProblem("other_log")
    return found


def _check_entries(told: Any, verifiers: Sequence[Verifier]) -> Proven:
    checkpoint = _checkpoint(told["checkpoint"], verifiers)
    entries = tuple(_check_entry(one, checkpoint) for one in told["entries"])
    if set(told) != {"format", "checkpoint", "entries"} or not entries:
        raise ValueError("of another form")
    return Proven(checkpoint, entries)


def _check_entry(told: Any, checkpoint: Checkpoint) -> tuple[int, LogEntry]:
    index, entry, proof = told["index"], told["entry"].encode(), _proof(told["proof"])
    if set(told) != {"index", "entry", "proof"} or type(index) is not int:
        raise ValueError("of another form")
    if not is_included(leaf_hash(entry), index, checkpoint.size, checkpoint.root, proof):
        raise ValueError("not in the tree")
    return index, decode_entry(entry)


def _check_fork(told: Any, verifiers: Sequence[Verifier]) -> ProvenFork:
    earlier, present = _checkpoint(told["earlier"], verifiers), _checkpoint(told["present"], verifiers)
    then, proof = decode_base64(told["root_then"]), _proof(told["proof"])
    if set(told) != {"format", "earlier", "present", "root_then", "proof"}:
        raise ValueError("of another form")
    if then == earlier.root or earlier.origin != present.origin:
        raise ValueError("no fork")
    if not is_consistent(earlier.size, present.size, then, present.root, proof):
        raise ValueError("not proven")
    return ProvenFork(earlier, present)


_CHECKS: dict[str, Callable[[Any, Sequence[Verifier]], Proven | ProvenFork]] = {
    PROOF: _check_entries,
    FORK: _check_fork,
}


def _checkpoint(note: str, verifiers: Sequence[Verifier]) -> Checkpoint:
    try:
        return read_note(note.encode(), verifiers)
    except VaultProblem as problem:
        code = "proof_damaged" if problem.code == "log_damaged" else problem.code
    raise VaultProblem(code)


def _proof(told: Any) -> Proof:
    if not isinstance(told, list) or len(told) > MAX_PROOF:
        raise ValueError("no proof")
    return tuple(map(decode_base64, told))


def _encode(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
