"""The payload of an age file: 64 KiB chunks, each authenticated, the last one marked as such."""

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault.age_intake import Intake, Readable
from vault.problem import VaultProblem
from vault.write_behind import Writable, WriteBehind, write_all

CHUNK = 1 << 16
BATCH = 8 * CHUNK  # what is sealed and opened between two calls of the system; more is no faster
_NONCE_LENGTH = 16
_TAG_LENGTH = 16
_SEALED = CHUNK + _TAG_LENGTH
_SEALED_BATCH = BATCH // CHUNK * _SEALED


class PayloadWriter:
    """Encrypts what is written; the file is whole only after `finish`."""

    def __init__(self, target: Writable, file_key: bytes) -> None:
        nonce = os.urandom(_NONCE_LENGTH)
        self._cipher = _cipher(file_key, nonce)
        self._target = target
        self._plain = memoryview(bytearray(BATCH))
        self._sealed, self._on_its_way = (memoryview(bytearray(_SEALED_BATCH)) for _ in range(2))
        self._held = 0
        self._count = 0
        write_all(target, nonce)

    def write(self, data: bytes | memoryview, /) -> int:
        """Take more plaintext; a batch is kept back until it is known whether it is the last."""
        rest = memoryview(data)
        while rest:
            if self._held == BATCH:
                self._emit(is_last=False)
            taken = min(BATCH - self._held, len(rest))
            self._plain[self._held : self._held + taken] = rest[:taken]
            self._held, rest = self._held + taken, rest[taken:]
        return len(data)

    def take(self, source: Readable) -> None:
        """All of `source`, to its end and the file's."""
        with WriteBehind(self._target) as self._target:
            copy_all(source, self)
            self.finish()

    def finish(self) -> None:
        """Write the last chunk."""
        self._emit(is_last=True)

    def _emit(self, is_last: bool) -> None:
        plain, end = self._plain[: self._held], 0
        starts = range(0, self._held or 1, CHUNK)
        for start in starts:
            chunk, at = plain[start : start + CHUNK], end
            end = at + len(chunk) + _TAG_LENGTH
            nonce = _nonce(self._count, is_last and start == starts[-1])
            self._cipher.encrypt_into(nonce, chunk, None, self._sealed[at:end])
            self._count += 1
        write_all(self._target, self._sealed[:end])
        self._sealed, self._on_its_way = self._on_its_way, self._sealed
        self._held = 0


class PayloadReader:
    """Decrypts as it is read; a plaintext is whole only when `read` has returned nothing."""

    def __init__(self, intake: Intake, file_key: bytes) -> None:
        nonce = intake.block(_NONCE_LENGTH)
        if len(nonce) < _NONCE_LENGTH:
            raise VaultProblem("damaged_header")
        self.file_key = file_key
        self._batches = _open_batches(intake, _cipher(file_key, nonce))
        self._held = b""

    def read(self, size: int, /) -> bytes:
        """The next bytes; fewer than `size` only at the end."""
        portions = [self._held]
        length = len(self._held)
        while length < size and (batch := next(self._batches, None)):
            portions.append(bytes(batch))
            length += len(batch)
        whole = b"".join(portions)
        self._held = whole[size:]
        return whole[:size]

    def portions(self) -> Iterator[bytes]:
        """All that is left, portion by portion."""
        yield from map(bytes, self._views())

    def drain(self, target: Writable) -> None:
        """Write all that is left."""
        with WriteBehind(target) as behind:
            for view in self._views():
                behind.write(view)

    def check(self) -> None:
        """Open all that is left and keep none of it."""
        for _ in self._views():
            pass

    def _views(self) -> Iterator[memoryview]:
        if self._held:
            held, self._held = self._held, b""
            yield memoryview(held)
        yield from self._batches


def _open_batches(intake: Intake, cipher: ChaCha20Poly1305) -> Iterator[memoryview]:
    """Each batch of plaintext, in a place that the next but one overwrites."""
    count, sealed, is_last = 0, intake.block(_SEALED_BATCH), False
    opened, on_its_way = (memoryview(bytearray(min(len(sealed), BATCH))) for _ in range(2))
    while not is_last:
        coming = intake.block(_SEALED_BATCH)
        is_last = not coming
        end = 0
        starts = range(0, len(sealed) or 1, _SEALED)
        for start in starts:
            chunk = memoryview(sealed)[start : start + _SEALED]
            end += _open_chunk(cipher, chunk, count, is_last and start == starts[-1], opened[end:])
            count += 1
        yield opened[:end]
        opened, on_its_way = on_its_way, opened
        sealed = coming


def _open_chunk(cipher: ChaCha20Poly1305, chunk: memoryview, count: int, is_last: bool, place: memoryview) -> int:
    size = len(chunk) - _TAG_LENGTH
    # Only an empty payload may end in an empty chunk, or one plaintext would have two forms.
    if size < 0 or (not size and count):
        raise VaultProblem("damaged_payload", chunk=count)
    try:
        cipher.decrypt_into(_nonce(count, is_last), chunk, None, place[:size])
    except InvalidTag:
        raise VaultProblem("damaged_payload", chunk=count) from None
    return size


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def _nonce(count: int, is_last: bool) -> bytes:
    return (count << 8 | is_last).to_bytes(12, "big")


def copy_all(source: Readable, target: Writable) -> None:
    """Everything that is left in `source`, a portion at a time."""
    while portion := source.read(BATCH):
        write_all(target, portion)
