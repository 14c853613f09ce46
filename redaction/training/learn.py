"""The head learns: layers over the frozen ones, and a row of logits for each piece."""

import random
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from redaction.tagger.e5_file import E5
from redaction.tagger.graph import MATRICES, NORMS, Norm, in_bytes
from redaction.tagger.graph import Layer as Packed
from redaction.tagger.head import Head
from redaction.training.encode import Encoded, Layer
from redaction.training.examples import IGNORED, LABELLED

_AT_ONCE = 4000  # pieces a step
_NEAR = 2000  # examples among which windows of one length are sought
_RATES = (2e-4, 1e-3)  # of the layers, of the logits
_WARM = 100  # steps
_NAME = 1.5  # a name that is missed costs more than one too many
_DROPPED = 0.1


class Net(nn.Module):  # type: ignore[misc]
    """`own` layers that begin as the encoder's next ones, then a linear map to LABELLED."""

    def __init__(self, e5: E5, frozen: int, own: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer(e5, frozen + at) for at in range(own)])
        self.drop = nn.Dropout(_DROPPED)
        self.last = nn.Linear(e5.width, len(LABELLED))

    def forward(self, given: Tensor, is_there: Tensor) -> Tensor:
        """Logits [batch, pieces, labels]."""
        for layer in self.layers:
            given = layer(given, is_there)
        return self.last(self.drop(given))


def learned(e5: E5, frozen: int, own: int, given: Encoded, epochs: int, seed: int, say: Callable[[str], None]) -> Net:
    """A net that has seen everything `epochs` times; the rate falls to nothing (AdamW, Loshchilov and Hutter 2019)."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Net(e5, frozen, own)
    net.train()
    groups = [{"params": net.layers.parameters()}, {"params": net.last.parameters()}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = sum(1 for _ in _batches(given, random.Random(seed))) * epochs
    done, mean, began = 0, 0.0, time.monotonic()
    for _ in range(epochs):
        for batch in _batches(given, rng):
            for group, rate in zip(optimizer.param_groups, _RATES, strict=True):
                group["lr"] = rate * min(1.0, done / _WARM) * max(0.0, 1 - done / steps)
            vectors, is_there, labels, is_open = _collated(given, batch)
            with torch.autocast("cpu", torch.bfloat16):
                logits = net(vectors, is_there)
            loss = _loss(logits, labels, is_open)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            done += 1
            mean = loss.item() if done == 1 else 0.98 * mean + 0.02 * loss.item()
            if done % 100 == 0:
                say(f"step {done} of {steps}  loss {mean:.4f}  {(time.monotonic() - began) / done:.2f} s a step")
    net.eval()
    return net


def packed(net: Net, frozen: int, version: str) -> Head:
    """The net as a head that onnxruntime runs."""
    layers = []
    for layer in net.layers:
        matrices = {name: in_bytes(*_arrays(getattr(layer, name))) for name in MATRICES}
        layers.append(Packed(matrices, {name: Norm(*_arrays(getattr(layer, name))) for name in NORMS}))
    return Head(version, frozen, LABELLED, tuple(layers), in_bytes(*_arrays(net.last)))


def _arrays(module: nn.Module) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float32]], ...]:
    return tuple(one.detach().float().numpy() for one in (module.weight, module.bias))


def _loss(logits: Tensor, labels: Tensor, is_open: Tensor) -> Tensor:
    """Cross entropy; where nothing is annotated, any label that the set leaves out is as good as none."""
    chances = nn.functional.log_softmax(logits.float(), -1)
    told = chances.gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    nothing = torch.logsumexp(chances.masked_fill(~is_open, -1e9), -1)
    weight = (labels != IGNORED).float() * torch.where(labels == LABELLED.index("PERSON"), _NAME, 1.0)
    return -(torch.where(labels == 0, nothing, told) * weight).sum() / weight.sum()


def _batches(given: Encoded, rng: random.Random) -> Iterator[list[int]]:
    order = list(range(len(given.examples)))
    rng.shuffle(order)
    batches: list[list[int]] = []
    for at in range(0, len(order), _NEAR):
        batches += _of_one_length(given, order[at : at + _NEAR])
    rng.shuffle(batches)
    yield from batches


def _of_one_length(given: Encoded, numbers: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for at in sorted(numbers, key=lambda one: len(given.examples[one].ids)):
        if batch and (len(batch) + 1) * (len(given.examples[at].ids) + 2) > _AT_ONCE:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _collated(given: Encoded, batch: Sequence[int]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest = max(len(given.examples[at].ids) for at in batch) + 2
    vectors = np.zeros((len(batch), longest, given.vectors.shape[1]), np.float32)
    is_there = np.zeros((len(batch), 1, 1, longest), bool)
    labels = np.full((len(batch), longest), IGNORED, np.int64)
    is_open = np.zeros((len(batch), 1, len(LABELLED)), bool)
    for row, at in enumerate(batch):
        one, length = given.examples[at], len(given.examples[at].ids) + 2
        vectors[row, :length] = given.of(at)
        is_there[row, ..., :length] = True
        labels[row, 1 : length - 1] = one.labels
        is_open[row, 0, [0, *one.silent]] = True
    return torch.tensor(vectors), torch.tensor(is_there), torch.tensor(labels), torch.tensor(is_open)
