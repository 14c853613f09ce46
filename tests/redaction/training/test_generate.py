"""The made documents: their spans point at what was put there, and a seed makes them again."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("faker")

from redaction.training.generate import SHARES, _placed, generate, pieces
from redaction.training.noise import noisy
from redaction.training.wording import LANGS, chosen, slots, wording

LABELS = {"PERSON", "ORG", "LOC", "DATE", "CODE", "ADDRESS", "DEM", "OTHER"}
seeds = st.integers(0, 2**32)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_spans_are_sorted_disjoint_inside_and_have_no_white_space_at_their_ends(seed: int) -> None:
    for document in generate(seed, 3):
        text, spans = document["text"], document["spans"]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        for start, end, label in spans:
            assert 0 <= start < end <= len(text) and label in LABELS
            assert text[start:end] == text[start:end].strip()


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(LANGS))
def test_a_span_holds_what_was_put_there(seed: int, lang: str) -> None:
    made = pieces(lang, random.Random(seed))
    text, spans = _placed(made)
    assert text == "".join(piece for piece, _ in made)
    assert [(text[a:b], label) for a, b, label in spans] == [
        (p.strip(), label) for p, label in made if label and p.strip()
    ]


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(LANGS))
def test_noise_keeps_every_label_in_its_order(seed: int, lang: str) -> None:
    rng = random.Random(seed)
    made = pieces(lang, rng)
    assert [label for _, label in noisy(made, rng, lang)] == [label for _, label in made]


@settings(max_examples=5, deadline=None)
@given(seeds)
def test_the_same_seed_makes_the_same_documents(seed: int) -> None:
    assert list(generate(seed, 10)) == list(generate(seed, 10))


def test_every_language_and_every_label_occurs() -> None:
    made = list(generate(7, 400))
    assert {document["lang"] for document in made} == set(SHARES) == set(LANGS)
    assert {span[2] for document in made for span in document["spans"]} == LABELS


@pytest.mark.parametrize("lang", LANGS)
def test_every_wording_is_well_formed_and_there_are_many(lang: str) -> None:
    lines = [line for name, lines in wording(lang).items() for line in lines]
    assert sum("{" in line for line in lines) > 150
    for line in lines:
        assert line.count("<") == line.count(">") and line.count("[") == line.count("]"), line
        flat = chosen(line, random.Random(1))
        assert not any(c in words for slot, words in slots(flat) for c in "{}"), line
