"""An S/MIME envelope (CMS EnvelopedData and AuthEnvelopedData, RFC 5652, 5083) opened with a private key."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from asn1crypto import algos, cms, core, keys, x509
from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers import algorithms as old
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PKCS1v15
from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

from extractors.keys import SmimeKey, Trying
from extractors.problem import ReadProblem

_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
           UnsupportedAlgorithm, InvalidTag, InvalidUnwrap)  # fmt: skip
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
# ECDH with the key derivation of X9.63 (RFC 5753, 7.1.4), with and without the cofactor, which is 1 on these curves
_AGREEMENTS = {
    "1.3.133.16.840.63.0.2": "sha1", "1.3.133.16.840.63.0.3": "sha1",
    **{f"1.3.132.1.{kind}.{at}": f"sha{size}" for kind in (11, 14) for at, size in enumerate((224, 256, 384, 512))},
}  # fmt: skip
_WRAPS = {"aes128_wrap": 16, "aes192_wrap": 24, "aes256_wrap": 32}
_AES, _GCM = ("aes128_cbc", "aes192_cbc", "aes256_cbc"), ("aes128_gcm", "aes192_gcm", "aes256_gcm")
_MOST_RECIPIENTS = 500


class _SharedInfo(core.Sequence):  # type: ignore[misc]
    """What both sides mix into the key that wraps (RFC 5753, 7.2)."""

    _fields = [
        ("key_info", algos.AlgorithmIdentifier),
        ("entity_info", core.OctetString, {"explicit": 0, "optional": True}),
        ("supp_pub_info", core.OctetString, {"explicit": 2}),
    ]


def opened_envelope(der: bytes, trying: Trying) -> bytes:
    """What was sealed, in its binary form. Raises ReadProblem(`encrypted`) where no key opens it."""
    with suppress(*_FAULTS):
        info = cms.ContentInfo.load(der)
        kind, held = str(info["content_type"].native), info["content"]
        if kind in _CONTENTS:
            for session in _sessions(held["recipient_infos"], trying):
                with suppress(*_FAULTS):
                    plain = _CONTENTS[kind](held, session)
                    trying.opened += 1
                    return plain
    raise ReadProblem("encrypted")


def _sessions(recipients: cms.RecipientInfos, trying: Trying) -> Iterator[bytes]:
    """Only for the certificate that is meant: a wrong RSA key gives a key too, which by chance may even seem right."""
    known = [(one, x509.Certificate.load(one.certificate)) for one in trying.keys.smime]
    for recipient in list(recipients)[:_MOST_RECIPIENTS] if known else ():
        for one, certificate in known:
            if trying.is_over:
                return
            with suppress(*_FAULTS):
                yield from _sessions_of(recipient, one, certificate)


def _sessions_of(recipient: cms.RecipientInfo, own: SmimeKey, certificate: x509.Certificate) -> Iterator[bytes]:
    held = recipient.chosen
    if recipient.name == "ktri" and _is_for(held["rid"], certificate):
        yield _transported(held, own)
    elif recipient.name == "kari":
        for one in list(held["recipient_encrypted_keys"])[:_MOST_RECIPIENTS]:
            if _is_for(one["rid"], certificate):
                yield _agreed(held, one["encrypted_key"].native, own)


def _is_for(told: core.Choice, certificate: x509.Certificate) -> bool:
    if told.name == "issuer_and_serial_number":
        is_same = told.chosen["serial_number"].native == certificate.serial_number
        return is_same and bool(told.chosen["issuer"] == certificate.issuer)
    chosen = told.chosen["subject_key_identifier"] if told.name == "r_key_id" else told.chosen
    return chosen.native in (certificate.key_identifier, certificate.public_key.sha1)


def _transported(held: cms.KeyTransRecipientInfo, own: SmimeKey) -> bytes:
    key = load_der_private_key(own.key, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError
    algorithm = held["key_encryption_algorithm"]
    wrapped = held["encrypted_key"].native
    if algorithm["algorithm"].native != "rsaes_oaep":
        return key.decrypt(wrapped, PKCS1v15())
    told = algorithm["parameters"]
    mask = told["mask_gen_algorithm"]["parameters"]["algorithm"].native
    label = told["p_source_algorithm"]["parameters"].native or None
    digest = _HASHES[told["hash_algorithm"]["algorithm"].native]
    return key.decrypt(wrapped, OAEP(MGF1(_HASHES[mask]()), digest(), label))


def _agreed(held: cms.KeyAgreeRecipientInfo, wrapped: bytes, own: SmimeKey) -> bytes:
    key = load_der_private_key(own.key, None)
    origin = held["originator"]
    if not isinstance(key, ec.EllipticCurvePrivateKey) or origin.name != "originator_key":
        raise ValueError
    algorithm = held["key_encryption_algorithm"]
    digest = _HASHES[_AGREEMENTS[algorithm["algorithm"].dotted]]
    wrap = algos.AlgorithmIdentifier.load(algorithm["parameters"].dump())
    size = _WRAPS[cms.KeyEncryptionAlgorithmId(wrap["algorithm"].dotted).native]
    info = {"key_info": wrap, "supp_pub_info": (8 * size).to_bytes(4, "big")}
    if held["ukm"].native is not None:
        info["entity_info"] = held["ukm"].native
    shared = key.exchange(ec.ECDH(), _public(origin.chosen["public_key"].native, key.curve))
    return aes_key_unwrap(X963KDF(digest(), size, _SharedInfo(info).dump()).derive(shared), wrapped)


def _public(said: object, curve: ec.EllipticCurve) -> ec.EllipticCurvePublicKey:
    """The sender's key of this one mail, on the curve of our own."""
    if isinstance(said, tuple):
        said = bytes(int("".join(map(str, said[at : at + 8])), 2) for at in range(0, len(said), 8))
    if not isinstance(said, bytes):
        raise ValueError
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, said)


