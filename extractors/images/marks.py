"""Small marks the networks confuse, told apart by what the page shows: a dash's width, its one apostrophe."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractors.images.layout_cells import PlacedWord

_DASHES = frozenset({"-", "–", "—", "―", "—-", "-—", "--"})
_EN, _EM = 0.46, 0.97  # of the words' usual height: wider than that is an en dash, an em dash
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_ARABIC_COMMA = re.compile(r"(?<=[\u0620-\u064a]),$")


def settled(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    high = [word.box[3] - word.box[1] for word in words if sum(map(str.isalpha, word.text)) > 1]
    if not high:
        return list(words)
    height, apostrophe = median(high), _usual_apostrophe(words)
    return [replace(word, text=_settled(word, height, apostrophe)) for word in words]


def _settled(word: PlacedWord, height: float, apostrophe: str) -> str:
    if word.text in _DASHES:
        share = (word.box[2] - word.box[0]) / height
        return "—" if share > _EM else "–" if share > _EN else "-"
    text = _APOSTROPHE.sub(apostrophe, word.text) if apostrophe else word.text
    return _ARABIC_COMMA.sub("،", text)


def _usual_apostrophe(words: Sequence[PlacedWord]) -> str:
    """A text is set with one kind; the networks read many curly ones as straight, hardly a straight one as curly."""
    found = [sign for word in words for sign in _APOSTROPHE.findall(word.text)]
    curly = found.count("’")
    if curly > 1 and 12 * curly >= len(found):
        return "’"
    return "'" if 25 * curly < len(found) else ""
