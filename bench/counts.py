"""Complaints and decisions by country and outcome: from the corpus, from the truth, and how far they differ."""

from collections import Counter, defaultdict
from typing import Any

_OPEN = frozenset({"", "pending", "unknown"})
_SAME = {"maintained": "refused"}  # both leave the data where they are; clerks write either


def counts_of_facts(facts: list[dict[str, Any]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """(complaints by country, decisions by country and outcome) of the corpus."""
    records: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in facts:
        records[str(row["record"])][str(row["field"])].append(str(row["value"]))
    found = []
    for record in records.values():
        is_complaint = bool(record["complaint_date"]) or "complaint" in record["kind"]
        found.append(
            (_first(record["requesting_country"], {"unspecified"}), is_complaint, _first(record["outcome"], _OPEN))
        )
    return _tally(found)


def counts_of_truth(truth: list[dict[str, Any]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The same of what was planted in documents that should be published."""
    cases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document in truth:
        for record in document["records"] if document["state"] == "published" else ():
            for name, value in record.items():
                cases[record["case_reference"]][name] += [value] if value else []
    rows = (
        (
            _first(case["requesting_country"], {"unspecified"}),
            bool(case["complaint_date"]),
            _first(case["outcome"], _OPEN),
        )
        for case in cases.values()
    )
    return _tally(list(rows))


def difference(truth: Counter[Any], found: Counter[Any]) -> float:
    """Share of the truth's total by which the counts differ, cell by cell."""
    total = sum(truth.values())
    return sum(abs(truth[key] - found[key]) for key in truth.keys() | found.keys()) / total if total else 0.0


def _first(values: list[str], weak: set[str] | frozenset[str]) -> str:
    strong = Counter(value for value in values if value not in weak)
    return strong.most_common(1)[0][0] if strong else (values[0] if values else "unspecified")


def _tally(rows: list[tuple[str, bool, str]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    complaints = Counter(country for country, is_complaint, _ in rows if is_complaint)
    decided = ((country, _SAME.get(outcome, outcome)) for country, _, outcome in rows)
    open_outcomes = _OPEN | {"unspecified"}
    return complaints, Counter(one for one in decided if one[1] not in open_outcomes)
