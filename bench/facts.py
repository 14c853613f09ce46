"""Which cases the corpus tells wrongly: python -m bench.facts CASE SAMPLE_DIR [--show].

Counts can agree by chance. Here each record of the corpus is set beside the case of the truth that it stands for, as
the documents where both occur say, and every wrong country, outcome or complaint is named with its documents.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.finished import FinishedCase, read_case
from bench.recall import read_truth

_OPEN = frozenset({"", "pending", "unknown", "unspecified"})
_SAME = {"maintained": "refused"}


@dataclass
class Told:
    """What is said of one case, by field, and where."""

    values: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    paths: list[str] = field(default_factory=list)

    def best(self, name: str) -> str:
        """The value said most, open ones set aside."""
        said = Counter({value: count for value, count in self.values[name].items() if value not in _OPEN})
        value = said.most_common(1)[0][0] if said else ""
        return _SAME.get(value, value)


def of_truth(truth: Iterable[Mapping[str, Any]]) -> dict[str, Told]:
    """Every case of the documents that should be published, by its reference."""
    cases: dict[str, Told] = defaultdict(Told)
    for document in truth:
        for record in document["records"] if document["state"] == "published" else ():
            told = cases[_reference(document, record)]
            told.paths.append(str(document["path"]))
            for name in ("requesting_country", "outcome", "complaint_date"):
                told.values[name][str(record.get(name) or "")] += 1
    return cases


def of_corpus(case: FinishedCase) -> dict[str, Told]:
    """Every record of the corpus, by its id."""
    path_of = {str(row["doc_id"]): path for path, row in case.listed.items()}
    records: dict[str, Told] = defaultdict(Told)
    for row in case.facts:
        told = records[str(row["record"])]
        told.paths.append(path_of.get(str(row["doc_id"]), "?"))
        told.values[str(row["field"])][str(row["value"])] += 1
    return records


def pairs(case: FinishedCase, truth: Iterable[Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """For each record of the corpus, the cases that documents with as many records as the truth say it is."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for document in truth:
        row = case.listed.get(str(document["path"]))
        if row is None or row["doc_id"] not in case.documents:
            continue
        ours = list(dict.fromkeys(fact["record"] for fact in case.documents[row["doc_id"]]["facts"]))
        theirs = [_reference(document, record) for record in document["records"]]
        if len(ours) == len(theirs):
            for record, reference in zip(ours, theirs, strict=True):
                found[record][reference] += 1
    return found


def _reference(document: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    return str(record["case_reference"]) or f"? {document['path']}"


def faults(case: FinishedCase, truth: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What is wrong, by the kind of fault."""
    cases, records, paired = of_truth(truth), of_corpus(case), pairs(case, truth)
    found: dict[str, list[str]] = {name: [] for name in ("country", "outcome", "complaint", "joined", "parted")}
    homes: dict[str, list[str]] = defaultdict(list)
    for record, told in sorted(records.items()):
        if not paired[record]:
            continue
        reference = paired[record].most_common(1)[0][0]
        homes[reference].append(record)
        if len(paired[record]) > 1:
            found["joined"].append(f"{record}: {dict(paired[record])}")
        for fault, name in (("country", "requesting_country"), ("outcome", "outcome")):
            ours, theirs = told.best(name), cases[reference].best(name)
            if ours and ours != theirs:
                found[fault].append(f"{record}: {ours}, not {theirs or 'any'}: {sorted(set(told.paths))}")
        is_told = bool(told.values["complaint_date"]) or "complaint" in told.values["kind"]
        if is_told and not cases[reference].best("complaint_date"):
            found["complaint"].append(f"{record}: {sorted(set(told.paths))}")
    found["parted"] = [f"{reference}: {names}" for reference, names in homes.items() if len(names) > 1]
    return found


def main() -> None:
    """Prints how many records are wrong in which way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("sample", type=Path)
    parser.add_argument("--show", action="store_true", help="list each: for invented samples only")
    asked = parser.parse_args()
    case, truth = read_case(asked.case), read_truth(asked.sample)
    print(f"{len({row['record'] for row in case.facts})} records of {len(of_truth(truth))} cases")
    for name, lines in faults(case, truth).items():
        print(f"{name}: {len(lines)} wrong")
        for line in lines if asked.show else ():
            print(f"    {line}")


if __name__ == "__main__":
    main()
