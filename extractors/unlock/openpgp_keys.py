"""Secret keys of OpenPGP (RFC 9580, 5.5.3): each that can decrypt, opened by its passphrase, and what it unwraps.

Keys that expired or were revoked open what was once sealed to them: the mails of a leak are older than its keys. No
library at hand does that: pysequoia 0.1.35 takes the first living subkey only, PGPy needs a cryptography of years ago.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from extractors.unlock.ciphers import block_size, cfb_decrypted, key_size
from extractors.unlock.openpgp_packets import Cursor, Packet, binary, packets
from extractors.unlock.openpgp_s2k import S2k, read_s2k

FAULTS = (ValueError, TypeError, IndexError, OverflowError, InvalidUnwrap, UnsupportedAlgorithm)
_RSA, _ELGAMAL, _ECDH = (1, 2), 16, 18
_PUBLIC_INTEGERS = {1: 2, 2: 2, _ELGAMAL: 3}
_SECRET_INTEGERS = {1: 4, 2: 4, _ELGAMAL: 1, _ECDH: 1}
_CURVE25519 = bytes.fromhex("2b060104019755010501")
_CURVES: dict[bytes, ec.EllipticCurve] = {
    bytes.fromhex("2a8648ce3d030107"): ec.SECP256R1(),
    bytes.fromhex("2b81040022"): ec.SECP384R1(),
    bytes.fromhex("2b81040023"): ec.SECP521R1(),
    bytes.fromhex("2b2403030208010107"): ec.BrainpoolP256R1(),
    bytes.fromhex("2b240303020801010b"): ec.BrainpoolP384R1(),
    bytes.fromhex("2b240303020801010d"): ec.BrainpoolP512R1(),
}
_KDF_HASHES = {8: "sha256", 9: "sha384", 10: "sha512"}
_SENDER = b"Anonymous Sender    "


@dataclass(frozen=True)
class SecretKey:
    """A key or subkey that can decrypt: `public` and `secret` are the numbers of its algorithm, in their order."""

    algorithm: int
    fingerprint: bytes
    public: tuple[bytes, ...]
    secret: tuple[bytes, ...] = field(repr=False)

    @property
    def key_id(self) -> bytes:
        return self.fingerprint[-8:]


@dataclass(frozen=True)
class _Locked:
    """What stands behind the public half, before the passphrase is known."""

    algorithm: int
    fingerprint: bytes
    public: tuple[bytes, ...]
    usage: int
    cipher: int
    s2k: S2k
    start: bytes
    data: bytes = field(repr=False)


def secret_keys(data: bytes, passphrase: str) -> tuple[SecretKey, ...]:
    """The keys that this passphrase opens, of those that can decrypt; raises ValueError where it is no such file."""
    opened = (_unlocked(one, passphrase) for one in _locked_keys(data))
    return tuple(one for one in opened if one is not None)


def can_decrypt(data: bytes) -> bool:
    """Whether a passphrase would open anything in it that messages are encrypted to."""
    try:
        return any(True for _ in _locked_keys(data))
    except ValueError:
        return False


def is_secret_key(data: bytes) -> bool:
    """Whether there is a secret key in it, locked or not."""
    try:
        return any(one.tag in (5, 7) for one in packets(binary(data)))
    except ValueError:
        return False


def _locked_keys(data: bytes) -> Iterator[_Locked]:
    for packet in packets(binary(data)):
        if packet.tag in (5, 7):
            with suppress(ValueError):  # a key of a kind not known here, beside others
                found = _locked(packet)
                if found is not None:
                    yield found


def _locked(packet: Packet) -> _Locked | None:
    cursor = Cursor(packet.body)
    version, _, algorithm = cursor.number(1), cursor.take(4), cursor.number(1)
    if version != 4 or algorithm not in _SECRET_INTEGERS:
        return None
    public = _public(cursor, algorithm)
    said = packet.body[: cursor.at]
    # SHA-1 is what names a key of version 4; nothing rests on its strength here
    name = hashlib.sha1(b"\x99" + len(said).to_bytes(2, "big") + said, usedforsecurity=False).digest()
    usage, cipher, s2k, start = cursor.number(1), 0, S2k(0, 1), b""
    if usage in (254, 255):
        cipher, s2k = cursor.number(1), read_s2k(cursor)
        if s2k.kind == 101:
            return None
    elif usage == 253:
        return None
    elif usage:
        cipher = usage
    if usage:
        start = cursor.take(block_size(cipher))
    return _Locked(algorithm, name, public, usage, cipher, s2k, start, cursor.rest())


def _public(cursor: Cursor, algorithm: int) -> tuple[bytes, ...]:
    if algorithm == _ECDH:
        curve, point = cursor.take(cursor.number(1)), cursor.integer()
        return curve, point, cursor.take(cursor.number(1))
    return tuple(cursor.integer() for _ in range(_PUBLIC_INTEGERS[algorithm]))


def _unlocked(key: _Locked, passphrase: str) -> SecretKey | None:
    try:
        data = key.data
        if key.usage:
            data = cfb_decrypted(key.cipher, key.s2k.key(passphrase, key_size(key.cipher)), key.start, data)
        body, end = (data[:-20], data[-20:]) if key.usage == 254 else (data[:-2], data[-2:])
        if end != (_sha1(body) if key.usage == 254 else (sum(body) & 0xFFFF).to_bytes(2, "big")):
            return None
        cursor = Cursor(body)
        secret = tuple(cursor.integer() for _ in range(_SECRET_INTEGERS[key.algorithm]))
        return SecretKey(key.algorithm, key.fingerprint, key.public, secret)
    except FAULTS:
        return None


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def session_of(key: SecretKey, packet: Packet) -> tuple[int, bytes] | None:
    """Cipher and session key that this packet holds for this key, or nothing where it is for another."""
    cursor = Cursor(packet.body)
    try:
        version, key_id, algorithm = cursor.number(1), cursor.take(8), cursor.number(1)
        is_same = algorithm == key.algorithm or {algorithm, key.algorithm} <= set(_RSA)
        is_ours = version == 3 and is_same and key_id in (key.key_id, bytes(8))
        return _checked(_unwrapped(key, cursor)) if is_ours else None
    except FAULTS:
        return None


def _checked(plain: bytes) -> tuple[int, bytes] | None:
    cipher, session, end = plain[0], plain[1:-2], plain[-2:]
    is_whole = (sum(session) & 0xFFFF).to_bytes(2, "big") == end and len(session) == key_size(cipher)
    return (cipher, session) if is_whole else None


def _unwrapped(key: SecretKey, cursor: Cursor) -> bytes:
    if key.algorithm in _RSA:
        return _rsa(key, cursor.integer())
    if key.algorithm == _ELGAMAL:
        return _elgamal(key, cursor.integer(), cursor.integer())
    return _ecdh(key, cursor.integer(), cursor.take(cursor.number(1)))


def _rsa(key: SecretKey, wrapped: bytes) -> bytes:
    n, e = map(_number, key.public)
    d, p, q, _ = map(_number, key.secret)
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), rsa.RSAPublicNumbers(e, n)
    )
    return numbers.private_key().decrypt(wrapped.rjust((n.bit_length() + 7) // 8, b"\0"), PKCS1v15())


def _elgamal(key: SecretKey, ephemeral: bytes, masked: bytes) -> bytes:
    p = _number(key.public[0])
    size = (p.bit_length() + 7) // 8
    plain = _number(masked) * pow(_number(ephemeral), -_number(key.secret[0]), p) % p
    block = plain.to_bytes(size, "big")
    end = block.index(b"\0", 2)
    if block[:2] != b"\0\x02" or end < 10:
        raise ValueError
    return block[end + 1 :]


def _ecdh(key: SecretKey, ephemeral: bytes, wrapped: bytes) -> bytes:
    curve, _, kdf = key.public
    _, digest, cipher = kdf
    shared = _shared(curve, key.secret[0], ephemeral)
    said = bytes([len(curve)]) + curve + bytes([_ECDH, len(kdf)]) + kdf + _SENDER + key.fingerprint
    made = hashlib.new(_KDF_HASHES[digest], b"\0\0\0\x01" + shared + said).digest() if digest in _KDF_HASHES else b""
    plain = aes_key_unwrap(made[: key_size(cipher)], wrapped)
    padding = plain[-1]
    if not 1 <= padding <= len(plain) or plain[-padding:] != bytes([padding]) * padding:
        raise ValueError
    return plain[:-padding]


def _shared(curve: bytes, secret: bytes, ephemeral: bytes) -> bytes:
    if curve == _CURVE25519:  # its secret stands in the other order
        own = X25519PrivateKey.from_private_bytes(secret.rjust(32, b"\0")[::-1])
        return own.exchange(X25519PublicKey.from_public_bytes(ephemeral[1:]))
    if curve not in _CURVES:
        raise ValueError
    public = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[curve], ephemeral)
    return ec.derive_private_key(_number(secret), _CURVES[curve]).exchange(ec.ECDH(), public)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
