"""Journeys and whereabouts: the towns and exact days of a clause that says where somebody went, stayed or was seen."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import regex

from redaction import finding as types
from redaction.bodies import Kind, kind
from redaction.identifiers_dates import DATE_PATTERN
from redaction.quasi_words import GAP, any_of, pattern
from redaction.spans import Hit
from redaction.trim import names_country

PLACE, DAY = "quasi:place", "quasi:day"
_AHEAD, _BACK, _NEAR = 140, 160, 60
_NO_TOWN = frozenset({Kind.BODY, Kind.ACRONYM, Kind.ROLE, Kind.TITLE, Kind.CALENDAR, Kind.NATIONALITY, Kind.COUNTRY})
_END = regex.compile(
    r"(?<=[\p{L}\p{N}»\")]{2})(?<!\bSt|\bул)[.!?؟](?=\s+[\p{Lu}\p{Lo}«\"(]|\s*$)|;|\n\s*\n|\n(?=[-•–]|\p{L}[^\n:]{0,40}:)"
)
_CAPITAL = r"\p{Lu}[\p{L}'’ʼ-]{1,40}"
_TOWN = rf"(?-i:[«\"]?{_CAPITAL}(?:[ -](?:(?:de|la|le|sur|am|an der|upon)[ -])?{_CAPITAL}){{0,3}}[»\"]?)"
_PLAIN_TOWN = _TOWN.replace("'’ʼ", "")
_TURKISH = regex.compile(rf"(?<!\w)({_PLAIN_TOWN})['’ʼ](?:y?[aeıiuü]|[dt][ae]n?|nd?[ae]n?|n[ıiuü])(?!\w)")
_PART = regex.compile(r"(?:^|[^\p{L}«\"])?(?:\p{Ll}[\p{L}'’ʼ]*[ \n])*([^,;:()\[\]/\n\s][^,;:()\[\]/\n]*)")
_CASE_END = regex.compile(r"['’ʼ]\p{Ll}{1,4}$")


def find_travel(text: str, names: Sequence[Hit], tagged: Sequence[Hit]) -> Iterator[Hit]:
    """Countries stay, and so do the dates of papers and steps of the case."""
    cues = [one.span() for one in _sure().finditer(text) if not _is_of_others(text, one.start())]
    cues += [one.span() for one in _weak().finditer(text) if _is_of_a_person(text, one.start(), names)]
    places = [one for one in tagged if one.type == types.LOCATION]
    for start, end in cues:
        yield from _in_clause(text, start, end, places)


def _in_clause(text: str, start: int, end: int, places: Sequence[Hit]) -> Iterator[Hit]:
    last = _clause_end(text, end)
    first = _clause_start(text, start)
    towns = [one.span(1) for one in _towns().finditer(text, start, last)]
    towns += [one.span(1) for one in _TURKISH.finditer(text, start, last)]
    towns += [
        part for one in places if start <= one.start < last for part in _parts(text, one.start, min(one.end, last))
    ]
    if first is not None:
        towns += [one.span(1) for one in _towns().finditer(text, first, start)]
        towns += [one.span(1) for one in _TURKISH.finditer(text, first, start)]
    for left, right in towns:
        if _is_town(text[left:right]):
            yield Hit(left, right, types.TRAVEL, 0.6, PLACE)
    for day in DATE_PATTERN.finditer(text, start if first is None else first, last):
        yield Hit(*day.span(), types.TRAVEL, 0.6, DAY)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Of `(à Batoumi, la Géorgie)`, as a reader may have it, `Batoumi` and `Géorgie`: each is judged by itself."""
    return [one.span(1) for one in _PART.finditer(text, start, end)]


def _clause_end(text: str, at: int) -> int:
    """As far as the clause is about the journey: no word of procedure within it."""
    limit = min(len(text), at + _AHEAD)
    stops = [one.start() for one in (_END.search(text, at, limit), _stop().search(text, at, limit)) if one]
    return min(stops, default=limit)


def _clause_start(text: str, at: int) -> int | None:
    """Where a day or town before the verb may stand; None where the clause before it is about the case."""
    limit = max(0, at - _BACK)
    first = max((one.end() for one in _END.finditer(text, limit, at)), default=limit)
    return None if _stop().search(text, first, at) else max(first, at - _NEAR)


def _is_of_a_person(text: str, at: int, names: Sequence[Hit]) -> bool:
    limit = max(0, at - 40)
    first = max((one.end() for one in _END.finditer(text, limit, at)), default=limit)
    if any(one.type == types.PERSON and first <= one.end <= at for one in names):
        return not _stop().search(text, first, at)
    return bool(_people().search(text, first, at)) and not _stop().search(text, first, at)


def _is_of_others(text: str, at: int) -> bool:
    """An official on duty, a file: whoever stands last before the verb is who went."""
    limit = max(0, at - 45)
    first = max((one.end() for one in _END.finditer(text, limit, at)), default=limit)
    other = max((one.end() for one in _others().finditer(text, first, at)), default=-1)
    return other > max((one.end() for one in _people().finditer(text, first, at)), default=-1)


def _is_town(place: str) -> bool:
    bare = _CASE_END.sub("", place.strip('«»" \n'))
    if (
        not bare
        or bare[0].islower()
        or _region().fullmatch(bare)
        or names_country(bare)
        or kind(bare.split()[0]) in _NO_TOWN
    ):
        return False
    is_word = kind(bare) is Kind.COMMON and not any("\u0600" <= each <= "\u06ff" for each in bare)
    return not is_word and not any(bare[:-cut].casefold() in _ukrainian_countries() for cut in (1, 2, 3))


@cache
def _ukrainian_countries() -> frozenset[str]:
    """Without the ending that declines: `до Туреччини`."""
    from babel import Locale

    names = [str(name).casefold() for name in Locale("uk").territories.values()]
    return frozenset(name.rstrip("аеиіоуюяь") for name in names if len(name) > 4)


@cache
def _towns() -> Any:
    return regex.compile(
        rf"(?<!\w){any_of('travel.prepositions')}{GAP}(?:{any_of('travel.places')}{GAP}){{0,2}}({_TOWN})"
    )


@cache
def _sure() -> Any:
    return pattern(r"(?<!\w)", "travel.sure")


@cache
def _weak() -> Any:
    return pattern(r"(?<!\w)", "travel.weak")


@cache
def _people() -> Any:
    return pattern(r"(?<!\w)", "travel.people")


@cache
def _others() -> Any:
    return pattern(r"(?<!\w)", "travel.others")


@cache
def _stop() -> Any:
    return pattern(r"(?<!\w)", "travel.stop")


@cache
def _region() -> Any:
    return regex.compile(any_of("travel.regions"))
