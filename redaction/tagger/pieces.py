"""Text as the encoder's pieces: each a number and the code points it stands for."""

from dataclasses import dataclass
from functools import lru_cache

import regex
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from redaction.tagger.e5_file import Vocabulary

_WORD = regex.compile(r"\S+")
_MARK = "\u2581"
_LONGEST = 64  # code points; what is longer is no word, and is cut


@dataclass(frozen=True)
class Piece:
    """A number of the vocabulary and a place in the text, never empty."""

    id: int
    start: int
    end: int


class Pieces:
    """The unigram model of XLM-RoBERTa over words parted by white space (Kudo 2018, https://arxiv.org/abs/1804.10959)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._normal = vocabulary.normal
        self._unigram = Tokenizer(Unigram(list(vocabulary.pieces()), vocabulary.unknown, False))
        self._of_word = lru_cache(maxsize=100_000)(self._split)

    def of(self, text: str) -> list[Piece]:
        """The pieces of a text in order; two may share a letter that is written as several (a ligature)."""
        found = []
        for word in _WORD.finditer(text):
            for start in range(word.start(), word.end(), _LONGEST):
                part = text[start : min(start + _LONGEST, word.end())]
                found += [Piece(id_, start + first, start + last) for id_, first, last in self._of_word(part)]
        return found

    def _split(self, word: str) -> tuple[tuple[int, int, int], ...]:
        letters, origin = [_MARK], [0]
        for at, letter in enumerate(word):
            for one in self._normal.get(ord(letter), letter):
                letters.append(_MARK if one == " " else one)
                origin.append(at)
        encoded = self._unigram.encode(sound("".join(letters)), add_special_tokens=False)
        return tuple(
            (id_, origin[first], origin[last - 1] + 1)
            for id_, (first, last) in zip(encoded.ids, encoded.offsets, strict=True)
        )


def sound(text: str) -> str:
    """Half a surrogate pair is no text to the tokenizer."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
