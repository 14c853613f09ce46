"""Where detectors disagree: what the tagger, which reads everything, holds for next to impossible counts for less.

Nothing is dropped here: a hit keeps its place and gets a lower score, and the caution that is asked for decides.
"""

from collections.abc import Sequence
from dataclasses import replace

from redaction.finding import PERSON
from redaction.names_tagged import DETECTOR
from redaction.spans import Hit
from redaction.tagger.tagger import Word

_HALF = 0.5  # of a score
_DOUBTED = 0.3  # what a high caution still counts
# Below which chance of its likeliest word a hit of this detector is doubted; what form and cue tell is doubted least.
_UNLIKELY = {
    "model:": 0.06,
    "rampart": 0.06,
    "names:script": 0.06,
    "names:initials": 0.005,
    "names:cue": 0.001,
    "names:patronymic": 0.001,
    "names:": 0.06,
}


def judged(hits: Sequence[Hit], words: Sequence[Word], labels: Sequence[str]) -> list[Hit]:
    """The hits of one block, their scores weighed against the chances of its words."""
    at = labels.index(PERSON)
    return [_weighed(one, words, at) if one.type == PERSON and one.detector != DETECTOR else one for one in hits]


def _weighed(hit: Hit, words: Sequence[Word], at: int) -> Hit:
    least = next((least for name, least in _UNLIKELY.items() if hit.detector.startswith(name)), 0.0)
    chance = max((one.chances[at] for one in words if one.start < hit.end and hit.start < one.end), default=1.0)
    is_doubted = chance < least and hit.score > _DOUBTED
    return replace(hit, score=max(hit.score * _HALF, _DOUBTED)) if is_doubted else hit
