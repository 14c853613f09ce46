"""Signed mail is read through its seal; what needs a key is named."""

import base64
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from extractors.document import MemberState
from extractors.limits import Limits, ReadOptions
from extractors.mails import cms
from extractors.problem import ReadProblem
from extractors.read import read_file

OPTIONS = ReadOptions(ocr=False)
HEAD = b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
ENTITY = b"Content-Type: text/plain\r\n\r\nsigned words\r\n"


@cache
def identity() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hélène Lefèvre")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    address = x509.SubjectAlternativeName([x509.RFC822Name("helene@example.org")])
    return key, builder.add_extension(address, False).sign(key, hashes.SHA256())


def signed(encoding: Encoding, *options: pkcs7.PKCS7Options, content: bytes = ENTITY) -> bytes:
    key, certificate = identity()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(encoding, options)


def enveloped(encoding: Encoding) -> bytes:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(ENTITY).add_recipient(identity()[1])
    return builder.encrypt(encoding, [pkcs7.PKCS7Options.Binary])


def test_a_mail_signed_apart_is_read_and_its_signature_is_a_member() -> None:
    raw = HEAD + signed(Encoding.SMIME, pkcs7.PKCS7Options.DetachedSignature)
    document = read_file(raw, "a", OPTIONS)
    assert document.message is not None and "signed words" in document.message.body
    inner = read_file(document.members[0].data, document.members[0].name, OPTIONS)
    assert inner.pages[0].text.split("\n")[:2] == ["Common Name: Hélène Lefèvre", "helene@example.org"]


def test_a_mail_wrapped_in_its_signature_is_read() -> None:
    body = base64.encodebytes(signed(Encoding.DER, pkcs7.PKCS7Options.Binary))
    raw = HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n" + body
    document = read_file(raw, "a", OPTIONS)
    assert document.message is not None and document.message.body == "signed words"
    assert ("signer", "helene@example.org", True) in [(one.name, one.value, one.is_hidden) for one in document.metadata]
    assert document.members == ()


def test_an_encrypted_mail_is_named() -> None:
    document = read_file(HEAD + enveloped(Encoding.SMIME), "a", OPTIONS)
    assert [one.state for one in document.members] == [MemberState.ENCRYPTED]
    assert document.reason == "partly_encrypted"


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_signed_file_gives_its_content_under_its_own_name(encoding: Encoding) -> None:
    data = signed(encoding, pkcs7.PKCS7Options.Binary, content=b"<xml/>")
    document = read_file(data, "invoice.xml.p7m", OPTIONS)
    assert [(one.name, one.data) for one in document.members] == [("invoice.xml", b"<xml/>")]


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_an_encrypted_file_is_refused_as_such(encoding: Encoding) -> None:
    with pytest.raises(ReadProblem, match="encrypted"):
        read_file(enveloped(encoding), "a.p7m", OPTIONS)


def test_a_bag_of_certificates_is_read_by_the_names_in_it() -> None:
    data = pkcs7.serialize_certificates([identity()[1]], Encoding.DER)
    assert "Hélène Lefèvre" in read_file(data, "a.p7b", OPTIONS).pages[0].text


@pytest.mark.parametrize("data", [b"0\x80" + b"0\x80" * 100_000, b"0\x84\xff\xff\xff\xff", b"0", b"MIIB"])
def test_what_only_looks_like_an_envelope_is_damaged(data: bytes) -> None:
    with pytest.raises(ReadProblem, match="damaged"):
        cms.opened(data, Limits())
