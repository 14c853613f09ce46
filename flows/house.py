"""An opened case: its store, catalogue, log, keys and policy, held together while one command runs."""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.anchor import check_anchor, require_log, write_anchor
from flows.following import ORIGINALS, dropped, follow, told_recipients, told_witnesses
from flows.problem import UndercroftProblem
from flows.settings import (
    Settings,
    as_intake,
    begin_intake,
    host_folder,
    is_intake,
    put_recipients,
    put_witnesses,
    read_settings,
)
from flows.terminal import complain
from flows.witness_lines import complain_of_witnesses
from redaction.policy import Policy, PolicyProblem, parse_policy
from vault.age_keys import Identity, Recipient, parse_recipient
from vault.catalogue import NAME as CATALOGUE
from vault.catalogue import Catalogue, Row
from vault.log import Checkpoint, LogEntry, append, read_entries
from vault.problem import VaultProblem
from vault.secret import CaseSecret, open_case_secret
from vault.signer import Signer, load_or_make_signer
from vault.store import Store, Stored
from vault.witness import forget_witnesses

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
        for name in dropped(entries):
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


def is_shredded(house: House, doc_id: str) -> bool:
    """Whether a document was destroyed; it does not come back with a stick."""
    return bool(house.catalogue.kept(f"shredded:{doc_id}"))


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
        if not settings.intake:
            require_log(case)  # a new, empty one would make every object one to be swept away
        check_anchor(case, settings)
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
                complain_of_witnesses(follow_witnesses(house))
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


def follow_witnesses(house: House) -> tuple[str, ...]:
    """Makes undercroft.toml and log/witnessed say what the log says of witnesses, if anything; who fell out of it."""
    told = told_witnesses(house.catalogue)
    if not told:
        return ()
    stood, lines = read_settings(house.case).witnesses, tuple(line for line, is_admitted in told.items() if is_admitted)
    if stood != lines:
        put_witnesses(house.case, lines)
    house.settings = replace(house.settings, witnesses=lines)
    gone = [line for line, is_admitted in told.items() if not is_admitted]
    forget_witnesses(house.log, gone, house.settings.log_keys, lines)
    return tuple(line for line in stood if line not in lines)


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
