"""The measure itself: a clean corpus scores one, an unredacted one nothing."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.counts import counts_of_facts, counts_of_truth, difference
from bench.finished import FinishedCase
from bench.recall import public_words, read_truth, score
from flows.sample.write import write_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured")
    write_sample(folder, 40, 11)
    return folder


def _case(truth: list[dict[str, Any]], part: str) -> FinishedCase:
    """A corpus that says of each document just its `private` or its `stays`."""
    listed = {one["path"]: {"doc_id": f"d{at}", "state": one["state"]} for at, one in enumerate(truth)}
    texts = {f"d{at}": "\n".join(planted["text"] for planted in one[part]) for at, one in enumerate(truth)}
    return FinishedCase(listed, {}, texts, [], "\n".join(texts.values()))


def test_a_corpus_that_keeps_only_what_must_stay_scores_one(sample: Path) -> None:
    truth = read_truth(sample)
    scores = score(_case(truth, "stays"), truth, public_words(sample))
    assert {name: one.share() for name, one in scores.items()} == dict.fromkeys(scores, 1.0)
    assert scores["private gone"].totals["all"] > 100


def test_a_corpus_that_redacts_nothing_scores_nothing(sample: Path) -> None:
    truth = read_truth(sample)
    scores = score(_case(truth, "private"), truth, public_words(sample))
    assert scores["private gone"].share() == 0.0
    assert scores["gone everywhere"].share() == 0.0
    assert scores["must stay"].share() < 0.05


def test_a_file_that_nobody_lists_is_missed(sample: Path) -> None:
    truth = read_truth(sample)
    case = _case(truth, "stays")
    case.listed.pop(truth[0]["path"])
    assert score(case, truth, public_words(sample))["accounted for"].hits["all"] == len(truth) - 1


def test_facts_that_repeat_the_truth_differ_by_nothing(sample: Path) -> None:
    truth = [one for one in read_truth(sample) if one["state"] == "published"]
    names = ("requesting_country", "complaint_date", "decision_date", "outcome")
    facts = [
        {"record": record["case_reference"], "field": name, "value": record[name]}
        for one in truth
        for record in one["records"]
        for name in names
        if record[name]
    ]
    found, planted = counts_of_facts(facts), counts_of_truth(truth)
    assert found == planted
    assert sum(planted[0].values()) > 5
    assert json.dumps(sorted(planted[0]))


def test_a_missing_cell_counts_as_a_difference() -> None:
    assert difference(Counter({"RU": 8, "TR": 2}), Counter({"RU": 8, "TR": 1})) == 0.1
