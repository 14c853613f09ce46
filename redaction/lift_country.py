"""The country at whose request it all happened, among all the countries that a document names."""

from collections.abc import Sequence

from redaction.countries import country_in_cell
from redaction.lift_labels import Labelled
from redaction.lift_near import Reach, by_sentence, spot, strength
from redaction.lift_text import Text
from redaction.phrases import words_of

Scores = dict[str, tuple[float, str]]  # by country: its score and where the best was found
_LABEL = {"requesting_country": 8.0, "country": 4.0}
_ELSEWHERE = ("other_country", "to", "letter_date")
_BARE = 0.3  # a country that nothing is said of
_LEAD = 1.5  # how far the first must lead the second if neither is sure
_NEXT = 0.25  # what each further mention adds, as a share
_REACH = Reach()
_AHEAD = Reach(behind=0.08)  # `a Russian national`, but `Russia, born`


def requesting_country(
    texts: Sequence[Text], found: Sequence[Sequence[Labelled]], enough: float, lead_from: float
) -> tuple[str, str, float] | None:
    """(ISO code, place, score) of the likeliest country, if its score is enough, or leads from less."""
    totals: Scores = {}
    for text, labels in zip(texts, found, strict=True):
        for code, score in [*_from_labels(labels), *_from_sentences(text, labels)]:
            best, place = totals.get(code, (0.0, text.place))
            more = max(best, score) + min(best, score) * _NEXT
            totals[code] = (more, text.place if score > best else place)
    if not totals:
        return None
    ranked = sorted(totals, key=lambda one: -totals[one][0])
    score, place = totals[ranked[0]]
    second = totals[ranked[1]][0] if len(ranked) > 1 else 0.0
    is_sure = score >= enough or (score >= lead_from and score >= second * _LEAD)
    return (ranked[0], place, score) if is_sure else None


def _from_labels(labels: Sequence[Labelled]) -> list[tuple[str, float]]:
    found = []
    for one in labels:
        if one.field in _LABEL and (code := country_in_cell(words_of(one.value[:90]))):
            found.append((code, _LABEL[one.field] * one.weight))
    return found


def _from_sentences(text: Text, labels: Sequence[Labelled]) -> list[tuple[str, float]]:
    if not text.countries:
        return []
    away = [(one.start, one.start + len(one.value)) for one in labels if one.field in _ELSEWHERE]
    named = [(one.code, one.is_adjective, spot(text, one.start, one.end)) for one in text.countries]
    near = by_sentence(place for _, _, place in named)
    code_at = {place.start: code for code, _, place in named}
    found = []
    for code, is_adjective, place in named:
        if any(start <= place.start < end for start, end in away):
            continue
        others = [one for one in near.get(place.sentence, ()) if code_at[one.start] != code]
        asks, office, elsewhere = (
            strength(text.cues_at(name, place.sentence), place, others, _AHEAD if is_ahead else _REACH)
            for name, is_ahead in (("requesting", False), ("authority", False), ("elsewhere", not is_adjective))
        )
        score = max(asks, office)
        if score > elsewhere * (1.0 if asks >= office else 0.8):
            found.append((code, score))
        elif elsewhere < _BARE and not is_adjective:
            found.append((code, _BARE))
    return found
