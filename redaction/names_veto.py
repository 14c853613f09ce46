"""What the models call a person, trimmed of titles and roles, and let go where its words say otherwise."""

from collections.abc import Iterator, Sequence

from redaction import names_cues as cues
from redaction.bodies import NAMELIKE, Kind, is_place
from redaction.finding import PERSON
from redaction.names_models import Entity
from redaction.names_rules import parts
from redaction.names_words import BREAK, Piece, pieces
from redaction.spans import Hit

_MODEL = 0.85
_DOUBTFUL = 0.6  # a lone word at the start of a sentence, or one that is also a common word
_LONGEST = 15  # letters; a lone word longer than this is a compound of another language


def model_hits(entities: Sequence[Entity], text: str, original: str, language: str) -> list[Hit]:
    """Hits from the model's entities in one block."""
    found = []
    for one in entities:
        if one.label == "PERSON":
            found += _person(one, text, original, language)
    return found


def _person(one: Entity, text: str, original: str, language: str) -> list[Hit]:
    hits = []
    for start, end in _unbroken(text, one.start, one.end):
        for part in parts(pieces(text, original, start, end), is_vouched=True):
            score = _score(part, text)
            if score:
                hits.append(Hit(part[0].start, part[-1].end, PERSON, score, f"model:{language}"))
    return hits


def _unbroken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`Hélène Bertholet représente M. Diabatouré` is two people, whatever the model says."""
    for word in BREAK.finditer(text, start, end):
        yield start, word.start()
        start = word.end()
    yield start, end


def _score(part: Sequence[Piece], text: str) -> float:
    words = [one for one in part if not one.is_initial and not one.is_particle]
    if not words or all(len(one.text) < 2 for one in words):
        return 0.0
    if len(words) == 1 and (len(words[0].text) > _LONGEST or _is_acronym(words[0])):
        return 0.0
    if len(words) == 1 and cues.ORGANISATION_BEFORE.search(cues.before(text, part[0].start)):
        return 0.0
    if len(words) == 1 and cues.names_a_court(text, part[0].start, part[-1].end):
        return 0.0
    if any(one.is_sure for one in words):
        return 0.0 if _is_only_place(part, text) else _MODEL
    if any(one.kind is Kind.MAYBE for one in words):
        return _DOUBTFUL
    left = cues.before(text, part[0].start)
    return _MODEL if cues.BEFORE_STRONG.search(left) and not any(one.kind is Kind.BODY for one in words) else 0.0


def _is_only_place(part: Sequence[Piece], text: str) -> bool:
    return is_place(text[part[0].start : part[-1].end]) and not all(one.kind in NAMELIKE for one in part)


def _is_acronym(word: Piece) -> bool:
    return word.capitals and len(word.text) < 5 and word.kind is not Kind.GIVEN
