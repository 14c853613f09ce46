"""Recall and precision of detectors on annotated sets, alone and together, and their words per CPU-second."""

import argparse
import itertools
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from bench.annotated import Mention, Protection, Tally, count, masks_of, protect
from bench.charts import draw_bars
from bench.finders import ALL, PLAIN, Find, body, can_read, finder
from bench.leak_texts import leak_texts
from bench.noise import Change, in_capitals, recognised, unchanged
from extractors.document import Passage
from redaction.training.sets import SETS, Annotated, Part, documents

_DETECTORS = (ALL, "model", "rules", "label", "identifiers", PLAIN)


@dataclass(frozen=True)
class Plan:
    """What to measure, as it goes to the process that does it."""

    sets: tuple[str, ...]
    limit: int
    part: Part
    caution: str
    upper: bool
    noise: float
    show: int
    leak: list[tuple[Passage, ...]] = field(default_factory=list, repr=False)  # read once, for every detector


@dataclass
class Outcome:
    """What one detector did on all sets; `leak` is words and CPU-seconds on the sample."""

    detector: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    protections: dict[str, Protection] = field(default_factory=dict)
    leak: tuple[int, float] = (0, 0.0)
    peak_mb: float = 0.0


def measure(detector: str, plan: Plan) -> Outcome:
    """One detector over every set it can read, in this process."""
    outcome = Outcome(detector)
    find = finder(detector, plan.caution)
    for name in plan.sets:
        if can_read(detector, SETS[name].language):
            outcome.tallies[name], outcome.protections[name] = _measure_set(find, name, plan)
    before = time.process_time()
    for passages in plan.leak:
        find(passages)
    if plan.leak:
        words = sum(len(one.text.split()) for passages in plan.leak for one in passages)
        outcome.leak = (words, time.process_time() - before)
    outcome.peak_mb = _peak_mb()
    return outcome


def _measure_set(find: Find, name: str, plan: Plan) -> tuple[Tally, Protection]:
    tally, protection, masks = Tally(), Protection(), masks_of(name)
    for given in itertools.islice(documents(name, plan.part), plan.limit or None):
        one = _change(plan)(given)
        before = time.process_time()
        found = find([body(one.text)])
        tally.seconds += time.process_time() - before
        spans = [span for _, span, _ in found]
        count(tally, one, spans, [how for _, _, how in found])
        if given.id in masks:
            protect(protection, one.text, _moved(given, masks[given.id], _change(plan)), spans)
    return tally, protection


def _change(plan: Plan) -> Change:
    if plan.upper:
        return in_capitals
    return recognised(plan.noise) if plan.noise else unchanged


def _moved(given: Annotated, mentions: Sequence[Mention], change: Change) -> list[Mention]:
    """The mentions where the change put them; by their number, for several may have one span."""
    numbered = tuple((one.start, one.end, str(at)) for at, one in enumerate(mentions))
    moved = change(replace(given, spans=numbered)).spans
    return [replace(mentions[int(at)], start=start, end=end) for start, end, at in moved]


def _peak_mb() -> float:
    """Of this process since it began to be itself."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _alone(detectors: Sequence[str], plan: Plan) -> Iterator[Outcome]:
    """Each in a process of its own, one after the other: so a peak is its own."""
    for name in detectors:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            yield pool.submit(measure, name, plan).result()


def show(outcome: Outcome, plan: Plan) -> None:
    """The rows of one detector."""
    for name, tally in outcome.tallies.items():
        print(
            f"{name:18} {outcome.detector:11} recall {tally.recall:.3f} (as PERSON {tally.recall_as_person:.3f})  "
            f"precision {tally.precision:.3f}  F1 {tally.f1:.3f}  words/CPU-s {tally.speed:,.0f}  names {tally.names}"
        )
        if tally.addresses:
            print(f"{'':30} addresses {tally.addresses_covered / tally.addresses:.3f} of {tally.addresses}")
        if outcome.protections[name].entities:
            print(f"{'':30} {outcome.protections[name].line()}")
        if plan.show:
            print("   missed:", *tally.missed[: plan.show], sep="\n      ")
            print("   wrong:", tally.wrong.most_common(plan.show), tally.wrong_by_detector.most_common(plan.show))
    words, seconds = outcome.leak
    if seconds:
        print(f"{'invented leak':18} {outcome.detector:11} words/CPU-s {words / seconds:,.0f}  words {words:,}")
    print(f"{'':18} {outcome.detector:11} peak {outcome.peak_mb:,.0f} MB", flush=True)


def compare(outcomes: Sequence[Outcome]) -> None:
    """Our speed to plain Presidio's, on the sets that both read in this run."""
    by_name = {one.detector: one for one in outcomes}
    plain = by_name.get(PLAIN)
    if plain is None:
        return
    for one in outcomes:
        for name in one.tallies.keys() & plain.tallies.keys() if one is not plain else ():
            theirs = plain.tallies[name].speed
            print(f"{name:18} {one.detector:11} to plain Presidio in speed {one.tallies[name].speed / theirs:.2f}")
        if one is not plain and one.leak[1] and plain.leak[1]:
            print(
                f"{'invented leak':18} {one.detector:11} to plain Presidio in speed {plain.leak[1] / one.leak[1]:.2f}"
            )


def draw(outcomes: Sequence[Outcome], folder: Path) -> None:
    """recall.png, precision.png, speed.png."""
    folder.mkdir(parents=True, exist_ok=True)
    for what, highest in (("recall", 1.0), ("precision", 1.0), ("speed", 0.0)):
        groups: dict[str, dict[str, float]] = {}
        for one in outcomes:
            for name, tally in one.tallies.items():
                groups.setdefault(name, {})[one.detector] = getattr(tally, what)
        title = "words a CPU-second" if what == "speed" else f"{what} of names"
        draw_bars(folder / f"{what}.png", title, groups, highest)


def main() -> None:
    """Prints the tables; --show N lists what was missed and wrongly found (public data only)."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", default=",".join(SETS))
    options.add_argument("--limit", type=int, default=60, help="documents of a set, 0 for all")
    options.add_argument("--held-out", action="store_true", help="only what no training may see")
    options.add_argument("--detectors", default=",".join(_DETECTORS), help="all, plain, or the beginning of a name")
    options.add_argument("--upper", action="store_true", help="all texts in capitals")
    options.add_argument("--ocr-noise", type=float, default=0.0, help="share of letters misread")
    options.add_argument("--caution", choices=("low", "normal", "high"), default="normal")
    options.add_argument("--sample", type=int, default=0, help="documents of an invented leak, for speed")
    options.add_argument("--plots", type=Path, help="folder for the charts")
    options.add_argument("--show", type=int, default=0)
    given = options.parse_args()
    part: Part = "held_out" if given.held_out else "all"
    sets = tuple(name for name in given.sets.split(",") if name)
    if unknown := [name for name in sets if name not in SETS]:
        options.error(f"no such set: {', '.join(unknown)}")
    leak = leak_texts(given.sample) if given.sample else []
    plan = Plan(sets, given.limit, part, given.caution, given.upper, given.ocr_noise, given.show, leak)
    outcomes = []
    for outcome in _alone(given.detectors.split(","), plan):
        show(outcome, plan)
        outcomes.append(outcome)
    compare(outcomes)
    if given.plots:
        draw(outcomes, given.plots)


if __name__ == "__main__":
    main()
