"""Reads a finished case: its corpus as rows by document, and where each document came from."""

import json
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from bench.command import undercroft

_TABLES = ("pages", "mentions", "people", "messages", "tables", "quarantine", "documents", "facts")
_MADE_BY_US = ("provenance", "checks", "doc_id", "parent_id", "revision")


@dataclass(frozen=True)
class FinishedCase:
    """`listed` is the vault's list by path; `texts` all that the corpus says of a document."""

    listed: dict[str, dict[str, Any]]
    documents: dict[str, dict[str, Any]]
    texts: dict[str, str] = field(repr=False)
    facts: list[dict[str, Any]] = field(repr=False)
    everything: str = field(repr=False)


def read_case(case: Path) -> FinishedCase:
    """The corpus, every table of it, and the list of the vault."""
    texts: dict[str, list[str]] = defaultdict(list)
    documents: dict[str, dict[str, Any]] = {}
    for line in (case / "corpus" / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["doc_id"]] = row
        texts[row["doc_id"]].append(_shown(row))
    facts: list[dict[str, Any]] = []
    loose: list[str] = []
    for name in _TABLES:
        for row in _rows(case / "corpus" / f"{name}.parquet"):
            if name == "facts":
                facts.append(row)
            if "doc_id" in row:
                texts[str(row["doc_id"])].append(_shown(row))
            else:
                loose.append(_shown(row))
    joined = {one: "\n".join(parts) for one, parts in texts.items()}
    return FinishedCase(_listed(case), documents, joined, facts, "\n".join([*joined.values(), *loose]))


def _rows(path: Path) -> list[dict[str, Any]]:
    return list(parquet.read_table(path).to_pylist()) if path.exists() else []


def _listed(case: Path) -> dict[str, dict[str, Any]]:
    done = subprocess.run(undercroft("vault", str(case), "list", "--json"), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the vault cannot be listed (exit {done.returncode})\nhint: is UNDERCROFT_IDENTITY set?")
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {str(row["path"]): row for row in rows}


def _shown(row: dict[str, Any]) -> str:
    """Every string in a row, however deep, less what describes our own work."""
    return "\n".join(_strings({key: value for key, value in row.items() if key not in _MADE_BY_US}))


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _strings(inner)]
    if isinstance(value, (list, tuple)):
        return [one for inner in value for one in _strings(inner)]
    return [str(value)] if value is not None else []
