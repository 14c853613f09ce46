"""Timestamps of the log's checkpoints: `log/timestamps/SIZE-NONCE.note` is what was asked about, `….tsr` the answer."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vault.growth import EXTENDS, compare
from vault.log import STAMP, TIMESTAMPS
from vault.note import Checkpoint, parse_verifiers, read_note
from vault.problem import VaultProblem
from vault.standing import Standing
from vault.store import make_folder, write_whole
from vault.store_files import coded
from vault.timestamp import MAX_BYTES, Authority, Proven, ask, check_answer, read_claim
from vault.tree_check import Difference


@dataclass(frozen=True)
class Stamp:
    """A checkpoint that an authority was asked about; `proven` is None where no authority was given to check it by."""

    checkpoint: Checkpoint
    proven: Proven | None


@dataclass(frozen=True)
class Asked:
    """One question: where its note lies, and its nonce, which the name tells."""

    path: Path
    size: int
    nonce: int

    @property
    def answer(self) -> Path:
        return self.path.with_suffix(".tsr")


def ask_for_stamp(log: Standing) -> bytes:
    """The request for an authority. What it is about is kept first: the log may grow before the answer comes."""
    request, nonce = ask(log.note)
    with coded():
        make_folder(log.folder / TIMESTAMPS)
    write_whole(log.folder / TIMESTAMPS / f"{log.checkpoint.size}-{nonce:016x}.note", log.note)
    return request


def take_stamp(answer: bytes, log: Standing, verifiers: Sequence[str], authority: Authority) -> Stamp:
    """Keeps an answer to one of our questions, about a checkpoint that this log extends."""
    claim = read_claim(answer)
    about = [one for one in _asked(log.folder) if hashlib.sha256(_read(one.path)).digest() == claim.digest]
    if not about:
        raise VaultProblem("stamp_other")
    one = next((one for one in about if one.nonce == claim.nonce), None)
    if one is None:
        raise VaultProblem("stamp_nonce")
    proven = check_answer(answer, _read(one.path), one.nonce, authority)
    checkpoint = _checkpoint(one, verifiers, log.checkpoint.origin)
    if compare(checkpoint, log).verdict != EXTENDS:
        raise VaultProblem("log_forked")
    if not one.answer.exists() or _read(one.answer) != answer:
        write_whole(one.answer, answer)
    return Stamp(checkpoint, proven)


def read_stamps(
    folder: Path, verifiers: Sequence[str], origin: str, authority: Authority | None
) -> Iterator[Stamp | Difference]:
    """Each answer that is kept; what is not right is a difference like any other. Unasked answers are strays."""
    for one in _asked(folder):
        try:
            checkpoint = _checkpoint(one, verifiers, origin)
            if one.answer.exists():
                yield Stamp(checkpoint, _proven(one, authority))
        except VaultProblem as problem:
            where = one.path if problem.code == "bad_note" else one.answer
            code = "untrusted" if problem.code in _OF_AUTHORITY else "damaged"
            yield Difference(f"{folder.name}/{TIMESTAMPS}/{where.name}", code)


_OF_AUTHORITY = ("stamp_untrusted", "stamp_purpose", "stamp_expired")


def _checkpoint(one: Asked, verifiers: Sequence[str], origin: str) -> Checkpoint:
    try:
        checkpoint = read_note(_read(one.path), parse_verifiers(verifiers))
    except VaultProblem:
        raise VaultProblem("bad_note") from None
    if (checkpoint.size, checkpoint.origin) != (one.size, origin):
        raise VaultProblem("bad_note")
    return checkpoint


def _proven(one: Asked, authority: Authority | None) -> Proven | None:
    answer, note = _read(one.answer), _read(one.path)
    if authority is not None:
        return check_answer(answer, note, one.nonce, authority)
    claim = read_claim(answer)
    if (claim.digest, claim.nonce) != (hashlib.sha256(note).digest(), one.nonce):
        raise VaultProblem("stamp_other")
    return None


def _asked(folder: Path) -> list[Asked]:
    """In the order of the log's growth."""
    with coded():
        names = [one.name for one in (folder / TIMESTAMPS).glob("*.note")]
    parts = [(name, re.fullmatch(STAMP, f"{TIMESTAMPS}/{name}")) for name in names]
    found = [Asked(folder / TIMESTAMPS / name, int(part[1]), int(part[2], 16)) for name, part in parts if part]
    return sorted(found, key=lambda one: (one.size, one.nonce))


def _read(path: Path) -> bytes:
    """A plain file only: a pipe must not hold us up."""
    if path.is_symlink() or not path.is_file():
        raise VaultProblem("not_found")
    with coded(), path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
