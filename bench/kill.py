"""Kills an ingest at random moments, runs the same command again, and compares the corpus with an unbroken run's.

python -m bench.kill [--documents 100] [--kills 20] [--seed 1]
"""

import argparse
import json
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.flows.cases import Host


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=100)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        host = Host(Path(folder)).found()
        host.do("sample", host.place / "leak", "--documents", wanted.documents, "--seed", wanted.seed)
        host.do("people", host.case, "import", host.place / "leak" / "public.csv")
        shutil.copytree(host.case, host.place / "founded")
        began = time.monotonic()
        host.do("ingest", host.case, host.place / "leak" / "drop", code=3)
        length = time.monotonic() - began
        expected = told(host)
        print(f"unbroken run: {length:.1f} s, {len(expected)} documents in the corpus", flush=True)
        moments = random.Random(wanted.seed)
        right = sum(one_kill(host, moments.uniform(0.02, 1.0) * length, expected) for _ in range(wanted.kills))
        print(f"{right} of {wanted.kills} killed runs ended with the same corpus and a verified log")


def one_kill(host: Host, after: float, expected: dict[str, Any]) -> bool:
    shutil.rmtree(host.case)
    shutil.copytree(host.place / "founded", host.case)
    shutil.rmtree(host.place / "config" / "undercroft" / "anchors")  # else the case would rightly be refused
    process = host.start("ingest", host.case, host.place / "leak" / "drop")
    try:
        process.communicate(timeout=after)
        ended = "had ended before"
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ended = "killed"
    state = json.loads(host.run("status", host.case, "--json").stdout)["states"]
    done = host.run("ingest", host.case, host.place / "leak" / "drop")
    audit = host.run("audit", host.case, "verify")
    found = told(host)
    is_right = found == expected and audit.returncode == 0 and done.returncode == 3
    differing = sorted(path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path))
    note = "same" if is_right else f"DIFFERS: exit {done.returncode}, audit {audit.returncode}, {differing[:5]}"
    print(f"after {after:6.1f} s {ended}, states then {state}: {note}", flush=True)
    return is_right


def told(host: Host) -> dict[str, Any]:
    """The corpus by path, without ids that are random."""
    paths = {line["doc_id"]: line["path"] for line in host.listing()}
    found = {}
    for document in host.corpus():
        document["parent_id"] = paths.get(document["parent_id"] or "", "")
        own = document.pop("doc_id")
        for fact in document["facts"]:
            fact["record"] = fact["record"].replace(own, "own")
        found[paths[own]] = document
    return found


if __name__ == "__main__":
    main()
