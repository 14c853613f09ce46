"""Decisions carried out: text with replacements, marks where they stand, and the way back to the original."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.document import Channel, Passage
from redaction.decide import Decision
from redaction.policy import Action


@dataclass(frozen=True)
class Mark:
    """A mention in redacted text; offsets are code points of that text."""

    start: int
    end: int
    type: str
    action: Action
    pseudonym: str
    status: str


@dataclass(frozen=True)
class RedactedPassage:
    """A passage as it may be shown. `pieces` are (start here, start in the original, length) of untouched runs."""

    channel: Channel
    number: int
    label: str
    text: str
    marks: tuple[Mark, ...]
    pieces: tuple[tuple[int, int, int], ...] = field(repr=False)

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """The original's span under start..end, widened over replacements inside; None if all is replacement."""
        first = self._source(start, is_end=False)
        last = self._source(end, is_end=True)
        return None if first is None or last is None or first >= last else (first, last)

    def _source(self, offset: int, is_end: bool) -> int | None:
        starts = [piece[0] for piece in self.pieces]
        at = bisect_right(starts, offset - 1 if is_end else offset) - 1
        if at < 0:
            return self.pieces[0][1] if self.pieces and not is_end else None
        here, there, length = self.pieces[at]
        if offset <= here + length and (is_end or offset < here + length):
            return there + offset - here
        if is_end:
            return there + length
        return self.pieces[at + 1][1] if at + 1 < len(self.pieces) else None


def redact(texts: Sequence[Passage], decisions: Iterable[Decision]) -> tuple[RedactedPassage, ...]:
    """Every passage with its decisions carried out; decisions are disjoint within a passage."""
    by_passage: dict[int, list[Decision]] = {}
    for one in decisions:
        by_passage.setdefault(one.passage, []).append(one)
    return tuple(_redact_one(passage, sorted(by_passage.get(at, ()))) for at, passage in enumerate(texts))


def _redact_one(passage: Passage, decisions: Sequence[Decision]) -> RedactedPassage:
    out: list[str] = []
    marks: list[Mark] = []
    pieces: list[tuple[int, int, int]] = []
    here = there = 0
    for one in decisions:
        if one.start < there:
            raise ValueError("decisions overlap")
        here = _copy(passage.text, there, one.start, out, pieces, here)
        shown = passage.text[one.start : one.end] if one.action is Action.KEEP else one.replacement
        out.append(shown)
        marks.append(Mark(here, here + len(shown), one.type, one.action, one.pseudonym, one.status))
        if one.action is Action.KEEP:
            pieces.append((here, one.start, len(shown)))
        here, there = here + len(shown), one.end
    _copy(passage.text, there, len(passage.text), out, pieces, here)
    return RedactedPassage(passage.channel, passage.number, passage.label, "".join(out), tuple(marks), tuple(pieces))


def _copy(text: str, start: int, end: int, out: list[str], pieces: list[tuple[int, int, int]], here: int) -> int:
    if end > start:
        out.append(text[start:end])
        pieces.append((here, start, end - start))
    return here + end - start
