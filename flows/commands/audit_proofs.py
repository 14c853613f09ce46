"""undercroft audit prove|consistency: files that convince without the case"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from flows.anchor import refuse_another_past, refuse_older
from flows.problem import DONE, VERIFICATION, UndercroftProblem
from flows.settings import Settings, read_settings
from flows.terminal import show_json
from flows.vouchers import read_checkpoint_file
from vault.entry import LogEntry, decode_entry
from vault.evidence import ProvenFork, check_evidence, prove_entries, prove_fork
from vault.growth import FORKED, Growth, compare, encode_growth
from vault.note import parse_verifiers
from vault.problem import VaultProblem
from vault.standing import Standing, standing
from vault.store import write_whole

CHANGED = ("proof_damaged", "unknown_signer", "other_log")


def prove(options: argparse.Namespace) -> int:
    """The entries about a document, or one entry by its number, each with its proof; or checks such a file."""
    case = Path(options.case)
    settings = read_settings(case)
    if bool(options.id) == bool(options.check):
        raise UndercroftProblem("wrong_use", "give an ID, or --check FILE", "see: undercroft audit CASE prove --help")
    if options.check:
        return _check(options.check, settings)
    refuse_older(case)
    with standing(case / "log", settings.log_keys) as log:
        proof = prove_entries(log, _indices(log, options.id))
    hand_out(proof, options.output)
    return DONE


def consistency(options: argparse.Namespace) -> int:
    """Proves that the log extends an auditor's checkpoint; exit 4 where it was rolled back or forked."""
    case = Path(options.case)
    settings = read_settings(case)
    old = read_checkpoint_file(options.old, settings)
    with standing(case / "log", settings.log_keys) as log:
        growth = compare(old, log)
    if growth.verdict == FORKED:
        _tell_fork(growth, Path(options.old).read_bytes(), log.note, options.output)
    hint = "the case was put back to an older copy; ask for the newer one"
    refuse_another_past(growth, "the checkpoint given is of", hint)
    print(f"extends: {old.size} entries with root {old.root.hex()}")
    print(f"now:     {growth.new.size} entries with root {growth.new.root.hex()}")
    if options.output:
        write_whole(Path(options.output), encode_growth(old.size, growth.proof, log.note))
    return DONE


def hand_out(data: bytes, output: str | None) -> None:
    """Into a new file, or to standard output."""
    if output:
        write_whole(Path(output), data)
    else:
        print(data.decode(), end="", flush=True)


def _indices(log: Standing, wanted: str) -> Sequence[int]:
    """A number is an entry's; anything else a document's id."""
    if wanted.isascii() and wanted.isdigit():
        if int(wanted) >= log.checkpoint.size:
            raise UndercroftProblem("not_found", f"the log holds {log.checkpoint.size} entries", "they count from 0")
        return [int(wanted)]
    found = [at for at in range(log.checkpoint.size) if _is_about(decode_entry(log.entry(at)), wanted)]
    if not found:
        raise UndercroftProblem("not_found", "no entry is about such a document", "see: undercroft audit CASE show")
    return found


def _is_about(entry: LogEntry, doc_id: str) -> bool:
    return doc_id in (entry.fields.get("doc"), entry.fields.get("of"))


def _check(name: str, settings: Settings) -> int:
    """Offline: needs the file, and the keys in undercroft.toml."""
    try:
        found = check_evidence(Path(name).read_bytes(), parse_verifiers(settings.log_keys), settings.origin)
    except OSError:
        raise UndercroftProblem("not_found", "the file to check cannot be read", "check its path") from None
    except VaultProblem as problem:
        if problem.code not in CHANGED:
            raise
        code, hint = problem.code, problem.hint
    else:
        return (
            _tell_found(found) if isinstance(found, ProvenFork) else _tell_entries(found.entries, found.checkpoint.size)
        )
    raise UndercroftProblem(code, "the file proves nothing about this case", hint, VERIFICATION)


def _tell_entries(entries: Sequence[tuple[int, LogEntry]], size: int) -> int:
    for number, entry in entries:
        show_json({"entry": number, "act": entry.act, "at": entry.at, "actor": entry.actor, **entry.fields})
    print(f"proven: {len(entries)} of the {size} entries that were signed")
    return DONE


def _tell_found(fork: ProvenFork) -> int:
    print(f"proven fork: signed for {fork.earlier.size} entries, and for {fork.present.size} that begin with others")
    return DONE


def _tell_fork(growth: Growth, earlier: bytes, present: bytes, output: str | None) -> None:
    """Both checkpoints, one after the other: each is signed, and no log can have had both."""
    print(f"earlier checkpoint:\n{earlier.decode()}")
    print(f"present checkpoint:\n{present.decode()}")
    if output:
        write_whole(Path(output), prove_fork(growth, earlier, present))
