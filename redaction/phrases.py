"""Phrases as people write them (`request* .. (refused|set aside) for?`) found in text, in one pass over its words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\[[A-Z_]{3,}[^\[\]\n]{0,40}\]|\[born[^\[\]\n]{0,10}\]")
_GLUE = re.compile(r"(\w)[-\u00ad\u2010]\n(?=[^\W\d_])")
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"[.;!?\u2026]+[\"'»”)]*(?=\s)|[\x0b\x0c]|\n(?:[-•*–—]|\(?\w{1,3}[.)])\s")
_GAP = 5  # the most words that `..` stands for
_LONGEST = 400  # words in a sentence
_STEM = 3  # the letters by which words with an open end are looked up
_PARTS = re.compile(r"\([^)]*\)\??|\.\.|\w+\*?\??")


class _Folding(dict[int, str]):
    """One character for one, so that offsets hold: lower case, no accents, straight quotes."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFD", character)[0].lower()
        folded = {"’": "'", "ʼ": "'", "`": "'", "ё": "е"}.get(character, plain)
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING = _Folding()


def fold_letters(text: str) -> str:
    """Lower case and without accents, each character staying at its place."""
    return text.translate(_FOLDING)


@dataclass(frozen=True)
class Words:
    """A text by words. `plain` has each run of white space as one mark: blank, tab, line end, or paragraph end."""

    plain: str = field(repr=False)
    folded: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    sentences: tuple[int, ...] = field(repr=False)
    breaks: tuple[int, ...] = field(repr=False)


def words_of(text: str) -> Words:
    """The words of a text; what stands in a redaction's brackets is no word."""
    plain = tidy(text)
    folded = _TOKEN.sub(lambda found: "\x00" * len(found[0]), plain)
    folded = fold_letters(folded)
    found = [(one.start(), one.group()) for one in _WORD.finditer(folded)]
    breaks = [one.start() for one in _BREAK.finditer(folded) if not _is_abbreviation(folded, one.start())]
    breaks = _bounded(breaks, [start for start, _ in found])
    sentences, at = [], 0
    for start, _ in found:
        while at < len(breaks) and breaks[at] < start:
            at += 1
        sentences.append(at)
    return Words(
        plain,
        folded,
        tuple(word for _, word in found),
        tuple(start for start, _ in found),
        tuple(sentences),
        tuple(breaks),
    )


def _bounded(breaks: list[int], starts: list[int]) -> list[int]:
    """More breaks where a text has none for very long, so that no sentence costs more than a page."""
    out: list[int] = []
    at = since = 0
    for start in starts:
        while at < len(breaks) and breaks[at] < start:
            out.append(breaks[at])
            at, since = at + 1, 0
        if since == _LONGEST:
            out.append(start - 1)
            since = 0
        since += 1
    return out + breaks[at:]


def tidy(text: str) -> str:
    """Compatibility forms folded, words joined over line ends, one mark for each run of white space."""
    text = unicodedata.normalize("NFKC", text).replace("\r\n", "\n")
    return _SPACES.sub(_space, _GLUE.sub(r"\1", text))


def _space(found: re.Match[str]) -> str:
    run = found[0]
    if "\x0c" in run:
        return "\x0c"
    if "\n" in run:
        return "\x0b" if run.count("\n") > 1 or "\x0b" in run else "\n"
    return "\t" if "\t" in run else " "


