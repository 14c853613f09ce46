"""Breaks off a command at each of its system calls that change a disk, and runs the same command again.

python -m bench.faults [--fault kill|ENOSPC|EIO] [--commands seal,rewrap,shred] [--every 1]
Needs strace. A fault is injected at the first such call, then at the second, until the command ends untouched.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.flows.cases import Host

_CALLS = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "link",
    "linkat",
    "rename",
    "renameat2",
    "unlink",
    "mkdir",
    "ftruncate",
)
_LETTER = "Dear Commission,\n\nI am Adaeze Okonkwor, and I lodge this complaint.\n"


@dataclass(frozen=True)
class Outcome:
    """How often a fault struck, and after how many of them all was well once the command had run again."""

    struck: int
    well: int


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--fault", choices=("kill", "ENOSPC", "EIO"), default="kill")
    options.add_argument("--commands", default="seal,rewrap,shred")
    options.add_argument("--every", type=int, default=1)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = _founded(Path(folder))
        for name in wanted.commands.split(","):
            found = strike(base, name, wanted.fault, wanted.every)
            print(f"{name}: {found.well} of {found.struck} broken off by {wanted.fault} ended well", flush=True)


def _founded(place: Path) -> Host:
    host = Host(place / "base").found()
    drop = host.place / "drop"
    drop.mkdir()
    (drop / "letter.txt").write_text(_LETTER)
    (drop / "note.txt").write_text("A note for the file of 3 May 2019.\n")
    host.do("ingest", host.case, drop, "--identity", host.identity, "--quiet")
    (host.place / "new.txt").write_text("What came later.\n")
    return host


def strike(base: Host, name: str, fault: str, every: int = 1) -> Outcome:
    """One run for each call of each kind; a run that the fault did not reach is the last of its kind."""
    struck = well = 0
    for call in _CALLS:
        for at in count(1, every):
            host = Host(base.place.with_name("copy"))
            shutil.rmtree(host.place, ignore_errors=True)
            shutil.copytree(base.place, host.place, symlinks=True)
            words = _words(host, name)
            done = _run_with(host, words, call, fault, at)
            if not done.is_struck:
                break
            struck += 1
            problem = _is_wrong(host, name, words, done)
            well += not problem
            if problem:
                print(f"{name}, {call} number {at}: {problem}", flush=True)
    return Outcome(struck, well)


@dataclass(frozen=True)
class _Done:
    error: str
    is_struck: bool


def _run_with(host: Host, words: list[str], call: str, fault: str, at: int) -> _Done:
    effect = "signal=SIGKILL" if fault == "kill" else f"error={fault}"
    trace = host.place / "trace"
    command = [
        "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={at}",
        sys.executable, "-B", "-m", "flows.cli", *words,
    ]  # fmt: skip
    done = subprocess.run(command, env=host.environment(), capture_output=True, check=False)
    told = trace.read_text(errors="replace") if trace.exists() else ""
    is_struck = "killed by SIGKILL" in told or "(INJECTED)" in told or done.returncode in (-9, 137)
    return _Done(done.stderr.decode(errors="replace"), is_struck)


def _words(host: Host, name: str) -> list[str]:
    case, identity = str(host.case), ["--identity", str(host.identity)]
    if name == "seal":
        return ["seal", case, str(host.place / "new.txt")]
    if name == "shred":
        return ["vault", case, "shred", _document(host, "letter.txt"), *identity]
    return ["vault", case, name, *identity]


def _document(host: Host, path: str) -> str:
    rows = host.do("vault", host.case, "list", "--json", "--identity", host.identity).splitlines()
    return next((one["doc_id"] for one in map(json.loads, rows) if one["path"] == path), "")


def _is_wrong(host: Host, name: str, words: list[str], done: _Done) -> str:
    """What is not as it should be: an act told as done and lost, a trace of Python, a case that needs repair."""
    if "Traceback" in done.error:
        return "a traceback"
    again = host.run(*words)
    if again.returncode != 0:
        return f"the same command again: exit {again.returncode}: {again.stderr[:200]}"
    audit = host.run("audit", host.case, "verify")
    if audit.returncode != 0:
        return f"audit: {audit.stdout[:300]}"
    if name == "shred" and _document(host, "letter.txt"):
        return "the shredded document is still there"
    if name == "seal" and not _document(host, "new.txt"):
        return "what was sealed is not there"
    opened = host.run(
        "vault", host.case, "open", _document(host, "note.txt"), "-o", host.place / "out", "--identity", host.identity
    )
    return "" if opened.returncode == 0 else f"an original does not open: {opened.stderr[:200]}"


if __name__ == "__main__":
    main()
