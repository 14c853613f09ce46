"""Files that an editor gives: passwords, a PKCS #12 or PEM for S/MIME, an OpenPGP secret key; told by their content."""

import re
from collections.abc import Iterable, Sequence

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from extractors.keys import Keys, OpenPgpKey, SmimeKey
from extractors.unlock.openpgp_keys import can_decrypt, is_secret_key, secret_keys

_PEM_KEY = re.compile(rb"-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL)
_PEM_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_PGP_KEY = b"-----BEGIN PGP PRIVATE KEY BLOCK-----"
_VERSION_3 = b"\x02\x01\x03"  # near the start of every PKCS #12 file
_FAULTS = (ValueError, TypeError, UnsupportedAlgorithm)
_LONGEST_PASSWORD = 1_000
_LARGEST = 4 << 20

CODES: dict[str, tuple[str, str]] = {
    "no_key": ("a file holds no key and no passwords", "a text of passwords, PKCS #12, PEM, or an OpenPGP secret key"),
    "key_locked": ("a key asks for another passphrase", "give it with --passphrase-of-key FILE"),
    "no_certificate": ("a private key has no certificate beside it", "put both into one PEM file, or a PKCS #12"),
    "unknown_key": (
        "a key is of a kind that opens nothing here",
        "RSA or elliptic curves; OpenPGP version 4",
    ),
    "too_large": ("a file of keys is larger than 4 MiB", "split off what is no key"),
}


class KeyProblem(Exception):
    """A file that gives no key: `code` is one of CODES, and nothing of the file is in it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def keys_in(data: bytes, passphrases: Sequence[str]) -> Keys:
    """What a file gives. `passphrases` are tried on what is locked, none at all first. Raises KeyProblem."""
    if len(data) > _LARGEST:
        raise KeyProblem("too_large")
    if _PGP_KEY in data[:4096] or (data[:1] >= b"\x80" and is_secret_key(data)):
        return Keys(openpgp=(_openpgp(data, passphrases),))
    if _PEM_KEY.search(data):
        return Keys(smime=(_pem(data, passphrases),))
    if data[:1] == b"\x30" and _VERSION_3 in data[:12]:
        return Keys(smime=(_pkcs12(data, passphrases),))
    return Keys(_passwords(data))


def _passwords(data: bytes) -> tuple[str, ...]:
    """A line each, spaces and all; a certificate or a public key is no list of passwords."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    is_text = all(one.replace("\t", "").isprintable() and len(one) <= _LONGEST_PASSWORD for one in lines)
    if not is_text or "-----BEGIN " in text or not any(lines):
        raise KeyProblem("no_key")
    return tuple(dict.fromkeys(filter(None, lines)))


def _tried(passphrases: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(("", *passphrases))


def _openpgp(data: bytes, passphrases: Sequence[str]) -> OpenPgpKey:
    if not is_secret_key(data):
        raise KeyProblem("no_key")
    for one in _tried(passphrases):
        if secret_keys(data, one):
            return OpenPgpKey(data, one)
    raise KeyProblem("key_locked" if can_decrypt(data) else "unknown_key")


def _pkcs12(data: bytes, passphrases: Sequence[str]) -> SmimeKey:
    code = "key_locked"
    for one in (None, *(each.encode() for each in _tried(passphrases))):
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(data, one)
        except _FAULTS:
            continue
        found = [each for each in (certificate, *others) if each is not None]
        code = _why_not(key, found)
        if not code:
            return _smime(key, found)
    raise KeyProblem(code)


def _pem(data: bytes, passphrases: Sequence[str]) -> SmimeKey:
    found = _PEM_KEY.search(data)
    certificates = [x509.load_pem_x509_certificate(one) for one in _PEM_CERTIFICATE.findall(data)]
    for one in (None, *(each.encode() for each in _tried(passphrases) if each)):
        try:
            key = load_pem_private_key(found[0] if found else b"", one)
        except _FAULTS:
            continue
        code = _why_not(key, certificates)
        if code:
            raise KeyProblem(code)
        return _smime(key, certificates)
    raise KeyProblem("key_locked")


def _why_not(key: object, certificates: Sequence[x509.Certificate]) -> str:
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        return "no_key" if key is None else "unknown_key"
    return "" if any(_is_of(key, one) for one in certificates) else "no_certificate"


def _is_of(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bool:
    try:
        return bool(key.public_key() == certificate.public_key())
    except _FAULTS:
        return False


def _smime(key: object, certificates: Sequence[x509.Certificate]) -> SmimeKey:
    assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    own = next(one for one in certificates if _is_of(key, one))
    said = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SmimeKey(said, own.public_bytes(Encoding.DER))
