"""What `status` counts: states and reasons from the catalogue, kinds, languages and countries from the corpus."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flows.house import catalogue_path
from vault.catalogue import Catalogue


def case_status(case: Path) -> dict[str, Any]:
    """Counts only. `adds_up` says that every document stands in one final state and the corpus holds the published."""
    catalogue = Catalogue(catalogue_path(case, must_exist=True))
    try:
        counts, inside = catalogue.counts(), catalogue.counts(least_depth=1)
    finally:
        catalogue.close()
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    partial: Counter[str] = Counter()
    for (state, reason), number in counts.items():
        states[state] += number
        if state == "quarantined":
            reasons[reason] += number
        elif reason:
            partial[reason] += number
    shown = _shown(case / "corpus" / "documents.jsonl")
    total = sum(states.values())
    waiting = states["sealed"] + states["read"]
    return {
        "documents": total,
        "adds_up": not waiting and states["published"] == shown["documents"],
        "waiting": waiting,
        "in_corpus": shown["documents"],
        "states": dict(states),
        "reasons": dict(reasons),
        "partly_read": dict(partial),
        "members": _members(inside),
        **{name: shown[name] for name in ("kinds", "languages", "countries", "media_types")},
    }


def _members(counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """What containers and messages hold: all that was found, and how it ended: a state, or why it was not read."""
    ended: Counter[str] = Counter()
    for (state, reason), number in counts.items():
        ended[reason if state == "quarantined" else state] += number
    return {"found": ended.total(), **dict(ended.most_common())} if ended else {}


def _shown(path: Path) -> dict[str, Any]:
    kinds: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    media_types: Counter[str] = Counter()
    number = 0
    for document in _documents(path):
        number += 1
        kinds[document["kind"]] += 1
        media_types[document["media_type"]] += 1
        languages.update(document["languages"])
        countries.update({one["value"] for one in document["facts"] if one["field"] == "requesting_country"})
    return {
        "documents": number,
        "kinds": dict(kinds.most_common()),
        "languages": dict(languages.most_common()),
        "countries": dict(countries.most_common()),
        "media_types": dict(media_types.most_common()),
    }


def _documents(path: Path) -> Iterable[dict[str, Any]]:
    try:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except FileNotFoundError:
        return
