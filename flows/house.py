"""An opened case: its store, catalogue, log, keys and policy, held together while one command runs."""

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.anchor import check_anchor, write_anchor
from flows.problem import UndercroftProblem
from flows.settings import Settings, as_intake, begin_intake, host_folder, is_intake, put_recipients, read_settings
from flows.terminal import complain
from redaction.policy import Policy, PolicyProblem, parse_policy
from vault.age_keys import Identity, Recipient, parse_recipient
from vault.catalogue import NAME as CATALOGUE
from vault.catalogue import Catalogue, Row
from vault.log import CHECKPOINT, Checkpoint, LogEntry, append, read_entries
from vault.problem import VaultProblem
from vault.secret import CaseSecret, open_case_secret
from vault.signer import Signer, load_or_make_signer
from vault.store import Store, Stored

ORIGINALS, DOSSIERS = "originals", "dossiers"  # what a recipient opens: all, or the dossiers alone
WAIT_SECONDS = 600  # an ingest may take longer; a seal or two do not
_PATIENCE = 3


@dataclass
class House:
    """What the steps of the journey are handed. `secret` and `identities` only where an identity was given."""

    case: Path
    settings: Settings
    store: Store
    catalogue: Catalogue
    signer: Signer
    recipients: tuple[Recipient, ...]
    identities: tuple[Identity, ...] = field(default=(), repr=False)
    case_secret: CaseSecret | None = field(default=None, repr=False)
    seen: Checkpoint | None = None

    @property
    def secret(self) -> CaseSecret:
        """The case's symmetric secret; only a desk that holds the identity has it."""
        if self.case_secret is None:
            raise UndercroftProblem("no_identity", "this command needs the identity", "give it with --identity FILE")
        return self.case_secret

    @property
    def secret_recipients(self) -> tuple[Recipient, ...]:
        """Who can open the dossiers: the recipients of the originals and those of the dossiers alone."""
        return tuple(parse_recipient(text) for text, _ in told_recipients(self.catalogue)) or self.recipients

    def document(self, doc_id: str) -> Row:
        """What the catalogue knows of a document; raises for an id that it does not know."""
        row = self.catalogue.get(doc_id)
        if row is None:
            raise UndercroftProblem("not_found", "there is no such document", "see: undercroft vault CASE list")
        return row

    @property
    def log(self) -> Path:
        return self.case / "log"

    @property
    def corpus(self) -> Path:
        return self.case / "corpus"

    def policy(self) -> Policy:
        """The policy as it stands in the case folder now."""
        try:
            return parse_policy((self.case / "policy.toml").read_bytes())
        except OSError:
            raise UndercroftProblem("no_policy", "policy.toml cannot be read", "restore it from a copy") from None
        except PolicyProblem as fault:
            raise UndercroftProblem("bad_policy", f"policy.toml: {fault}", "see docs/formats.md") from None

    def entry(self, act: str, **fields: object) -> LogEntry:
        """A log entry of this host, now; intake times are rounded to the week."""
        now = datetime.now(UTC)
        at = now.strftime("%G-W%V") if act == "sealed" else now.strftime("%Y-%m-%dT%H:%MZ")
        return LogEntry(act, fields, at, self.signer.fingerprint)  # type: ignore[arg-type]

    def commit(self, entries: Sequence[LogEntry], notes: Mapping[str, bytes] | None = None) -> None:
        """The acts enter the log under one checkpoint, then the catalogue follows, then dropped objects go."""
        if not entries:
            return
        checkpoint = self.seen = append(self.log, self.settings.origin, self.signer, entries, self.seen)
        write_anchor(self.case, self.settings)
        with self.catalogue.transaction():
            for entry in entries:
                follow(self.catalogue, entry)
            for doc_id, note in (notes or {}).items():
                self.catalogue.change(doc_id, note=note)
            self.catalogue.keep("log_size", str(checkpoint.size))
        for name in _dropped(entries):
            self.store.remove(name)

    def is_behind(self) -> bool:
        """Whether the log holds acts that the catalogue has not followed: a run was killed, or is at work."""
        with suppress(VaultProblem):  # a damaged log is for `audit verify` to name
            acts = read_entries(self.log, int(self.catalogue.kept("log_size") or 0))
            return any(entry.act != "catalogue" for _, entry in acts)
        return False

    def close(self) -> None:
        self.catalogue.close()


def adds(*stored: Stored) -> list[list[object]]:
    """How an entry names the objects that came with it."""
    return [[one.name, one.sha256, one.size, *([one.head] if one.head else [])] for one in stored]


