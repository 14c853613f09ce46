"""Flips one random bit in every file of a case's vault, log and corpus, and sees whether the audit names the file.

python -m bench.flips CASE [--seed 1]
"""

import argparse
import random
import subprocess
from pathlib import Path

from bench.command import undercroft


def main() -> None:
    """Works on the case in place and puts every bit back."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("case", type=Path)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    chance = random.Random(asked.seed)
    files = [
        path for part in ("vault", "log", "corpus") for path in sorted((asked.case / part).rglob("*")) if path.is_file()
    ]
    missed = [path for path in files if path.stat().st_size and not is_named(asked.case, path, chance)]
    for path in missed:
        print(f"not named: {path.relative_to(asked.case)}")
    print(f"{len(files) - len(missed)} of {len(files)} files with a flipped bit were named")


def is_named(case: Path, path: Path, chance: random.Random) -> bool:
    """Does `audit verify` fail with exit 4 and say the file's name?"""
    whole = path.read_bytes()
    at, bit = chance.randrange(len(whole)), chance.randrange(8)
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    path.write_bytes(changed)
    try:
        done = subprocess.run(undercroft("audit", str(case), "verify"), capture_output=True, text=True, check=False)
        return done.returncode == 4 and path.name in done.stdout + done.stderr
    finally:
        path.write_bytes(whole)


if __name__ == "__main__":
    main()
