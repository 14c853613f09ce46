"""The payload's chunks: in order, all of them, the last one last."""

import io

import pytest

from vault.age_intake import Intake
from vault.age_stream import CHUNK, PayloadReader, PayloadWriter
from vault.problem import VaultProblem

_KEY = bytes(16)
_SEALED = CHUNK + 16


def _seal(data: bytes) -> tuple[bytes, list[bytes]]:
    target = io.BytesIO()
    writer = PayloadWriter(target, _KEY)
    writer.write(data)
    writer.finish()
    sealed = target.getvalue()
    return sealed[:16], [sealed[at : at + _SEALED] for at in range(16, len(sealed), _SEALED)]


def _open(nonce: bytes, chunks: list[bytes]) -> bytes:
    return b"".join(PayloadReader(Intake(io.BytesIO(nonce + b"".join(chunks))), _KEY).portions())


def test_chunks_in_another_order_or_number_open_nothing() -> None:
    nonce, (first, second, last) = _seal(bytes(2 * CHUNK + 10))
    assert _open(nonce, [first, second, last]) == bytes(2 * CHUNK + 10)
    for chunks in [second, first, last], [first, last], [first, second], [first, first, second, last], []:
        with pytest.raises(VaultProblem, match="damaged_payload"):
            _open(nonce, chunks)


def test_a_damaged_chunk_is_named_by_its_number() -> None:
    nonce, (first, last) = _seal(bytes(CHUNK + 10))
    with pytest.raises(VaultProblem) as caught:
        _open(nonce, [first, last[:-1] + bytes([last[-1] ^ 1])])
    assert caught.value.numbers == {"chunk": 1}


def test_only_an_empty_payload_may_end_in_an_empty_chunk() -> None:
    nonce, chunks = _seal(b"")
    assert _open(nonce, chunks) == b""
    assert [len(chunk) for chunk in _seal(bytes(CHUNK))[1]] == [_SEALED]


def test_the_nonce_differs_from_file_to_file() -> None:
    assert _seal(b"same")[0] != _seal(b"same")[0]
