"""Recall and precision of person names on annotated sets, and words per CPU-second, beside plain Presidio."""

import argparse
import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.document import Channel, Passage
from redaction.detect import Detector
from redaction.finding import PERSON

DATA = Path(os.environ.get("UNDERCROFT_DATA", "../shared/data")) / "ner"
SETS = ("en_tab_dev", "fr_echr_train", "ru_factrueval_dev", "en_presidio_synth")
Spans = list[tuple[int, int]]


@dataclass
class Tally:
    """Counts of one set; a name counts as found if every letter of it is covered."""

    names: int = 0
    covered: int = 0
    found: int = 0
    right: int = 0
    words: int = 0
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """One row of the table."""
        speed = self.words / self.seconds if self.seconds else 0.0
        recall, precision = self.covered / max(1, self.names), self.right / max(1, self.found)
        return f"recall {recall:.3f}  precision {precision:.3f}  words/CPU-s {speed:,.0f}  names {self.names}"


def measure(documents: Iterator[tuple[str, Spans]], find: Callable[[str], Spans]) -> Tally:
    """Runs a finder over a set."""
    tally = Tally()
    for text, truth in documents:
        before = time.process_time()
        spans = find(text)
        tally.seconds += time.process_time() - before
        _count(tally, text, truth, spans)
    return tally


def _count(tally: Tally, text: str, truth: Spans, spans: Spans) -> None:
    hidden = {at for start, end in spans for at in range(start, end)}
    named = {at for start, end in truth for at in range(start, end)}
    tally.words += len(text.split())
    for start, end in truth:
        tally.names += 1
        is_covered = all(at in hidden for at in _letters(text, start, end))
        tally.covered += is_covered
        if not is_covered:
            tally.missed.append(text[max(0, start - 25) : start] + "[" + text[start:end] + "]" + text[end : end + 15])
    for start, end in spans:
        tally.found += 1
        is_right = any(at in named for at in range(start, end))
        tally.right += is_right
        if not is_right:
            tally.wrong[text[start:end]] += 1


# A title is part of a name in some sets and in none of our findings.
_TITLES = frozenset(("mr mrs ms miss dr m mm mme mlle mmes me maître sir prof professor lord the judge").split())


def _letters(text: str, start: int, end: int) -> Iterator[int]:
    word_start = start
    for word in text[start:end].split():
        word_start = text.index(word, word_start)
        if word.lower().rstrip(".") not in _TITLES:
            yield from (at for at in range(word_start, word_start + len(word)) if text[at].isalpha())
        word_start += len(word)


def read(name: str, limit: int, change: Callable[[str], str] = str) -> Iterator[tuple[str, Spans]]:
    """Texts of a set with their person spans."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            if at >= limit:
                return
            one = json.loads(line)
            changed = change(one["text"])
            if len(changed) == len(one["text"]):
                yield changed, [(start, end) for start, end, label in one["spans"] if label == PERSON]


def ours(caution: str) -> Callable[[str], Spans]:
    """Our detector over a body of text."""
    detector = Detector(caution=caution)

    def find(text: str) -> Spans:
        found = detector.find([Passage(Channel.BODY, 0, text)])
        return [(one.start, one.end) for one in found if one.type == PERSON]

    return find


def plain_presidio() -> Callable[[str], Spans]:
    """Presidio as it comes, with the same English model."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    from redaction.names_models import _spacy_folder

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": str(_spacy_folder("en"))}])
    analyzer: Any = AnalyzerEngine(nlp_engine=engine)
    return lambda text: [(one.start, one.end) for one in analyzer.analyze(text, "en", entities=[PERSON])]


def main() -> None:
    """Prints the table; --show N lists what was missed and wrongly found (public data only)."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", default=",".join(SETS))
    options.add_argument("--limit", type=int, default=60)
    options.add_argument("--caution", default="normal")
    options.add_argument("--show", type=int, default=0)
    options.add_argument("--upper", action="store_true", help="all texts in capitals")
    options.add_argument("--plain", action="store_true", help="plain Presidio on English sets too")
    given = options.parse_args()
    finders = {"undercroft": ours(given.caution)} | ({"presidio": plain_presidio()} if given.plain else {})
    for name in given.sets.split(","):
        for finder_name, finder in finders.items():
            if finder_name == "presidio" and not name.startswith("en"):
                continue
            tally = measure(read(name, given.limit, str.upper if given.upper else str), finder)
            print(f"{name:22} {finder_name:11} {tally.line()}", flush=True)
            if given.show:
                print("   missed:", *tally.missed[: given.show], sep="\n      ")
                print("   wrong:", tally.wrong.most_common(given.show))


if __name__ == "__main__":
    main()
