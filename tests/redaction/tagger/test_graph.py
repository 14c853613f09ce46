"""A small encoder as a graph gives what the same encoder gives in plain numbers."""

import math

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions

from redaction.tagger.graph import MATRICES, NORMS, Encoder, Floats, Layer, Matrix, Norm, in_bytes, serialised

WIDTH, HEADS, LABELS = 32, 4, 5
SIZES = {"qkv": (3 * WIDTH, WIDTH), "ao": (WIDTH, WIDTH), "fi": (4 * WIDTH, WIDTH), "fo": (WIDTH, 4 * WIDTH)}


def made(seed: int) -> Encoder:
    chance = np.random.default_rng(seed)

    def floats(*shape: int) -> Floats:
        return chance.normal(0, 0.2, shape).astype(np.float32)

    def norm() -> Norm:
        return Norm(floats(WIDTH) + np.float32(1), floats(WIDTH))

    layers = [
        Layer(
            {one: in_bytes(floats(*SIZES[one]), floats(SIZES[one][0])) for one in MATRICES},
            {one: norm() for one in NORMS},
        )
        for _ in range(2)
    ]
    return Encoder(HEADS, 1e-12, norm(), layers, in_bytes(floats(LABELS, WIDTH), floats(LABELS)))


def product(matrix: Matrix, given: Floats) -> Floats:
    return np.asarray(given @ (matrix.values.astype(np.float32) * matrix.scale) + matrix.bias, dtype=np.float32)


def normed(norm: Norm, given: Floats) -> Floats:
    middle = given - given.mean(axis=-1, keepdims=True)
    return np.asarray(middle / np.sqrt((middle**2).mean(axis=-1, keepdims=True)) * norm.weight + norm.bias)


def plain(encoder: Encoder, given: Floats) -> Floats:
    told = normed(encoder.first, given)
    for layer in encoder.layers:
        q, k, v = (
            one.reshape(-1, HEADS, WIDTH // HEADS).transpose(1, 0, 2)
            for one in np.split(product(layer.matrices["qkv"], told), 3, axis=-1)
        )
        weight = np.exp(q @ k.transpose(0, 2, 1) / math.sqrt(WIDTH // HEADS))
        seen = (weight / weight.sum(axis=-1, keepdims=True)) @ v
        told = normed(
            layer.norms["aln"], told + product(layer.matrices["ao"], seen.transpose(1, 0, 2).reshape(-1, WIDTH))
        )
        inner = product(layer.matrices["fi"], told)
        inner = inner * np.vectorize(lambda one: 0.5 * (1 + math.erf(one / math.sqrt(2))))(inner)
        told = normed(layer.norms["oln"], told + product(layer.matrices["fo"], inner.astype(np.float32)))
    return product(encoder.last, told)


def run(encoder: Encoder, rows: Floats, lengths: list[int]) -> Floats:
    session = InferenceSession(serialised(encoder), SessionOptions(), providers=["CPUExecutionProvider"])
    given = {"embeddings": rows, "lengths": np.array(lengths, dtype=np.int32)}
    return np.asarray(session.run(["logits"], given)[0], dtype=np.float32)


def rows(seed: int, *shape: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)


def test_a_graph_agrees_with_plain_numbers() -> None:
    encoder, given = made(1), rows(2, 1, 9, WIDTH)
    wanted = plain(encoder, given[0])
    assert np.abs(run(encoder, given, [9])[0] - wanted).max() < 0.1 * np.abs(wanted).max()


def test_what_stands_past_a_length_is_not_seen() -> None:
    encoder, given = made(3), rows(4, 1, 9, WIDTH)
    other = given.copy()
    other[0, 6:] = given[0, 3:6][::-1]  # the same range of values: 8-bit scales stay
    first, second = run(encoder, given, [6])[0, :6], run(encoder, other, [6])[0, :6]
    assert np.abs(first - second).max() < 0.1 * np.abs(first).max()


def test_a_matrix_in_bytes_is_off_by_half_a_step_at_most() -> None:
    weight = rows(5, 7, 11)
    matrix = in_bytes(weight, np.zeros(7, dtype=np.float32))
    assert matrix.values.shape == (11, 7)
    assert (np.abs(matrix.values.T * matrix.scale[:, None] - weight) <= matrix.scale[:, None] * 0.501).all()
