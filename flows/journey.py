"""The way of a document, top to bottom: seal → read → resolve → publish. Start reading here.

`seal` is flows/intake.py and may run on another machine. What follows needs the identity: each step is one call
to one module named after what it does, and each can be broken off anywhere and run again.
"""

from collections.abc import Sequence

from flows.engine import Spread, Work
from flows.equipment import Equipment
from flows.filing import note_missing
from flows.house import House
from flows.publish import publish_batch, settle_duplicates
from flows.read import next_wave, note_detectors, outdated, read_batch, redetect_batch
from flows.reissue import reissue_corpus
from flows.resolve import resolve_case
from flows.terminal import Progress
from flows.unlock import settle_unlocked, unlock_batch, unlockable

BATCH = 50


def process_case(house: House, equipment: Equipment, spread: Spread, show: Progress) -> dict[str, int]:
    """Reads, resolves and publishes whatever is new or outdated; returns how many documents stand in each state."""
    note_policy(house)
    note_missing(house)
    counter = Counter(show)

    locked = unlockable(house)
    spread("unlock", batches(locked), counter.of(len(locked), equipment.reading(house, unlock_batch)))
    settle_unlocked(house)

    while wave := next_wave(house):
        spread(
            "read", batches([row.doc_id for row in wave]), counter.of(len(wave), equipment.reading(house, read_batch))
        )

    old = outdated(house, equipment.versions())
    spread("detect", batches(old), counter.of(len(old), equipment.reading(house, redetect_batch)))
    note_detectors(house, equipment.versions())

    cast = resolve_case(house)

    doc_ids = [row.doc_id for row in house.catalogue.rows("read", "published")]
    spread("publish", batches(doc_ids), counter.of(len(doc_ids), lambda ids: publish_batch(house, cast, ids)))
    settle_duplicates(house)

    reissue_corpus(house, cast)
    return counts(house)


def note_policy(house: House) -> None:
    """A changed policy is an act of its own, before anything is decided by it."""
    digest = house.policy().digest
    if digest != house.catalogue.kept("policy"):
        house.commit([house.entry("policy", digest=digest, values={"policy": digest})])


def batches(doc_ids: Sequence[str]) -> list[Sequence[str]]:
    """50 documents a task run: Prefect's cost per run stays small beside the work."""
    return [doc_ids[start : start + BATCH] for start in range(0, len(doc_ids), BATCH)]


def counts(house: House) -> dict[str, int]:
    """Documents by state."""
    found: dict[str, int] = {}
    for (state, _), number in house.catalogue.counts().items():
        found[state] = found.get(state, 0) + number
    return found


class Counter:
    """Adds up what batches have done, for the bar."""

    def __init__(self, show: Progress) -> None:
        self._show = show

    def of(self, total: int, work: Work) -> Work:
        done = [0]

        def counted(doc_ids: Sequence[str]) -> int:
            result = work(doc_ids)
            done[0] += len(doc_ids)
            self._show(done[0], total)
            return result

        return counted
