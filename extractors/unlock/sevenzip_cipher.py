"""The one cipher of 7z (7zAES): AES-256 in CBC, its key a SHA-256 over the password many times over."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import CBC

_PLAIN = 0x3F  # the password itself is the key
_MOST_CYCLES = 24  # as a power of two: 7-Zip takes 19
_STEP = 1 << 16
_BLOCK = 16


@dataclass(frozen=True)
class Sealed:
    """One stream of an archive; `size` is of what was encrypted, which was then filled up with zeros."""

    cycles: int
    salt: bytes
    start: bytes
    size: int
    data: bytes = field(repr=False)


def sealed_by(properties: bytes, data: bytes, size: int) -> Sealed:
    """Raises ValueError where the properties are none of this cipher, or ask for more work than is done here."""
    first, second = properties[0], properties[1] if properties[0] & 0xC0 else 0
    salt_size, start_size = (first >> 7) + (second >> 4), (first >> 6 & 1) + (second & 15)
    cycles = first & 0x3F
    salt, start = properties[2 : 2 + salt_size], properties[2 + salt_size : 2 + salt_size + start_size]
    if _MOST_CYCLES < cycles != _PLAIN or not 0 <= len(data) - size < _BLOCK or len(data) % _BLOCK:
        raise ValueError
    return Sealed(cycles, salt, start.ljust(_BLOCK, b"\0"), size, data)


def has_right_end(sealed: Sealed, password: str) -> bool:
    """Whether what fills the last block is zeros: a wrong password fails here, where there is anything to fill."""
    if sealed.size == len(sealed.data):
        return True
    before = (sealed.start + sealed.data)[-2 * _BLOCK : -_BLOCK]
    last = _decrypted(_key(password, sealed.cycles, sealed.salt), before, sealed.data[-_BLOCK:])
    return not any(last[sealed.size - len(sealed.data) :])


def decrypted(sealed: Sealed, password: str) -> bytes:
    key = _key(password, sealed.cycles, sealed.salt)
    return _decrypted(key, sealed.start, sealed.data)[: sealed.size]


def _decrypted(key: bytes, start: bytes, data: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES256(key), CBC(start)).decryptor()
    return decryptor.update(data) + decryptor.finalize()


@lru_cache(maxsize=8)
def _key(password: str, cycles: int, salt: bytes) -> bytes:
    said = salt + password.encode("utf-16-le")
    if cycles == _PLAIN:
        return said[:32].ljust(32, b"\0")
    digest = hashlib.sha256()
    step = min(_STEP, 1 << cycles)
    rows = np.empty((step, len(said) + 8), dtype=np.uint8)
    rows[:, : len(said)] = np.frombuffer(said, dtype=np.uint8)
    for start in range(0, 1 << cycles, step):
        counters = np.arange(start, start + step, dtype="<u8")
        rows[:, len(said) :] = counters.view(np.uint8).reshape(step, 8)
        digest.update(rows.tobytes())
    return digest.digest()