def follow(catalogue: Catalogue, entry: LogEntry) -> None:
    """What one act of the log means for the catalogue: the log is the truth, the catalogue its index."""
    fields = entry.fields
    doc_id = str(fields.get("doc", ""))
    _follow_objects(catalogue, entry)
    if entry.act in ("created", "key_added", "key_removed"):
        _follow_keys(catalogue, entry)
    for name, value in _mapping(fields.get("keeps")).items():
        catalogue.keep(f"object:{name}", str(value))
    for name, value in _mapping(fields.get("values")).items():
        catalogue.keep(name, str(value))
    if doc_id and entry.act in _FOLLOW:
        _FOLLOW[entry.act](catalogue, doc_id, fields)


def _follow_keys(catalogue: Catalogue, entry: LogEntry) -> None:
    """Recipients and admitted intake hosts, as the acts leave them."""
    fields = entry.fields
    known = told_recipients(catalogue)
    if entry.act == "created":
        known = [(str(text), ORIGINALS) for text in _strings(fields.get("keys"))]
    elif fields.get("opens") == "intake":
        catalogue.keep(f"intake:{fields['fingerprint']}", str(fields["key"]))
    elif entry.act == "key_added":
        known.append((str(fields["key"]), str(fields["opens"])))
    else:
        known = [one for one in known if Recipient(one[0]).fingerprint != fields.get("fingerprint")]
    catalogue.keep("recipients", json.dumps(known))


