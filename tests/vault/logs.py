"""Logs for tests: acts, a log of some of them, and one that parts ways with it."""

from pathlib import Path

from vault.log import LogEntry, append
from vault.note import Checkpoint
from vault.signer import Signer

SIGNER = Signer("host", b"1" * 32, b"2" * 32)
ORIGIN = "undercroft/case"


def acts(start: int, end: int, tag: str = "a") -> list[LogEntry]:
    return [LogEntry("read", {"doc": f"{tag}{number}"}, "2026-W47", "key") for number in range(start, end)]


def grow(folder: Path, start: int, end: int, tag: str = "a") -> Checkpoint:
    folder.parent.mkdir(exist_ok=True)
    return append(folder, ORIGIN, SIGNER, acts(start, end, tag))
