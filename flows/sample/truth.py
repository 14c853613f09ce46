"""What the sample knows about each of its files: one JSON line a file."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from flows.sample.cases import Case
from flows.sample.say import Planted, Stays


@dataclass(frozen=True)
class Record:
    """What a document says of one case; empty where it does not say it."""

    case_reference: str
    requesting_country: str
    complaint_date: str = ""
    decision_date: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Truth:
    """One file or member; `state` is what should become of it."""

    path: str
    kind: str
    language: str
    format: str
    state: str
    records: tuple[Record, ...] = ()
    private: tuple[Planted, ...] = field(default=(), repr=False)
    stays: tuple[Stays, ...] = field(default=(), repr=False)

    def line(self) -> str:
        """As JSON, with the record of a single case also spelled out at the top."""
        found = asdict(self)
        alone = asdict(self.records[0]) if len(self.records) == 1 else {}
        found |= alone | {"people": sorted({one.person for one in self.private if one.person})}
        return json.dumps(found, ensure_ascii=False, sort_keys=True)


def record_of(case: Case, kind: str, outcome: str) -> Record:
    """What a document of this kind says of the case."""
    received = case.received.isoformat() if kind in ("complaint", "decision", "register") else ""
    decided = case.decided.isoformat() if kind in ("decision", "register") and outcome != "pending" else ""
    said = outcome if kind in ("decision", "register") else ""
    return Record(case.reference, case.country_code, received, decided, said)


def truth_lines(entries: Iterable[Truth]) -> str:
    """The truth file, in the order of paths."""
    return "".join(entry.line() + "\n" for entry in sorted(entries, key=lambda entry: entry.path))
