"""Chances as scores: one threshold means one risk, whatever the language.

A chance of .3 means more in a language that was learned from many texts than in one learned from few. For each language
the shipped table says which chance each caution begins at; between them the score runs straight.
"""

import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files

CAUTION = {"low": 0.65, "normal": 0.5, "high": 0.3}
_ORDER = ("high", "normal", "low")
_ANY = "any"


def score(chance: float, language: str) -> float:
    """The score, from 0 to 1, of a chance that the tagger gave in a text of this language (or "" for none)."""
    table = _knots()
    chances, scores = table.get(language, table[_ANY])
    at = min(bisect_right(chances, chance), len(chances) - 1)
    low, high = chances[at - 1], chances[at]
    return scores[at - 1] + (scores[at] - scores[at - 1]) * min(1.0, (chance - low) / (high - low))


@cache
def _knots() -> dict[str, tuple[list[float], list[float]]]:
    told = tomllib.loads(files("redaction").joinpath("data/calibration.toml").read_text("utf-8"))["chances"]
    scores = [0.0, *(CAUTION[one] for one in _ORDER), 1.0]
    return {language: ([0.0, *(row[one] for one in _ORDER), 1.0], scores) for language, row in told.items()}
