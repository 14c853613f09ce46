"""Which language a block of prose is in, of some hundred."""

from functools import cache, lru_cache
from typing import Any

import regex

from redaction.language import guess_latin

_EXPECTED = frozenset(("en", "fr", "ru", "es", "de", "uk", "ar", "tr"))  # of these a guess is enough
_LEAST_WORDS, _MANY_WORDS = 7, 16
_SURE, _LIKELY = 0.99, 0.9
_PROSE = 0.5  # of the words begin small: a list of names is in no language
_WORD = regex.compile(r"[\p{L}\p{M}’']{2,}")
_KIN = {"pcm": "en", "sco": "en", "ary": "ar", "arz": "ar", "apc": "ar", "rue": "uk"}  # taken for one another


@lru_cache(maxsize=20_000)
def language_of(text: str) -> str:
    """ISO 639 code of a block's language, or empty where too little of it is prose to tell."""
    words = _WORD.findall(text)
    if len(words) < _LEAST_WORDS or not _is_prose(words):
        return ""
    plain = guess_latin(text)
    if plain in _EXPECTED:
        return plain
    language, chance = _identifier().classify(text[:2000])
    language = _KIN.get(language, language)
    least = _LIKELY if len(words) >= _MANY_WORDS else _SURE
    return language if chance >= least or language in _EXPECTED else ""


def _is_prose(words: list[str]) -> bool:
    small = sum(not one[0].isupper() for one in words)  # in a script without capitals every word is small
    return small >= len(words) * _PROSE


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
