"""How near a cue stands to what it speaks of: within one sentence, before it or just after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from redaction.lift_text import Text
from redaction.phrases import Hit

_MANY = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Something in a text: characters, the words around it, and its sentence."""

    start: int
    end: int
    first: int
    last: int
    sentence: int


def spot(text: Text, start: int, end: int) -> Spot:
    """The place of start..end."""
    return Spot(start, end, text.word_at(start), text.word_at(end), text.sentence_at(start))


@dataclass(frozen=True, slots=True)
class Reach:
    """How a cue decays with words between: half at `before` words ahead of the thing, `after` words behind it."""

    before: float = 4.0
    after: float = 1.5
    farthest: int = 9
    behind: float = 0.8  # the share of a cue that follows


def strength(cues: Iterable[Hit], at: Spot, others: Iterable[Spot], reach: Reach) -> float:
    """The strongest cue for a spot; a like thing that stands between weakens it."""
    between = [one for one in others if one.sentence == at.sentence and one.start != at.start]
    return max((_strength(cue, at, between, reach) for cue in cues if cue.sentence == at.sentence), default=0.0)


def _strength(cue: Hit, at: Spot, between: list[Spot], reach: Reach) -> float:
    if cue.first < at.first and cue.last > at.last or (at.first <= cue.first and cue.last <= at.last):
        return cue.weight
    if cue.start < at.start:
        gap = at.first - cue.last
        if gap > reach.farthest:
            return 0.0
        weight = cue.weight / (1 + max(gap, 0) / reach.before)
        blocked = any(cue.end <= one.start < at.start for one in between)
        return weight * (0.35 if blocked else 1.0)
    gap = cue.first - at.last
    if gap > reach.farthest:
        return 0.0
    weight = cue.weight * reach.behind / (1 + max(gap, 0) / reach.after)
    blocked = any(at.end <= one.start < cue.start for one in between)
    return weight * (0.35 if blocked else 1.0)


def by_sentence(spots: Iterable[Spot]) -> Mapping[int, list[Spot]]:
    """Places by their sentence; of the very many in one, the first will do."""
    found: dict[int, list[Spot]] = defaultdict(list)
    for one in spots:
        if len(found[one.sentence]) < _MANY:
            found[one.sentence].append(one)
    return found
