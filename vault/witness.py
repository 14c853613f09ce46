"""A witness vouches for a log from outside: it cosigns what extends the last checkpoint it cosigned, nothing else.

C2SP tlog-witness and tlog-cosignature, with files in place of HTTP.
"""

import fcntl
import hashlib
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vault.growth import EXTENDS, FORKED, ROLLED_BACK, Growth, compare, encode_growth, parse_growth
from vault.log import WITNESSED, locked
from vault.merkle import EMPTY_ROOT
from vault.note import (
    ED25519,
    Checkpoint,
    Verifier,
    encode_base64,
    examine_note,
    parse_verifiers,
    read_note,
    unverified_checkpoint,
)
from vault.problem import VaultProblem
from vault.proof import consistency_proof, is_consistent
from vault.signer import Signer, load_or_make_signer
from vault.standing import Standing
from vault.store import make_folder, write_whole
from vault.store_files import coded

_NAME = re.compile(r"[a-z0-9][a-z0-9./-]{0,99}")  # it enters the log in clear


@dataclass(frozen=True)
class Witnessed:
    """A checkpoint and who cosigned it: name and time of each."""

    checkpoint: Checkpoint
    note: bytes
    by: tuple[tuple[str, int], ...]


class Refusal(Exception):
    """A witness's no: what it saw last and what it was asked to sign part ways."""

    def __init__(self, growth: Growth, last: bytes, asked: bytes) -> None:
        super().__init__(growth.verdict)
        self.growth = growth
        self.last = last
        self.asked = asked


def request(log: Standing, old_size: int) -> bytes:
    """What a witness needs that last cosigned this log at the old size (0: never)."""
    if old_size > log.checkpoint.size:
        raise VaultProblem("log_rolled_back", size=log.checkpoint.size, seen=old_size)
    return encode_growth(old_size, consistency_proof(log.node, old_size, log.checkpoint.size), log.note)


def witness_signer(folder: Path) -> Signer:
    """The witness's own key, made on first use."""
    return load_or_make_signer(folder, "witness")


def cosign(
    asked: bytes, verifiers: Sequence[str], origin: str, folder: Path, clock: Callable[[], float] = time.time
) -> bytes:
    """The checkpoint with our cosignatures. What was cosigned is on disk before anybody has it."""
    old, proof, note = parse_growth(asked)
    checkpoint = read_note(note, parse_verifiers(verifiers))
    if checkpoint.origin != origin:
        raise VaultProblem("other_log")
    with coded():
        make_folder(folder)
    signer = witness_signer(folder)
    with locked(folder, fcntl.LOCK_EX):
        state = folder / hashlib.sha256(origin.encode()).hexdigest()
        last_note = state.read_bytes() if state.exists() else b""
        last = unverified_checkpoint(last_note) if last_note else Checkpoint(0, EMPTY_ROOT, origin)
        if checkpoint.size < last.size:
            raise Refusal(Growth(ROLLED_BACK, last, checkpoint), last_note, note)
        if checkpoint.size == last.size and checkpoint.root != last.root:
            raise Refusal(Growth(FORKED, last, checkpoint, checkpoint.root), last_note, note)
        if old != last.size:
            raise VaultProblem("witness_ahead", size=last.size)
        if not is_consistent(old, checkpoint.size, last.root, checkpoint.root, proof):
            raise Refusal(Growth(FORKED, last, checkpoint), last_note, note)
        write_whole(state, note, overwrite=True)
    return note + "".join(map(str, signer.cosign(checkpoint, int(clock())))).encode()


def read_witnessed(note: bytes, verifiers: Sequence[str], witnesses: Sequence[str]) -> Witnessed:
    """A checkpoint of the log that at least one admitted witness cosigned."""
    known = _witnesses(witnesses)
    examined = examine_note(note, (*parse_verifiers(verifiers), *known))
    if examined.codes or examined.checkpoint is None:
        raise VaultProblem(examined.codes[0])
    times = {key.name: int.from_bytes(one.value[:8], "big") for key, one in examined.signed if key in known}
    if not times:
        raise VaultProblem("not_witnessed")
    return Witnessed(examined.checkpoint, note, tuple(sorted(times.items())))


def take_answer(answer: bytes, log: Standing, verifiers: Sequence[str], witnesses: Sequence[str]) -> Witnessed:
    """Keeps a cosigned checkpoint beside the log that extends it; a second witness's lines join the first's."""
    found = read_witnessed(answer, verifiers, witnesses)
    if compare(found.checkpoint, log).verdict != EXTENDS:
        raise VaultProblem("log_forked")
    path = log.folder / WITNESSED
    kept = path.read_bytes() if path.exists() else b""
    if kept:
        before = read_witnessed(kept, verifiers, witnesses)
        if before.checkpoint.size > found.checkpoint.size:
            raise VaultProblem("witnessed_before")
        if before.checkpoint == found.checkpoint:
            found = read_witnessed(_joined(kept, answer), verifiers, witnesses)
    write_whole(path, found.note, overwrite=True)
    return found


def parse_witness(line: str) -> tuple[Verifier, ...]:
    """One witness's keys, as its machine prints them: one name that is no sentence, each kind once, none that signs."""
    try:
        found = _witnesses([line])
    except VaultProblem:
        raise VaultProblem("bad_witness") from None
    kinds = {one.kind for one in found}
    is_one = len({one.name for one in found}) == 1 and len(kinds) == len(found)
    if not is_one or " ".join(map(str, found)) != line or not _NAME.fullmatch(found[0].name):
        raise VaultProblem("bad_witness")
    return found


def forget_witnesses(folder: Path, gone: Sequence[str], verifiers: Sequence[str], witnesses: Sequence[str]) -> None:
    """Takes the lines of dismissed witnesses out of what is kept; what differs otherwise is left for `verify`."""
    path = folder / WITNESSED
    keys = {_start(key) for key in parse_verifiers(gone)}
    text, _, lines = path.read_bytes().partition(b"\n\n") if keys and path.is_file() else (b"", b"", b"")
    rest = [line for line in lines.splitlines(keepends=True) if not line.startswith(tuple(keys))]
    note = text + b"\n\n" + b"".join(rest)
    if len(rest) == len(lines.splitlines()):
        return
    try:
        read_witnessed(note, verifiers, witnesses)
    except VaultProblem as problem:
        if problem.code == "not_witnessed":
            path.unlink()
        return
    write_whole(path, note, overwrite=True)


def _start(key: Verifier) -> bytes:
    """How each signature line by this key begins: the 32 bits of its id are five digits of base64 and two bits."""
    return f"— {key.name} {encode_base64(key.key_id)[:5]}".encode()


def _witnesses(lines: Sequence[str]) -> tuple[Verifier, ...]:
    """A witness's keys can cosign, never sign: else they would vouch for a log of their own."""
    found = parse_verifiers(lines)
    if any(one.kind == ED25519 for one in found):
        raise VaultProblem("bad_verifier")
    return found


def _joined(kept: bytes, answer: bytes) -> bytes:
    """Both notes' signature lines below the one text; of a key that signed both, the later."""
    text, _, first = kept.partition(b"\n\n")
    lines = {_signer(line): line for line in first.splitlines(keepends=True)}
    lines.update((_signer(line), line) for line in answer.partition(b"\n\n")[2].splitlines(keepends=True))
    return text + b"\n\n" + b"".join(lines.values())


def _signer(line: bytes) -> tuple[bytes, bytes]:
    _, name, value = line.split(b" ")
    return name, value[:4]
