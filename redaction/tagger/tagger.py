"""Names in any language: multilingual-e5-small's lower layers with a head of our own, in onnxruntime.

Wang et al. 2024, https://arxiv.org/abs/2402.05672; the head's data and figures stand in docs/model-card.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import regex

from redaction.tagger.e5_file import E5, Floats, load
from redaction.tagger.head import Head, encoder, shipped
from redaction.tagger.pieces import Piece, Pieces
from redaction.tagger.session import Session
from redaction.tagger.windows import windows

_OTHER = 0  # the label of what is nothing
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ`\-‐][\p{L}\p{M}\p{N}]+)*\.?|[^\s]")


@dataclass(frozen=True)
class Word:
    """A word and how probable each label is of it, in the order of the head's labels."""

    start: int
    end: int
    chances: tuple[float, ...]


class Tagger:
    """Reads texts; made once a process, holds about 350 MB, most of it the vocabulary."""

    def __init__(self, e5: E5, head: Head) -> None:
        self.labels = head.labels
        self._e5 = e5
        self._pieces = Pieces(e5.vocabulary)
        self._beside = e5.tensor("emb.pos").reshape(-1, e5.width) + e5.tensor("emb.type").reshape(-1, e5.width)[0]
        self._session = Session(encoder(e5, head))

    def read(self, texts: Sequence[str]) -> list[list[Word]]:
        """The words of every text in order, each with its chances."""
        told: list[list[tuple[Piece, Floats]]] = [[] for _ in texts]
        for at, text in enumerate(texts):
            for window in windows(text, self._pieces.of(text)):
                told[at] += zip(window, self._chances(window), strict=True)
        return [_words(text, pieces) for text, pieces in zip(texts, told, strict=True)]

    def _chances(self, window: Sequence[Piece]) -> Floats:
        vocabulary = self._e5.vocabulary
        ids = np.array([vocabulary.begin, *(one.id for one in window), vocabulary.end], dtype=np.int64)
        return self._session.chances(self._e5.words(ids) + self._beside[: len(ids)])


@cache
def tagger() -> Tagger:
    """The one of this process."""
    return Tagger(load(), shipped())


def _words(text: str, pieces: list[tuple[Piece, Floats]]) -> list[Word]:
    """Each word is what its least harmless piece is."""
    pieces.sort(key=lambda one: one[0].start)
    words, at = [], 0
    for found in _WORD.finditer(text):
        while at < len(pieces) and pieces[at][0].end <= found.start():
            at += 1
        over = at
        least: Floats | None = None
        while over < len(pieces) and pieces[over][0].start < found.end():
            piece, chances = pieces[over]
            if piece.end > found.start() and (least is None or chances[_OTHER] < least[_OTHER]):
                least = chances
            over += 1
        if least is not None:
            words.append(Word(found.start(), found.end(), tuple(least.tolist())))
    return words
