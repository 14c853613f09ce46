"""RFC 3161: asks a timestamp authority about some bytes, and believes its answer only whole and under a root given."""

import hashlib
import secrets
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerifierBuilder,
    decode_timestamp_response,
)

from vault.problem import VaultProblem
from vault.timestamp_order import ordered

MAX_BYTES = 1 << 18
_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")

Authority = Sequence[x509.Certificate]


@dataclass(frozen=True)
class Claim:
    """What an answer says: the digest and the nonce it was asked about, and when. Nothing of it is believed yet."""

    digest: bytes
    nonce: int | None
    at: datetime


@dataclass(frozen=True)
class Proven:
    """When the bytes existed, by the word of whom."""

    at: datetime
    by: str


def ask(data: bytes) -> tuple[bytes, int]:
    """A TimeStampReq (DER) for the SHA-256 of the bytes, and its nonce."""
    builder = TimestampRequestBuilder(data, HashAlgorithm.SHA256, nonce=True, cert_req=True)
    request = builder.build()
    assert request.nonce is not None
    return request.as_bytes(), request.nonce


def read_claim(answer: bytes) -> Claim:
    """Refuses what is no granted answer over a SHA-256."""
    response = _parsed(answer)
    with _else("stamp_damaged"):
        info = response.tst_info
        imprint = info.message_imprint
        claim = Claim(bytes(imprint.message), info.nonce, info.gen_time)
    if imprint.hash_algorithm != _SHA256:
        raise VaultProblem("stamp_other")
    return claim


def check_answer(answer: bytes, data: bytes, nonce: int, authority: Authority) -> Proven:
    """The authority's word for these bytes and this nonce, its certificate being for this use and valid at the time."""
    claim = read_claim(answer)
    if not secrets.compare_digest(claim.digest, hashlib.sha256(data).digest()):
        raise VaultProblem("stamp_other")
    if claim.nonce != nonce:
        raise VaultProblem("stamp_nonce")
    response = _parsed(answer)
    signer = _signer(response)
    _refuse_certificate(signer, claim.at)
    with _else("stamp_untrusted"):
        VerifierBuilder(roots=list(authority), nonce=nonce).build().verify_message(response, data)
    return Proven(claim.at, _name(signer))


def read_authority(pem: bytes) -> Authority:
    """The certificates that are trusted to name authorities."""
    with _else("bad_authority"):
        found = x509.load_pem_x509_certificates(pem)
    return tuple(dict.fromkeys(found))


@contextmanager
def _else(code: str) -> Iterator[None]:
    """Whatever a stranger's bytes end with in a parser that is not ours, warnings included, ends as this code."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception:  # noqa: BLE001 - a flipped bit was seen to end as a KeyError
        raise VaultProblem(code) from None


def _parsed(answer: bytes) -> TimeStampResponse:
    if len(answer) > MAX_BYTES:
        raise VaultProblem("stamp_damaged")
    with _else("stamp_damaged"):
        response = decode_timestamp_response(ordered(answer))
        status = response.status
    if status != PKIStatus.GRANTED:
        raise VaultProblem("stamp_rejected", status=status)
    return response


def _signer(response: TimeStampResponse) -> x509.Certificate:
    """The one certificate that the signature names: of two alike, each check might take another."""
    with _else("stamp_damaged"):
        (info,) = response.signed_data.signer_infos
        found = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
        named = [one for one in found if (one.issuer, one.serial_number) == (info.issuer, info.serial_number)]
    if len(named) != 1:
        raise VaultProblem("stamp_untrusted")
    return named[0]


def _refuse_certificate(signer: x509.Certificate, at: datetime) -> None:
    with _else("stamp_purpose"):
        use = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        is_for_time = use.critical and list(use.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
        was_valid = signer.not_valid_before_utc <= at <= signer.not_valid_after_utc
    if not is_for_time:
        raise VaultProblem("stamp_purpose")
    if not was_valid:
        raise VaultProblem("stamp_expired")


def _name(signer: x509.Certificate) -> str:
    """The common name, unless it could upset a terminal or pass for more than a name."""
    names = [str(one.value) for one in signer.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return names[0] if len(names) == 1 and names[0].isprintable() else "an authority without a plain name"
