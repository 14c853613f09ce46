"""Which case a document is about: its own reference among all the case and notice numbers that it mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redaction.lift_labels import Labelled
from redaction.lift_near import Reach, Spot, by_sentence, spot, strength
from redaction.lift_text import Text, Token

_REACH = Reach(before=2.0, after=0.5, farthest=5, behind=0.3)
_FAR = Reach(before=6.0, after=2.0, farthest=12, behind=0.6)  # a complaint's number follows its date
_LABEL = {"case": 5.0, "notice": 5.0, "other_code": 5.0}
_CUES = {"own_case": "case", "notice_code": "notice", "other_case": "other_code"}
_EARLY = 0.3  # the first code of a document has this much for itself


@dataclass(frozen=True)
class Codes:
    """The document's own reference, and the notice numbers that it gives as those of the same case."""

    own: str = ""
    notices: tuple[str, ...] = ()
    place: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every code of the case, its own first."""
        return tuple(dict.fromkeys(one for one in (self.own, *self.notices) if one))


def codes_of(texts: Sequence[Text], labels: Sequence[Sequence[Labelled]]) -> Codes:
    """The codes of a document that tells of one case."""
    roles: dict[str, dict[str, float]] = {}
    places: dict[str, str] = {}
    for text, labelled in zip(texts, labels, strict=True):
        codes = _codes(text.tokens)
        others = by_sentence(spot(text, one.start, one.end) for one in codes)
        for token in codes:
            scores = roles.setdefault(
                token.code, {"case": _EARLY if not roles else 0.0, "notice": 0.0, "other_code": 0.0}
            )
            places.setdefault(token.code, text.place)
            for role, score in _roles(token, text, labelled, others).items():
                scores[role] = max(scores[role], score)
    own = _own(roles)
    notices = [
        code for code, one in roles.items() if code != own and one["notice"] > max(one["case"], one["other_code"], 0.9)
    ]
    if not own and not notices:
        notices = [code for code, one in roles.items() if one["other_code"] <= max(one["case"], one["notice"])][:1]
    shown = own or (notices[0] if notices else "")
    return Codes(own, tuple(notices) if len(notices) < 3 else (), places.get(shown, ""))


def _own(roles: dict[str, dict[str, float]]) -> str:
    """The code most called the case's, if any is rather that than a notice's or another's."""
    rank = {code: one["case"] - max(one["notice"], one["other_code"]) for code, one in roles.items()}
    fitting = {code: score for code, score in rank.items() if score > 0}
    return max(fitting, key=lambda code: fitting[code]) if fitting else ""


def _roles(
    token: Token, text: Text, labels: Sequence[Labelled], others: Mapping[int, Sequence[Spot]]
) -> dict[str, float]:
    """How much a code is called the case's, a notice's, or another's, at one place."""
    found = {"case": 0.0, "notice": 0.0, "other_code": 0.0}
    for one in labels:
        if one.field in _LABEL and one.start <= token.start < one.start + len(one.value):
            first = not any(other.start >= one.start and other.start < token.start for other in _codes(text.tokens))
            found[one.field] = max(found[one.field], _LABEL[one.field] * one.weight * (1.0 if first else 0.6))
            return found
    place = spot(text, token.start, token.end)
    near = others.get(place.sentence, ())
    for cue, role in _CUES.items():
        found[role] = strength(text.cues_at(cue, place.sentence), place, near, _REACH) * 2
    found["case"] += strength(text.cues_at("complaint_date", place.sentence), place, near, _FAR)
    return found


def _codes(tokens: Iterable[Token]) -> list[Token]:
    return [one for one in tokens if one.kind == "CASE"]
