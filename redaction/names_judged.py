"""Where detectors disagree: what the tagger, which reads everything, holds for next to impossible counts for less.

Nothing is dropped here: a hit keeps its place and gets a lower score, and the caution that is asked for decides.
"""

from collections.abc import Sequence
from dataclasses import replace

from redaction.finding import PERSON
from redaction.names_tagged import DETECTOR
from redaction.spans import Hit
from redaction.tagger.tagger import Word

_UNLIKELY = 0.02  # the chance of the likeliest word; a name that was missed is seldom below
_DOUBTED = {"model:": 0.5, "names:run": 0.5, "names:word": 0.5, "names:given": 0.6, "names:verb": 0.6}


def judged(hits: Sequence[Hit], words: Sequence[Word], labels: Sequence[str]) -> list[Hit]:
    """The hits of one block, their scores weighed against the chances of its words."""
    at = labels.index(PERSON)
    return [_weighed(one, words, at) if one.type == PERSON and one.detector != DETECTOR else one for one in hits]


def _weighed(hit: Hit, words: Sequence[Word], at: int) -> Hit:
    share = next((share for name, share in _DOUBTED.items() if hit.detector.startswith(name)), 1.0)
    if share == 1.0:
        return hit
    chance = max((one.chances[at] for one in words if one.start < hit.end and hit.start < one.end), default=1.0)
    return replace(hit, score=hit.score * share) if chance < _UNLIKELY else hit
