"""An answer is believed whole, over our bytes and nonce, by a certificate for timestamps under the root given."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.authority import TIME, Office, certificate, found_office
from vault.problem import VaultProblem
from vault.timestamp import MAX_BYTES, ask, check_answer, read_authority, read_claim

DATA = b"a checkpoint\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return found_office(tmp_path_factory.mktemp("time") / "office")


def refused(office: Office, answer: bytes, nonce: int, data: bytes = DATA) -> str:
    with pytest.raises(VaultProblem) as caught:
        check_answer(answer, data, nonce, read_authority(office.ca))
    return caught.value.code


def test_an_answer_of_openssl_s_is_believed_and_names_time_and_authority(office: Office) -> None:
    request, nonce = ask(DATA)
    answer = office.answer(request)
    proven = check_answer(answer, DATA, nonce, read_authority(office.ca))
    assert proven.by == "Office of Time"
    assert proven.at == read_claim(answer).at


def test_openssl_believes_the_same_answer_to_the_same_request(office: Office) -> None:
    request, _ = ask(DATA)
    answer = office.answer(request)
    for name, data in (("asked", request), ("given", answer), ("data", DATA)):
        (office.folder / name).write_bytes(data)
    office.openssl("ts", "-verify", "-queryfile", "asked", "-in", "given", "-CAfile", "ca.pem")
    office.openssl("ts", "-verify", "-data", "data", "-in", "given", "-CAfile", "ca.pem")


def test_each_request_has_a_nonce_of_its_own() -> None:
    assert len({ask(DATA)[1] for _ in range(20)}) == 20


def test_an_answer_over_other_bytes_or_another_nonce_is_refused(office: Office) -> None:
    request, nonce = ask(DATA)
    answer = office.answer(request)
    assert refused(office, answer, nonce, b"another checkpoint\n") == "stamp_other"
    assert refused(office, answer, nonce + 1) == "stamp_nonce"
    assert refused(office, office.answer(ask(DATA)[0]), nonce) == "stamp_nonce"


def test_an_answer_without_a_nonce_is_refused(office: Office) -> None:
    (office.folder / "data").write_bytes(DATA)
    words = ("-data", "data", "-sha256", "-no_nonce", "-cert", "-out", "bare")
    office.openssl("ts", "-query", *words)
    assert refused(office, office.answer((office.folder / "bare").read_bytes()), 1) == "stamp_nonce"


def test_an_answer_over_another_hash_is_refused(office: Office) -> None:
    (office.folder / "data").write_bytes(DATA)
    office.openssl("ts", "-query", "-data", "data", "-sha512", "-cert", "-out", "long")
    assert refused(office, office.answer((office.folder / "long").read_bytes(), "sha512"), 1) == "stamp_other"


def test_a_refusal_by_the_authority_is_told_as_one(office: Office) -> None:
    request, nonce = ask(DATA)
    assert refused(office, office.answer(request, digests="sha512"), nonce) == "stamp_rejected"


def test_another_authority_s_answer_is_refused_even_under_the_same_names(office: Office, tmp_path: Path) -> None:
    request, nonce = ask(DATA)
    assert refused(office, found_office(tmp_path / "other").answer(request), nonce) == "stamp_untrusted"


def test_an_answer_without_its_certificate_is_refused(office: Office) -> None:
    (office.folder / "data").write_bytes(DATA)
    office.openssl("ts", "-query", "-data", "data", "-sha256", "-out", "lean")
    answer = office.answer((office.folder / "lean").read_bytes())
    nonce = read_claim(answer).nonce
    assert nonce is not None
    assert refused(office, answer, nonce) == "stamp_untrusted"


SERVER = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
BOTH = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.SERVER_AUTH])


@pytest.mark.parametrize(("use", "critical"), [(None, True), (SERVER, True), (BOTH, True), (TIME, False)])
def test_a_certificate_that_is_not_for_timestamps_alone_is_refused(
    office: Office, use: x509.ExtendedKeyUsage | None, critical: bool
) -> None:
    request, nonce = ask(DATA)
    office.issue("weak", "Office of Time", use, critical)
    assert refused(office, office.signed_by(office.answer(request), "weak"), nonce) == "stamp_purpose"


@pytest.mark.parametrize(("since", "days"), [(40, 30), (-2, 30)])
def test_a_certificate_that_was_not_valid_at_the_time_told_is_refused(office: Office, since: int, days: int) -> None:
    request, nonce = ask(DATA)
    office.issue("late", "Office of Time", TIME, since=since, days=days)
    assert refused(office, office.signed_by(office.answer(request), "late"), nonce) == "stamp_expired"


def test_a_forged_certificate_beside_the_signer_s_does_not_lend_it_its_use(office: Office) -> None:
    """Same issuer and serial number, the use for timestamps, and no signature of the root's: a decoy."""
    request, nonce = ask(DATA)
    weak = office.issue("weak", "Web Server", SERVER)
    forger = certificate("Root of Time", None, None)
    certificate("Office of Time", forger, TIME, serial=weak.certificate.serial_number).write(office.folder, "decoy")
    answer = office.signed_by(office.answer(request), "weak", "decoy.pem")
    assert refused(office, answer, nonce) == "stamp_untrusted"


