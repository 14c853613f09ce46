"""Measures a finished case against the truth of its sample: python -m bench.recall CASE SAMPLE_DIR [--show]."""

import argparse
import csv
import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.counts import counts_of_facts, counts_of_truth, difference
from bench.finished import FinishedCase, read_case

_WORD = re.compile(r"[^\W_]+")


@dataclass
class Score:
    """Hits and totals by what is counted, and what was missed."""

    hits: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, is_hit: bool, groups: tuple[str, ...], miss: str) -> None:
        """One thing looked at."""
        for group in ("all", *groups):
            self.totals[group] += 1
            self.hits[group] += is_hit
        if not is_hit:
            self.misses.append(miss)

    def share(self, group: str = "all") -> float:
        """Of a group, 0..1; 1 where there was nothing to look at."""
        return self.hits[group] / self.totals[group] if self.totals[group] else 1.0


def words(text: str) -> str:
    """The words of a text with a space on each side, spelling details set aside."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return f" {' '.join(_WORD.findall(folded))} "


def score(case: FinishedCase, truth: list[dict[str, Any]], public: frozenset[str]) -> dict[str, Score]:
    """What is gone, what stayed, where each file ended."""
    scores: dict[str, Score] = defaultdict(Score)
    for entry in truth:
        path, groups = (
            entry["path"],
            (f"lang:{entry['language']}", f"format:{entry['format']}", f"kind:{entry['kind']}"),
        )
        row = case.listed.get(path)
        _score_state(scores["accounted for"], entry, row)
        if row is None or row["doc_id"] not in case.texts or not entry["language"]:
            continue
        text = words(case.texts[row["doc_id"]])
        for one in entry["stays"]:
            scores["must stay"].add(words(one["text"]) in text, (one["type"], *groups), f"{path}: {one}")
        _score_private(scores, entry, _without(text, entry), public, groups)
    whole = words(case.everything)
    for entry in truth:
        for one in entry["private"]:
            if one["type"] != "PERSON" and len(_WORD.findall(one["text"])) and len(words(one["text"])) > 9:
                scores["gone everywhere"].add(
                    words(one["text"]) not in whole, (one["type"],), f"{entry['path']}: {one}"
                )
    return scores


def _score_state(into: Score, entry: dict[str, Any], row: dict[str, Any] | None) -> None:
    state = str(row["state"]) if row else "missing"
    # which of two copies is the duplicate depends on the order of intake
    wanted = {"published", "duplicate"} if entry["state"] in ("published", "duplicate") else {entry["state"]}
    into.add(state in wanted, (entry["state"],), f"{entry['path']}: {entry['state']} wanted, {state} found")


def _score_private(
    scores: dict[str, Score], entry: dict[str, Any], text: str, public: frozenset[str], groups: tuple[str, ...]
) -> None:
    tokens: set[str] = set()
    for one in entry["private"]:
        sought = words(one["text"])
        if not sought.strip():
            continue
        is_public_word = one["type"] == "PERSON" and set(sought.split()) <= public and len(sought.split()) == 1
        if not is_public_word:
            scores["private gone"].add(sought not in text, (one["type"], *groups), f"{entry['path']}: {one}")
        if one["type"] == "PERSON":
            tokens |= {token for token in sought.split() if len(token) >= 4} - public
    for token in sorted(tokens):
        scores["parts of names gone"].add(f" {token} " not in text, groups, f"{entry['path']}: {token}")


def _without(text: str, entry: dict[str, Any]) -> str:
    """The text less what must stay in it: a public name is no leak of a namesake."""
    for one in sorted(entry["stays"], key=lambda one: -len(one["text"])):
        text = text.replace(words(one["text"]), " | ")
    return text


def public_words(sample: Path) -> frozenset[str]:
    """Every word of a public person's names, in any case form that the truth saw stay, and of places that stay."""
    with (sample / "public.csv").open(encoding="utf-8", newline="") as table:
        names = [text for row in csv.DictReader(table) for text in (row["name"], *row["aliases"].split("|"))]
    stays = [one["text"] for entry in read_truth(sample) for one in entry["stays"]]
    return frozenset(token for text in names + stays for token in words(text).split())


def read_truth(sample: Path) -> list[dict[str, Any]]:
    """The truth, a dict a file."""
    return [json.loads(line) for line in (sample / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def _report(scores: dict[str, Score], *, show: bool) -> None:
    for name, one in scores.items():
        print(f"{name}: {one.share():.4f} ({one.hits['all']} of {one.totals['all']})")
        for group in sorted(one.totals.keys() - {"all"}):
            print(f"    {group:24} {one.share(group):.4f} ({one.hits[group]} of {one.totals[group]})")
        for miss in one.misses if show else ():
            print(f"    missed {miss}")


def _report_counts(case: FinishedCase, truth: list[dict[str, Any]], *, show: bool) -> None:
    found, planted = counts_of_facts(case.facts), counts_of_truth(truth)
    _report_count("complaints", found[0], planted[0], show=show)
    _report_count("decisions", found[1], planted[1], show=show)


def _report_count(name: str, ours: Counter[Any], theirs: Counter[Any], *, show: bool) -> None:
    totals = f"{sum(ours.values())} found, {sum(theirs.values())} planted"
    print(f"{name}: differ by {difference(theirs, ours):.4f} ({totals})")
    for key in sorted(ours.keys() | theirs.keys(), key=str) if show else ():
        if ours[key] != theirs[key]:
            print(f"    {key}: {ours[key]} found, {theirs[key]} planted")


def main() -> None:
    """Prints every measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("sample", type=Path)
    parser.add_argument("--show", action="store_true", help="list each miss: for invented samples only")
    asked = parser.parse_args()
    case, truth = read_case(asked.case), read_truth(asked.sample)
    _report(score(case, truth, public_words(asked.sample)), show=asked.show)
    _report_counts(case, truth, show=asked.show)


if __name__ == "__main__":
    main()
