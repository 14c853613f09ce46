"""seal: the files of a drop become sealed originals. Parses nothing, needs public keys only."""

import hashlib
import hmac
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.house import House, adds
from flows.problem import UndercroftProblem
from flows.source import reason_not_to_read
from vault.commitment import commitments, new_salts
from vault.log import LogEntry
from vault.original import Manifest, seal_original
from vault.problem import VaultProblem
from vault.store import Stored, new_id

BATCH = 32
RETRIES = 3


@dataclass(frozen=True)
class Source:
    """A file of the drop: where it lies, and its path as the case will know it."""

    file: Path = field(repr=False)
    path: str = field(repr=False)


@dataclass(frozen=True)
class SealReceipt:
    """What an intake did: documents sealed now, sealed by an earlier interrupted run, and not readable."""

    sealed: int
    resumed: int
    unreadable: int


def seal_drop(house: House, given: Sequence[Path], progress: Callable[[int, int], None]) -> SealReceipt:
    """Seals every file below the given paths; an interrupted intake of the same paths goes on where it stopped."""
    _refuse_bad_paths(given)
    _refuse_the_case(house, given)
    sources = list(_sources(given))
    session = intake_session(house, given)
    known = house.catalogue.intake_tokens(session)
    fresh = [(one, token) for one in sources if (token := _token(house, one)) not in known]
    unreadable = 0
    for start in range(0, len(fresh), BATCH):
        unreadable += _seal_batch(house, session, fresh[start : start + BATCH])
        progress(min(start + BATCH, len(fresh)), len(fresh))
    return SealReceipt(len(fresh), len(sources) - len(fresh), unreadable)


def intake_session(house: House, given: Sequence[Path]) -> str:
    """The same paths on the same host are the same intake, until it is finished."""
    return _keyed(house, "session", *sorted(os.path.realpath(one) for one in given))


def _seal_batch(house: House, session: str, batch: Sequence[tuple[Source, str]]) -> int:
    doc_ids = {token: new_id() for _, token in batch}
    entries = [_seal_source(house, one, doc_ids[token]) for one, token in batch]
    with house.catalogue.transaction():
        house.catalogue.remember_intake(session, doc_ids)
    house.commit(entries)
    return sum("reason" in entry.fields for entry in entries)


def _seal_source(house: House, one: Source, doc_id: str) -> LogEntry:
    reason = reason_not_to_read(one.file)
    if not reason:
        try:
            return _seal_file(house, one, doc_id)
        except PermissionError:
            reason = "unreadable_source"
        except VaultProblem as problem:
            if problem.code not in ("changed_while_sealing", "unreadable_source"):
                raise
            reason = problem.code
        except OSError:
            reason = "unreadable_source"
    return seal_bytes(house, doc_id, one.path, b"", reason=reason)


def _seal_file(house: House, one: Source, doc_id: str) -> LogEntry:
    for attempt in range(RETRIES):
        try:
            with open(one.file, "rb", opener=_open_without_following) as source:
                stored, manifest = house.store.write(
                    new_id(),
                    lambda target, source=source: seal_original(  # type: ignore[misc]
                        source, Manifest(doc_id, one.path, salts=new_salts()), house.recipients, target
                    ),
                )
            return _sealed(house, manifest, stored)
        except VaultProblem as problem:
            if problem.code != "changed_while_sealing" or attempt == RETRIES - 1:
                raise
    raise AssertionError("unreachable")


def seal_bytes(
    house: House, doc_id: str, path: str, data: bytes, parent_id: str = "", depth: int = 0, reason: str = ""
) -> LogEntry:
    """Seals what is in memory: a member of a container, or the bare path of a file that cannot be read."""
    draft = Manifest(doc_id, path, parent_id=parent_id, salts=new_salts())
    stored, manifest = house.store.write(
        new_id(), lambda target: seal_original(io.BytesIO(data), draft, house.recipients, target)
    )
    more = {"reason": reason} if reason else {}
    return _sealed(house, manifest, stored, depth=depth, **more)


def _sealed(house: House, manifest: Manifest, stored: Stored, **more: object) -> LogEntry:
    told = {"original": stored.name, "size": stored.size, "adds": adds(stored), "commits": commitments(manifest)}
    return house.entry("sealed", doc=manifest.doc_id, **told, **more)


def _open_without_following(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NOCTTY)


def _sources(given: Sequence[Path]) -> Iterator[Source]:
    found = [one for path in given for one in _below(path)]
    yield from sorted(found, key=lambda one: os.fsencode(one.path))


def _below(path: Path) -> Iterator[Source]:
    if not path.is_dir():
        yield Source(path, path.name)
        return
    closed: list[OSError] = []
    for folder, _, names in os.walk(path, onerror=closed.append):
        for name in names:
            file = Path(folder, name)
            yield Source(file, os.fspath(file.relative_to(path)))
        for name in (each for each in os.listdir(folder) if Path(folder, each).is_symlink()):
            if name not in names:
                yield Source(Path(folder, name), os.fspath(Path(folder, name).relative_to(path)))
    for one in closed:  # a folder that cannot be looked into is accounted for as itself
        yield Source(Path(one.filename), os.fspath(Path(one.filename).relative_to(path)))


def _refuse_bad_paths(given: Sequence[Path]) -> None:
    for path in given:
        if not path.exists():
            raise UndercroftProblem("no_source", "a path given does not exist", "check the spelling of each path")
        if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            raise UndercroftProblem("unreadable_source", "a path given cannot be read", "check its permissions")
    real = sorted(os.path.realpath(path) for path in given)
    for one, other in zip(real, real[1:], strict=False):
        if one == other or other.startswith(one.rstrip("/") + "/"):
            raise UndercroftProblem("path_twice", "a path is given twice", "name each file or folder once")


def _refuse_the_case(house: House, given: Sequence[Path]) -> None:
    """The vault's own objects would be sealed into it once more."""
    case = Path(os.path.realpath(house.case))
    for one in (Path(os.path.realpath(path)) for path in given):
        if one == case or one in case.parents or case in one.parents:
            hint = "keep the case outside the drop, or name the files and folders beside it"
            raise UndercroftProblem("case_in_drop", "the case lies in a path given, or the path in the case", hint)


def _token(house: House, one: Source) -> str:
    try:
        found = one.file.lstat()
        marks = (str(found.st_size), str(found.st_mtime_ns), str(found.st_ino))
    except OSError:
        marks = ("", "", "")
    return _keyed(house, "file", one.path, *marks)


def _keyed(house: House, label: str, *parts: str) -> str:
    data = b"\0".join(os.fsencode(part) for part in (label, house.settings.case_id, *parts))
    return hmac.new(_intake_key(house), data, hashlib.sha256).hexdigest()


def _intake_key(house: House) -> bytes:
    """Only this host can tell whether a file was part of one of its unfinished intakes."""
    return hmac.new(house.signer.ed25519_seed, b"undercroft intake v1", hashlib.sha256).digest()


def finish_intake(house: House, session: str) -> None:
    """The intake is over: what was remembered to go on with it is forgotten."""
    with house.catalogue.transaction():
        house.catalogue.forget_intake(session)
