"""Where detectors disagree: what the tagger, which reads everything, holds for next to impossible counts for less.

Nothing is dropped here: a hit keeps its place and gets a lower score, and the caution that is asked for decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redaction.finding import ADDRESS, PERSON
from redaction.spans import Hit
from redaction.tagger.rampart import DETECTOR as RAMPART
from redaction.tagger.tagger import Word

_HALF = 0.5  # of a score
_DOUBTED = 0.3  # what a high caution still counts
_SURE = 0.5
_IN_NAME = 0.02  # the least chance of a word inside a name
# Below which chance of its likeliest word a hit of this detector is doubted; what form and cue tell is doubted least.
_UNLIKELY = {
    "model:": 0.06,
    RAMPART: 0.06,
    "names:script": 0.06,
    "names:initials": 0.005,
    "names:cue": 0.001,
    "names:patronymic": 0.001,
    "names:": 0.06,
}


def judged(hits: Sequence[Hit], words: Sequence[Word], labels: Sequence[str]) -> list[Hit]:
    """The hits of one block, their scores weighed against the chances of its words."""
    at = labels.index(PERSON)
    return [new for one in hits for new in _weighed(one, words, at)]


def _weighed(hit: Hit, words: Sequence[Word], at: int) -> Iterator[Hit]:
    mine = [one for one in words if one.start < hit.end and hit.start < one.end]
    if hit.detector == RAMPART:
        yield from _of_rampart(hit, mine, at)
    elif hit.type != PERSON:
        yield hit
    else:
        least = next((least for name, least in _UNLIKELY.items() if hit.detector.startswith(name)), 0.0)
        yield _doubted(hit) if max((one.chances[at] for one in mine), default=1.0) < least else hit


def _of_rampart(hit: Hit, mine: Sequence[Word], at: int) -> Iterator[Hit]:
    """Its names end where the tagger sees none; an address is none where the tagger sees a name."""
    if hit.type != PERSON:
        is_name = any(one.chances[at] > _SURE for one in mine)
        yield _doubted(hit) if is_name and hit.type == ADDRESS else hit
        return
    if all(one.chances[at] < _IN_NAME for one in mine):
        yield _doubted(hit)
        return
    run: list[Word] = []
    for one in (*mine, None):
        if one is not None and one.chances[at] >= _IN_NAME:
            run.append(one)
        elif run:
            part = replace(hit, start=max(hit.start, run[0].start), end=min(hit.end, run[-1].end))
            yield part if max(each.chances[at] for each in run) >= _UNLIKELY[RAMPART] else _doubted(part)
            run = []


def _doubted(hit: Hit) -> Hit:
    return replace(hit, score=max(hit.score * _HALF, _DOUBTED)) if hit.score > _DOUBTED else hit
