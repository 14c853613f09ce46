"""How OpenPGP makes a key of a password (string-to-key, RFC 9580, 3.7)."""

import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from extractors.unlock.openpgp_packets import Cursor

_HASHES = {1: "md5", 2: "sha1", 3: "ripemd160", 8: "sha256", 9: "sha384", 10: "sha512", 11: "sha224"}
_LARGEST_ARGON = 21  # two to the power of so many KiB: what a library would take that asked for more kills the worker
_STEP = 1 << 16


@dataclass(frozen=True)
class S2k:
    """`kind`: 0 plain, 1 salted, 3 repeated, 4 Argon2; 101 says that there is no key at all (GnuPG's own)."""

    kind: int
    hash: int = 0
    salt: bytes = field(default=b"", repr=False)
    count: int = 0
    lanes: int = 0
    memory: int = 0

    def key(self, password: str, size: int) -> bytes:
        """Raises ValueError for a hash that is not known here."""
        if self.kind == 4:
            argon = Argon2id(
                salt=self.salt, length=size, iterations=self.count, lanes=self.lanes, memory_cost=1 << self.memory
            )
            return argon.derive(password.encode())
        said = self.salt + password.encode()
        key = b""
        for zeros in range(8):
            if len(key) >= size:
                break
            key += self._digest(bytes(zeros), said)
        return key[:size]

    def _digest(self, zeros: bytes, said: bytes) -> bytes:
        if self.hash not in _HASHES:
            raise ValueError
        digest = hashlib.new(_HASHES[self.hash], zeros, usedforsecurity=False)
        if not said:
            return digest.digest()
        left = max(self.count, len(said))
        piece = said * (_STEP // len(said) + 1)
        while left >= len(piece):
            digest.update(piece)
            left -= len(piece)
        digest.update(piece[:left])
        return digest.digest()


def read_s2k(cursor: Cursor) -> S2k:
    """Raises ValueError for a kind that is not known here."""
    kind = cursor.number(1)
    if kind == 4:
        salt, count, lanes, memory = cursor.take(16), cursor.number(1), cursor.number(1), cursor.number(1)
        if memory > _LARGEST_ARGON:
            raise ValueError
        return S2k(kind, salt=salt, count=count, lanes=lanes, memory=memory)
    number = cursor.number(1)
    if kind == 0:
        return S2k(kind, number)
    if kind == 1:
        return S2k(kind, number, cursor.take(8))
    if kind == 3:
        salt, coded = cursor.take(8), cursor.number(1)
        return S2k(kind, number, salt, (16 + (coded & 15)) << ((coded >> 4) + 6))
    if kind == 101:
        return S2k(kind)
    raise ValueError
