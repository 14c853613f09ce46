"""The model's file is what its package says, and bytes that are none are refused."""

import numpy as np
import pytest

from redaction.tagger import e5_file


def test_the_installed_model_has_the_sizes_of_e5_small() -> None:
    model = e5_file.load()
    assert (model.width, model.layers, model.heads) == (384, 12, 12)
    assert sum(1 for _ in model.vocabulary.pieces()) > 200_000
    assert model.words(np.array([model.vocabulary.begin, model.vocabulary.end])).shape == (2, 384)


def test_four_bits_become_minus_eight_to_seven_times_their_scale() -> None:
    blocks = np.zeros((1, 1), dtype=e5_file._PACKED)
    blocks["scale"] = 0.5
    blocks["nibbles"][..., 0] = 0xF0
    row = e5_file.unpacked(blocks)
    assert row.shape == (1, 32)
    assert row[0, 0] == -4.0 and row[0, 16] == 3.5 and row[0, 1] == -4.0


@pytest.mark.parametrize("data", [b"", b"E5S2" + bytes(80), b"E5S1" + bytes(80)])
def test_other_bytes_are_no_model(data: bytes) -> None:
    with pytest.raises(ValueError):
        e5_file.parse(np.frombuffer(data, dtype=np.uint8))
