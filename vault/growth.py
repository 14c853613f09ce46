"""Whether a log grew out of an earlier checkpoint of it, and the text that proves that it did, or that it cannot have.

The text of a growth is the body of C2SP tlog-witness' add-checkpoint.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vault.note import Checkpoint, decode_base64, encode_base64
from vault.problem import VaultProblem
from vault.proof import MAX_PROOF, Proof, consistency_proof, is_consistent, range_root
from vault.standing import Standing

EXTENDS, ROLLED_BACK, FORKED = "extends", "rolled_back", "forked"
_OLD = re.compile(r"old (0|[1-9][0-9]{0,17})")
_MAX_BYTES = 1 << 17


@dataclass(frozen=True)
class Growth:
    """An earlier checkpoint beside the log as it stands; `root_then`: what the log's first `old.size` entries make."""

    verdict: str
    old: Checkpoint
    new: Checkpoint
    root_then: bytes = b""
    proof: Proof = ()


def compare(old: Checkpoint, log: Standing) -> Growth:
    """Proves one of three: the log extends the old checkpoint, is shorter, or begins with other entries."""
    new = log.checkpoint
    if old.origin != new.origin:
        raise VaultProblem("other_log")
    if old.size > new.size:
        return Growth(ROLLED_BACK, old, new)
    root_then = range_root(log.node, 0, old.size)
    proof = consistency_proof(log.node, old.size, new.size)
    if not is_consistent(old.size, new.size, root_then, new.root, proof):
        raise VaultProblem("log_damaged")
    return Growth(EXTENDS if root_then == old.root else FORKED, old, new, root_then, proof)


def encode_growth(old_size: int, proof: Sequence[bytes], note: bytes) -> bytes:
    lines = [f"old {old_size}", *map(encode_base64, proof)]
    return "\n".join(lines).encode() + b"\n\n" + note


def parse_growth(data: bytes) -> tuple[int, Proof, bytes]:
    """The old size, the proof and the checkpoint note; nothing of it is believed yet."""
    head, _, note = data.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
        old, proof = _OLD.fullmatch(first), tuple(map(decode_base64, lines))
    except ValueError:
        raise VaultProblem("proof_damaged") from None
    if len(data) > _MAX_BYTES or old is None or len(proof) > MAX_PROOF or any(len(one) != 32 for one in proof):
        raise VaultProblem("proof_damaged")
    if encode_growth(int(old[1]), proof, note) != data:
        raise VaultProblem("proof_damaged")
    return int(old[1]), proof, note
