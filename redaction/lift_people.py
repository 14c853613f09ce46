"""The people of a case by their pseudonyms: whom it is about, who speaks for them, relatives, office holders."""

from collections.abc import Iterator, Mapping, Sequence

from redaction.lift_labels import Labelled
from redaction.lift_near import Reach, Spot, by_sentence, spot, strength
from redaction.lift_text import OFFICIAL, Text, Token

_REACH = Reach(before=1.5, after=0.4, farthest=4, behind=0.2)
_ROLES = ("subject", "representative", "relative")
_MOST = 3  # of a role that may have several

Placed = tuple[str, str, str]  # field, pseudonym, place


def people_of(texts: Sequence[Text], labels: Sequence[Sequence[Labelled]]) -> list[Placed]:
    """A subject, a representative, relatives and officials."""
    scores: dict[str, dict[str, tuple[float, str]]] = {role: {} for role in _ROLES}
    officials: list[Placed] = []
    for text, labelled in zip(texts, labels, strict=True):
        people = [spot(text, one.start, one.end) for one in text.tokens if one.kind == "PERSON"]
        others = by_sentence(people)
        for token in text.tokens:
            if token.kind == OFFICIAL:
                officials.append(("official", token.code, text.place))
            elif token.kind == "PERSON":
                for role, score in _roles(token, text, labelled, others):
                    best, place = scores[role].get(token.code, (0.0, text.place))
                    scores[role][token.code] = (max(best, score) + min(best, score) * 0.3, place)
    return [*_chosen(scores), *list(dict.fromkeys(officials))[:_MOST]]


def _roles(
    token: Token, text: Text, labels: Sequence[Labelled], others: Mapping[int, Sequence[Spot]]
) -> Iterator[tuple[str, float]]:
    for one in labels:
        if one.field in _ROLES and one.start <= token.start < one.start + len(one.value):
            yield one.field, 4.0 * one.weight
            return
    place = spot(text, token.start, token.end)
    for role in _ROLES:
        score = strength(text.cues_at(role, place.sentence), place, others.get(place.sentence, ()), _REACH)
        if score > 0.2:
            yield role, score


def _chosen(scores: dict[str, dict[str, tuple[float, str]]]) -> Iterator[Placed]:
    """Each person in the role that is surest of them; one subject and one representative."""
    role_of = {
        code: max(_ROLES, key=lambda role: scores[role].get(code, (0.0, ""))[0])
        for role in _ROLES
        for code in scores[role]
    }
    for role in _ROLES:
        fitting = [(score, code, place) for code, (score, place) in scores[role].items() if role_of[code] == role]
        fitting.sort(key=lambda one: -one[0])
        for _, code, place in fitting[: _MOST if role == "relative" else 1]:
            yield role, code, place
