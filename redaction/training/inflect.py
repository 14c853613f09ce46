"""Cases of names and places: Russian and Ukrainian by dictionary, then by ending; Turkish suffixes by harmony."""

import re
from functools import lru_cache
from typing import Any

CASES = {"gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
_GRAMMEME = {"given": "Name", "patr": "Patr", "sur": "Surn", "geo": "Geox"}
_HARD_MALE = {"ru": ("а", "у", "а", "ом", "е"), "uk": ("а", "у", "а", "ом", "ові")}
_SOFT_MALE = {"ru": ("я", "ю", "я", "ем", "е"), "uk": ("я", "ю", "я", "ем", "єві")}
_FEMALE_A = {"ru": ("ы", "е", "у", "ой", "е"), "uk": ("и", "і", "у", "ою", "і")}
_FEMALE_YA = {"ru": ("и", "е", "ю", "ей", "е"), "uk": ("і", "ї", "ю", "єю", "ї")}
_ADJECTIVE = {"ru": ("ого", "ому", "ого", "им", "ом"), "uk": ("ого", "ому", "ого", "им", "ому")}
_POSSESSIVE = {"ru": ("ой", "ой", "у", "ой", "ой"), "uk": ("ої", "ій", "у", "ою", "ій")}


@lru_cache(maxsize=2)
def _analyser(lang: str) -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=lang)


def _by_ending(word: str, case: str, gender: str, lang: str, kind: str) -> str:
    at = list(CASES).index(case)
    last = word[-1:].lower()
    if kind == "sur" and gender == "f" and re.search(r"(?:[оеєії]в|[иії]н)а$", word):
        return word[:-1] + _POSSESSIVE[lang][at]
    if kind == "sur" and gender == "m" and re.search(r"[кн]ий$|[кн]ый$", word):
        return word[:-2] + _ADJECTIVE[lang][at]
    if kind == "sur" and gender == "f" and word.endswith("ая"):
        return word[:-2] + ("ую" if case == "acc" else "ой")
    if kind == "sur" and gender == "m" and case == "ins" and re.search(r"(?:[оеё]в|[иы]н|[єї]в)$", word):
        return word + ("ым" if lang == "ru" else "им")
    if last == "а" and word[-2:-1].lower() not in "аеиоуэюяіїє":
        ending = _FEMALE_A[lang][at]
        return word[:-1] + ("и" if lang == "ru" and ending == "ы" and word[-2:-1].lower() in "гкхжшщч" else ending)
    if last == "я":
        return word[:-1] + _FEMALE_YA[lang][at]
    if gender == "m" and last in "йь":
        return word[:-1] + _SOFT_MALE[lang][at]
    if gender == "m" and last in "бвгґджзклмнпрстфхцчшщ":
        return word + _HARD_MALE[lang][at]
    return word


@lru_cache(maxsize=40000)
def inflected(word: str, case: str, gender: str, lang: str, kind: str) -> str:
    """One word of a name in a case; what cannot be declined stays."""
    if case not in CASES or len(word) < 3 or not word[-1].isalpha():
        return word
    if "-" in word:
        return "-".join(inflected(part, case, gender, lang, kind) for part in word.split("-"))
    want = {"m": "masc", "f": "femn"}.get(gender)
    for parse in _analyser(lang).parse(word):
        tag = parse.tag.grammemes
        known = _GRAMMEME.get(kind, "") in tag or (kind == "geo" and "ADJF" in tag)
        if known and "nomn" in tag and (want is None or want in tag or "ms-f" in tag):
            form = parse.inflect(frozenset({CASES[case]}))
            if form is not None:
                return _as_written(word, form.word)
    return word if kind == "geo" else _by_ending(word, case, gender, lang, kind)


def _as_written(like: str, word: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


def place(text: str, case: str, lang: str) -> str:
    """A place of one or more words in a case."""
    return " ".join(_place_word(word, case, lang) for word in text.split())


@lru_cache(maxsize=4000)
def _place_word(word: str, case: str, lang: str) -> str:
    if "-" in word:
        return word
    for parse in _analyser(lang).parse(word):
        tag = parse.tag.grammemes
        if "nomn" in tag and ("Geox" in tag or "ADJF" in tag or (lang == "uk" and {"NOUN", "inan"} <= tag)):
            form = parse.inflect(frozenset({CASES[case]}))
            if form is not None:
                return _as_written(word, form.word)
    if word[-1] in "ая":
        return _by_ending(word, case, "f", lang, "geo")
    return word if word[-1] in "оіуеи" or case == "acc" else _placed_by_ending(word, case, lang)


def _placed_by_ending(word: str, case: str, lang: str) -> str:
    turned = _by_ending(word, case, "m", lang, "geo")
    if lang == "uk" and case == "loc" and turned.endswith("ові"):
        return word + ("у" if word[-1] in "кгх" else "і")
    return turned


_BACK, _ROUND = "aıouAIOU", "oöuüOÖUÜ"
_HARSH = "fstkçşhpFSTKÇŞHP"


def suffix(text: str, case: str) -> str:
    """The Turkish case ending that follows an apostrophe."""
    vowels = [c for c in text if c in "aeıioöuüAEIİOÖUÜ"] or ["e"]
    last, ends_open = vowels[-1], text[-1:] in "aeıioöuüAEIİOÖUÜ"
    two = "a" if last in _BACK else "e"
    four = {"aı": "ı", "ei": "i", "ou": "u", "öü": "ü"}
    high = next(v for k, v in four.items() if last.lower().replace("i̇", "i") in k)
    hard = "t" if text[-1:] in _HARSH else "d"
    return {
        "gen": ("n" if ends_open else "") + high + "n",
        "dat": ("y" if ends_open else "") + two,
        "acc": ("y" if ends_open else "") + high,
        "ins": ("y" if ends_open else "") + "l" + two,
        "loc": hard + two,
        "abl": hard + two + "n",
    }[case]
