"""Checks a case against its own log, without any identity, and names each file that differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vault.entry import LogEntry
from vault.note import parse_verifiers
from vault.problem import VaultProblem
from vault.store import NAME, head_name
from vault.tree_check import Difference, check_log
from vault.walk import digest_of, files_below, shown

CATALOGUE = "vault/catalogue.sqlite"

DIFFERENCES: dict[str, str] = {
    "missing": "the log knows it, and it is not there",
    "unknown": "it is there, and the log does not know it",
    "leftover": "an interrupted append left it; the next run removes it",
    "damaged": "its bytes are not those that were logged",
    "unreadable": "it could not be read",
    "unreadable_entry": "an act is signed and yet not of our form",
    "unknown_signer": "a signature is by a key that this case has not admitted",
    "untrusted": "it is not signed under the timestamp authority given",
    "unlike_log": "it names other witnesses than the log",
    "unlike_tree": "it is signed, and the tree has another root",
}


@dataclass(frozen=True)
class Report:
    """What was compared, and what differs. `unchecked` counts files whose acts could not be read."""

    differences: tuple[Difference, ...]
    log_size: int
    root: str
    is_signed: bool
    objects: int
    corpus_files: int
    unchecked: int

    @property
    def is_sound(self) -> bool:
        return not self.differences


def verify_case(case: Path, verifiers: Sequence[str], objects_only: bool = False) -> Report:
    """Compares log, vault and (unless `objects_only`) corpus and catalogue with each other."""
    told = _Told()
    log = check_log(case / "log", parse_verifiers(verifiers), told.take)
    check = _Check(case)
    check.objects(told)
    if not objects_only:
        check.catalogue(told)
        check.corpus(told)
    return Report(
        differences=tuple(sorted({*log.differences, *check.differences})),
        log_size=log.size,
        root=log.checkpoint.root.hex() if log.checkpoint else "",
        is_signed=log.checkpoint is not None,
        objects=len(told.objects),
        corpus_files=len(told.corpus or ()),
        unchecked=len(check.unchecked),
    )


@dataclass
class _Told:
    """What the log says must be there. After an act that cannot be read, what it may have changed is None."""

    objects: dict[str, tuple[str, int]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    corpus: dict[str, str] | None = field(default_factory=dict)
    catalogue: str | None = ""
    has_gap: bool = False

    def take(self, entry: LogEntry | None) -> None:
        if entry is None:
            self.corpus, self.catalogue, self.has_gap = None, None, True
            return
        try:
            self._take_fields(entry.act, entry.fields)
        except (TypeError, ValueError, KeyError, AttributeError):
            raise VaultProblem("log_damaged") from None

    def _take_fields(self, act: str, fields: Mapping[str, Any]) -> None:
        added = {_name_of(name): (str(digest), int(size)) for name, digest, size, *_ in fields.get("adds", ())}
        heads = [(name, rest[0]) for name, _, _, *rest in fields.get("adds", ()) if rest]
        dropped = [str(name) for name in fields.get("drops", ())]
        self.objects.update(added)
        self.heads.update({_name_of(name): str(digest) for name, digest in (*heads, *fields.get("heads", ()))})
        for name in dropped:
            self.objects.pop(name, None)
            self.heads.pop(name, None)
        if act == "corpus":
            files = {_inside(path): str(digest) for path, digest in fields["files"].items()}
            kept = self.corpus if fields.get("part", 0) else {}
            self.corpus = None if kept is None else {**kept, **files}
        if act == "catalogue":
            self.catalogue = str(fields["digest"])


@dataclass(frozen=True)
class _Check:
    """Compares what is told with what lies in the case."""

    case: Path
    differences: set[Difference] = field(default_factory=set)
    unchecked: set[str] = field(default_factory=set)

    def objects(self, told: _Told) -> None:
        expected = {f"vault/objects/{name[:2]}/{name}": one for name, one in told.objects.items()}
        heads = {f"vault/objects/{name[:2]}/{head_name(name, one)}": one for name, one in told.heads.items()}
        for path, (digest, size) in expected.items():
            self._compare(path, digest, size, is_sure=not told.has_gap)
        for path, digest in heads.items():
            self._compare(path, digest, None, is_sure=not told.has_gap)
        for relative in files_below(self.case / "vault"):
            path = f"vault/{relative}"
            if path not in expected and path not in heads and path != CATALOGUE:
                self._stray(path, is_sure=not (told.has_gap and _is_object(relative)))

    def catalogue(self, told: _Told) -> None:
        if told.catalogue:
            self._compare(CATALOGUE, told.catalogue, None, is_sure=True)
        elif (self.case / CATALOGUE).exists():
            self._stray(CATALOGUE, is_sure=told.catalogue is not None)

    def corpus(self, told: _Told) -> None:
        expected = {f"corpus/{path}": digest for path, digest in (told.corpus or {}).items()}
        for path, digest in expected.items():
            self._compare(path, digest, None, is_sure=True)
        for path in _below(self.case, "corpus"):
            if path not in expected:
                self._stray(path, is_sure=told.corpus is not None)

    def _compare(self, path: str, digest: str, size: int | None, is_sure: bool) -> None:
        try:
            found = digest_of(self.case / path)
        except FileNotFoundError:
            self._name(path, "missing", is_sure)
        except (OSError, ValueError):
            self._name(path, "unreadable", True)
        else:
            if found is None or found[0] != digest or size not in (None, found[1]):
                self._name(path, "damaged", True)

    def _stray(self, path: str, is_sure: bool) -> None:
        self._name(path, "unknown", is_sure)

    def _name(self, path: str, code: str, is_sure: bool) -> None:
        if is_sure:
            self.differences.add(Difference(shown(path), code))
        else:
            self.unchecked.add(path)


def _below(case: Path, folder: str) -> Iterable[str]:
    return (f"{folder}/{path}" for path in files_below(case / folder))


def _is_object(relative: str) -> bool:
    parts = relative.split("/")
    return len(parts) == 3 and parts[0] == "objects" and NAME.match(parts[2]) is not None


def _name_of(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("no object's name")
    return name


def _inside(path: str) -> str:
    """A path that stays in its folder; the log is signed, and a signer may still be wrong."""
    if not path or any(step in ("", ".", "..") for step in path.split("/")):
        raise ValueError("a path that leads elsewhere")
    return path