def test_an_authority_below_another_s_certificate_is_believed_where_the_answer_brings_it(office: Office) -> None:
    request, nonce = ask(DATA)
    middle = certificate("Middle", office.root, None, issues=True)
    middle.write(office.folder, "middle")
    certificate("Office below", middle, TIME).write(office.folder, "lower")
    answer = office.answer(request, name="lower", chain="middle.pem")
    assert check_answer(answer, DATA, nonce, read_authority(office.ca)).by == "Office below"


def test_a_certificate_under_one_that_may_issue_none_is_refused(office: Office) -> None:
    request, nonce = ask(DATA)
    server = office.issue("server", "Web Server", SERVER)
    certificate("Office of Time", server, TIME).write(office.folder, "below")
    answer = office.signed_by(office.answer(request), "below", "server.pem")
    assert refused(office, answer, nonce) == "stamp_untrusted"


def test_a_name_that_could_upset_a_terminal_is_not_told(tmp_path: Path) -> None:
    office = found_office(tmp_path / "office", "Time\n\x1b[2Jverified: all")
    request, nonce = ask(DATA)
    proven = check_answer(office.answer(request), DATA, nonce, read_authority(office.ca))
    assert proven.by == "an authority without a plain name"


def test_an_answer_cut_short_anywhere_or_too_long_is_refused(office: Office) -> None:
    request, nonce = ask(DATA)
    answer = office.answer(request)
    for end in range(len(answer)):
        assert refused(office, answer[:end], nonce) == "stamp_damaged"
    assert refused(office, answer + b"\0", nonce) == "stamp_damaged"
    assert refused(office, b"\0" * (MAX_BYTES + 1), nonce) == "stamp_damaged"


def test_a_flipped_bit_never_changes_time_or_authority(office: Office) -> None:
    """CMS leaves a few fields unsigned; what is told is the same, or nothing."""
    request, nonce = ask(DATA)
    answer = office.answer(request)
    authority = read_authority(office.ca)
    proven = check_answer(answer, DATA, nonce, authority)
    for bit in range(len(answer) * 8):
        harmed = bytearray(answer)
        harmed[bit // 8] ^= 1 << bit % 8
        try:
            assert check_answer(bytes(harmed), DATA, nonce, authority) == proven
        except VaultProblem as problem:
            assert problem.code.startswith("stamp_")


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_by_a_code(data: bytes) -> None:
    for answer in (data, b"\x30\x05\x30\x03\x02\x01\x00" + data, b"\x30\x05\x30\x03\x02\x01\x02"):
        with pytest.raises(VaultProblem, match="stamp_"):
            read_claim(answer)


def test_an_authority_is_a_file_of_certificates(office: Office) -> None:
    der = office.root.certificate.public_bytes(Encoding.DER)
    for pem in (b"", b"no certificate", der, office.ca.replace(b"MII", b"AAA", 1)):
        with pytest.raises(VaultProblem, match="bad_authority"):
            read_authority(pem)
    assert len(read_authority(office.ca + office.ca)) == 1
