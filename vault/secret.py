"""The case's symmetric secret: what is remembered about documents is sealed under it, record by record."""

import hmac
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Never

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from vault.age import decrypt_bytes, encrypt_bytes
from vault.age_keys import Identity, Recipient
from vault.padding import padded_size
from vault.problem import VaultProblem

KEY_LENGTH = 32
_SECRET_MAGIC = b"undercroft case secret v2\n"
_FORMER_MAGIC = b"undercroft case secret v1\n"  # one key for all three purposes
_RECORD_MAGIC = b"undercroft record v1\n"
_DERIVE = b"undercroft/derive/v1"
_SALT_LENGTH = 32
_SIZE_LENGTH = 8
_TAG_LENGTH = 16
_SMALLEST_RECORD = 256
_LARGEST_RECORD = 1 << 30
_ZERO_NONCE = bytes(12)  # every record has a key of its own


@dataclass(frozen=True)
class CaseSecret:
    """What only the case's recipients hold: keys of 32 random bytes, each with a life of its own.

    `key` is for digests and stays as long as the case. `naming` makes pseudonyms, which are kept, so it may change. The
    first of `sealing` seals records; the others only open what was sealed before, while a resealing is under way.
    """

    key: bytes = field(repr=False)
    naming: bytes = field(repr=False)
    sealing: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.sealing or {len(one) for one in (self.key, self.naming, *self.sealing)} != {KEY_LENGTH}:
            raise VaultProblem("damaged_payload")

    def derive(self, label: str) -> bytes:
        """A key for one purpose; keys of different labels say nothing of each other."""
        return _expand(self.key, _DERIVE, label)

    def keyed_digest(self, label: str, data: bytes) -> str:
        """A digest that only holders of the secret can compute or compare."""
        return hmac.digest(_expand(self.key, b"undercroft/digest/v1", label), data, "sha256").hex()

    def __reduce__(self) -> Never:
        # What is pickled ends up in caches and databases.
        raise TypeError("a case secret is never pickled")


def new_case_secret() -> CaseSecret:
    """A fresh secret, for a new case."""
    return CaseSecret(_fresh_key(), _fresh_key(), (_fresh_key(),))


def with_fresh_sealing(secret: CaseSecret) -> CaseSecret:
    """What is sealed from now on, a holder of the secret as it was cannot open; what was sealed before stays open."""
    return replace(secret, sealing=(_fresh_key(), *secret.sealing))


def with_newest_sealing(secret: CaseSecret) -> CaseSecret:
    """Forgets every key but the one that seals: all records must be sealed under it."""
    return replace(secret, sealing=secret.sealing[:1])


def with_fresh_naming(secret: CaseSecret) -> CaseSecret:
    """Whoever has not kept the pseudonyms given before cannot make them again."""
    return replace(secret, naming=_fresh_key())


def seal_case_secret(secret: CaseSecret, recipients: Sequence[Recipient]) -> bytes:
    """An age file that any one recipient can open."""
    return encrypt_bytes(b"".join([_SECRET_MAGIC, secret.key, secret.naming, *secret.sealing]), recipients)


def open_case_secret(data: bytes, identities: Sequence[Identity]) -> CaseSecret:
    """The secret within; `damaged_payload` when the age file holds something else."""
    opened = decrypt_bytes(data, identities)
    magic, rest = opened[: len(_SECRET_MAGIC)], opened[len(_SECRET_MAGIC) :]
    if magic == _FORMER_MAGIC and len(rest) == KEY_LENGTH:
        return CaseSecret(rest, _expand(rest, _DERIVE, "pseudonym"), (rest,))
    if magic != _SECRET_MAGIC:
        raise VaultProblem("damaged_payload")
    keys = [rest[at : at + KEY_LENGTH] for at in range(0, len(rest), KEY_LENGTH)]
    return CaseSecret(b"".join(keys[:1]), b"".join(keys[1:2]), tuple(keys[2:]))


def seal_record(secret: CaseSecret, kind: str, name: str, data: bytes) -> bytes:
    """`data` sealed as this record and no other; its size is rounded so that it says little."""
    if len(data) > _LARGEST_RECORD:
        raise VaultProblem("too_large", size=len(data), limit=_LARGEST_RECORD)
    salt = os.urandom(_SALT_LENGTH)
    size = len(data).to_bytes(_SIZE_LENGTH, "big")
    padding = bytes(padded_size(_SIZE_LENGTH + len(data), _SMALLEST_RECORD) - _SIZE_LENGTH - len(data))
    sealed = _cipher(secret.sealing[0], salt).encrypt(_ZERO_NONCE, b"".join([size, data, padding]), _bound(kind, name))
    return b"".join([_RECORD_MAGIC, salt, sealed])


def open_record(secret: CaseSecret, kind: str, name: str, sealed: bytes) -> bytes:
    """What was sealed as this record, or `damaged_record`."""
    start = len(_RECORD_MAGIC) + _SALT_LENGTH
    if not sealed.startswith(_RECORD_MAGIC) or len(sealed) < start + _SIZE_LENGTH + _TAG_LENGTH:
        raise VaultProblem("damaged_record")
    salt, body, bound = sealed[len(_RECORD_MAGIC) : start], memoryview(sealed)[start:], _bound(kind, name)
    for key in secret.sealing:
        with suppress(InvalidTag):
            return _unpadded(_cipher(key, salt).decrypt(_ZERO_NONCE, body, bound))
    raise VaultProblem("damaged_record")


def _unpadded(padded: bytes) -> bytes:
    size = int.from_bytes(padded[:_SIZE_LENGTH], "big")
    if size > len(padded) - _SIZE_LENGTH:
        raise VaultProblem("damaged_record")
    return padded[_SIZE_LENGTH : _SIZE_LENGTH + size]


def _fresh_key() -> bytes:
    return os.urandom(KEY_LENGTH)


def _cipher(key: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt, b"undercroft/record/v1").derive(key))


def _expand(key: bytes, domain: bytes, label: str) -> bytes:
    # The secret is uniformly random, so HKDF's extracting half is not needed.
    return HKDFExpand(SHA256(), 32, domain + b"\0" + label.encode("utf-8")).derive(key)


def _bound(kind: str, name: str) -> bytes:
    first = kind.encode("utf-8", "surrogatepass")
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    return len(first).to_bytes(4, "big") + first + name.encode("utf-8", "surrogatepass")
