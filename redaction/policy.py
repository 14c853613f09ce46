"""The policy: entity type × status of the person → action. What it does not name is removed."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from typing import Any

from redaction.finding import TYPES

STATUSES = (
    "public",
    "official_senior",
    "official_junior",
    "private",
    "minor",
    "victim",
    "witness",
    "source",
)


class Action(StrEnum):
    """What a decision does with a span of text."""

    KEEP = "keep"
    PSEUDONYMISE = "pseudonymise"
    PSEUDONYMISE_DOCUMENT = "pseudonymise_document"
    YEAR = "year"
    DECADE = "decade"
    COUNTRY = "country"
    REGION = "region"
    CLASS = "class"
    KEEP_IF_K = "keep_if_k"
    GENERALISE = "generalise"
    REMOVE = "remove"


class PolicyProblem(Exception):
    """A policy that cannot be used. The message names the table and the word, which are the editor's own."""

    code = "bad_policy"


@dataclass(frozen=True)
class Policy:
    """`actions[(type, status)]`; `digest` names this very table (SHA-256 of the file)."""

    actions: Mapping[tuple[str, str], Action] = field(repr=False)
    keep_if_k: int
    digest: str

    def action(self, type_: str, status: str) -> Action:
        """What to do with a finding of this type that belongs to a person of this status."""
        return self.actions.get((type_, "private" if status == "unknown" else status), Action.REMOVE)


def default_policy() -> bytes:
    """The policy a new case starts with."""
    return files("redaction").joinpath("data/policy.toml").read_bytes()


def parse_policy(data: bytes) -> Policy:
    """Raises PolicyProblem on an unknown table, type, status or action."""
    try:
        table = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise PolicyProblem(f"not TOML: {fault}") from None
    _refuse_unknown("table", table, {"version", "keep_if_k", "rows", "types"})
    rows = {name: _row(name, row) for name, row in table.get("rows", {}).items()}
    types: Mapping[str, str] = table.get("types", {})
    _refuse_unknown("type", types, TYPES)
    _refuse_unknown("row", dict.fromkeys(types.values()), rows)
    actions = {(type_, status): action for type_, row in types.items() for status, action in rows[row].items()}
    limit = table.get("keep_if_k", 11)
    if not isinstance(limit, int) or limit < 1:
        raise PolicyProblem("keep_if_k must be a whole number of at least 1")
    return Policy(actions, limit, hashlib.sha256(data).hexdigest())


def _row(name: str, row: Mapping[str, Any]) -> dict[str, Action]:
    _refuse_unknown(f"status in rows.{name}", row, STATUSES)
    _refuse_unknown(f"action in rows.{name}", dict.fromkeys(row.values()), list(Action))
    return {status: Action(action) for status, action in row.items()}


def _refuse_unknown(what: str, given: Mapping[Any, Any], known: Any) -> None:
    for one in given:
        if one not in known:
            raise PolicyProblem(f"unknown {what}: {one}")
