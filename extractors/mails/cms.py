"""Cryptographic envelopes (S/MIME, .p7m, .p7s, .p7b, .tsd): what they hold, and whose names stand in them."""

import binascii
import re
import zlib
from dataclasses import dataclass, field

from asn1crypto import cms, core, tsp, x509

from extractors.limits import Limits
from extractors.problem import ReadProblem

_PEM = re.compile(rb"-----BEGIN (?:PKCS ?#?7[A-Z ]*|CMS)-----(.*?)-----END", re.DOTALL)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_ADDRESSES = ("rfc822_name", "dns_name", "uniform_resource_identifier")
_MOST_CERTIFICATES = 1_000
_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Envelope:
    """`content` is None where the file holds a signature or certificates only."""

    kind: str
    content: bytes | None = field(default=None, repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)


def opened(data: bytes, limits: Limits) -> Envelope:
    """Raises `encrypted` where a key is needed."""
    code = "damaged"
    try:
        return _opened(der_of(data), limits)
    except _FAULTS:
        pass
    raise ReadProblem(code)


def der_of(data: bytes) -> bytes:
    """The same in its binary form."""
    if data[:1] == b"0" and data[1:2] not in b"0123456789":
        return data
    found = _PEM.search(data)
    text = _NO_BASE64.sub(b"", found[1] if found else data)
    try:
        return binascii.a2b_base64(text)
    except binascii.Error:
        return data


def _opened(der: bytes, limits: Limits) -> Envelope:
    info = cms.ContentInfo.load(der)
    kind = str(info["content_type"].native)
    if kind in ("enveloped_data", "authenticated_enveloped_data", "encrypted_data", "signed_and_enveloped_data"):
        raise ReadProblem("encrypted")
    held = info["content"]
    if kind == "signed_data":
        return Envelope(kind, _inner(held["encap_content_info"]), _names(held))
    if kind in ("authenticated_data", "digested_data"):
        return Envelope(kind, _inner(held["encap_content_info"]))
    if kind == "compressed_data":
        return Envelope(kind, _inflated(_inner(held["encap_content_info"]) or b"", limits))
    if kind == "timestamped_data":
        return _timestamped(held)
    if kind == "data":
        return Envelope(kind, bytes(held.native or b""))
    raise ReadProblem("unsupported_type")


def _inner(info: core.Sequence) -> bytes | None:
    content = info["content"]
    if isinstance(content, core.Void) or content is None:
        return None
    if isinstance(content, core.Any):
        content = content.parse()
    value = content.native
    return value if isinstance(value, bytes) else bytes(content.contents or b"")


def _timestamped(held: tsp.TimeStampedData) -> Envelope:
    meta = held["meta_data"].native or {}
    names = tuple(str(one) for one in (meta.get("file_name"), meta.get("media_type"), held["data_uri"].native) if one)
    return Envelope("timestamped_data", held["content"].native, names)


def _inflated(data: bytes, limits: Limits) -> bytes:
    stream = zlib.decompressobj()
    most = min(limits.member_bytes, max(limits.ratio_floor, len(data) * limits.ratio))
    try:
        content = stream.decompress(data, most)
    except zlib.error:
        raise ReadProblem("damaged") from None
    if stream.unconsumed_tail:
        raise ReadProblem("over_limit", bytes=most)
    return content


def _names(held: cms.SignedData) -> tuple[str, ...]:
    """Subjects, issuers and addresses of the certificates, in their order, each once."""
    found: dict[str, None] = {}
    for choice in list(held["certificates"] or [])[:_MOST_CERTIFICATES]:
        try:
            certificate = choice.chosen
            if isinstance(certificate, x509.Certificate):
                found |= dict.fromkeys(_named(certificate))
        except _FAULTS:
            continue
    return tuple(one for one in found if one)


def _named(certificate: x509.Certificate) -> list[str]:
    addresses = certificate.subject_alt_name_value
    others = [
        str(one.native)
        for one in addresses or []
        if one.name in ("rfc822_name", "dns_name", "uniform_resource_identifier")
    ]
    return [certificate.subject.human_friendly, *others, certificate.issuer.human_friendly]


def warm() -> None:
    """The library resolves its types at their first use."""
    for sample in _SAMPLES:
        try:
            _opened(sample, Limits())
        except (ReadProblem, *_FAULTS):
            continue


_SAMPLES = (
    cms.ContentInfo({"content_type": "data", "content": b"warm"}).dump(),
    cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": {
                "version": "v1",
                "digest_algorithms": [],
                "encap_content_info": {"content_type": "data", "content": b"warm"},
                "signer_infos": [],
            },
        }
    ).dump(),
)
