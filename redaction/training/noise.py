"""What scanning, typing and wrapping do to a text; the pieces keep their labels, so the spans stay right."""
# ruff: noqa: E501  (tables are easier to read, and to extend, on one line)

import random
from collections.abc import Callable

from redaction.training.translit import unaccented

Piece = tuple[str, str]
_OCR = {
    "m": "rn", "l": "1I", "1": "lI", "I": "l1", "0": "O", "O": "0", "е": "e", "о": "o", "а": "a", "с": "c", "р": "p", "e": "eес", "a": "а", "o": "о0",
    "h": "b", "c": "eс", "n": "u", "u": "n", "t": "f", "5": "S", "S": "5", "8": "B", "B": "8", "ш": "щ", "и": "н", "н": "п", "п": "н", "ь": "б",
    "З": "3", "й": "и", "б": "6", "ب": "ت", "ت": "ث", "ح": "ج", "ه": "ة", "ي": "ى", "ى": "ي", "أ": "ا", "إ": "ا", "ç": "c", "ş": "s", "ı": "i",
    "ğ": "g", "é": "e", "è": "é", "ü": "ii", "ö": "o", "ä": "a", "ñ": "n", "і": "i", "ї": "i",
}  # fmt: skip
_LOOKALIKE = dict(zip("аеорсухАВЕКМНОРСТХі", "aeopcyxABEKMHOPCTXi", strict=True))
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_FORMS = {
    "ا": "ﺍ",
    "ب": "ﺑ",
    "ت": "ﺗ",
    "د": "ﺩ",
    "ر": "ﺭ",
    "س": "ﺳ",
    "ع": "ﻋ",
    "ف": "ﻓ",
    "ق": "ﻗ",
    "ل": "ﻟ",
    "م": "ﻣ",
    "ن": "ﻧ",
    "ه": "ﻫ",
    "و": "ﻭ",
    "ي": "ﻳ",
    "ح": "ﺣ",
}


def _each(pieces: list[Piece], change: Callable[[str], str]) -> list[Piece]:
    return [(change(text), label) for text, label in pieces]


def _upper(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    return _each(pieces, lambda text: (text.replace("i", "İ") if lang == "tr" else text).upper())


def _lower(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    return _each(pieces, lambda text: (text.replace("I", "ı").replace("İ", "i") if lang == "tr" else text).lower())


def _scanned(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    rate = rng.uniform(0.01, 0.05)

    def one(char: str) -> str:
        if rng.random() >= rate:
            return char
        if char == "m":
            return "rn"
        if char in _OCR:
            return rng.choice(_OCR[char])
        return rng.choice((char, "", unaccented(char), char)) if char == " " else unaccented(char)

    return _each(pieces, lambda text: "".join(map(one, text)))


def _spaces(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    return _each(pieces, lambda text: "".join(c + " " if c == " " and rng.random() < 0.15 else c for c in text))


def _split_words(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    """Words cut at a line's end, and spaces that a scan saw inside a word."""

    def one(text: str) -> str:
        if len(text) < 6 or rng.random() < 0.5:
            return text
        at = rng.randint(2, len(text) - 3)
        if not (text[at - 1].isalpha() and text[at].isalpha()):
            return text
        return text[:at] + rng.choice(("-\n", "-\n", "- ", " ", "\u00ad")) + text[at:]

    return _each(pieces, one)


def _wrapped(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    width, column = rng.randint(60, 80), 0
    indent = rng.choice(("", "", "", "    ", "> "))
    out = []
    for text, label in pieces:
        made = []
        for char in text:
            full = char == " " and column >= width - 8
            made.append("\n" + ("" if label else indent) if full else char)
            column = 0 if full or char == "\n" else column + 1
        out.append(("".join(made), label))
    return out


def _spaced(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    return [(" ".join(text) if label == "PERSON" and rng.random() < 0.6 else text, label) for text, label in pieces]


def _bare(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    return _each(pieces, unaccented) if lang not in ("ru", "uk", "ar") else pieces


def _lookalikes(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    if lang in ("ru", "uk"):
        return _each(pieces, lambda text: "".join(_LOOKALIKE.get(c, c) if rng.random() < 0.3 else c for c in text))
    back = {latin: cyrillic for cyrillic, latin in _LOOKALIKE.items()}
    return _each(pieces, lambda text: "".join(back.get(c, c) if rng.random() < 0.1 else c for c in text))


def _unpointed(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    drop = rng.random() < 0.5
    return _each(pieces, lambda text: "".join(c for c in text if not (c in ".,;" if drop else c in ",'’")))


def _arabic(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    if lang != "ar":
        return _bare(pieces, rng, lang)
    if rng.random() < 0.5:
        return _each(pieces, lambda text: "".join(_FORMS.get(c, c) for c in text))
    rate = rng.uniform(0.1, 0.6)
    return _each(
        pieces,
        lambda text: "".join(c + (rng.choice(_MARKS) if "ء" <= c <= "ي" and rng.random() < rate else "") for c in text),
    )


NOISES = (
    _upper,
    _lower,
    _scanned,
    _scanned,
    _spaces,
    _split_words,
    _wrapped,
    _wrapped,
    _spaced,
    _bare,
    _lookalikes,
    _unpointed,
    _arabic,
    _lower,
)


def noisy(pieces: list[Piece], rng: random.Random, lang: str) -> list[Piece]:
    """One or two kinds of damage."""
    for damage in rng.sample(NOISES, rng.choice((1, 1, 2))):
        pieces = damage(pieces, rng, lang)
    return pieces
