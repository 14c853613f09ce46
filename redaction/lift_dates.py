"""Dates by what happened on them: the complaint came, the decision was taken, or something else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from redaction.lift_labels import Labelled
from redaction.lift_near import Reach, by_sentence, spot, strength
from redaction.lift_text import Text
from redaction.phrases import Hit, fold_letters
from redaction.written_dates import dates_in

_REACH = Reach(before=3.0, after=3.0, farthest=8)
_BEFORE = Reach(before=3.0, after=1.0, farthest=5, behind=0.25)  # `born`, `published` lead to the date behind them
_FIELDS = ("complaint_date", "decision_date", "other_date")
_REACHES = {"complaint_date": _REACH, "decision_date": _REACH, "other_date": _BEFORE}
_FIRST = "1990"  # no complaint is older
_LABEL = 6.0
_OUTCOME = 1.6  # how much an outcome's words make the date beside them that of the decision
_REQUESTS = ("request", "demande", "запрос")


Scored = tuple[float, str, str]  # score, ISO date, place


def dates_for(
    field: str, texts: Sequence[Text], labels: Sequence[Sequence[Labelled]], *, with_requests: bool = True
) -> list[Scored]:
    """Dates that may be the field's, the likeliest first; the earlier in the document wins a tie.

    Bureaus too make requests of one another: `with_requests` says whether a mere request may be a complaint.
    """
    found: list[Scored] = []
    for text, labelled in zip(texts, labels, strict=True):
        found += _labelled(field, text, labelled)
        found += _cued(field, text, labelled, with_requests=with_requests)
    return sorted((one for one in found if one[1] >= _FIRST), key=lambda one: -one[0])


def _is_of_request(hit: Hit, text: Text) -> bool:
    return any(word.startswith(_REQUESTS) for word in text.words.words[hit.first : hit.last])


def _labelled(field: str, text: Text, labels: Sequence[Labelled]) -> list[Scored]:
    return [
        (_LABEL * one.weight, dated[0].iso, text.place)
        for one in labels
        if one.field == field and (dated := dates_in(fold_letters(one.value[:60])))
    ]


def _cued(field: str, text: Text, labels: Sequence[Labelled], *, with_requests: bool) -> list[Scored]:
    taken = [(one.start, one.start + len(one.value)) for one in labels if one.field in _FIELDS and len(one.value) < 60]
    places = [spot(text, one.start, one.end) for one in text.dates]
    near = by_sentence(places)
    cues = _cues(text, {one.sentence for one in places}, with_requests=with_requests)
    found: list[Scored] = []
    for one, place in zip(text.dates, places, strict=True):
        if any(start <= one.start < end for start, end in taken):
            continue
        scores = {
            name: strength(cues[(name, place.sentence)], place, near[place.sentence], _REACHES[name])
            for name in _FIELDS
        }
        if scores[field] > 0.5 and scores[field] >= max(scores.values()):
            found.append((scores[field], one.iso, text.place))
    return found


def _cues(text: Text, sentences: Iterable[int], *, with_requests: bool) -> Mapping[tuple[str, int], list[Hit]]:
    """By field and sentence; the words of an outcome speak for the date of the decision."""
    found = {(name, sentence): list(text.cues_at(name, sentence)) for name in _FIELDS for sentence in sentences}
    for hit in text.group("outcome"):
        if hit.weight > _OUTCOME and ("decision_date", hit.sentence) in found:
            found[("decision_date", hit.sentence)].append(replace(hit, weight=_OUTCOME))
    if not with_requests:
        for sentence in sentences:
            received = found[("complaint_date", sentence)]
            found[("complaint_date", sentence)] = [hit for hit in received if not _is_of_request(hit, text)]
    return found


def own_dates(texts: Sequence[Text], labels: Sequence[Sequence[Labelled]]) -> list[Scored]:
    """Dates that the document bears itself: on a line of their own, after `Date:`, behind a town."""
    found: list[Scored] = []
    for text, labelled in zip(texts, labels, strict=True):
        found += _labelled("letter_date", text, labelled)
        for at, line in text.lines:
            dated = dates_in(fold_letters(line))
            if len(dated) == 1 and len(line) - (dated[0].end - dated[0].start) <= 24 and not _is_taken(at, labelled):
                found.append((2.0, dated[0].iso, text.place))
    return found


def _is_taken(at: int, labels: Sequence[Labelled]) -> bool:
    return any(one.field in _FIELDS and at <= one.start <= at + 60 for one in labels)
