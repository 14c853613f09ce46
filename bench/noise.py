"""Texts made worse with their annotation kept: all in capitals, or with the faults of text recognition."""

import random
from collections.abc import Callable
from dataclasses import replace

from redaction.training.sets import Annotated

Change = Callable[[Annotated], Annotated]
Letters = Callable[[str], str]  # a letter to what stands for it

_ALIKE = {
    "l": "1", "I": "l", "1": "l", "O": "0", "0": "O", "e": "c", "c": "e", "o": "0", "i": "l", "m": "rn", "d": "cl",
    "h": "b", "u": "ii", "n": "ri", "t": "f", "s": "5", "S": "5", "B": "8", "a": "o", "g": "q", "w": "vv", "é": "e",
    "и": "н", "н": "и", "й": "и", "ш": "ы", "п": "н", "л": "д", "з": "э", "ь": "ъ", "е": "с", "в": "8", "о": "0",
    "ا": "ل", "ب": "ت", "ن": "ب", "ف": "ق", "ğ": "g", "ş": "s", "ı": "i", "ü": "ii", "ß": "B", "ö": "o", "ñ": "n",
}  # fmt: skip


def unchanged(one: Annotated) -> Annotated:
    """The document as it is."""
    return one


def in_capitals(one: Annotated) -> Annotated:
    """Every letter a capital, the sharp s too."""
    return changed(one, lambda letter: letter.upper())


def recognised(share: float) -> Change:
    """One letter in 1/share misread as text recognition does; the same letters of the same document each time."""

    def change(one: Annotated) -> Annotated:
        rng = random.Random(f"{one.id} {share}")
        return changed(one, lambda letter: _misread(letter, rng) if rng.random() < share else letter)

    return change


def _misread(letter: str, rng: random.Random) -> str:
    if not letter.isalnum():
        return letter if letter in "\n\t" else rng.choice(("", letter, "."))
    fault = rng.random()
    if fault < 0.1:
        return ""
    if fault < 0.2:
        return letter + " "
    return _ALIKE.get(letter, letter.lower() if letter.isupper() else letter)


def changed(one: Annotated, letters: Letters) -> Annotated:
    """Letter by letter; the spans move with their letters, and one of which nothing is left goes."""
    out: list[str] = []
    at, moved = 0, []
    for letter in one.text:
        moved.append(at)
        out.append(letters(letter))
        at += len(out[-1])
    moved.append(at)
    spans = ((moved[start], moved[end], label) for start, end, label in one.spans)
    return replace(one, text="".join(out), spans=tuple(span for span in spans if span[0] < span[1]))
