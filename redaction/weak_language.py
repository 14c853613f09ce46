"""Passages in a language whose names are not known to be found: only labelled facts that are nobody's may stay."""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex
from babel import Locale, localedata

from redaction.finding import OTHER
from redaction.language import guess_latin
from redaction.names_blocks import Block
from redaction.spans import Hit
from redaction.trim import names_country
from redaction.written_dates import dates_in

DETECTOR = "language"
_LEAST_WORDS, _MANY_WORDS = 7, 16
_SURE, _LIKELY = 0.99, 0.9
_PROSE = 0.5  # of the words begin small: a list of names is in no language
_HALF = 0.5  # of the letters that are in any language
_WORD = regex.compile(r"[\p{L}\p{M}’']{2,}")
_LABELLED = regex.compile(r"^\s*[\p{L}][^:\n]{1,40}:\s*(?P<value>[^\n]{3,60}?)\s*$")
_KIN = {"pcm": "en", "sco": "en", "ary": "ar", "arz": "ar", "apc": "ar", "rue": "uk"}  # taken for one another


def weak_hits(blocks: list[Block]) -> list[Hit]:
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


@lru_cache(maxsize=20_000)
def language_of(text: str) -> str:
    """ISO 639 code of a block's language, or empty where too little of it is prose to tell."""
    words = _WORD.findall(text)
    if len(words) < _LEAST_WORDS or not _is_prose(words):
        return ""
    plain = guess_latin(text)
    if plain and is_measured(plain):
        return plain
    language, chance = _identifier().classify(text[:2000])
    language = _KIN.get(language, language)
    least = _LIKELY if len(words) >= _MANY_WORDS else _SURE
    return language if chance >= least or is_measured(language) else ""


def _is_prose(words: list[str]) -> bool:
    small = sum(not one[0].isupper() for one in words)  # in a script without capitals every word is small
    return small >= len(words) * _PROSE


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


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
