"""undercroft audit verify|show, undercroft vault verify"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.anchor import check_anchor, refuse_another_past
from flows.problem import DONE, VERIFICATION, UndercroftProblem
from flows.settings import Settings, read_settings
from flows.terminal import show_json
from vault.audit import Report, verify_case
from vault.growth import compare
from vault.log import CHECKPOINT, WITNESSED, read_entries
from vault.note import Checkpoint, parse_verifiers, read_note
from vault.problem import VaultProblem
from vault.standing import standing
from vault.tree_check import Difference
from vault.witness import Witnessed, read_witnessed

_LAST_SECOND = 253402300799  # of the year 9999; a witness may say any time


def verify(options: argparse.Namespace) -> int:
    """Exit 0 where log, vault and corpus agree and the log extends what was seen of it, else 4 and what differs."""
    case = Path(options.case)
    settings = read_settings(case)
    given = read_checkpoint_file(options.checkpoint, settings) if options.checkpoint else None
    report = verify_case(case, settings.log_keys)
    witnessed, report = _witnessed(case, settings, report)
    _show(report, f", {report.corpus_files} corpus files")
    if report.is_signed:
        _check_anchor(case, settings, report)
    vouchers = list(_vouchers(case, settings, given, witnessed)) if report.is_sound else []
    return _concluded(report, vouchers)


def verify_vault(options: argparse.Namespace) -> int:
    case = Path(options.case)
    report = verify_case(case, read_settings(case).log_keys, objects_only=True)
    _show(report, "")
    return _concluded(report, [])


def show(options: argparse.Namespace) -> int:
    """The acts, oldest first: numbers, codes and opaque ids."""
    case = Path(options.case)
    keys = read_settings(case).log_keys
    if not (case / "log" / CHECKPOINT).is_file():
        raise UndercroftProblem("no_log", "the log is not there", "restore CASE/log from a copy")
    for number, entry in read_entries(case / "log", verifiers=keys):
        if options.json:
            show_json({"entry": number, "act": entry.act, "at": entry.at, "actor": entry.actor, **entry.fields})
        else:
            told = " ".join(f"{key}={value}" for key, value in entry.fields.items() if isinstance(value, str | int))
            print(f"{number:>8}  {entry.at:<18} {entry.actor}  {entry.act:<12} {told}")
    return DONE


def read_checkpoint_file(name: str, settings: Settings) -> Checkpoint:
    """A checkpoint that an auditor kept; only a key of this case can have signed it."""
    try:
        return read_note(Path(name).read_bytes(), parse_verifiers(settings.log_keys))
    except OSError:
        raise UndercroftProblem("no_checkpoint", "the checkpoint file cannot be read", "check its path") from None
    except VaultProblem as problem:
        code = problem.code
    if code == "unknown_signer":
        what = "the checkpoint given is signed by none of the keys in undercroft.toml"
        hint = "if it is of this case, the case was replaced by one with other keys"
        raise UndercroftProblem(code, what, hint, VERIFICATION)
    hint = "give a whole copy of CASE/log/checkpoint"
    raise UndercroftProblem("no_checkpoint", "the file given is no checkpoint, or was altered", hint)


def _witnessed(case: Path, settings: Settings, report: Report) -> tuple[Witnessed | None, Report]:
    """The last cosigned checkpoint; one that is not right is a difference like any other."""
    path = case / "log" / WITNESSED
    try:
        return read_witnessed(path.read_bytes(), settings.log_keys, settings.witnesses), report
    except FileNotFoundError:
        return None, report
    except OSError:
        code = "unreadable"
    except VaultProblem as problem:
        code = "unknown_signer" if problem.code == "unknown_signer" else "damaged"
    found = Difference(f"log/{WITNESSED}", code)
    return None, replace(report, differences=tuple(sorted({*report.differences, found})))


def _check_anchor(case: Path, settings: Settings, report: Report) -> None:
    """A tree so damaged that nothing can be proved of it was named already."""
    try:
        growth = check_anchor(case, settings)
    except VaultProblem:
        if report.is_sound:
            raise
        return
    if growth is not None:
        print(f"anchor: extends the {growth.old.size} entries that this host last saw")


def _vouchers(case: Path, settings: Settings, given: Checkpoint | None, witnessed: Witnessed | None) -> Iterator[str]:
    """Who outside the case saw a part of this log; raises where it is not a part of it any more."""
    with standing(case / "log", settings.log_keys) as log:
        if given is not None:
            hint = "undercroft audit CASE consistency FILE tells more"
            refuse_another_past(compare(given, log), "the checkpoint given is of", hint)
            yield f"extends the auditor's checkpoint of {given.size} entries"
        if witnessed is not None:
            hint = "ask the witness for the last checkpoint it cosigned"
            refuse_another_past(compare(witnessed.checkpoint, log), "a witness cosigned", hint)
            for name, at in witnessed.by:
                day = datetime.fromtimestamp(min(at, _LAST_SECOND), UTC).strftime("%Y-%m-%d")
                yield f"extends the {witnessed.checkpoint.size} entries that {name} cosigned on {day}"


def _show(report: Report, corpus: str) -> None:
    for one in report.differences:
        print(f"differs: {one.where}: {one.code}")
    print(f"log: {report.log_size} entries, root {report.root}")
    print(f"checked: {report.objects} sealed objects{corpus}")


def _concluded(report: Report, vouchers: list[str]) -> int:
    if not report.is_sound:
        print(f"verification failed: {len(report.differences)} difference(s)")
        return VERIFICATION
    for one in vouchers or ["self-consistent only (no auditor's checkpoint and no witness was given)"]:
        print(f"verified: {one}")
    return DONE
