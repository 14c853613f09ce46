"""Passages in a language whose names are not known to be found: only labelled facts that are nobody's may stay."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import regex
from babel import Locale, localedata

from redaction.finding import OTHER
from redaction.names_blocks import Block
from redaction.prose import language_of
from redaction.spans import Hit
from redaction.trim import names_country
from redaction.written_dates import dates_in

DETECTOR = "language"
_HALF = 0.5  # of the letters that are in any language
_LABELLED = regex.compile(r"^\s*[\p{L}][^:\n]{1,40}:\s*(?P<value>[^\n]{3,60}?)\s*$")


def weak_hits(blocks: Sequence[Block]) -> list[Hit]:
    """Hits over what may not stay of one passage: blocks in such a language, or all where most of it is."""
    told = [(one, language_of(one.text)) for one in blocks]
    weak = sum(len(one.text) for one, language in told if language and not is_measured(language))
    known = sum(len(one.text) for one, language in told if language)
    is_whole = weak > known * _HALF
    main = next((language for _, language in told if language and not is_measured(language)), "")
    return [
        hit
        for one, language in told
        if (is_whole and (not language or not is_measured(language))) or (language and not is_measured(language))
        for hit in _hidden(one, main)
    ]


def is_measured(language: str) -> bool:
    """Whether the shipped table says that enough names are found in this language."""
    table = _table()
    return bool(table["recall"].get(language, 0.0) >= table["least"])


def _hidden(block: Block, language: str) -> Iterator[Hit]:
    for line in regex.finditer(r"[^\n]+", block.text):
        if not _is_fact(line.group(), language):
            yield Hit(block.start + line.start(), block.start + line.end(), OTHER, 1.0, DETECTOR)


def _is_fact(line: str, language: str) -> bool:
    """`Kraj: Polska` may stay, and `Data: 12.03.2016`: a label, and nothing but a country or a date."""
    found = _LABELLED.match(line)
    if not found:
        return False
    value = found["value"].strip(" .")
    dated = dates_in(value.lower())
    is_country = names_country(value) or value.casefold() in _countries(language)
    return is_country or any(one.start == 0 and one.end == len(value) for one in dated)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("redaction").joinpath("data/languages.toml").read_text("utf-8"))


@cache
def _countries(language: str) -> frozenset[str]:
    """Names of countries in a language (Unicode CLDR)."""
    if not localedata.exists(language):
        return frozenset()
    territories = Locale.parse(language).territories
    return frozenset(name.casefold() for code, name in territories.items() if len(code) == 2)
