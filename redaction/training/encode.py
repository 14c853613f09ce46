"""The encoder in torch: its layers to train on, and what its frozen layers say of every example, worked out once."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from redaction.tagger.e5_file import E5
from redaction.tagger.graph import MATRICES, NORMS
from redaction.training.examples import Example

_AT_ONCE = 6000  # pieces


class Layer(nn.Module):  # type: ignore[misc]
    """A post-norm transformer layer that begins as the encoder's layer of this number."""

    def __init__(self, e5: E5, number: int) -> None:
        super().__init__()
        width = e5.width
        self.heads = e5.heads
        self.qkv, self.ao = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fi, self.fo = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.aln, self.oln = nn.LayerNorm(width, eps=e5.epsilon), nn.LayerNorm(width, eps=e5.epsilon)
        with torch.no_grad():
            for kind, name in (("w", "weight"), ("b", "bias")):
                parts = [torch.tensor(e5.tensor(f"l{number}.{one}.{kind}")) for one in "qkv"]
                getattr(self.qkv, name).copy_(torch.cat(parts))
                for one in (*MATRICES[1:], *NORMS):
                    getattr(getattr(self, one), name).copy_(torch.tensor(e5.tensor(f"l{number}.{one}.{kind}")))

    def forward(self, given: Tensor, is_there: Tensor) -> Tensor:
        """`given` [batch, pieces, width]; `is_there` [batch, 1, 1, pieces] is False where a window has ended."""
        batch, pieces, width = given.shape
        split = self.qkv(given).view(batch, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = (split[0] / math.sqrt(width // self.heads)) @ split[1].transpose(-1, -2)
        weights = weights.masked_fill(~is_there, -1e4).softmax(-1).to(split.dtype)
        seen = (weights @ split[2]).transpose(1, 2).reshape(batch, pieces, width)
        told = self.aln(given + self.ao(seen))
        return self.oln(told + self.fo(nn.functional.gelu(self.fi(told))))


class Encoded:
    """Examples with their frozen vectors, half precision, on disk."""

    def __init__(self, given: Sequence[Example], vectors: np.ndarray[Any, Any]) -> None:
        self.examples = given
        self.vectors = vectors
        self.starts = np.concatenate([[0], np.cumsum([len(one.ids) + 2 for one in given])])

    def of(self, number: int) -> np.ndarray[Any, Any]:
        """The vectors of one example, shape [pieces + 2, width]."""
        return self.vectors[self.starts[number] : self.starts[number + 1]]


def encoded(e5: E5, given: Sequence[Example], frozen: int, path: Path) -> Encoded:
    """Works the frozen layers out once for every example; `path` will hold some gigabytes."""
    total = sum(len(one.ids) + 2 for one in given)
    made = Encoded(given, np.lib.format.open_memmap(path, "w+", np.float16, (total, e5.width)))
    layers = nn.ModuleList([Layer(e5, at) for at in range(frozen)]).eval().to(torch.bfloat16)
    first = [torch.tensor(e5.tensor(f"emb.ln.{kind}")) for kind in "wb"]
    with torch.no_grad():
        for batch in by_length(given):
            told, is_there = _embedded(e5, [given[at] for at in batch])
            told = nn.functional.layer_norm(told, (e5.width,), *first, e5.epsilon).to(torch.bfloat16)
            for layer in layers:
                told = layer(told, is_there)
            for row, at in enumerate(batch):
                made.of(at)[:] = told[row, : len(given[at].ids) + 2].float().numpy()
    return made


def by_length(given: Sequence[Example], at_once: int = _AT_ONCE) -> Iterator[list[int]]:
    """Numbers of examples of about one length, so many that they hold `at_once` pieces."""
    batch: list[int] = []
    for at in sorted(range(len(given)), key=lambda one: len(given[one].ids)):
        if batch and (len(batch) + 1) * (len(given[at].ids) + 2) > at_once:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _embedded(e5: E5, given: Sequence[Example]) -> tuple[Tensor, Tensor]:
    vocabulary, longest = e5.vocabulary, max(len(one.ids) for one in given) + 2
    ids = np.full((len(given), longest), vocabulary.pad, dtype=np.int64)
    is_there = np.zeros((len(given), 1, 1, longest), dtype=bool)
    for row, one in enumerate(given):
        ids[row, : len(one.ids) + 2] = [vocabulary.begin, *one.ids, vocabulary.end]
        is_there[row, ..., : len(one.ids) + 2] = True
    beside = e5.tensor("emb.pos").reshape(-1, e5.width)[:longest] + e5.tensor("emb.type").reshape(-1, e5.width)[0]
    return torch.tensor(e5.words(ids.reshape(-1)).reshape(*ids.shape, -1) + beside), torch.tensor(is_there)
