"""The witnesses that undercroft.toml names, beside those that the log speaks of: the log's word counts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flows.following import witnesses_after
from flows.settings import NAME, Settings
from flows.terminal import complain
from vault.log import read_entries
from vault.problem import VaultProblem
from vault.signer import fingerprint_of
from vault.tree_check import Difference
from vault.witness import parse_witness


def is_witness(line: str) -> bool:
    try:
        return bool(parse_witness(line))
    except VaultProblem:
        return False


def with_logged_witnesses(case: Path, settings: Settings) -> Settings:
    """For whoever only reads. A log that never spoke of witnesses is of before: its settings name them."""
    told: dict[str, bool] = {}
    for _, entry in read_entries(case / "log", verifiers=settings.log_keys):
        told = witnesses_after(told, entry)
    lines = tuple(line for line, is_admitted in told.items() if is_admitted)
    return replace(settings, witnesses=lines) if told else settings


def compare_witnesses(case: Path, settings: Settings) -> tuple[Settings, Difference | None]:
    """With the log's witnesses, and undercroft.toml as a difference where it names others."""
    try:
        found = with_logged_witnesses(case, settings)
    except VaultProblem:
        return settings, None  # the log's own damage is named by whoever reads it whole
    return found, None if found == settings else Difference(NAME, "unlike_log")


def complain_of_witnesses(lines: Sequence[str]) -> None:
    """Of each that fell out of undercroft.toml, with what brings it back: nowhere else may its key be written."""
    for line in lines:
        hint = f"if it is to vouch for this log: undercroft audit CASE witness --admit '{line}'"
        what = f"undercroft.toml named a witness that the log did not, and does so no more: {fingerprint_of(line)}"
        complain(what, hint if is_witness(line) else "")
