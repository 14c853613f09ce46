"""Illness, belief, ethnicity and kinship said of a person: a cue, and what it speaks of."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from redaction import finding as types
from redaction.quasi_words import GAP, any_of, pattern
from redaction.spans import Hit

_DETECTOR = "quasi:said"


def find_health(text: str) -> Iterator[Hit]:
    """From the cue's end to the last term: `suffers from [severe chronic kidney failure and asthma]`."""
    for cues, words in (("health.said", 3), ("health.near", 1)):
        for cue in _cues(cues).finditer(text):
            if told := _illness(words).match(text, cue.end()):
                yield _hit(told.span("it"), types.HEALTH)
    for one in (*_illness_first().finditer(text), *_health_alone().finditer(text)):
        yield _hit(one.span(), types.HEALTH)


def find_beliefs(text: str) -> Iterator[Hit]:
    """The group that somebody is said to belong to."""
    for one in _beliefs().finditer(text):
        yield _hit(one.span("it"), types.BELIEF)


def find_relations(text: str) -> Iterator[Hit]:
    """`his then wife`: the words alone, whose name is a finding of its own."""
    return (_hit(one.span(), types.RELATION) for one in _relations().finditer(text))


def _hit(span: tuple[int, int], type_: str) -> Hit:
    return Hit(*span, type_, 0.7, _DETECTOR)


@cache
def _cues(name: str) -> Any:
    return pattern(r"(?<!\w)", name, after=r"(?:(?!\w)|(?<=['’ʼب]))")


@cache
def _illness(words: int) -> Any:
    """A few words that no sign parts from the cue, then a term, and the terms joined to it."""
    term = rf"{any_of('health.terms')}(?!\w)"
    few = rf"(?:[\p{{L}}\p{{N}}'’-]+{GAP}){{0,{words}}}?"
    and_ = rf"(?:,{GAP}|,?{GAP}(?:and|et|и|y|und|та|і|ve|or|ou){GAP})"
    return regex.compile(rf"(?:{GAP})?(?P<it>{few}{term}(?:{and_}{few}{term}){{0,4}})")


@cache
def _illness_first() -> Any:
    """Where the verb stands last: `an Krebs erkrankt`, `kanser hastası`."""
    return pattern(rf"(?<!\w){any_of('health.terms')}{GAP}", "health.said_after")


@cache
def _health_alone() -> Any:
    return pattern(r"(?<!\w)", "health.alone")


@cache
def _beliefs() -> Any:
    return pattern(r"(?<!\w)", "belief.said")


@cache
def _relations() -> Any:
    return pattern(r"(?<!\w)", "relation.said")
