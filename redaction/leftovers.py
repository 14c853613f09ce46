"""Strings redacted anywhere in the case, looked for in text that is about to be published."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import ahocorasick

from redaction.finding import (
    ACCOUNT,
    ADDRESS,
    BIRTH_DATE,
    CARD,
    CODE,
    EMAIL,
    IP,
    NATIONAL_ID,
    PASSPORT,
    PERSON,
    PHONE,
    PLATE,
    TAX_ID,
    URL,
)
from redaction.fold import Folded, compact, fold

_NUMBERS = frozenset({PHONE, PASSPORT, NATIONAL_ID, TAX_ID, ACCOUNT, CARD, CODE, PLATE})
_EXACT = frozenset({EMAIL, URL, IP})


@dataclass(frozen=True)
class RedactedString:
    """One string of the case that must not show; `person_id` is set for names, `is_common` for single words
    that also mean something else and are therefore compared by their place only."""

    type: str
    text: str = field(repr=False)
    person_id: str = ""
    is_common: bool = False


@dataclass(frozen=True, order=True)
class Leftover:
    """A redacted string that still stands in a text; offsets are code points of that text."""

    start: int
    end: int
    type: str
    person_id: str = ""


class Watch:
    """All redacted strings of a case as two Aho-Corasick automata: cost grows with the text, not with the case."""

    def __init__(self, strings: Iterable[RedactedString]) -> None:
        self._spaced = ahocorasick.Automaton()
        self._compact = ahocorasick.Automaton()
        for one in strings:
            self._add(one)
        for automaton in (self._spaced, self._compact):
            automaton.make_automaton()

    def find(self, text: str) -> tuple[Leftover, ...]:
        """Every redacted string that shows in the text, by either reading."""
        if not text:
            return ()
        folded = fold(text)
        found = _matches(self._spaced, folded, text) + _matches(self._compact, compact(folded), text)
        return tuple(sorted(set(found)))

    def _add(self, one: RedactedString) -> None:
        folded = fold(one.text).text
        tight = folded.replace(" ", "")
        if _is_watched_whole(one, folded, tight):
            self._spaced.add_word(folded, (len(folded), one.type, one.person_id, _needs_capital(one, folded)))
        if _is_watched_tight(one, folded, tight):
            self._compact.add_word(tight, (len(tight), one.type, one.person_id, False))


def _matches(automaton: ahocorasick.Automaton, folded: Folded, text: str) -> list[Leftover]:
    if not len(automaton):
        return []
    found = []
    for last, (length, type_, person_id, needs_capital) in automaton.iter(folded.text):
        start, end = folded.span(last + 1 - length, last + 1)
        if not (needs_capital and text[start].islower()):
            found.append(Leftover(start, end, type_, person_id))
    return found


def _is_watched_whole(one: RedactedString, folded: str, tight: str) -> bool:
    if one.type == PERSON:
        return not one.is_common and (folded.count(" ") > 2 or len(tight) >= 5) and len(tight) >= 5
    if one.type == ADDRESS:
        return folded.count(" ") >= 4 and any(each.isdigit() for each in tight)
    if one.type in _EXACT:
        return len(tight) >= 5
    least = 2 if one.type == PLATE else 4
    return one.type in _NUMBERS and _digits(tight) >= least and len(tight) >= 5


def _is_watched_tight(one: RedactedString, folded: str, tight: str) -> bool:
    if one.type == PERSON:  # an initial run together with any word before would match: `interpreteR BUTKEVICH`
        parts = folded.split()
        return len(parts) > 1 and len(tight) >= 10 and len(parts[0]) > 1 and len(parts[-1]) > 1
    if one.type in _EXACT:
        return len(tight) >= 10
    return one.type in _NUMBERS and _digits(tight) >= 6 and len(tight) >= 7


def _needs_capital(one: RedactedString, folded: str) -> bool:
    """A single word counts as a name only where it is written like one."""
    return one.type == PERSON and folded.count(" ") == 2


def _digits(text: str) -> int:
    return sum(each.isdigit() for each in text)


def same_in_document(text: str, strings: Iterable[tuple[str, str]]) -> tuple[Leftover, ...]:
    """Birth dates redacted once in a document, wherever else they stand in it; pairs are (type, text)."""
    watch = ahocorasick.Automaton()
    for type_, string in strings:
        folded = fold(string).text
        if type_ == BIRTH_DATE and _digits(folded) >= 5:
            watch.add_word(folded, (len(folded), type_, "", False))
    if not len(watch):
        return ()
    watch.make_automaton()
    return tuple(sorted(set(_matches(watch, fold(text), text))))
