"""Ciphers by the numbers that OpenPGP gives them (RFC 9580, 9.3), old ones included: a leak may be of any age."""

from cryptography.hazmat.decrepit.ciphers import algorithms as old
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, Cipher, algorithms

# number: how it is made, bytes of its key, bytes of a block. Twofish (10) has no implementation here.
_KNOWN: dict[int, tuple[type[BlockCipherAlgorithm], int, int]] = {
    1: (old.IDEA, 16, 8),
    2: (old.TripleDES, 24, 8),
    3: (old.CAST5, 16, 8),
    4: (old.Blowfish, 16, 8),
    7: (algorithms.AES, 16, 16),
    8: (algorithms.AES, 24, 16),
    9: (algorithms.AES, 32, 16),
    11: (old.Camellia, 16, 16),
    12: (old.Camellia, 24, 16),
    13: (old.Camellia, 32, 16),
}


def key_size(number: int) -> int:
    """Bytes; raises ValueError for a cipher that is not known here."""
    return _known(number)[1]


def block_size(number: int) -> int:
    return _known(number)[2]


def cfb_decrypted(number: int, key: bytes, start: bytes, data: bytes) -> bytes:
    """Cipher feedback from `start` on. Raises ValueError where key and cipher do not go together."""
    algorithm: type[BlockCipherAlgorithm] = _known(number)[0]
    decryptor = Cipher(algorithm(key), CFB(start)).decryptor()  # type: ignore[call-arg]
    return decryptor.update(data) + decryptor.finalize()


def _known(number: int) -> tuple[type[BlockCipherAlgorithm], int, int]:
    if number not in _KNOWN:
        raise ValueError
    return _KNOWN[number]
