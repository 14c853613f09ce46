"""join: what an intake host has sealed becomes part of the case, if its key is known and every byte is as logged."""

import fcntl
from collections.abc import Mapping
from pathlib import Path

import msgspec

from flows.house import House, adds, is_shredded
from flows.problem import VERIFICATION, UndercroftProblem
from flows.settings import INTAKE_KEY, read_settings
from vault.age_stream import copy_all
from vault.log import LogEntry, locked, read_entries
from vault.note import parse_verifiers
from vault.signer import fingerprint_of
from vault.store import Store, Stored
from vault.tree_check import check_log

_TOGETHER = 32


def join_intake(house: House, folder: Path, admit: str | None) -> tuple[int, int]:
    """How many documents came, and how many had come before; the same command goes on where it was broken off."""
    if read_settings(folder).case_id != house.settings.case_id:
        raise UndercroftProblem("other_case", "that folder is of another case", "name the intake folder of this case")
    key = _admitted_key(house, folder, admit)
    entries: list[LogEntry] = []
    joined = known = 0
    with locked(folder / "log", fcntl.LOCK_SH):
        _refuse_if_altered(folder, key)
        for _, entry in read_entries(folder / "log", verifiers=[key]):
            if entry.act != "sealed":
                continue
            doc_id = str(entry.fields["doc"])
            if house.catalogue.get(doc_id) is not None or is_shredded(house, doc_id):
                known += 1
                continue
            entries.append(_carried_over(house, Store(folder / "vault"), entry))
            joined += 1
            if len(entries) == _TOGETHER:
                house.commit(entries)
                entries = []
    house.commit(entries)
    return joined, known


def _admitted_key(house: House, folder: Path, admit: str | None) -> str:
    """The intake's public key, known to the case or admitted now by its fingerprint."""
    try:
        key = (folder / INTAKE_KEY).read_text().strip()
        parse_verifiers([key])
    except (OSError, ValueError):
        raise UndercroftProblem(
            "no_intake", "that folder is no intake's", f"it holds {INTAKE_KEY}, vault and log"
        ) from None
    name = fingerprint_of(key)
    if house.catalogue.kept(f"intake:{name}") == key:
        return key
    if admit != name:
        hint = f"if the intake's host shows the same fingerprint: --admit {name}"
        raise UndercroftProblem("unknown_signer", "the case does not know this intake's key", hint)
    house.commit([house.entry("key_added", key=key, fingerprint=name, opens="intake")])
    return key


def _refuse_if_altered(folder: Path, key: str) -> None:
    found = check_log(folder / "log", parse_verifiers([key]), lambda entry: None)
    if found.differences or found.checkpoint is None:
        hint = "carry it over again from the intake's host"
        raise UndercroftProblem("log_damaged", "the intake's log is not as it was signed", hint, VERIFICATION)


def _carried_over(house: House, store: Store, entry: LogEntry) -> LogEntry:
    """Copies one object; an act of this case says whose it was."""
    name, *logged = msgspec.convert(entry.fields["adds"], list[list[str | int]])[0]
    if house.store.has(str(name)):
        house.store.remove(str(name))  # what a broken-off join left; no act speaks of it
    with store.open(str(name)) as source:
        stored, _ = house.store.write(str(name), lambda target: copy_all(source, target))
    if adds(stored)[0][1:] != logged:
        house.store.remove(stored.name)
        hint = "carry it over again from the intake's host"
        raise UndercroftProblem(
            "damaged_payload", "an object of the intake is not as it was logged", hint, VERIFICATION
        )
    return _act(house, entry, stored)


def _act(house: House, entry: LogEntry, stored: Stored) -> LogEntry:
    fields: Mapping[str, object] = {**entry.fields, "adds": adds(stored), "by": entry.actor}
    return LogEntry("sealed", fields, entry.at, house.signer.fingerprint)  # type: ignore[arg-type]
