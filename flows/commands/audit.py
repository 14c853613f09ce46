"""undercroft audit verify|show, undercroft vault verify"""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from flows.anchor import check_anchor, keep_anchor, refuse_older
from flows.house import held
from flows.problem import DONE, VERIFICATION
from flows.settings import Settings, read_settings
from flows.terminal import show_json
from flows.vouchers import (
    read_authority_file,
    read_checkpoint_file,
    read_cosigned,
    told_by_auditor,
    told_by_authorities,
    told_by_witnesses,
)
from flows.witness_lines import compare_witnesses
from vault.audit import Report, verify_case
from vault.catalogue import NAME as CATALOGUE
from vault.log import read_entries
from vault.problem import VaultProblem
from vault.stamps import Stamp, read_stamps
from vault.standing import standing
from vault.tree_check import Difference


def verify(options: argparse.Namespace) -> int:
    """Exit 0 where log, vault and corpus agree and the log extends what was seen of it, else 4 and what differs."""
    case = Path(options.case)
    settings = read_settings(case)
    given = read_checkpoint_file(options.checkpoint, settings) if options.checkpoint else None
    authority = read_authority_file(options.authority) if options.authority else None
    with held(case, changes=False):
        settings, unlike = compare_witnesses(case, settings)
        cosigned = read_cosigned(case, settings)
        stamps = list(read_stamps(case / "log", settings.log_keys, settings.origin, authority))
        report = _with(verify_case(case, settings.log_keys), [unlike, cosigned, *stamps])
    _show(report, f", {report.corpus_files} corpus files")
    _check_anchor(case, settings, report)
    if not report.is_sound or isinstance(cosigned, Difference):
        return _failed(report)
    with standing(case / "log", settings.log_keys) as log:
        stamped = list(told_by_authorities(log, [one for one in stamps if isinstance(one, Stamp)]))
        vouched = [*told_by_auditor(log, given), *told_by_witnesses(log, cosigned)]
    _keep_anchor(settings, log.note)
    for one in stamped:
        print(one)
    for one in vouched or ["self-consistent only (no auditor's checkpoint and no witness was given)"]:
        print(f"verified: {one}")
    return DONE


def verify_vault(options: argparse.Namespace) -> int:
    """Log and objects only."""
    case = Path(options.case)
    settings = read_settings(case)
    with held(case, changes=False):
        report = verify_case(case, settings.log_keys, objects_only=True)
    _show(report, "")
    _check_anchor(case, settings, report)
    if not report.is_sound:
        return _failed(report)
    print("verified: self-consistent only (no auditor's checkpoint and no witness was given)")
    return DONE


def show(options: argparse.Namespace) -> int:
    """The acts, oldest first: numbers, codes and opaque ids."""
    case = Path(options.case)
    keys = refuse_older(case).log_keys
    for number, entry in read_entries(case / "log", verifiers=keys):
        if options.json:
            show_json({"entry": number, "act": entry.act, "at": entry.at, "actor": entry.actor, **entry.fields})
        else:
            told = " ".join(f"{key}={value}" for key, value in entry.fields.items() if isinstance(value, str | int))
            print(f"{number:>8}  {entry.at:<18} {entry.actor}  {entry.act:<12} {told}")
    return DONE


def _with(report: Report, found: Iterable[object]) -> Report:
    more = {one for one in found if isinstance(one, Difference)}
    return replace(report, differences=tuple(sorted({*report.differences, *more})))


def _check_anchor(case: Path, settings: Settings, report: Report) -> None:
    """Of a log so damaged that nothing can be proved of it, the damage was named already."""
    try:
        growth = check_anchor(case, settings)
    except VaultProblem:
        if report.is_sound:
            raise
        return
    if growth is not None:
        print(f"anchor: extends the {growth.old.size} entries that this host last saw")


def _keep_anchor(settings: Settings, note: bytes) -> None:
    """Whoever verified a case remembers it; a host that cannot is told so, and has verified it all the same."""
    try:
        keep_anchor(settings, note)
    except VaultProblem as problem:
        print(f"anchor: not kept on this host ({problem.code})")


def _show(report: Report, corpus: str) -> None:
    for one in report.differences:
        print(f"differs: {one.where}: {one.code}")
    print(f"log: {report.log_size} entries, root {report.root}")
    print(f"checked: {report.objects} sealed objects{corpus}")


def _failed(report: Report) -> int:
    print(f"verification failed: {len(report.differences)} difference(s)")
    if all(one.code in ("leftover", "unknown") or one.where.endswith(CATALOGUE) for one in report.differences):
        print("if a run was broken off just now, run its command again, which ends it, and verify anew")
    return VERIFICATION
