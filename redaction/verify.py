"""A redacted document is read again before it may be published: what was redacted in the case must not show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.document import Passage
from redaction import finding as types
from redaction.decide import CaseView, Decision, Who, decide
from redaction.finding import Finding
from redaction.leftovers import Leftover, Watch, same_in_document
from redaction.policy import Action
from redaction.redact import RedactedPassage, redact

ROUNDS = 4
_MADE_HERE = object()


class VerifyProblem(Exception):
    """A document that still shows something after every round. Numbers only."""

    code = "verification_failed"

    def __init__(self, leftovers: int) -> None:
        super().__init__(self.code)
        self.leftovers = leftovers


@dataclass(frozen=True)
class VerifiedDocument:
    """Text that may be published: made by `verified` only, after a reading that found nothing left."""

    doc_id: str
    passages: tuple[RedactedPassage, ...]
    decisions: tuple[Decision, ...] = field(repr=False)
    rounds: int
    seal: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not _MADE_HERE:
            raise TypeError("a verified document comes from verified()")


def verified(
    doc_id: str,
    texts: Sequence[Passage],
    findings: Sequence[Finding],
    who: Mapping[tuple[int, int, int], Who],
    view: CaseView,
    watch: Watch,
) -> VerifiedDocument:
    """Decides and redacts; what still shows is redacted too and all is read again. Raises VerifyProblem."""
    people = dict(who)
    known = _with_leftovers(findings, people, _half_found(texts, findings, watch))
    for round_ in range(1, ROUNDS + 1):
        decisions = decide(doc_id, texts, known, people, view)
        redacted = redact(texts, decisions)
        left = _leftovers(texts, redacted, decisions, watch)
        if not left:
            return VerifiedDocument(doc_id, redacted, decisions, round_, _MADE_HERE)
        known = _with_leftovers(known, people, left)
    raise VerifyProblem(len(left))


@dataclass(frozen=True, order=True)
class _Left:
    passage: int
    start: int
    end: int
    type: str
    person_id: str


def _half_found(texts: Sequence[Passage], findings: Sequence[Finding], watch: Watch) -> list[_Left]:
    """Redacted strings of the case that no one finding covers whole: a half that is left would still tell."""
    return [
        _Left(at, one.start, one.end, one.type, one.person_id)
        for at, passage in enumerate(texts)
        for one in watch.find(passage.text)
        if not any(each.passage == at and each.start <= one.start and one.end <= each.end for each in findings)
    ]


def _leftovers(
    texts: Sequence[Passage], redacted: Sequence[RedactedPassage], decisions: Sequence[Decision], watch: Watch
) -> list[_Left]:
    strings = [(one.type, texts[one.passage].text[one.start : one.end]) for one in decisions if _is_gone(one)]
    found = []
    for at, passage in enumerate(redacted):
        kept = [mark for mark in passage.marks if mark.action is Action.KEEP]
        for one in watch.find(passage.text) + same_in_document(passage.text, strings):
            span = passage.origin(one.start, one.end)
            if span and not _is_explained(one, passage, kept):
                found.append(_Left(at, *span, one.type, one.person_id))
    return found


def _is_gone(decision: Decision) -> bool:
    return decision.action is not Action.KEEP


def _is_explained(one: Leftover, passage: RedactedPassage, kept: Sequence) -> bool:  # type: ignore[type-arg]
    """Inside a span that a logged decision keeps, or wholly inside a replacement."""
    if any(mark.start <= one.start and one.end <= mark.end for mark in kept):
        return True
    gone = [mark for mark in passage.marks if mark.action is not Action.KEEP]
    return any(mark.start <= one.start and one.end <= mark.end for mark in gone)


def _with_leftovers(
    known: Sequence[Finding], people: dict[tuple[int, int, int], Who], left: Sequence[_Left]
) -> list[Finding]:
    """Each leftover becomes a finding; what it overlaps is swallowed, and the longest of several wins."""
    result = list(known)
    for one in sorted(left, key=lambda each: each.start - each.end):
        overlapping = [each for each in result if _overlap(each, one)]
        start = min([one.start, *(each.start for each in overlapping)])
        end = max([one.end, *(each.end for each in overlapping)])
        result = [each for each in result if each not in overlapping]
        result.append(Finding(one.passage, start, end, one.type, 1.0, "leftover"))
        if one.type == types.PERSON:
            owner = next(
                (people[key] for each in overlapping if (key := (each.passage, each.start, each.end)) in people),
                Who(one.person_id, "unknown"),
            )
            people[(one.passage, start, end)] = owner if owner.status != "public" else Who(one.person_id, "unknown")
    return result


def _overlap(one: Finding, left: _Left) -> bool:
    return one.passage == left.passage and one.start < left.end and left.start < one.end
