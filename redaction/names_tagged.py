"""What the tagger's chances come to: stretches of words that are a name, an address, a date and so on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from redaction import finding as types
from redaction.bodies import Kind, kind
from redaction.calibration import score
from redaction.language import guess_latin
from redaction.prose import language_of
from redaction.spans import Hit
from redaction.tagger.rampart import DETECTOR as RAMPART
from redaction.tagger.tagger import Word

DETECTOR = "tagger"
NOBODY = "NOBODY"  # no finding: a word that is no name here
READERS = (DETECTOR, RAMPART)
_FLOOR = 0.03  # a chance below this is nothing at any caution
_NOBODY = 0.01
_UNSURE = (0.02, 0.5)
_ADDRESSED = 0.01
_OF_BEST = 0.3  # a word at the edge belongs to a name if it is about as probable as the rest
_SURE = 0.15  # of what is no name: places, dates, firms
_TYPES = {
    "PERSON": types.PERSON,
    "ORG": types.ORGANIZATION,
    "LOC": types.LOCATION,
    "DATE": types.DATE,
    "CODE": types.CODE,
    "ADDRESS": types.ADDRESS,
    "DEM": types.DEMOGRAPHIC,
    "OTHER": types.OTHER,
}
QUASI = frozenset((types.LOCATION, types.ORGANIZATION, types.DATE, types.CODE, types.DEMOGRAPHIC, types.OTHER))
TAGGED = tuple(dict.fromkeys(_TYPES.values()))
_SMALL = 0.4  # of a chance: in a text that has capitals a name without one is rare
_INNER_CAPITAL = regex.compile(r"(?<=[\p{Ll},;] )\p{Lu}\p{Ll}")
_JOINT = regex.compile(r"[ \t]{0,3}(?:[-–'’.][ \t]?)?(?:\n[ \t]*)?")
_AND = frozenset("and et und y e и і та й ve ile و or ou oder o или або ya veya أو ,".split())
_ONE_NAME = 0.9  # Ortega y Gasset
_PARTING = '"«»“”„‘()[]{}<>|;:/\\•\t'  # two people, or a name and another
_LETTER = regex.compile(r"[\p{L}\p{N}]")


def tagged_hits(words: Sequence[Word], labels: Sequence[str], text: str) -> list[Hit]:
    """Hits of every kind in one text, scored by the best word; of what is no name the score is the chance itself."""
    language = language_of(text) or guess_latin(text)
    found = [
        replace(one, score=score(one.score, language)) for one in chanced_names(words, labels.index("PERSON"), text)
    ]
    for at, label in enumerate(labels):
        if label in _TYPES and label != "PERSON":
            for run in _runs(words, at, _SURE, text):
                best = max(one.chances[at] for one in run)
                found += _hit(_trimmed(run, at, best * _OF_BEST), _TYPES[label], best, text)
    return found


def chanced_names(words: Sequence[Word], at: int, text: str) -> Iterator[Hit]:
    """Names with the chance of their best word as the score; `at` is the place of the label among the chances."""
    is_cased = _INNER_CAPITAL.search(text) is not None
    for run in _runs(words, at, _FLOOR, text):
        best = max(one.chances[at] for one in run)
        kept = _untitled(_trimmed(run, at, best * _OF_BEST), text)
        is_small = is_cased and text[kept[0].start : kept[-1].end].islower()
        yield from _hit(kept, types.PERSON, best * (_SMALL if is_small else 1.0), text)


def _hit(run: Sequence[Word], type_: str, chance: float, text: str) -> Iterator[Hit]:
    if any(_LETTER.search(text, one.start, one.end) for one in run):
        yield Hit(run[0].start, _end(run[-1], text), type_, chance, DETECTOR)


def is_unsure(words: Sequence[Word], labels: Sequence[str]) -> bool:
    """Whether some word may or may not belong to a name: there another model's word counts."""
    at = labels.index("PERSON")
    return any(_UNSURE[0] <= one.chances[at] < _UNSURE[1] for one in words)


def may_be_typed(words: Sequence[Word], labels: Sequence[str]) -> bool:
    """Whether some word may belong to an address, or to a name of which it is unsure: there Rampart's word counts."""
    at = labels.index("ADDRESS")
    return is_unsure(words, labels) or any(one.chances[at] > _ADDRESSED for one in words)


def nobody(words: Sequence[Word], labels: Sequence[str], text: str) -> Iterator[Hit]:
    """Words with a capital that the tagger takes for anything but a name."""
    at = labels.index("PERSON")
    for one in words:
        if one.chances[at] < _NOBODY and text[one.start].isupper():
            yield Hit(one.start, one.end, NOBODY, 0.0, DETECTOR)


def _untitled(run: list[Word], text: str) -> list[Word]:
    """Without the titles before a name and after it: `Mme de La Fontaine` is a lady of that name."""
    first, last = 0, len(run)
    while first < last - 1 and _is_title(run[first], text):
        first += 1
    while first < last - 1 and _is_title(run[last - 1], text):
        last -= 1
    return run[first:last]


def _is_title(one: Word, text: str) -> bool:
    return kind(text[one.start : one.end].rstrip(".")) is Kind.TITLE or kind(text[one.start : one.end]) is Kind.TITLE


def _runs(words: Sequence[Word], at: int, floor: float, text: str) -> Iterator[list[Word]]:
    run: list[Word] = []
    for one in words:
        if one.chances[at] < floor or (floor == _FLOOR and _is_between(one, at, text)):
            continue
        if run and _JOINT.fullmatch(text, run[-1].end, one.start) is None:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_between(one: Word, at: int, text: str) -> bool:
    """Whether a word or sign parts two people rather than belonging to one."""
    return text[one.start] in _PARTING or (one.chances[at] < _ONE_NAME and text[one.start : one.end].lower() in _AND)


def _trimmed(run: Sequence[Word], at: int, least: float) -> list[Word]:
    kept = list(run)
    while kept[0].chances[at] < least:
        kept.pop(0)
    while kept[-1].chances[at] < least:
        kept.pop()
    return kept


def _end(last: Word, text: str) -> int:
    """The full stop after a last word is the sentence's, unless it is an initial's."""
    is_sentence = text[last.end - 1] == "." and last.end - last.start > 3
    return last.end - 1 if is_sentence else last.end
