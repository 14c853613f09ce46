"""The payload of an age file: 64 KiB chunks, each authenticated, the last one marked as such."""

import os
from collections.abc import Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault.age_intake import Intake
from vault.problem import VaultProblem

CHUNK = 1 << 16
_NONCE_LENGTH = 16
_TAG_LENGTH = 16


class Writable(Protocol):
    """All that is asked of a target."""

    def write(self, data: bytes, /) -> int: ...


class PayloadWriter:
    """Encrypts what is written; the file is whole only after `finish`."""

    def __init__(self, target: Writable, file_key: bytes) -> None:
        nonce = os.urandom(_NONCE_LENGTH)
        self._cipher = _cipher(file_key, nonce)
        self._target = target
        self._held = bytearray()
        self._count = 0
        write_all(target, nonce)

    def write(self, data: bytes, /) -> int:
        """Take more plaintext; a chunk is kept back until it is known whether it is the last."""
        if len(self._held) + len(data) <= CHUNK:
            self._held += data
            return len(data)
        view, at = memoryview(data), 0
        if self._held:
            at = CHUNK - len(self._held)
            self._emit(self._held + view[:at], is_last=False)
        while len(view) - at > CHUNK:
            self._emit(view[at : at + CHUNK], is_last=False)
            at += CHUNK
        self._held = bytearray(view[at:])
        return len(data)

    def finish(self) -> None:
        """Write the last chunk."""
        self._emit(self._held, is_last=True)
        self._held = bytearray()

    def _emit(self, chunk: memoryview | bytearray, is_last: bool) -> None:
        write_all(self._target, self._cipher.encrypt(_nonce(self._count, is_last), chunk, None))
        self._count += 1


class PayloadReader:
    """Decrypts as it is read; a plaintext is whole only when `read` has returned nothing."""

    def __init__(self, intake: Intake, file_key: bytes) -> None:
        nonce = intake.block(_NONCE_LENGTH)
        if len(nonce) < _NONCE_LENGTH:
            raise VaultProblem("damaged_header")
        self._chunks = _open_chunks(intake, _cipher(file_key, nonce))
        self._held = b""

    def read(self, size: int, /) -> bytes:
        """The next bytes; fewer than `size` only at the end."""
        portions = [self._held]
        length = len(self._held)
        while length < size and (chunk := next(self._chunks, b"")):
            portions.append(chunk)
            length += len(chunk)
        whole = b"".join(portions)
        self._held = whole[size:]
        return whole[:size]

    def portions(self) -> Iterator[bytes]:
        """All that is left, chunk by chunk."""
        if self._held:
            yield self._held
            self._held = b""
        yield from self._chunks


def _open_chunks(intake: Intake, cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    count, sealed, is_last = 0, intake.block(CHUNK + _TAG_LENGTH), False
    while not is_last:
        coming = intake.block(CHUNK + _TAG_LENGTH)
        is_last = not coming
        try:
            chunk = cipher.decrypt(_nonce(count, is_last), sealed, None)
        except InvalidTag:
            raise VaultProblem("damaged_payload", chunk=count) from None
        # Only an empty payload may end in an empty chunk, or one plaintext would have two forms.
        if not chunk and count:
            raise VaultProblem("damaged_payload", chunk=count)
        yield chunk
        count, sealed = count + 1, coming


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def _nonce(count: int, is_last: bool) -> bytes:
    return (count << 8 | is_last).to_bytes(12, "big")


def write_all(target: Writable, data: bytes) -> None:
    """Write everything: an unbuffered file may take less than it is given."""
    written = target.write(data)
    while written < len(data):
        data = data[written:]
        written = target.write(data)
