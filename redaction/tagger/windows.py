"""Pieces of a text cut into stretches that the encoder reads at once, at the ends of sentences where there are any."""

from collections.abc import Iterator, Sequence

from redaction.tagger.pieces import Piece

LONGEST = 128  # pieces; what the head was trained on
_OVERLAP = 24  # where a stretch ends inside a sentence
_ENDS = ".?!;؟。…"


def windows(text: str, pieces: Sequence[Piece], longest: int = LONGEST) -> Iterator[Sequence[Piece]]:
    """Windows that together hold every piece; neighbours overlap where no sentence ends."""
    start = 0
    while start < len(pieces):
        end = min(start + longest, len(pieces))
        cut = end if end == len(pieces) else _last_end(text, pieces, start + longest // 2, end)
        yield pieces[start : cut or end]
        start = cut or max(end - _OVERLAP, start + 1)


def _last_end(text: str, pieces: Sequence[Piece], first: int, last: int) -> int:
    """The last place in first..last after which a sentence or a line begins, or 0."""
    for at in range(last, first, -1):
        before, after = pieces[at - 1], pieces[at]
        gap = text[before.end : after.start]
        if "\n" in gap or (gap.isspace() and text[before.end - 1] in _ENDS):
            return at
    return 0
