"""A firm tied to a person: an organisation where somebody is said to work, or what somebody is said to own."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import regex

from redaction import finding as types
from redaction.bodies import Kind, kind
from redaction.quasi_words import GAP, any_of, pattern
from redaction.spans import Hit

_DETECTOR = "quasi:employer"
_REACH = 90
_WORD = r"\p{Lu}[\p{L}\p{N}\p{M}&.'’+-]{0,40}"
_RUN = rf"{_WORD}(?:[ \n](?:(?:&|and|et|und|y|ve)[ \n])?{_WORD}){{0,5}}"
_QUOTED = r"[«\"“„]\p{Lu}[^«»\"“”„\n]{1,60}[»\"”“]"
_SUFFIX = regex.compile(r"['’ʼ](?:\p{Ll}{1,5})$")
_ARABIC = r"\p{Arabic}+(?:[ ](?:لل|ال|و)\p{Arabic}+){0,3}"
_DOT = r"(?:(?<=\.\p{L}|Şti)\.)?"  # `A.Ş.`; after `Ltd` it may be the sentence's


def find_employers(text: str, tagged: Sequence[Hit]) -> list[Hit]:
    """Firms beside a cue of employment or ownership; authorities, courts and offices are none."""
    told = [(one.start, one.end) for one in tagged if one.type == types.ORGANIZATION]
    spans = {*told, *(one.span("it") for one in _firms().finditer(text))}
    return [
        Hit(start, _end(text, start, end), types.EMPLOYER, 0.7, _DETECTOR)
        for start, end in sorted(spans)
        if not is_public(text[start:end]) and _is_said(text, start, end)
    ]


def is_public(name: str) -> bool:
    """An authority, a court, an office, a country; a lone acronym is as likely one as not. No company by its form."""
    if _form().search(name):
        return False
    if _public().search(name):
        return True
    is_alone = len(name.split()) == 1
    return is_alone and (kind(name) in (Kind.ACRONYM, Kind.COUNTRY) or name.isupper() and len(name) <= 5)


def _is_said(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    if _before().search(before) or _after().match(text, end):
        return True
    return bool(_german_before().search(before) and _german_after().match(text, end))


def _end(text: str, start: int, end: int) -> int:
    """`Ege Tekstil A.Ş.'de`: an ending is no part of the name."""
    ending = _SUFFIX.search(text, start, end)
    end = ending.start() if ending else end
    return end - 1 if text[end - 2 : end] in ("».", '".', "”.", "“.") else end


@cache
def _firms() -> Any:
    name = rf"(?:{_QUOTED}|{_RUN})"
    forms = (
        rf"{_RUN},?[ \n]{any_of('firm.forms_after')}(?!\w){_DOT}",
        rf"{any_of('firm.forms_before')}[ \n]{name}",
        rf"(?<=(?<!\w){any_of('firm.nouns')}[ \n]){name}",
        _QUOTED,
        rf"{any_of('firm.arabic')}[ ]{_ARABIC}(?:[ ]{any_of('firm.forms_after')})?",
    )
    return regex.compile(rf"(?<!\w)(?P<it>{'|'.join(forms)})")


@cache
def _form() -> Any:
    return pattern(r"(?-i:(?<!\w))", "firm.forms_after", "firm.forms_before")


@cache
def _before() -> Any:
    fillers = rf"(?:(?:{any_of('employer.fillers')}{GAP}|(?i:[ld]['’])|[«\"“„])){{0,5}}"
    return regex.compile(rf"(?<!\w){any_of('employer.said')}(?:{GAP}|(?<=['’])){fillers}$")


@cache
def _after() -> Any:
    return pattern(rf"[»\"”]?(?:['’]?\w{{0,5}}{GAP}|(?=,))", "employer.said_after")


@cache
def _german_before() -> Any:
    return pattern(r"(?<!\w)", "employer.german_before", after=rf"{GAP}$")


@cache
def _german_after() -> Any:
    return pattern(GAP, "employer.german_after")


@cache
def _public() -> Any:
    return pattern(r"(?<!\w)", "firm.public")
