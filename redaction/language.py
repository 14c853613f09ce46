"""Which languages a stretch of text is in: by script, then by its function words; unclear means more than one."""

import re
from functools import lru_cache

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")

_FUNCTION_WORDS = {
    "en": "the of and to in is that for was with as by on not be which this are from it an he she his her has have "
    "were been at or will would we you your their its there who",
    "fr": "le la les de du des et à en un une est que qui dans pour par sur pas au aux ce cette il elle ont été sont "
    "avec ne se son sa ses ou nous vous votre leur être était",
    "es": "el los las del y en que por con una su para es al se no lo como más fue han sido este esta",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch wird wurde war",
    "it": "il di che e la per un del con non una in della dei gli le al è sono nel da",
    "pt": "o a de que e do da em um para com não uma os no se na por mais as dos foi",
    "tr": "ve bir bu ile için olarak olan tarafından da de ne daha çok gibi kadar sonra tarih",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook werd",
}  # fmt: skip
_SETS = {name: frozenset(words.split()) for name, words in _FUNCTION_WORDS.items()}


def scripts(text: str) -> tuple[int, int]:
    """How many Latin and how many Cyrillic letters."""
    return len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))


@lru_cache(maxsize=20_000)
def languages_of(text: str) -> tuple[str, ...]:
    """The languages whose models should read the text, the likeliest first; empty where none can."""
    latin, cyrillic = scripts(text)
    found = _latin_languages(text) if latin > 1 else ()
    if cyrillic > 1:
        return (*found, "ru") if latin > cyrillic else ("ru", *found)
    return found


def main_language(text: str) -> str:
    """The one likeliest language; English where nothing speaks."""
    found = languages_of(text[:4000])
    return found[0] if found else "en"


def guess_latin(text: str) -> str:
    """The likeliest language of Latin text by function words, or empty where none is clear."""
    words = [word.lower() for word in _WORD.findall(text[:4000])]
    counts = sorted(((sum(word in known for word in words), name) for name, known in _SETS.items()), reverse=True)
    (best, name), (second, _) = counts[0], counts[1]
    return name if best >= 2 and best * 2 >= second * 3 else ""


def _latin_languages(text: str) -> tuple[str, ...]:
    guess = guess_latin(text)
    return (guess,) if guess in ("en", "fr") else ("en", "fr")
