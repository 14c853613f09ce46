"""How OpenDocument encrypts an entry (ODF 1.2 and 1.3, part 2, 4; of LibreOffice since 24.2 its Argon2 and GCM)."""

import hashlib
import zlib
from base64 import b64decode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from lxml import etree

_MOST_ROUNDS = 10_000_000
_MOST_MEMORY = 1 << 18  # KiB
_FAULTS = (ValueError, TypeError, KeyError, OverflowError, InvalidTag, zlib.error)


@dataclass(frozen=True)
class Method:
    """What the manifest says of one entry: all it takes but the password."""

    cipher: str
    start: bytes
    derivation: str
    salt: bytes
    rounds: int
    memory: int
    lanes: int
    key_size: int
    start_hash: str
    digest_kind: str
    digest: bytes = field(repr=False)


def method_of(node: etree._Element) -> Method:
    """Of a `file-entry` that holds `encryption-data`; raises ValueError for what is not of this form."""
    data = _child(node, "encryption-data")
    cipher, derivation = _child(data, "algorithm"), _child(data, "key-derivation")
    start = next((one for one in data if _local(one) == "start-key-generation"), None)
    return Method(
        _said(cipher, "algorithm-name"),
        b64decode(_said(cipher, "initialisation-vector")),
        _said(derivation, "key-derivation-name"),
        b64decode(_said(derivation, "salt")),
        int(_said(derivation, "iteration-count") or _said(derivation, "argon2-iterations") or 0),
        int(_said(derivation, "argon2-memory") or 0),
        int(_said(derivation, "argon2-lanes") or 1),
        int(_said(derivation, "key-size") or 16),
        _said(start, "start-key-generation-name") if start is not None else "SHA1",
        _said(data, "checksum-type"),
        b64decode(_said(data, "checksum")),
    )


def decrypted(data: bytes, method: Method, password: str, most: int) -> bytes | None:
    """The entry unpacked, or nothing where this is not the password or what comes out is larger than `most`."""
    try:
        packed = _deciphered(data, method, _key(method, password))
        stream = zlib.decompressobj(-15)
        plain = stream.decompress(packed, most + 1)
    except _FAULTS:
        return None
    return plain if stream.eof and len(plain) <= most else None


def _key(method: Method, password: str) -> bytes:
    hashed = (hashlib.sha256 if "256" in method.start_hash else hashlib.sha1)(password.encode()).digest()
    if not 16 <= method.key_size <= 32 or not 0 < method.rounds <= _MOST_ROUNDS:
        raise ValueError
    if "argon2id" in method.derivation.lower():
        if method.memory > _MOST_MEMORY:
            raise ValueError
        argon = Argon2id(
            salt=method.salt,
            length=method.key_size,
            iterations=method.rounds,
            lanes=method.lanes,
            memory_cost=method.memory,
        )
        return argon.derive(hashed)
    return hashlib.pbkdf2_hmac("sha1", hashed, method.salt, method.rounds, method.key_size)


def _deciphered(data: bytes, method: Method, key: bytes) -> bytes:
    name = method.cipher.lower()
    if "gcm" in name:
        return AESGCM(key).decrypt(data[:12], data[12:], None)
    if "blowfish" in name:
        plain = _run(Cipher(Blowfish(key), CFB(method.start)), data)
    elif name.endswith("-cbc"):
        plain = _run(Cipher(algorithms.AES(key), CBC(method.start)), data)
        if not 1 <= plain[-1] <= 16:
            raise ValueError
        plain = plain[: -plain[-1]]
    else:
        raise ValueError
    if method.digest and _digest(method, plain) != method.digest:
        raise ValueError
    return plain


def _run(cipher: "Cipher[CBC] | Cipher[CFB]", data: bytes) -> bytes:
    decryptor = cipher.decryptor()
    return decryptor.update(data) + decryptor.finalize()


def _digest(method: Method, plain: bytes) -> bytes:
    kind = method.digest_kind.lower().rpartition("#")[2]
    said = plain[:1024] if kind.endswith("1k") else plain
    return (hashlib.sha256 if "256" in kind else hashlib.sha1)(said).digest()


def _child(node: etree._Element, name: str) -> etree._Element:
    found = next((one for one in node if _local(one) == name), None)
    if found is None:
        raise ValueError
    return found


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _said(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")
