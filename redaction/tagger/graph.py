"""The encoder as an ONNX graph with 8-bit products, made in memory from its weights.

Post-norm transformer layers (Devlin et al. 2019) in onnxruntime's fused operators
(https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md): activations are brought to 8 bits as they
come, weights column by column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]
_OURS = "com.microsoft"
MATRICES = ("qkv", "ao", "fi", "fo")
NORMS = ("aln", "oln")


@dataclass(frozen=True)
class Matrix:
    """`values` of shape [in, out] in 8 bits, one `scale` for each column, `bias` of shape [out]."""

    values: Bytes = field(repr=False)
    scale: Floats = field(repr=False)
    bias: Floats = field(repr=False)


@dataclass(frozen=True)
class Norm:
    """A layer normalisation: both of shape [width]."""

    weight: Floats = field(repr=False)
    bias: Floats = field(repr=False)


@dataclass(frozen=True)
class Layer:
    """One layer: `matrices` by MATRICES, `norms` by NORMS."""

    matrices: Mapping[str, Matrix] = field(repr=False)
    norms: Mapping[str, Norm] = field(repr=False)


@dataclass(frozen=True)
class Encoder:
    """Layers over embeddings that `first` normalises; `last` gives one row of logits a piece."""

    heads: int
    epsilon: float
    first: Norm
    layers: Sequence[Layer] = field(repr=False)
    last: Matrix


def in_bytes(weight: Floats, bias: Floats) -> Matrix:
    """A matrix of shape [out, in] in 8 bits, its columns scaled each by itself."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-12).astype(np.float32) / np.float32(127)
    values = np.rint(weight / scale[:, None]).astype(np.int8)
    return Matrix(np.ascontiguousarray(values.T), scale, np.asarray(bias, dtype=np.float32))


def serialised(encoder: Encoder) -> bytes:
    """A model with inputs `embeddings` [batch, pieces, width] and `lengths` [batch] and the output `logits`."""
    graph = _Graph()
    told = graph.norm("first", encoder.first, "embeddings", None, encoder.epsilon)
    for number, layer in enumerate(encoder.layers):
        told = _layer(graph, f"l{number}", layer, told, encoder)
    graph.product("last", encoder.last, told, "logits")
    made: ModelProto = helper.make_model(
        graph.made(encoder.first.weight.size, encoder.last.bias.size),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_OURS, 1)],
        ir_version=8,
    )
    return bytes(made.SerializeToString())


def _layer(graph: "_Graph", name: str, layer: Layer, told: str, encoder: Encoder) -> str:
    width = encoder.first.weight.size
    joined = graph.product(f"{name}.qkv", layer.matrices["qkv"], told)
    parts = [f"{name}.{one}" for one in "qkv"]
    graph.node("Split", [joined, graph.constant(f"{name}.parts", np.array([width] * 3))], parts, axis=-1)
    seen = graph.node(
        "MultiHeadAttention", [*parts, "", "lengths"], [f"{name}.seen"], domain=_OURS, num_heads=encoder.heads
    )
    seen = graph.product(f"{name}.ao", layer.matrices["ao"], seen)
    told = graph.norm(f"{name}.aln", layer.norms["aln"], seen, told, encoder.epsilon)
    inner = graph.product(f"{name}.fi", layer.matrices["fi"], told)
    inner = graph.node("Gelu", [inner], [f"{name}.gelu"], domain=_OURS)
    inner = graph.product(f"{name}.fo", layer.matrices["fo"], inner)
    return graph.norm(f"{name}.oln", layer.norms["oln"], inner, told, encoder.epsilon)


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(values, name))
        return name

    def node(self, kind: str, given: Sequence[str], out: Sequence[str], **told: Any) -> str:
        self._nodes.append(helper.make_node(kind, list(given), list(out), **told))
        return out[0]

    def product(self, name: str, matrix: Matrix, given: str, out: str = "") -> str:
        zero = np.zeros(matrix.scale.size, dtype=np.int8)
        constants: list[npt.NDArray[Any]] = [matrix.values, matrix.scale, zero, matrix.bias]
        names = [self.constant(f"{name}.{at}", one) for at, one in enumerate(constants)]
        return self.node("DynamicQuantizeMatMul", [given, *names], [out or f"{name}.out"], domain=_OURS)

    def norm(self, name: str, norm: Norm, given: str, beside: str | None, epsilon: float) -> str:
        names = [self.constant(f"{name}.w", norm.weight), self.constant(f"{name}.b", norm.bias)]
        if beside is None:
            return self.node("LayerNormalization", [given, *names], [f"{name}.out"], axis=-1, epsilon=epsilon)
        both = [given, beside, *names]
        return self.node("SkipLayerNormalization", both, [f"{name}.out"], domain=_OURS, epsilon=epsilon)

    def made(self, width: int, labels: int) -> GraphProto:
        kind = TensorProto.FLOAT
        given = [
            helper.make_tensor_value_info("embeddings", kind, ["batch", "pieces", width]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ]
        out = [helper.make_tensor_value_info("logits", kind, ["batch", "pieces", labels])]
        return helper.make_graph(self._nodes, "names", given, out, self._constants)
