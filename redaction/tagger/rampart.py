"""Names, addresses and numbers as Rampart sees them in seven languages of the Latin script, far below even odds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
import numpy.typing as npt
import regex

from redaction import finding as types
from redaction.identifiers_numbers import is_money
from redaction.spans import Hit
from redaction.tagger import rampart_file
from redaction.tagger.graph import Floats
from redaction.tagger.pieces import sound
from redaction.tagger.session import Session

LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "nl")
THRESHOLDS = {"low": 0.5, "normal": 0.2, "high": 0.05}  # of 1 - P(nothing), by the detector's caution
DETECTOR = "rampart"
_WINDOW = 250
_OVERLAP = 50
_NAME, _STREET, _TOWN = "name", "street", "town"
_GROUPS = {
    "GIVEN_NAME": _NAME,
    "SURNAME": _NAME,
    "BUILDING_NUMBER": _STREET,
    "STREET_NAME": _STREET,
    "SECONDARY_ADDRESS": _STREET,
    "ZIP_CODE": _STREET,
    "CITY": _TOWN,
    "STATE": _TOWN,
    "EMAIL": types.EMAIL,
    "PHONE": types.PHONE,
    "URL": types.URL,
    "TAX_ID": types.TAX_ID,
    "BANK_ACCOUNT": types.ACCOUNT,
    "ROUTING_NUMBER": types.ACCOUNT,
    "GOVERNMENT_ID": types.NATIONAL_ID,
    "PASSPORT": types.PASSPORT,
    "DRIVERS_LICENSE": types.NATIONAL_ID,
}
_TYPES = {_NAME: types.PERSON, _STREET: types.ADDRESS, _TOWN: types.LOCATION}
_WITH_WORDS = frozenset({"STREET_NAME", "CITY", "STATE"})
_NUMBERS = frozenset({types.PHONE, types.TAX_ID, types.ACCOUNT, types.NATIONAL_ID, types.PASSPORT})
_OTHER_SCRIPT = regex.compile(r"[\p{L}--\p{Latin}]", regex.V1)
_SHORT = 5
_SURE = 0.97
_BETWEEN = {
    _NAME: regex.compile(r"(?:\.?[ \u00a0]{1,2}|\.?\n|[\-‐'’]|\.)?"),
    _STREET: regex.compile(
        r"[\s,.;#/–-]{0,6}(?:(?<!\w)(?:apt|apartment|suite|unit|flat|floor|box|block|p\.?o\.?|appt|bât|étage|piso|casa|int|wohnung|etage|bus|and|st|street)[\s.#:º°]{1,3})?",
        regex.I,
    ),
    _TOWN: regex.compile(r"\.?[ \u00a0\-]?"),
}
_JOINED = regex.compile(r"[^\s\w]{0,3}|[ \u00a0]")
_HEARD = ([0.0, 0.05, 0.2, 0.5, 1.0], [0.0, 0.3, 0.5, 0.65, 0.95])  # the detector's own cuts (detect.CAUTION)


@dataclass(frozen=True)
class _Word:
    """What the model thinks of a word: `heard` is 1 - P(nothing) of its strongest piece."""

    start: int
    end: int
    group: str
    label: str
    heard: float


TYPES = tuple(dict.fromkeys(_TYPES.get(one, one) for one in _GROUPS.values()))


class Rampart:
    """Reads blocks of text; `threshold` is how little suspicion makes a word count."""

    def __init__(self, threshold: float = THRESHOLDS["normal"]) -> None:
        self._threshold = threshold
        self._model = rampart_file.load()
        self._session = _session()
        kinds = [one.partition("-")[2] for one in self._model.labels]
        self._labels = list(_GROUPS)
        self._kinds = np.array([[kind == label for label in self._labels] for kind in kinds], dtype=np.float32)

    def read(self, blocks: Sequence[str]) -> list[list[Hit]]:
        """The hits of every block, in order; scores fit the detector's cuts."""
        return [self._hits(one) for one in blocks]

    def _hits(self, text: str) -> list[Hit]:
        words = [
            one
            for one in self._words(text)
            if one.heard >= self._threshold and not _OTHER_SCRIPT.search(text, one.start, one.end)
        ]
        return [hit for run in _runs(words, text) if (hit := _hit(run, text))]

    def _words(self, text: str) -> Iterator[_Word]:
        """Words as the tokenizer parts them, each with the strongest kind of all its pieces."""
        told = self._model.tokenizer.encode(sound(text), add_special_tokens=False)
        if not told.ids:
            return
        chances = self._chances(np.array(told.ids, dtype=np.int64))
        heard, kinds = 1.0 - chances[:, 0], chances @ self._kinds
        spans = zip(told.word_ids, told.offsets, range(len(told.ids)), strict=True)
        for _, pieces in groupby(spans, key=lambda one: one[0]):
            mine = list(pieces)
            start, end = min(one[1][0] for one in mine), max(one[1][1] for one in mine)
            at = slice(mine[0][2], mine[-1][2] + 1)
            label = self._labels[int(kinds[at].max(axis=0).argmax())]
            if start < end:
                yield _Word(start, end, _GROUPS[label], label, float(heard[at].max()))

    def _chances(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The chance of every label for every piece, from the window in which it has most around it.

        Windows go one by one: in a batch, activations outgrow the processor's cache, and neighbours change its scale.
        """
        found = []
        step = _WINDOW - _OVERLAP
        for start in range(0, max(1, len(ids) - _OVERLAP), step):
            window = self._of_window(ids[start : start + _WINDOW])
            first = _OVERLAP // 2 if start else 0
            is_last = start + _WINDOW >= len(ids)
            found.append(window[first:] if is_last else window[first : _WINDOW - _OVERLAP // 2])
        return np.concatenate(found)

    def _of_window(self, ids: npt.NDArray[np.int64]) -> Floats:
        vocabulary = self._model.tokenizer
        ends = [vocabulary.token_to_id("[CLS]"), vocabulary.token_to_id("[SEP]")]
        whole = np.concatenate([ends[:1], ids, ends[1:]]).astype(np.int64)
        return self._session.chances(self._model.embedded(whole))


@cache
def rampart() -> Rampart:
    """The one of this process; it tells all that any caution asks for."""
    return Rampart(THRESHOLDS["high"])


@cache
def _session() -> Session:
    return Session(rampart_file.load().encoder)


def _runs(words: Sequence[_Word], text: str) -> Iterator[list[_Word]]:
    """Words of one group that nothing but a sign or a space parts."""
    run: list[_Word] = []
    for word in words:
        if run and not _go_together(run[-1], word, text):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _go_together(first: _Word, second: _Word, text: str) -> bool:
    groups = {first.group, second.group}
    between = text[first.end : second.start]
    if groups <= {_STREET, _TOWN}:
        return _BETWEEN[_STREET].fullmatch(between) is not None
    if len(groups) == 1 or groups <= _NUMBERS:
        return _BETWEEN.get(first.group, _JOINED).fullmatch(between) is not None
    return not between and not groups & {_NAME, _STREET, _TOWN}


def _hit(run: Sequence[_Word], text: str) -> Hit | None:
    strongest = max(run, key=lambda one: (one.group == _STREET, one.heard))
    if strongest.group == _NAME:
        run = _without_small_words(run, text)
    start, end = run[0].start, run[-1].end
    body = text[start:end]
    if not any(each.isalnum() for each in body) or (strongest.group in _NUMBERS and is_money(text, start, end)):
        return None
    score = float(np.interp(max(one.heard for one in run), *_HEARD)) - _doubt(run, strongest.group, body)
    return Hit(start, end, _TYPES.get(strongest.group, strongest.group), max(score, 0.05), DETECTOR)


def _doubt(run: Sequence[_Word], group: str, body: str) -> float:
    """A number by itself is more often a sum or an article than a house; a number of a person is long."""
    if group == _STREET and not any(one.label in _WITH_WORDS for one in run):
        return 0.4
    if group in _NUMBERS and sum(each.isdigit() for each in body) < _SHORT:
        return 0.4
    return 0.15 if group == _NAME and not any(each.isupper() for each in body) else 0.0


def _without_small_words(run: Sequence[_Word], text: str) -> Sequence[_Word]:
    """`Lucía Ferrández declaró ayer`: beside words with a capital, others at the edges are seldom names."""
    has_capital = [any(each.isupper() for each in text[one.start : one.end]) for one in run]
    if sum(has_capital) == 1:
        has_capital = [big or one.heard >= _SURE for big, one in zip(has_capital, run, strict=True)]
    if not any(has_capital):
        return run
    return run[has_capital.index(True) : len(run) - has_capital[::-1].index(True)]