def told_recipients(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Each recipient that the log names, in the order they came, and what it opens."""
    return [(text, opens) for text, opens in json.loads(catalogue.kept("recipients") or "[]")]


def _resealed(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(doc_id, original=str(fields["original"]), size=_number(fields.get("size")))


def _shredded(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.remove(doc_id)
    catalogue.keep(f"shredded:{doc_id}", "1")


def is_shredded(house: House, doc_id: str) -> bool:
    """Whether a document was destroyed; it does not come back with a stick."""
    return bool(house.catalogue.kept(f"shredded:{doc_id}"))


def _follow_objects(catalogue: Catalogue, entry: LogEntry) -> None:
    """What came, whose headers changed, what went: earlier revisions stay until an act drops them."""
    added = {str(one[0]): str(one[3]) if len(one) > 3 else "" for one in _lists(entry.fields.get("adds"))}
    catalogue.add_objects(str(entry.fields.get("doc", "")), added)
    catalogue.change_heads({str(one[0]): str(one[1]) for one in _lists(entry.fields.get("heads"))})
    catalogue.drop_objects(str(name) for name in _strings(entry.fields.get("drops")))


def _sealed(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    row = Row(
        doc_id,
        catalogue.next_sequence(),
        depth=_number(fields.get("depth")),
        state="quarantined" if fields.get("reason") else "sealed",
        reason=str(fields.get("reason", "")),
        size=_number(fields.get("size")),
        original=str(fields["original"]),
    )
    catalogue.put([row])


def _read(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(doc_id, state="read", dossier=str(fields["dossier"]), reason=str(fields.get("reason", "")))


def _quarantined(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    known = catalogue.get(doc_id)
    dossier = str(fields.get("dossier") or (known.dossier if known else ""))
    catalogue.change(doc_id, state="quarantined", dossier=dossier, reason=str(fields["reason"]), record="")


def _duplicate(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(doc_id, state="duplicate", reason="")


def _published(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(
        doc_id,
        state="published",
        record=str(fields["record"]),
        revision=_number(fields["revision"]),
        reason=str(fields.get("reason", "")),
    )


_FOLLOW: dict[str, Callable[[Catalogue, str, Mapping[str, object]], None]] = {
    "sealed": _sealed,
    "read": _read,
    "quarantined": _quarantined,
    "duplicate": _duplicate,
    "published": _published,
    "resealed": _resealed,
    "shredded": _shredded,
}


@contextmanager
def opened(case: Path, identities: tuple[Identity, ...] = (), changes: bool = True) -> Iterator[House]:
    """The case, held alone while it is changed; what a killed run left behind is cleared first."""
    settings = read_settings(case)
    signer = load_or_make_signer(host_folder())
    if is_intake(case):
        settings = as_intake(settings, signer)
        if changes:
            begin_intake(case, signer)
    with _alone(case, changes):
        if changes and not settings.intake and not (case / "log" / CHECKPOINT).is_file():
            # a new, empty log would make every object one to be swept away
            raise UndercroftProblem("no_log", "the log is not there", "restore CASE/log from a copy")
        house = House(
            case,
            settings,
            Store(case / "vault"),
            Catalogue(catalogue_path(case, must_exist=not changes)),
            signer,
            tuple(parse_recipient(text) for text in settings.recipients),
            identities,
        )
        if changes:
            _admitted(house)
        try:
            if changes:
                _recover(house)
                if follow_recipients(house):
                    complain("undercroft.toml named other recipients than the log; the log's were put back")
            if identities:
                house.case_secret = open_case_secret(
                    house.store.read(house.catalogue.kept("object:secret")), identities
                )
            yield house
        except BaseException:
            with suppress(Exception):  # the fault itself is what must be told
                _close_catalogue(house, changes)
            raise
        else:
            _close_catalogue(house, changes)
        finally:
            house.close()


def catalogue_path(case: Path, must_exist: bool) -> Path:
    """Where the catalogue lies. Whoever only reads must not make an empty one, which would say that all is well."""
    path = case / "vault" / CATALOGUE
    if must_exist and not path.exists():
        hint = "`undercroft process CASE` makes it anew from the log"
        raise UndercroftProblem("no_catalogue", "the catalogue is not there", hint)
    return path


def _admitted(house: House) -> None:
    if house.signer.public not in house.settings.log_keys:
        raise UndercroftProblem(
            "unknown_signer",
            "this host's signing key is not one of this case",
            "run where the case was made, or with the same XDG_CONFIG_HOME",
        )


def _recover(house: House) -> None:
    """Follows the log where the catalogue fell behind, and clears objects that no act speaks of."""
    known = int(house.catalogue.kept("log_size") or 0)
    keys = house.settings.log_keys
    check_anchor(house.case, house.settings)
    house.seen = append(house.log, house.settings.origin, house.signer, [], verifiers=keys)
    size = house.seen.size
    if size < known:
        raise UndercroftProblem(
            "log_forked", f"the log holds {size} entries, the catalogue saw {known}", "restore both"
        )
    with house.catalogue.transaction():
        for _, entry in read_entries(house.log, known, verifiers=keys):
            follow(house.catalogue, entry)
        if size != known:
            house.catalogue.keep("log_size", str(size))
    objects = house.catalogue.objects()
    if not objects and size:
        hint = "make it anew: undercroft vault CASE rebuild"
        raise UndercroftProblem("catalogue_damaged", "the catalogue knows of no object, and the log does", hint)
    house.store.sweep(objects)


def follow_recipients(house: House) -> bool:
    """Makes undercroft.toml say what the log says of who may open the originals; whether it said something else."""
    told = told_recipients(house.catalogue)
    texts = tuple(text for text, opens in told if opens == ORIGINALS)
    house.recipients = tuple(parse_recipient(text) for text in texts) or house.recipients
    differs = bool(texts) and texts != read_settings(house.case).recipients
    if differs:
        put_recipients(house.case, texts)
    return differs


def _close_catalogue(house: House, changes: bool) -> None:
    """The catalogue's digest enters the log, so that a changed bit in it is seen."""
    if not changes or house.seen is None:
        return  # a log that was refused is not written to
    digest = hashlib.sha256((house.case / "vault" / CATALOGUE).read_bytes()).hexdigest()
    last = next((entry for _, entry in _backwards(house) if entry.act == "catalogue"), None)
    if last is None or last.fields.get("digest") != digest:
        append(house.log, house.settings.origin, house.signer, [house.entry("catalogue", digest=digest)], house.seen)
    write_anchor(house.case, house.settings)


def _backwards(house: House) -> Iterable[tuple[int, LogEntry]]:
    known = int(house.catalogue.kept("log_size") or 0)
    return reversed(list(read_entries(house.log, max(0, known - 1))))


@contextmanager
def _alone(case: Path, changes: bool) -> Iterator[None]:
    """Whoever only lists or counts does not wait for a run that takes hours."""
    if changes:
        with held(case, changes=True):
            yield
    else:
        yield


@contextmanager
def held(case: Path, changes: bool) -> Iterator[None]:
    """The case alone, to change it, or together with others who look at it in one state."""
    handle = os.open(case / "vault", os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(handle, fcntl.LOCK_EX if changes else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, kind: int) -> None:
    began, told = time.monotonic(), False
    while True:
        try:
            return fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - began
            if waited > WAIT_SECONDS:
                raise UndercroftProblem("busy", "another run holds this case", "wait for it to end") from None
            if waited > _PATIENCE and not told:
                complain("another run holds this case; waiting for it to end")
                told = True
            time.sleep(0.05)


def _dropped(entries: Sequence[LogEntry]) -> list[str]:
    return [str(name) for entry in entries for name in _strings(entry.fields.get("drops"))]


def _lists(value: object) -> list[Sequence[object]]:
    return [one for one in _strings(value) if isinstance(one, list | tuple)]


def _strings(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
