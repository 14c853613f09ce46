"""A host of its own for a test: config, Prefect home and temp folder below one place, commands run as a user would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Host:
    """Where a test's undercroft lives."""

    place: Path

    @property
    def case(self) -> Path:
        return self.place / "case"

    @property
    def identity(self) -> Path:
        return self.place / "identity.txt"

    def environment(self) -> dict[str, str]:
        own = {
            "XDG_CONFIG_HOME": str(self.place / "config"),
            "PREFECT_HOME": str(self.place / "prefect"),
            "TMPDIR": str(self.place / "tmp"),
            "HOME": str(self.place / "home"),
        }
        for folder in own.values():
            Path(folder).mkdir(parents=True, exist_ok=True)
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("UNDERCROFT", "PREFECT"))}
        return {**clean, **own, "PYTHONPATH": str(ROOT)}

    def start(self, *words: object, **more: Any) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "flows.cli", *map(str, words)]
        return subprocess.Popen(
            command,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            **more,
        )

    def run(self, *words: object) -> "subprocess.CompletedProcess[str]":
        process = self.start(*words)
        out, err = process.communicate(timeout=280)
        return subprocess.CompletedProcess(
            [str(word) for word in words],
            process.returncode,
            out.decode("utf-8", "replace"),
            err.decode("utf-8", "replace"),
        )

    def do(self, *words: object, code: int = 0) -> str:
        """Runs a command that must end with this exit code; returns what it printed."""
        done = self.run(*words)
        assert done.returncode == code, f"exit {done.returncode}, expected {code}: {done.stderr[-400:]}"
        return done.stdout

    def found(self) -> "Host":
        self.do("init", self.case, "--identity", self.identity, "--no-passphrase")
        return self

    def listing(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.do("vault", self.case, "list", "--json").splitlines()]

    def corpus(self) -> list[dict[str, Any]]:
        lines = (self.case / "corpus" / "documents.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]
