"""The log on disk: acts are appended under one lock, and the checkpoint, written last, says what counts."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from vault.entry import ACTS as ACTS
from vault.entry import JSON as JSON
from vault.entry import LogEntry as LogEntry
from vault.entry import decode_entry, encode_entry, fitting
from vault.merkle import EMPTY_ROOT, leaf_hash
from vault.note import Checkpoint as Checkpoint
from vault.note import encode_checkpoint, encode_note, parse_verifiers, read_note
from vault.problem import VaultProblem
from vault.signer import Signer
from vault.store import make_folder
from vault.store_files import coded, fsync_folder
from vault.tiles import (
    Edge,
    Place,
    all_places,
    edge_place,
    edge_places,
    grow,
    level_count,
    level_places,
    parse_bundle,
    parse_tile,
)

CHECKPOINT = "checkpoint"
NEXT_CHECKPOINT = "checkpoint.next"
WITNESSED = "witnessed"  # the last checkpoint that a witness cosigned; not part of the log
TIMESTAMPS = "timestamps"  # what authorities were asked about the log, and their answers; not part of it either
STAMP = rf"{TIMESTAMPS}/(0|[1-9][0-9]{{0,17}})-([0-9a-f]{{16}})\.(?:note|tsr)"
APPENDING = "appending"  # lies there while an append is under way; a later one then clears what a kill left
WEEK = 7 * 24 * 3600


def append(
    folder: Path,
    origin: str,
    signer: Signer,
    entries: Sequence[LogEntry],
    expect: Checkpoint | None = None,
    verifiers: Sequence[str] = (),
    clock: Callable[[], float] = time.time,
) -> Checkpoint:
    """Adds acts under one new checkpoint, unless it is no longer the expected one (compare and swap).

    With no entries it only makes the log, or clears what a kill left.
    """
    data = [encode_entry(part) for entry in entries for part in fitting(entry)]
    with coded():
        make_folder(folder)
    with locked(folder, fcntl.LOCK_EX), coded():
        trusted = (signer.public, *verifiers)
        if not (folder / CHECKPOINT).exists():
            _begin(folder, origin, signer, clock)
        checkpoint = read_checkpoint(folder, trusted)
        if expect is not None and expect.size != checkpoint.size:
            raise VaultProblem("log_moved", size=checkpoint.size)
        if checkpoint.origin != origin or (expect is not None and expect.root != checkpoint.root):
            raise VaultProblem("log_forked")
        if (folder / APPENDING).exists():
            _clear(folder, checkpoint.size)
        return _extend(folder, checkpoint, signer, data, clock) if data else checkpoint


def read_checkpoint(folder: Path, verifiers: Sequence[str]) -> Checkpoint:
    """What the log says it holds; refuses a note of which any byte or signature is not right."""
    with coded():
        data = (folder / CHECKPOINT).read_bytes()
    return read_note(data, parse_verifiers(verifiers))


def read_entries(
    folder: Path, start: int = 0, end: int | None = None, verifiers: Sequence[str] = ()
) -> Iterator[tuple[int, LogEntry]]:
    """The acts with their numbers. Checks signatures only if given verifiers; `audit` checks all."""
    size, last = _snapshot(folder, verifiers)
    stop = size if end is None else min(end, size)
    for place in level_places(None, size):
        first = place.index * 256
        if first >= stop or first + place.width <= start:
            continue
        data = last if place.width < 256 else read_place(folder, place)
        for number, entry in enumerate(parse_bundle(data, place.width), first):
            if start <= number < stop:
                yield number, decode_entry(entry)


@contextmanager
def locked(folder: Path, kind: int) -> Iterator[None]:
    """Holds the log's folder: LOCK_EX to append, LOCK_SH to see one state of it."""
    with coded():
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with coded():
            fcntl.flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)


def _begin(folder: Path, origin: str, signer: Signer, clock: Callable[[], float]) -> None:
    """Signs the empty log, unless there is one whose checkpoint was lost."""
    if (folder / "tile").exists():
        raise VaultProblem("log_damaged")
    _sign(folder, Checkpoint(0, EMPTY_ROOT, origin), signer, clock)


