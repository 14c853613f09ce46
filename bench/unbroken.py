"""What must hold of a case after a command was struck: nothing half-done is seen, nothing lost, nothing to repair."""

import io
import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

# Loaded once, so that each judgement forks and waits for none of it.
import flows.commands.audit
import flows.commands.intake
import flows.commands.keys
import flows.commands.vault
import flows.commands.vault_keep  # noqa: F401
from bench.strace import Struck
from flows.cli import main
from flows.house import opened
from tests.flows.cases import Host
from vault.age import decrypt_bytes
from vault.age_keys import new_identity
from vault.identity import read_identities
from vault.original import open_original

FILES = {
    "letter.txt": "Dear Commission,\n\nI am Adaeze Okonkwor, and I lodge this complaint.\n",
    "note.txt": "A note for the file of 3 May 2019.\n",
    "new.txt": "What came later.\n",
}
_CONTENT = (*FILES, "Okonkwor", "note for", "came later")
_SECONDS = 120
_KEY = new_identity().recipient


@dataclass(frozen=True)
class Said:
    """How one of our own commands ended."""

    code: int
    out: str
    error: str


@dataclass(frozen=True)
class Seen:
    """A case as its own commands show it."""

    documents: Sequence[Mapping[str, str]]
    acts: Sequence[str]
    keys: str
    in_corpus: frozenset[str]

    @property
    def paths(self) -> list[str]:
        return [one["path"] for one in self.documents]


@dataclass(frozen=True)
class Act:
    """A command to be struck: its words, what it prints once it is done, and whether its act is to be seen."""

    words: Callable[[Host], list[str]]
    done: str
    is_there: Callable[[Host, Seen], bool]


def words_of(host: Host, name: str) -> list[str]:
    """The command, as a user would write it."""
    return ACTS[name].words(host)


