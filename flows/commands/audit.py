"""undercroft audit verify|show, undercroft vault verify"""

import argparse
from pathlib import Path

from flows.problem import DONE, VERIFICATION, UndercroftProblem
from flows.settings import read_settings
from flows.terminal import show_json
from vault.audit import Report, verify_case
from vault.log import CHECKPOINT, read_entries


def verify(options: argparse.Namespace) -> int:
    """Exit 0 where log, vault and corpus agree, else 4 with a line for each thing that differs."""
    return _report(_verified(Path(options.case), objects_only=False), has_corpus=True)


def verify_vault(options: argparse.Namespace) -> int:
    return _report(_verified(Path(options.case), objects_only=True))


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


def _verified(case: Path, objects_only: bool) -> Report:
    return verify_case(case, read_settings(case).log_keys, objects_only)


def _report(report: Report, has_corpus: bool = False) -> int:
    for one in report.differences:
        print(f"differs: {one.where}: {one.code}")
    print(f"log: {report.log_size} entries, root {report.root}")
    corpus = f", {report.corpus_files} corpus files" if has_corpus else ""
    print(f"checked: {report.objects} sealed objects{corpus}")
    if not report.is_sound:
        print(f"verification failed: {len(report.differences)} difference(s)")
        return VERIFICATION
    print("verified: self-consistent only (no auditor's checkpoint and no witness was given)")
    return DONE