def _extend(
    folder: Path, old: Checkpoint, signer: Signer, data: Sequence[bytes], clock: Callable[[], float]
) -> Checkpoint:
    edge, files = grow(_read_edge(folder, old), data)
    (folder / APPENDING).touch()
    fsync_folder(folder)
    _write_files(folder, files)
    checkpoint = Checkpoint(edge.size, edge.root, old.origin)
    _sign(folder, checkpoint, signer, clock)
    kept = {place.path for place in edge_places(edge.size)}
    for path in (place.path for place in edge_places(old.size)):
        if path not in kept:
            _remove(folder, path)
    (folder / APPENDING).unlink()
    return checkpoint


def _read_edge(folder: Path, checkpoint: Checkpoint) -> Edge:
    """The right edge, checked against the root: what is added must grow on what was signed."""
    size = checkpoint.size
    places = [edge_place(level, size) for level in range(level_count(size))]
    hashes = tuple(parse_tile(read_place(folder, place), place.width) if place else () for place in places)
    bundle = edge_place(None, size)
    entries = parse_bundle(read_place(folder, bundle), bundle.width) if bundle else ()
    edge = Edge(size, hashes, entries)
    if edge.root != checkpoint.root or tuple(map(leaf_hash, entries)) != (hashes[0] if hashes else ()):
        raise VaultProblem("log_damaged")
    return edge


def _sign(folder: Path, checkpoint: Checkpoint, signer: Signer, clock: Callable[[], float]) -> None:
    """Puts the checkpoint in place. Its time is rounded to the week, as all times in the log."""
    at = int(clock()) // WEEK * WEEK
    note = encode_note(encode_checkpoint(checkpoint), signer.sign(checkpoint, at))
    _write(folder / NEXT_CHECKPOINT, note)
    os.replace(folder / NEXT_CHECKPOINT, folder / CHECKPOINT)
    fsync_folder(folder)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes tiles where they belong: no checkpoint counts them yet, so a torn one is written again."""
    touched: set[Path] = set()
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, data)
        touched.update(one for one in target.parents if one.is_relative_to(folder))
    for parent in sorted(touched):
        fsync_folder(parent)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _clear(folder: Path, size: int) -> None:
    """Removes what a killed append left. The checkpoint is the truth, so whatever it does not count goes."""
    known = {place.path for place in all_places(size)}
    for path in sorted((folder / "tile").rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if not path.is_dir() and relative not in known:
            path.unlink()
    for path in sorted((folder / "tile").rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    (folder / NEXT_CHECKPOINT).unlink(missing_ok=True)
    (folder / APPENDING).unlink()


def _remove(folder: Path, path: str) -> None:
    target = folder / path
    target.unlink(missing_ok=True)
    if not any(target.parent.iterdir()):
        target.parent.rmdir()


def _snapshot(folder: Path, verifiers: Sequence[str]) -> tuple[int, bytes]:
    """The size and the unfinished bundle of one state; full bundles never change, so they can be read later."""
    with locked(folder, fcntl.LOCK_SH):
        if verifiers:
            size = read_checkpoint(folder, verifiers).size
        else:
            size = _unchecked_size(folder)
        bundle = edge_place(None, size)
        return size, read_place(folder, bundle) if bundle else b""


def _unchecked_size(folder: Path) -> int:
    with coded():
        lines = (folder / CHECKPOINT).read_bytes().split(b"\n", 2)
    if len(lines) < 3 or not lines[1].isdigit() or len(lines[1]) > 18:
        raise VaultProblem("log_damaged")
    return int(lines[1])


def read_place(folder: Path, place: Place) -> bytes:
    """The bytes of a tile or bundle that the checkpoint counts: one that is gone is damage."""
    try:
        with coded():
            return (folder / place.path).read_bytes()
    except VaultProblem as problem:
        code = "log_damaged" if problem.code == "not_found" else problem.code
    raise VaultProblem(code)
