"""What became of a complaint: what was decided, told apart from what is asked for, argued, feared or recalled."""

from collections.abc import Sequence

from redaction.lift_labels import Labelled
from redaction.lift_text import Books, Text
from redaction.phrases import Hit, Words, words_of

_GOVERNED = {
    "decides": 1.5,
    "asks": 0.05,
    "request_for": 0.05,
    "argues": 0.08,
    "supposes": 0.15,
    "recalls": 0.2,
    "foreign": 0.2,
}
_NOT = frozenset("not no never pas point non не cannot nor ni jamais neither нельзя".split())
_REFUSALS = ("reject", "refus", "rejet", "dismiss", "declin", "отказ", "отклон", "deni", "deboute")
_NE = frozenset({"ne", "n"})
_JOINS = frozenset("and et и but mais а но or ou или that que что qui which".split())
# Cues that say nothing of an outcome: a `request for` is for deletion, and counsel may well report a withdrawal.
_DEAF = {
    "refused": ("request_for",),
    "maintained": ("request_for",),
    "inadmissible": ("request_for",),
    "withdrawn": ("request_for", "asks", "argues"),
}
# What the denial of an outcome amounts to; others say nothing when denied.
_DENIED = {"deleted": "refused", "maintained": "deleted"}
_ORDER = ("withdrawn", "inadmissible", "deleted", "corrected", "refused", "maintained", "pending")
_NEXT = 0.2
_NEAR = 3  # words
_LABEL = 5.0
_OPERATIVE = 1.4

Scores = dict[str, tuple[float, str]]


def outcome_of(
    texts: Sequence[Text],
    labels: Sequence[Sequence[Labelled]],
    books: Books,
    *,
    enough: float = 1.2,
    strict: bool = False,
) -> tuple[str, str] | None:
    """(outcome, place), the likeliest; `strict` hears only what the Commission is said to have decided."""
    totals: Scores = {}
    length = sum(len(text.words.plain) for text in texts) or 1
    passed = 0
    for text, labelled in zip(texts, labels, strict=True):
        for outcome, score in [*_from_labels(labelled, books), *_from_sentences(text, passed / length, length, strict)]:
            best, place = totals.get(outcome, (0.0, text.place))
            totals[outcome] = (max(best, score) + min(best, score) * _NEXT, text.place if score > best else place)
        passed += len(text.words.plain)
    if not totals:
        return None
    name = max(totals, key=lambda one: (round(totals[one][0], 2), -_ORDER.index(one)))
    return (name, totals[name][1]) if totals[name][0] >= enough else None


def outcome_in_cell(value: str, books: Books) -> str:
    """The outcome that a cell or the value of a label names, or empty."""
    words = words_of(value[:300])
    scores: dict[str, float] = {}
    for hit in books.cell.scan(words):
        name = _settled(hit.name.removeprefix("brief_"), hit, words)
        if name:
            scores[name] = scores.get(name, 0.0) + hit.weight
    return max(scores, key=lambda one: (scores[one], -_ORDER.index(one))) if scores else ""


def _from_labels(labels: Sequence[Labelled], books: Books) -> list[tuple[str, float]]:
    found = []
    for one in labels:
        if one.field == "outcome" and len(one.value) < 160 and (outcome := outcome_in_cell(one.value, books)):
            found.append((outcome, _LABEL * one.weight * (0.4 if outcome == "pending" else 1.0)))
    return found


def _from_sentences(text: Text, before: float, length: int, strict: bool) -> list[tuple[str, float]]:
    cues = text.cues(*_GOVERNED)
    ruling = [one for one in cues if one.name == "decides" and not _is_supposed(one, cues)]
    cues = ruling + [one for one in cues if one.name != "decides" and not _is_within(one, ruling)]
    operative = min((one.start for one in text.cues("operative")), default=1 << 60)
    found = []
    for hit in text.group("outcome"):
        name = _settled(hit.name, hit, text.words)
        if not name:
            continue
        governing = _governing(hit, cues) if not _is_foreign(hit, cues) else "foreign"
        if strict and governing != "decides":
            continue
        where = 0.8 + 0.5 * (before + hit.start / length)
        if hit.start > operative:
            where *= _OPERATIVE
        found.append((name, hit.weight * _GOVERNED.get(governing, 1.0) * where))
    return found


def _is_foreign(hit: Hit, cues: Sequence[Hit]) -> bool:
    """Whether what is refused or granted is an extradition, or whoever does it a court."""
    return any(
        one.name == "foreign" and hit.first <= one.first < hit.last + 3 for one in cues if one.sentence == hit.sentence
    )


def _is_supposed(ruling: Hit, cues: Sequence[Hit]) -> bool:
    """`may decide`, `if the Commission finds`: nothing was decided."""
    return any(
        one.name == "supposes" and one.sentence == ruling.sentence and 0 <= ruling.first - one.last < _NEAR
        for one in cues
    )


def _is_within(cue: Hit, others: Sequence[Hit]) -> bool:
    return any(one.first <= cue.first < one.last for one in others)


def _governing(hit: Hit, cues: Sequence[Hit]) -> str:
    """The name of the cue that stands nearest before a phrase in its sentence."""
    before = [
        one
        for one in cues
        if one.sentence == hit.sentence and one.first < hit.first and one.name not in _DEAF.get(hit.name, ())
    ]
    return (
        max(before, key=lambda one: (one.last if one.last <= hit.first else one.first, one.first)).name
        if before
        else ""
    )


def _is_decided_after(foreign: Hit, before: Sequence[Hit]) -> bool:
    return any(one.name == "decides" and one.first > foreign.first for one in before)


def _settled(name: str, hit: Hit, words: Words) -> str:
    """What a phrase amounts to once a `not` before its last word is heard."""
    if words.words[hit.first] in _NOT | _NE:
        return name
    return _DENIED.get(name, "") if _is_denied(hit, words) else name


def _is_denied(hit: Hit, words: Words) -> bool:
    """By a `not` shortly before the last word, or a refusal within: `decides to reject the request for deletion`."""
    if hit.name in _DENIED and any(word.startswith(_REFUSALS) for word in words.words[hit.first : hit.last - 1]):
        return True
    for at in range(hit.last - 2, max(-1, hit.last - 7), -1):
        if words.sentences[at] != hit.sentence or words.words[at] in _JOINS:
            return False
        if words.words[at] in _NOT:
            return True
    return False
