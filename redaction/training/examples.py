"""Annotated documents as what the head learns from: windows of pieces with labels, and which labels say nothing."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from redaction.tagger.pieces import Piece, Pieces
from redaction.tagger.windows import windows
from redaction.training.generate import generate
from redaction.training.noise import noisy
from redaction.training.sets import LABELS, SETS, documents

LABELLED = ("O", *LABELS)
IGNORED = -100
_LENGTHS = (32, 48, 64, 96, 128, 128, 160)  # pieces; the head must not learn how long its windows are
_NOISY = {"set": 0.35, "made": 0.1}  # generated text has noise of its own
_WORD = regex.compile(r"\s*\S+\s*")
Spans = Sequence[tuple[int, int, str]]


@dataclass(frozen=True)
class Example:
    """Pieces of one window, their labels (or IGNORED), and the labels that the set does not annotate."""

    source: str
    ids: tuple[int, ...] = field(repr=False)
    labels: tuple[int, ...] = field(repr=False)
    silent: tuple[int, ...]


def examples(pieces: Pieces, seed: int, made: int) -> Iterator[Example]:
    """What all sets that may be trained on give, and `made` documents that are generated."""
    rng = random.Random(seed)
    for name, about in SETS.items():
        if about.is_trainable:
            spans_of = (
                (one.text, [(a, b, about.label(c)) for a, b, c in one.spans]) for one in documents(name, "train")
            )
            silent = tuple(sorted(LABELLED.index(one) for one in about.missing))
            yield from _of_documents(pieces, rng, name, about.language, spans_of, silent)
    for one in generate(seed, made):
        spans = [(int(a), int(b), str(c)) for a, b, c in one["spans"]]  # type: ignore[attr-defined]
        yield from _of_documents(pieces, rng, "made", str(one["lang"]), [(str(one["text"]), spans)], ())


def _of_documents(
    pieces: Pieces,
    rng: random.Random,
    source: str,
    language: str,
    given: Iterable[tuple[str, Spans]],
    silent: tuple[int, ...],
) -> Iterator[Example]:
    share = _NOISY["made" if source == "made" else "set"]
    for text, spans in given:
        kinds: list[tuple[str, Spans]] = [(text, sorted(spans))]
        if rng.random() < share:
            kinds.append(_damaged(text, sorted(spans), rng, language))
        for each, places in kinds:
            yield from _of_text(pieces, rng, source, each, places, silent)


def _of_text(
    pieces: Pieces, rng: random.Random, source: str, text: str, spans: Spans, silent: tuple[int, ...]
) -> Iterator[Example]:
    cut = pieces.of(text)
    for window in windows(text, cut, rng.choice(_LENGTHS)):
        labels = tuple(_label(one, spans) for one in window)
        yield Example(source, tuple(one.id for one in window), labels, silent)


def _label(piece: Piece, spans: Spans) -> int:
    """The label of the span in which at least half of the piece lies."""
    for start, end, label in spans:
        if start >= piece.end:
            break
        if (min(end, piece.end) - max(start, piece.start)) * 2 >= piece.end - piece.start:
            return LABELLED.index(label)
    return 0


def _damaged(text: str, spans: Spans, rng: random.Random, language: str) -> tuple[str, Spans]:
    cut: list[tuple[str, str]] = []
    at = 0
    for start, end, label in spans:
        cut += [(one, "") for one in _WORD.findall(text[at:start])] + [(text[start:end], label)]
        at = end
    cut += [(one, "") for one in _WORD.findall(text[at:])]
    made = ""
    places: list[tuple[int, int, str]] = []
    for part, label in noisy(cut, rng, language):
        if label:
            places.append((len(made), len(made) + len(part), label))
        made += part
    return made, places
