"""Which of the tagger's chances each caution should begin at: the table in redaction/data/calibration.toml.

For each language the annotated documents that no training saw are read by the tagger alone. A caution begins at the
highest chance at which no more than its share of names is missed, but not where too few of its hits would be names; and
above a bound it never begins, since what is missed hurts and what is too much does not.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.annotated import name_letters, places
from redaction.case_repair import repaired
from redaction.names_blocks import blocks
from redaction.names_tagged import chanced_names
from redaction.spans import Hit
from redaction.tagger.tagger import tagger
from redaction.training.sets import SETS, documents

MISSED = {"high": 0.02, "normal": 0.04, "low": 0.08}
RIGHT = {"high": 0.5, "normal": 0.7, "low": 0.85}
BOUND = {"high": 0.06, "normal": 0.15, "low": 0.5}
_CHANCES = (0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True)
class Measured:
    """Of one language at one chance: the share of names missed, and of hits that are names."""

    missed: float
    right: float


def measured(language: str, limit: int) -> dict[float, Measured]:
    """By chance, over all sets of a language."""
    read = [one for name, about in SETS.items() if about.language == language for one in _read(name, limit)]
    return {chance: _at(chance, read) for chance in _CHANCES}


def chosen(told: dict[float, Measured]) -> dict[str, float]:
    """A chance for each caution."""
    found = {}
    for caution, most in MISSED.items():
        fit = [chance for chance, one in told.items() if one.missed <= most] or [min(told)]
        right = [chance for chance, one in told.items() if one.right >= RIGHT[caution]] or [max(told)]
        found[caution] = min(max(max(fit), min(right)), BOUND[caution])
    return found


def _read(name: str, limit: int) -> Iterator[tuple[str, list[tuple[int, int]], list[Hit]]]:
    reader = tagger()
    at = reader.labels.index("PERSON")
    for count, one in enumerate(documents(name, "held_out")):
        if limit and count >= limit:
            return
        hits = []
        for around in dict.fromkeys((block.start - block.at, block.around) for block in blocks(one.text)):
            (words,) = reader.read([repaired(around[1], frozenset())])
            hits += [
                Hit(hit.start + around[0], hit.end + around[0], hit.type, hit.score, hit.detector)
                for hit in chanced_names(words, at, around[1])
            ]
        names = [(start, end) for start, end, label in one.spans if SETS[name].label(label) == "PERSON"]
        yield one.text, names, hits


def _at(chance: float, read: Sequence[tuple[str, list[tuple[int, int]], list[Hit]]]) -> Measured:
    names = missed = hits = right = 0
    for text, wanted, found in read:
        kept = [one for one in found if one.score >= chance]
        hidden = places((one.start, one.end, one.type) for one in kept)
        named = places((*one, "PERSON") for one in wanted)
        names += len(wanted)
        missed += sum(any(at not in hidden for at in name_letters(text, *one)) for one in wanted)
        hits += len(kept)
        right += sum(any(at in named for at in range(one.start, one.end)) for one in kept)
    return Measured(missed / max(1, names), right / max(1, hits))


def main() -> None:
    """Prints what was measured, and the table."""
    options = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    options.add_argument("--limit", type=int, default=0, help="documents of a set, 0 for all")
    limit = options.parse_args().limit
    rows = []
    for language in sorted({about.language for about in SETS.values()}):
        told = measured(language, limit)
        print(
            language, "  ".join(f"{at}: {1 - one.missed:.3f}/{one.right:.3f}" for at, one in told.items()), flush=True
        )
        rows.append(f"{language} = {{ " + ", ".join(f"{k} = {v}" for k, v in chosen(told).items()) + " }")
    print(*rows, sep="\n")


if __name__ == "__main__":
    main()
