"""How a file key is wrapped for a recipient or a passphrase, and unwrapped again: one stanza each."""

import os
import re
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vault.age_header import Stanza, decode64, encode64
from vault.age_keys import Identity, Recipient
from vault.problem import VaultProblem

CLASSIC = "X25519"
HYBRID = "mlkem768x25519"
SCRYPT = "scrypt"
FILE_KEY_LENGTH = 16
DEFAULT_WORK_FACTOR = 18
MAX_WORK_FACTOR = 20  # 1 GiB of memory
_BODY_LENGTH = FILE_KEY_LENGTH + 16
_ENC_LENGTH = 1120
_SALT_LENGTH = 16
_CLASSIC_INFO = b"age-encryption.org/v1/X25519"
_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_SCRYPT_INFO = b"age-encryption.org/v1/scrypt"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_ZERO_NONCE = bytes(12)  # every wrapping key is used once


def wrap(file_key: bytes, recipient: Recipient) -> Stanza:
    """The stanza that lets this recipient's identity open the file."""
    return _wrap_hybrid(file_key, recipient) if recipient.is_post_quantum else _wrap_classic(file_key, recipient)


def unwrap(stanza: Stanza, identity: Identity) -> bytes | None:
    """The file key; None when the stanza is for another; `damaged_header` when it breaks its own form."""
    kind, open_stanza = (HYBRID, _unwrap_hybrid) if identity.is_post_quantum else (CLASSIC, _unwrap_classic)
    if stanza.kind != kind:
        return None
    if len(stanza.arguments) != 1 or len(stanza.body) != _BODY_LENGTH:
        raise VaultProblem("damaged_header")
    return _or_none(lambda: open_stanza(stanza, identity))


def wrap_scrypt(file_key: bytes, passphrase: str, work_factor: int) -> Stanza:
    """The stanza of a file that a passphrase opens; it must be the only one."""
    salt = os.urandom(_SALT_LENGTH)
    key = _scrypt_key(passphrase, salt, work_factor)
    body = ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key, None)
    return Stanza(SCRYPT, (encode64(salt), str(work_factor)), body)


def unwrap_scrypt(stanza: Stanza, passphrase: str) -> bytes | None:
    """The file key, or None when the passphrase is another."""
    if len(stanza.arguments) != 2 or not re.fullmatch("[1-9][0-9]{0,9}", stanza.arguments[1]):
        raise VaultProblem("damaged_header")
    salt, work_factor = decode64(stanza.arguments[0]), int(stanza.arguments[1])
    if len(salt) != _SALT_LENGTH or len(stanza.body) != _BODY_LENGTH:
        raise VaultProblem("damaged_header")
    if work_factor > MAX_WORK_FACTOR:
        raise VaultProblem("work_factor_too_high", work_factor=work_factor, limit=MAX_WORK_FACTOR)
    key = _scrypt_key(passphrase, salt, work_factor)
    return _or_none(lambda: ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, stanza.body, None))


def _wrap_classic(file_key: bytes, recipient: Recipient) -> Stanza:
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    cipher = _classic_cipher(ephemeral.exchange(recipient.classic_key), share, recipient)
    return Stanza(CLASSIC, (encode64(share),), cipher.encrypt(_ZERO_NONCE, file_key, None))


def _unwrap_classic(stanza: Stanza, identity: Identity) -> bytes:
    share = decode64(stanza.arguments[0])
    secret = _exchange(identity, share)
    return _classic_cipher(secret, share, identity.recipient).decrypt(_ZERO_NONCE, stanza.body, None)


def _classic_cipher(secret: bytes, share: bytes, recipient: Recipient) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, share + recipient.raw, _CLASSIC_INFO).derive(secret))


def _wrap_hybrid(file_key: bytes, recipient: Recipient) -> Stanza:
    sealed = _SUITE.encrypt(file_key, recipient.hybrid_key, _HYBRID_INFO)
    return Stanza(HYBRID, (encode64(sealed[:_ENC_LENGTH]),), sealed[_ENC_LENGTH:])


def _unwrap_hybrid(stanza: Stanza, identity: Identity) -> bytes:
    enc = decode64(stanza.arguments[0])
    if len(enc) != _ENC_LENGTH:
        raise VaultProblem("damaged_header")
    _exchange(identity, enc[-32:])  # the suite reports a share of low order as a mere mismatch
    return _SUITE.decrypt(enc + stanza.body, identity.hybrid_key, _HYBRID_INFO)


def _exchange(identity: Identity, share: bytes) -> bytes:
    try:
        return identity.classic_key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise VaultProblem("damaged_header") from None


def _scrypt_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    # Surrogate escapes stand for bytes that a terminal or file gave and that are no UTF-8.
    secret = passphrase.encode("utf-8", "surrogateescape")
    return Scrypt(_SCRYPT_INFO + salt, 32, 1 << work_factor, 8, 1).derive(secret)


def _or_none(open_it: Callable[[], bytes]) -> bytes | None:
    try:
        return open_it()
    except InvalidTag:
        return None