def _content(held: cms.EnvelopedData, session: bytes) -> bytes:
    info = held["encrypted_content_info"]
    algorithm = info["content_encryption_algorithm"]
    cipher = _cipher(algorithm["algorithm"].native, session)
    mode = CBC(algorithm.encryption_iv)
    decryptor, padding = Cipher(cipher, mode).decryptor(), PKCS7(cipher.block_size).unpadder()
    plain = decryptor.update(info["encrypted_content"].native) + decryptor.finalize()
    return padding.update(plain) + padding.finalize()


def _cipher(name: str, session: bytes) -> BlockCipherAlgorithm:
    if name in _AES and len(session) == int(name[3:6]) // 8:
        return algorithms.AES(session)
    if name == "tripledes_3key" and len(session) == 24:
        return old.TripleDES(session)
    if name == "des" and len(session) == 8:
        return old.TripleDES(session * 3)
    if name == "rc2" and len(session) == 16:
        return old.RC2(session)
    raise ValueError


def _sealed_content(held: cms.AuthEnvelopedData, session: bytes) -> bytes:
    info = held["auth_encrypted_content_info"]
    algorithm = info["content_encryption_algorithm"]
    told = core.Sequence.load(algorithm["parameters"].dump())
    if algorithm["algorithm"].native not in _GCM or algorithm["algorithm"].native[3:6] != str(8 * len(session)):
        raise ValueError
    said = held["auth_attrs"]
    beside = b"" if isinstance(said, core.Void) or not len(said) else said.retag(0, 17).dump(force=True)
    sealed = info["encrypted_content"].native + held["mac"].native
    return AESGCM(session).decrypt(told[0].native, sealed, beside or None)


_CONTENTS: dict[str, Callable[[core.Sequence, bytes], bytes]] = {
    "enveloped_data": _content,
    "authenticated_enveloped_data": _sealed_content,
}


def warm() -> None:
    """What is resolved at its first use: the types of one envelope of each kind, the readers of keys."""
    for data in (b"", b"0\x00"):
        with suppress(*_FAULTS):
            load_der_private_key(data, None)
        with suppress(*_FAULTS):
            load_der_public_key(data)
        with suppress(*_FAULTS):
            keys.PublicKeyInfo.load(data).dump(force=True)