def _is_abbreviation(folded: str, at: int) -> bool:
    """A full stop after one or two letters, or between them, ends no sentence (`No. 5`, `art. 3`, `г. Москва`)."""
    if folded[at] != ".":
        return False
    before = folded[max(0, at - 4) : at]
    tail = re.split(r"[\W_]", before)[-1]
    return (
        0 < len(tail) < 3
        and not tail.isdecimal()
        or tail in {"ref", "art", "prof", "tel", "стр", "исх", "гос", "рег", "тел", "доп", "зам"}
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: offsets in characters, the first word and the one after the last, and what it stands for."""

    start: int
    end: int
    first: int
    last: int
    group: str
    name: str
    weight: float
    sentence: int


@dataclass(frozen=True)
class Phrase:
    """One phrase and what finding it means."""

    text: str
    group: str
    name: str
    weight: float = 1.0


_Token = tuple[tuple[str, ...], tuple[str, ...]]  # words that fit, stems that fit; both empty: a gap


class Phrasebook:
    """Many phrases, each looked up by its first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._exact: dict[str, list[tuple[tuple[_Token, ...], Phrase]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[_Token, ...], Phrase]]] = {}
        for phrase in phrases:
            self._add(phrase)

    def _add(self, phrase: Phrase) -> None:
        for tokens in _variants(phrase.text):
            self._add_variant(tokens, phrase)

    def _add_variant(self, tokens: tuple[_Token, ...], phrase: Phrase) -> None:
        if not tokens or not any(tokens[0]):
            raise ValueError("a phrase begins with a word")
        for word in tokens[0][0]:
            self._exact.setdefault(word, []).append((tokens[1:], phrase))
        for stem in tokens[0][1]:
            self._stems.setdefault(stem[:_STEM], []).append((stem, tokens[1:], phrase))

    def scan(self, text: Words) -> list[Hit]:
        """Every phrase found, by where it begins."""
        hits: list[Hit] = []
        for at, word in enumerate(text.words):
            for rest, phrase in self._exact.get(word, ()):
                self._try(text, at, rest, phrase, hits)
            for stem, rest, phrase in self._stems.get(word[:_STEM], ()):
                if word.startswith(stem):
                    self._try(text, at, rest, phrase, hits)
        return hits

    def _try(self, text: Words, at: int, rest: tuple[_Token, ...], phrase: Phrase, hits: list[Hit]) -> None:
        last = _match(text, at + 1, rest, text.sentences[at])
        if last >= 0:
            end = text.starts[last - 1] + len(text.words[last - 1])
            hits.append(
                Hit(text.starts[at], end, at, last, phrase.group, phrase.name, phrase.weight, text.sentences[at])
            )


def _match(text: Words, at: int, tokens: tuple[_Token, ...], sentence: int) -> int:
    """The word after the phrase's last, or -1."""
    for position, (exact, stems) in enumerate(tokens):
        if not exact and not stems:
            return _leap(text, at, tokens[position + 1 :], sentence)
        if not _fits(text, at, exact, stems, sentence):
            return -1
        at += 1
    return at


def _leap(text: Words, at: int, tokens: tuple[_Token, ...], sentence: int) -> int:
    for skipped in range(_GAP + 1):
        found = _match(text, at + skipped, tokens, sentence)
        if found >= 0:
            return found
    return -1


def _fits(text: Words, at: int, exact: tuple[str, ...], stems: tuple[str, ...], sentence: int) -> bool:
    if at >= len(text.words) or text.sentences[at] != sentence:
        return False
    word = text.words[at]
    return word in exact or (bool(stems) and word.startswith(stems))


def _variants(phrase: str) -> list[tuple[_Token, ...]]:
    """A phrase without its `?` and without choices between several words, as all the phrases that it stands for."""
    folded = fold_letters(unicodedata.normalize("NFKC", phrase)).replace("_", " ")
    return list(dict.fromkeys(_product([_readings(part) for part in _PARTS.findall(folded)])))


def _product(parts: list[list[tuple[_Token, ...]]]) -> Iterator[tuple[_Token, ...]]:
    for picked in product(*parts):
        yield tuple(token for tokens in picked for token in tokens)


def _readings(part: str) -> list[tuple[_Token, ...]]:
    readings: list[tuple[_Token, ...]] = [()] if part.endswith("?") else []
    part = part.removesuffix("?")
    choices = [each.strip() for each in part.strip("()").split("|") if each.strip()]
    longer = [each for each in choices if " " in each]
    if single := [each for each in choices if " " not in each]:
        readings.append((_token(single),))
    return readings + [tuple(_token([word]) for word in each.split()) for each in longer]


def _token(choices: list[str]) -> _Token:
    if choices == [".."]:
        return ((), ())
    if any(not re.fullmatch(r"\w+\*?", each) for each in choices):
        raise ValueError("a choice is between words")
    stems = tuple(each[:-1] for each in choices if each.endswith("*"))
    if any(len(each) < _STEM for each in stems):
        raise ValueError("an open word needs three letters")
    return tuple(each for each in choices if not each.endswith("*")), stems
