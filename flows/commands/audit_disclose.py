"""undercroft audit disclose: opens one commitment of the log, so that an auditor can compute it anew"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from flows.anchor import refuse_older
from flows.commands.given import identities_of, refuse_reason
from flows.house import House, opened
from flows.problem import DONE, VERIFICATION, UndercroftProblem
from vault.commitment import commit, opening
from vault.log import LogEntry, read_entries
from vault.original import Manifest, read_manifest
from vault.problem import VaultProblem


def disclose(options: argparse.Namespace) -> int:
    """The value and its salt on one line of JSON, logged as an act; or checks such a line, without any identity."""
    case = Path(options.case)
    if options.check:
        return _check(case, options)
    refuse_reason(options.reason, "audit")
    with opened(case, identities_of(options)) as house:
        number, entry, committed = _committed(case, options.entry, options.field)
        value, salt = opening(_manifest(house, entry), options.field)
        doc_id = str(entry.fields["doc"])
        if commit(doc_id, options.field, value, salt) != committed:
            _refuse_superseded(case, number, entry)
            what, hint = "the sealed value is not the one that was committed to", "see: undercroft audit CASE verify"
            raise UndercroftProblem("commitment_differs", what, hint, VERIFICATION)
        told = {"entry": number, "id": doc_id, "field": options.field, "value": value.decode("utf-8", "surrogatepass")}
        act = house.entry("disclosed", doc=doc_id, entry=number, field=options.field, why=options.reason)
        house.commit([act])
    print(json.dumps({**told, "salt": salt.hex(), "commitment": committed}), flush=True)
    return DONE


def _check(case: Path, options: argparse.Namespace) -> int:
    _, entry, committed = _committed(case, options.entry, options.field)
    try:
        told = json.loads(Path(options.check).read_bytes())
        value, salt = told["value"].encode("utf-8", "surrogatepass"), bytes.fromhex(told["salt"])
        is_right = commit(str(entry.fields["doc"]), options.field, value, salt) == committed
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        hint = "it is the line that `audit CASE disclose` printed"
        raise UndercroftProblem("bad_disclosure", "the file to check cannot be read", hint) from None
    if not is_right:
        what = "the value and salt given are not those that the log commits to"
        raise UndercroftProblem("commitment_differs", what, "ask for the disclosure again", VERIFICATION)
    print("disclosed: the value and its salt are those that the log commits to")
    return DONE


def _committed(case: Path, wanted: str, field: str) -> tuple[int, LogEntry, str]:
    """The entry (by its number, or the last `sealed` one of a document) and what it commits to."""
    found: tuple[int, LogEntry] | None = None
    for number, entry in read_entries(case / "log", verifiers=refuse_older(case).log_keys):
        if str(number) == wanted or (entry.act == "sealed" and entry.fields.get("doc") == wanted):
            found = number, entry
    if found is None:
        raise UndercroftProblem("not_found", "there is no such entry", "see: undercroft audit CASE show")
    commits = found[1].fields.get("commits")
    if not isinstance(commits, Mapping) or field not in commits:
        raise VaultProblem("no_commitment")
    return *found, str(commits[field])


def _refuse_superseded(case: Path, number: int, entry: LogEntry) -> None:
    """A member that was encrypted is sealed again once it opens: the bare path sealed before went, and its salts."""
    last, _, _ = _committed(case, str(entry.fields["doc"]), "path")
    if entry.act == "sealed" and last > number:
        what, hint = "the member was sealed again since, and its salts went", f"ask for entry {last}"
        raise UndercroftProblem("not_found", what, hint)


def _manifest(house: House, entry: LogEntry) -> Manifest:
    row = house.catalogue.get(str(entry.fields["doc"]))
    if row is None:
        raise UndercroftProblem("not_found", "the document is not in the vault any more", "its salts went with it")
    with house.store.open(row.original) as source:
        return read_manifest(source, house.identities)
