"""A name found in a document is looked for in all of it: alone, in capitals, inflected, broken over a line."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex

from redaction.bodies import Kind, is_heading, kind, may_be_place, plain
from redaction.case_repair import is_capitals
from redaction.finding import PERSON
from redaction.label_words import exact_kind_of
from redaction.names_cues import BEFORE_PLACE, VERB_AFTER, names_a_court
from redaction.spans import Hit

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:['’ʼ`ʻ‘-]\p{L}[\p{L}\p{M}]*+)*+")
_SMALL = regex.compile(r"(?<!\p{L})\p{Ll}{3,}(?!\p{L})")
_BROKEN = regex.compile(r"(\p{Lu}[\p{L}\p{M}]*+)-[ \t]*\r?\n[ \t]*(\p{L}[\p{L}\p{M}]*+)")
_NEAR = regex.compile(r"[ \t\u00a0]{0,2}\r?\n?[ \t\u00a0]{0,8}(?:\p{Ll}{1,5}[ \u00a0])?")
_ENDING = regex.compile(
    r"(?:ского|скому|ским|ском|ской|скую|ская|ский|ские|ских|ого|ому|ыми|ами|ями|ою|ею|ой|ей|ою|ым|им|ом|ем|ых|их|ах|ях|"
    r"ый|ий|ая|яя|ую|юю|ов|ев|а|я|у|ю|ы|и|е|о|ь|й)$"
)
_AS_PLACE = regex.compile(
    r"(?:(?i:(?<!\p{L})(?:in|via|from|at|near|to|of|à|en|de|d['’]|vers|depuis|в|во|из|через|под|около|ncb|bcn|нцб|г\.|гор\.|город\p{L}{0,2}|city|town|ville|court|суд\p{L}{0,2}))[ \u00a0]{1,2})"
    r"(\p{Lu}[\p{L}\p{M}'’-]+)"
)
_SHORTEST = 3
_SPREAD = 0.8
_NEVER = frozenset(set(Kind) - {Kind.UNKNOWN, Kind.GIVEN, Kind.MAYBE, Kind.COMMON})


class Known:
    """The words of the names found so far."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._doubtful: set[str] = set()
        self._places: set[str] = set()
        self._small: set[str] = set()
        self._vouched: Counter[str] = Counter()
        self._told: set[str] = set()

    def learn(self, name: str, is_told: bool = False) -> None:
        """Takes the words of one name that can stand for it alone; `is_told` where a label or a cue says it is one."""
        words = [one.group() for one in _WORD.finditer(name)]
        self._vouched.update(stem(word) for word in words)
        if is_told:
            self._told.update(stem(word) for word in words)
        for word in words:
            if kind(word) is Kind.PLACE and len(word) > 3 and (len(words) > 1 or is_told):
                self._places.add(stem(word))
            if len(word) < _SHORTEST or kind(word) in _NEVER or not any(each.isupper() for each in word):
                continue
            if is_heading(word):
                continue
            if is_capitals(word) and len(word) < 5 and kind(word) is not Kind.GIVEN:
                continue
            if kind(word) in (Kind.COMMON, Kind.MAYBE):
                if len(words) > 1 or is_told:
                    self._doubtful.add(stem(word))
            else:
                self._words.add(stem(word))

    def read(self, text: str) -> None:
        """Words of names that the document also writes small, and so as words: those are names only where they must be."""
        if self._doubtful:
            self._small.update(low for one in _SMALL.finditer(text) if (low := stem(one.group())) in self._doubtful)
        if self._places:
            self._places -= {stem(one.group(1)) for one in _AS_PLACE.finditer(text)}

    def doubt(self, words: Iterable[str]) -> None:
        """Takes words where they stand for nobody: what does so oftener than not is no name, unless a cue told it."""
        counted = Counter(stem(one) for one in words)
        self._words -= {one for one, times in counted.items() if times > self._vouched[one] and one not in self._told}

    def find(self, text: str, is_path: bool = False) -> list[Hit]:
        """Every place in the text where one of them stands, written like a name; in a path any word may be one."""
        if not self._words and not self._doubtful and not self._places:
            return []
        found = [_hit(one.start(), one.end()) for one in _WORD.finditer(text) if self._is_known(one, text, is_path)]
        for one in _BROKEN.finditer(text):
            if stem(one.group(1) + one.group(2)) in self._words:
                found.append(_hit(one.start(), one.end()))
        return found

    def _is_known(self, one: "regex.Match[str]", text: str, is_path: bool) -> bool:
        word = one.group()
        if not word[0].isupper() or names_a_court(text, one.start(), one.end()) or _is_label(one, text):
            return False
        if may_be_place(word) and BEFORE_PLACE.search(text, max(0, one.start() - 10), one.start()):
            return False
        root = stem(word)
        if root in self._words or "-" in word and any(stem(part) in self._words for part in word.split("-")):
            return True
        if root in self._places:
            return not (is_capitals(word) and not is_path)
        if root not in self._doubtful:
            return False
        if root not in self._small and len(word) > 3:
            return True
        if is_capitals(word) and not is_path:
            return False
        return bool(is_path or _is_inside_sentence(text, one.start()) or _acts(text, one))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word as it is compared: plain, Cyrillic and Latin possessive endings off."""
    low = plain(word)
    if low.endswith("'s"):
        low = low[:-2]
    if "\u0400" <= low[:1] <= "\u04ff" and len(low) > 3:
        bare = _ENDING.sub("", low)
        return bare if len(bare) >= 3 else low
    return low


def joined(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Names that stand side by side are one name."""
    result: list[Hit] = []
    for one in hits:
        last = result[-1] if result else None
        if last and last.type == one.type == PERSON and _is_beside(text[last.end : one.start]):
            result[-1] = Hit(last.start, one.end, PERSON, max(last.score, one.score), last.detector)
        else:
            result.append(one)
    return result


def _is_beside(gap: str) -> bool:
    """Only a space: two names in two lines of a list are usually two people."""
    return len(gap) <= 3 and gap.strip(" \u00a0") == ""


def learn_all(texts: Sequence[str], hits: Iterable[tuple[int, Hit]]) -> Known:
    """The words of all names of a document."""
    known = Known()
    for passage, one in hits:
        if one.type == PERSON:
            known.learn(texts[passage][one.start : one.end])
    return known


def _is_label(one: "regex.Match[str]", text: str) -> bool:
    """`Пол:` and `ИНН:` open a line of a form, whoever is called Pol or Inna."""
    at = one.start()
    return (
        (at == 0 or text[at - 1] in "\n\t")
        and text[one.end() : one.end() + 1] in (":", "\t")
        and bool(exact_kind_of(one.group()))
    )


def _is_inside_sentence(text: str, start: int) -> bool:
    left = text[max(0, start - 3) : start].rstrip(" ")
    return bool(left) and left[-1] not in '.!?:;\n\t|•–-"«“('


def _acts(text: str, one: "regex.Match[str]") -> bool:
    """At the start of a sentence a word is a name if it does what people do, or signs alone on its line."""
    if VERB_AFTER.match(text[one.end() : one.end() + 40]):
        return True
    line_start, line_end = text.rfind("\n", 0, one.start()) + 1, text.find("\n", one.end())
    return text[line_start : line_end if line_end >= 0 else len(text)].strip(" ,.-–—") == str(one.group())


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, PERSON, _SPREAD, "names:spread")
