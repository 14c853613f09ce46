"""Seconds and memory a document, at two sizes of leak: python -m bench.speed [--sizes 200,2000] [--seed 1]."""

import argparse
import os
import resource
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench.command import undercroft
from flows.sample.write import write_sample


@dataclass(frozen=True)
class Cost:
    """What one ingest cost."""

    documents: int
    wall: float
    cpu: float
    peak_mb: float


def measure(documents: int, seed: int, base: Path) -> Cost:
    """A fresh sample into a fresh case, through the command line."""
    sample, case = base / "sample", base / "case"
    written = write_sample(sample, documents, seed)
    environment = os.environ | {"UNDERCROFT_IDENTITY": str(base / "identity")}
    _command(environment, "init", str(case), "--identity", str(base / "identity"), "--no-passphrase")
    _command(environment, "people", str(case), "import", str(sample / "public.csv"))
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    peak = _command(environment, "ingest", str(case), str(sample / "drop"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(written.documents, time.monotonic() - started, cpu, peak)


def _command(environment: dict[str, str], *arguments: str) -> float:
    """Runs to the end; the largest resident size in MB that any one process of it had."""
    process = subprocess.Popen(undercroft(*arguments), env=environment, stdout=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    code = process.wait()
    watcher.join()
    if code not in (0, 3):
        raise SystemExit(f"{arguments[0]} ended with {code}")
    return peak[0]


def _watch(process: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max([peak[0], *map(_resident_peak, _family(process.pid))])
        time.sleep(0.5)


def _family(root: int) -> list[int]:
    """The process and all below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            parents.setdefault(_parent(entry), []).append(int(entry.name))
    found = [root]
    for one in found:
        found += parents.get(one, [])
    return found


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _resident_peak(pid: int) -> float:
    try:
        lines = (Path("/proc") / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def main() -> None:
    """Prints the cost at each size, and the ratio of the last to the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="200,2000")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    costs = []
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="undercroft-speed-") as base:
            one = measure(size, asked.seed, Path(base))
        costs.append(one)
        each = f"{one.wall / one.documents:.3f} s, {one.cpu / one.documents:.3f} CPU-s a document"
        print(f"{one.documents} documents: {each}, largest process {one.peak_mb:.0f} MB", flush=True)
    first, last = costs[0], costs[-1]
    wall = (last.wall / last.documents) / (first.wall / first.documents)
    cpu = (last.cpu / last.documents) / (first.cpu / first.documents)
    print(f"ratio: {wall:.2f} by the clock, {cpu:.2f} by the processor")


if __name__ == "__main__":
    main()
