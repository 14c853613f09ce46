"""What the readers take for a name, held against what is known of words: a country, a body, the seat of an office."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from redaction import names_cues as cues
from redaction.bodies import Kind, kind
from redaction.finding import ADDRESS, PERSON
from redaction.names_tagged import READERS
from redaction.spans import Hit

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.'’-]*")
_DATE = regex.compile(r"[-–./]?(?:\d{1,4}[-–./]){0,2}\d{1,2}[-–./]\d{1,4}[-–./,]?|[-–./]\d{1,4}[-–./,]?")
_ELISION = regex.compile(r"^[dlDL]['’](?=\p{L}{3})")
_POSSESSIVE = regex.compile(r"['’]s$")
_NO_EDGE = frozenset((Kind.TITLE, Kind.COUNTRY, Kind.ROLE, Kind.BODY, Kind.NATIONALITY, Kind.CALENDAR, Kind.ACRONYM))
_DOUBT = 0.5  # of the score


def ruled(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """The same hits: those of the readers without a country or an office at their edge, doubted where nothing else is left."""
    for one in hits:
        yield _ruled(one, text) if one.detector in READERS else one


def _ruled(hit: Hit, text: str) -> Hit:
    if hit.type == PERSON:
        return _ruled_name(hit, text)
    is_date = hit.type == ADDRESS and _DATE.fullmatch(text, hit.start, hit.end) is not None
    return replace(hit, score=hit.score * _DOUBT) if is_date else hit


def _ruled_name(hit: Hit, text: str) -> Hit:
    words = [found.span() for found in _WORD.finditer(text, hit.start, hit.end)]
    kinds = [kind(_bare(text[start:end])) for start, end in words]
    is_titled = cues.BEFORE_TITLE.search(cues.before(text, hit.start)) is not None
    if not words or all(one in _NO_EDGE for one in kinds) and not is_titled or _is_seat(words, text):
        return replace(hit, score=hit.score * _DOUBT)
    kept = [at for at, one in enumerate(kinds) if one not in _NO_EDGE] or [0, len(words) - 1]
    first, last = kept[0], kept[-1]
    while last > first and kinds[last] is Kind.COMMON and "\n" in text[words[last - 1][1] : words[last][0]]:
        last -= 1  # a new line that begins with a word
    start = words[first][0] if first else hit.start
    end = words[last][1] if last < len(words) - 1 else hit.end
    return replace(hit, start=start, end=end)


def _bare(word: str) -> str:
    return str(_POSSESSIVE.sub("", _ELISION.sub("", word))).rstrip(".")


def _is_seat(words: Sequence[tuple[int, int]], text: str) -> bool:
    """`НЦБ Каир`, `the court of Bradford`: one word after an office is where it sits."""
    start, end = words[0][0], words[-1][1]
    if len(words) > 1:
        return False
    return cues.names_a_court(text, start, end) or bool(cues.ORGANISATION_BEFORE.search(cues.before(text, start)))
