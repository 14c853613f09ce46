"""Names that a name vouches for: a nickname in quotes beside it, a nickname that it is said to be."""

from collections.abc import Sequence

import regex

from redaction.bodies import NAMELIKE, Kind, is_place, kind
from redaction.finding import PERSON
from redaction.spans import Hit

_QUOTED = r"[\"“”«»„'‘][ \u00a0\u202f]?(?P<name>\p{Lu}[\p{L}\p{M}'’. -]{1,30}?)[ \u00a0\u202f]?[\"“”«»'’]"
_PLAIN = r"(?P<plain>(?:(?:El|La|Le|The|Das|Der|Il|Don)\s)?\p{Lu}[\p{L}\p{M}'’-]{1,20}(?:\s\p{Lu}[\p{L}\p{M}'’-]{1,20}){0,2})"
_AFTER = regex.compile(rf"\s?(?:[(,–—-]\s?)?{_QUOTED}|\s\({_PLAIN}\)")
_EQUALS = regex.compile(rf"{_QUOTED}\s?(?:=|is|est|это|[(–—-])\s?$")
_CALLED = regex.compile(
    r"(?i:\b(?:called|call|calls|known as|nicknamed|nickname|alias|a\.?k\.?a\.?|dite?|surnomm[ée]e?|appel[ée]{1,2}|appelle|appelait"
    rf"|по прозвищу|по кличке|прозвище|кличка|прозван\w*|зовут|звали|назыв\p{{Ll}}+)(?:\s(?:him|her|them|me|us|его|её|ее|их))?[\s:,]{{1,3}})(?:{_QUOTED})"
)
_PART = regex.compile(
    r"(?i:(?:the|first|second|le|la|les|el|los|der|die)[ \u00a0])*(?i:applicant|respondent|appellant|plaintiff|defendant|claimant|complainant|petitioner|government|commission|court|requ[ée]rant|demandeur|plaignant|gouvernement|demandante|recurrente|gobierno|kläger|beschwerdeführer|заявител|истец|ответчик|заявник|başvuran|davacı)"
)  # who somebody is in the matter, not what they are called
_REACH = 45
_NO_NICKNAMES = frozenset(set(Kind) - NAMELIKE - {Kind.COMMON})


def names_beside(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Hits of the nicknames beside the names among `hits`, and of those that a verb of naming announces."""
    found = [_hit(one.span("name")) for one in _CALLED.finditer(text)]
    for one in hits:
        if one.type != PERSON:
            continue
        after = _AFTER.match(text, one.end, min(len(text), one.end + _REACH))
        if after and _PART.match(after["name"] or after["plain"]):
            continue
        if after and (after["name"] or not _is_known_word(after["plain"])):
            found.append(_hit(after.span("name") if after["name"] else after.span("plain")))
        before = _EQUALS.search(text, max(0, one.start - _REACH), one.start)
        if before:
            found.append(_hit(before.span("name")))
    return found


def _is_known_word(words: str) -> bool:
    """In brackets without quotes: a country, a place, a body or a part in the matter is no nickname."""
    return is_place(words) or all(kind(word) in _NO_NICKNAMES for word in words.split())


def _hit(span: tuple[int, int]) -> Hit:
    return Hit(*span, PERSON, 0.8, "names:beside")