def judged(host: Host, name: str, words: Sequence[str], done: Struck) -> str:
    """What is not as it should be, or nothing; found out by a process of its own."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_judge, args=(theirs, host, ACTS[name], list(words), done))
    child.start()
    theirs.close()
    try:
        return str(ours.recv())
    except EOFError:
        return "the checks broke off"
    finally:
        child.join()


def _judge(answer: Connection, host: Host, act: Act, words: list[str], done: Struck) -> None:
    signal.alarm(_SECONDS)
    try:
        answer.send(_told_badly(done) or _is_half_done(host, act, done) or _is_broken(host, act, words, done))
    except Exception as fault:  # noqa: BLE001 - checks that stumble have found something
        answer.send(f"the checks stumbled: {type(fault).__name__}: {fault}")


def _told_badly(done: Struck) -> str:
    """A killed command says nothing more; one that met an error says so in a line and a hint, without content."""
    if "Traceback" in done.error or "Exception ignored" in done.error:
        return f"a traceback: {done.error[-300:]}"
    if any(one in done.out + done.error for one in _CONTENT):
        return f"it speaks of the leak: {done.out[-200:]} {done.error[-200:]}"
    if done.code in (0, -9, 137) or (done.code == 2 and done.is_output):
        return ""
    is_coded = any(one.startswith("undercroft: ") for one in done.error.splitlines())
    if done.code != 2 or not is_coded or "a fault in Undercroft itself" in done.error:
        return f"exit {done.code}, not told as a line and a hint: {done.error[-300:]!r}"
    return ""


def _is_half_done(host: Host, act: Act, done: Struck) -> str:
    """Before the same command runs again: what was acknowledged is there, no document or file is there by half."""
    with _living_on(host):
        audit = _said("audit", str(host.case), "verify")
    if harm := [one for one in audit.out.splitlines() if one.startswith("differs: ") and _is_harm(one)]:
        return f"audit, at once: {harm}"
    with _aside(host) as copy:
        seen = _seen(copy)
        is_there = act.is_there(copy, seen)
        problem = _unopened(copy, seen.documents)
    if (done.code == 0 or act.done in done.out) and not is_there:
        return f"acknowledged and not there: {seen.paths} {seen.acts[-4:]}"
    return problem or _doubled(seen.paths)


def _is_broken(host: Host, act: Act, words: list[str], done: Struck) -> str:
    """The same command must do, and nothing more be needed. A file that it made is taken first: none is replaced."""
    with suppress(FileNotFoundError):
        (host.place / "out.age").rename(host.place / "taken.age")
    with _living_on(host):
        again = _said(*words)
        audit = _said("audit", str(host.case), "verify")
    if again.code != 0:
        return f"the same command again: exit {again.code}: {again.error[:300]}"
    if audit.code != 0:
        return f"audit: {audit.out[:400]}{audit.error[:200]}"
    seen = _seen(host)
    if not act.is_there(host, seen):
        return f"not there in the end: {seen.paths} {seen.acts[-4:]}"
    is_repeated = act.done in done.out  # whoever was told and asks again means it
    return _unopened(host, seen.documents) or ("" if is_repeated else _doubled(seen.paths))


def _is_harm(line: str) -> bool:
    """Not what the next run clears or follows: strays, the catalogue, a corpus about to be replaced."""
    _, where, code = line.split(": ")
    return code not in ("unknown", "leftover") and not where.startswith(("vault/catalogue.sqlite", "corpus/"))


def _doubled(paths: Sequence[str]) -> str:
    return f"doubled: {paths}" if len(paths) != len(set(paths)) else ""


def _unopened(host: Host, documents: Iterable[Mapping[str, str]]) -> str:
    """A listed document of which not every byte comes back."""
    with _living_on(host), opened(host.case, read_identities(host.identity), changes=False) as house:
        for one in documents:
            plain = io.BytesIO()
            with house.store.open(house.document(one["doc_id"]).original) as source:
                open_original(source, house.identities, plain)
            if plain.getvalue().decode() != FILES[one["path"]]:
                return f"{one['path']} is not what was sealed"
    return ""


def _seen(host: Host) -> Seen:
    case, table = str(host.case), host.case / "corpus" / "documents.jsonl"
    with _living_on(host):
        documents = [json.loads(one) for one in _lines("vault", case, "list", "--json", *_identity(host))]
        acts = [json.loads(one)["act"] for one in _lines("audit", case, "show", "--json")]
        keys = "\n".join(_lines("keys", case, "list"))
    return Seen(documents, acts, keys, frozenset(json.loads(one)["doc_id"] for one in table.read_text().splitlines()))


@contextmanager
def _aside(host: Host) -> Iterator[Host]:
    """A copy to look at: even a listing clears what a killed run left."""
    copy = Host(host.place.with_name("looked-at"))
    shutil.copytree(host.place, copy.place, symlinks=True)
    try:
        yield copy
    finally:
        shutil.rmtree(copy.place)


@contextmanager
def _living_on(host: Host) -> Iterator[None]:
    former = dict(os.environ)
    os.environ.update(host.environment())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(former)


def _lines(*words: str) -> list[str]:
    said = _said(*words)
    if said.code != 0:
        raise RuntimeError(f"{' '.join(words[:3])}: exit {said.code}: {said.error[:300]}")
    return said.out.splitlines()


def _said(*words: str) -> Said:
    out, error = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(error):
        code = main(words)
    return Said(code, out.getvalue(), error.getvalue())


def _identity(host: Host) -> list[str]:
    return ["--identity", str(host.identity)]


def _document(host: Host, path: str) -> str:
    return next(one["doc_id"] for one in _seen(host).documents if one["path"] == path)


def _is_exported(host: Host, seen: Seen) -> bool:
    """Logged, and handed out; what is there by half does not open, which raises."""
    out = host.place / "out.age"
    if out.exists():
        decrypt_bytes(out.read_bytes(), read_identities(host.identity))
    return out.exists() and "exported" in seen.acts


def _is_shredded(host: Host, seen: Seen) -> bool:
    published = {one["doc_id"] for one in seen.documents if one["state"] == "published"}
    return "shredded" in seen.acts and "letter.txt" not in seen.paths and seen.in_corpus == published


ACTS: dict[str, Act] = {
    "seal": Act(
        lambda host: ["seal", str(host.case), str(host.place / "new.txt")],
        "sealed 1, ",
        lambda host, seen: "new.txt" in seen.paths,
    ),
    "rewrap": Act(
        lambda host: ["vault", str(host.case), "rewrap", *_identity(host)],
        "rewrapped ",
        lambda host, seen: "rewrapped" in seen.acts,
    ),
    "export": Act(
        lambda host: [
            "vault", str(host.case), "export", _document(host, "note.txt"), "-o", str(host.place / "out.age"),
        ],
        "no such line",
        _is_exported,
    ),
    "keys": Act(
        lambda host: ["keys", str(host.case), "add", _KEY.text, *_identity(host)],
        "added ",
        lambda host, seen: _KEY.fingerprint in seen.keys,
    ),
    "shred": Act(
        lambda host: ["vault", str(host.case), "shred", _document(host, "letter.txt"), *_identity(host)],
        "shredded ",
        _is_shredded,
    ),
}  # fmt: skip
