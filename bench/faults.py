"""Breaks off a command at each of its system calls that change a disk, and runs the same command again.

python -m bench.faults [--fault kill|ENOSPC|EIO] [--commands seal,rewrap,export,keys,shred] [--every 1]
Needs strace. Whatever is struck must leave no half state to be seen and nothing to be repaired (bench/unbroken.py).
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.strace import Place, places_of, struck
from bench.unbroken import ACTS, FILES, judged, words_of
from tests.flows.cases import Host


@dataclass(frozen=True)
class Outcome:
    """How many calls there are, how many were struck, and after how many of these all was well."""

    calls: int
    struck: int
    well: int


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--fault", choices=("kill", "ENOSPC", "EIO"), default="kill")
    options.add_argument("--commands", default=",".join(ACTS))
    options.add_argument("--every", type=int, default=1)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = founded(Path(folder) / "base")
        for name in wanted.commands.split(","):
            began = time.monotonic()
            found = strike(base, name, wanted.fault, wanted.every)
            took = f"{found.calls} calls change the disk, {time.monotonic() - began:.0f} s"
            print(f"{name}: {found.well} of {found.struck} struck by {wanted.fault} ended well ({took})", flush=True)


def founded(place: Path) -> Host:
    """A case with two documents, a corpus, and one file more that is still to be sealed."""
    host = Host(place).found()
    drop = host.place / "drop"
    drop.mkdir()
    for name, text in FILES.items():
        ((host.place if name == "new.txt" else drop) / name).write_text(text)
    host.do("ingest", host.case, drop, "--identity", host.identity, "--quiet")
    return host


def strike(base: Host, name: str, fault: str, every: int = 1) -> Outcome:
    """A run of the command for each of its calls, from the same case each time."""
    words = words_of(base, name)
    with _copy(base) as host:
        places = places_of(host, words)
    reached = well = 0
    for place in places[::every]:
        problem = _problem(base, name, words, place, fault)
        reached += problem is not None
        well += problem == ""
        if problem != "":
            found = "was not reached" if problem is None else problem
            print(f"{name}, {place.call} number {place.number}: {found}", flush=True)
    return Outcome(len(places), reached, well)


def _problem(base: Host, name: str, words: list[str], place: Place, fault: str) -> str | None:
    with _copy(base) as host:
        done = struck(host, words, place, fault)
        return judged(host, name, words, done) if done.line else None


@contextmanager
def _copy(base: Host) -> Iterator[Host]:
    """The case and its host moved aside for a while, so that every run has the same paths."""
    aside = base.place.with_name("aside")
    base.place.rename(aside)
    try:
        shutil.copytree(aside, base.place, symlinks=True, ignore=shutil.ignore_patterns("prefect"))
        yield base
    finally:
        shutil.rmtree(base.place)
        aside.rename(base.place)


if __name__ == "__main__":
    main()
