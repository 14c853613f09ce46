"""Each kind of file that an editor gives is told by its content; what is wrong with one is said by a code."""

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from extractors.keys import Keys
from extractors.unlock.key_files import CODES, KeyProblem, keys_in
from tests.makers import sealed

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")


def code_of(data: bytes, passphrases: tuple[str, ...] = ()) -> str:
    with pytest.raises(KeyProblem) as caught:
        keys_in(data, passphrases)
    assert caught.value.code in CODES and str(caught.value) == caught.value.code
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "passwords"),
    [
        (b"one\ntwo\n", ("one", "two")),
        (b"\xef\xbb\xbfone\r\n\r\n two words \r\none\r\n", ("one", " two words ")),
        ("пароль".encode(), ("пароль",)),
    ],
)
def test_a_text_is_passwords_one_a_line(data: bytes, passwords: tuple[str, ...]) -> None:
    assert keys_in(data, ()) == Keys(passwords)


@pytest.mark.parametrize("data", [b"", b"\n\n", bytes(range(256)), b"\xff\xfeo\x00", b"a" * 2_000, b"\x00"])
def test_what_is_no_text_holds_no_passwords(data: bytes) -> None:
    assert code_of(data) == "no_key"


def test_a_file_too_large_is_not_looked_into() -> None:
    assert code_of(b"a\n" * (3 << 20)) == "too_large"


@needs_openssl
@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_smime_comes_as_pem_or_pkcs12(kind: str, tmp_path: Path) -> None:
    key, own = sealed.certificate(tmp_path, kind)
    found = keys_in(key.read_bytes() + own.read_bytes(), ())
    assert found.counts() == {"passwords": 0, "smime": 1, "openpgp": 0}
    words = ["pkcs12", "-export", "-inkey", str(key), "-in", str(own)]
    for password, given in (("", ()), ("geheim", ("nope", "geheim"))):
        packed = sealed.openssl(*words, "-passout", f"pass:{password}", place=tmp_path)
        assert keys_in(packed, given) == found
    assert code_of(packed, ("nope",)) == "key_locked"
    assert code_of(key.read_bytes()) == "no_certificate"
    assert code_of(own.read_bytes()) == "no_key"


@needs_openssl
def test_a_pem_key_opens_with_its_passphrase(tmp_path: Path) -> None:
    key, own = sealed.certificate(tmp_path, "rsa")
    words = ["pkey", "-in", str(key), "-aes256", "-passout", "pass:geheim"]
    locked = sealed.openssl(*words, place=tmp_path) + own.read_bytes()
    assert keys_in(locked, ("geheim",)) == keys_in(key.read_bytes() + own.read_bytes(), ())
    assert code_of(locked) == code_of(locked, ("nope",)) == "key_locked"


@needs_openssl
def test_a_key_that_only_signs_is_told_as_such(tmp_path: Path) -> None:
    signs = ed25519.Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert code_of(signs + sealed.certificate(tmp_path, "rsa")[1].read_bytes()) == "unknown_key"


@needs_gpg
def test_an_openpgp_key_comes_armoured_or_not_and_locked_or_not(tmp_path: Path) -> None:
    with sealed.gpg(tmp_path / "g") as gpg:
        plain = gpg.key("plain@x.example")
        locked = gpg.key("locked@x.example", passphrase="geheim")
        public = gpg.run("--armor", "--export", "plain@x.example")
        binary = gpg.run("--export-secret-keys", "plain@x.example")
    for data in (plain, binary):
        assert keys_in(data, ()).counts()["openpgp"] == 1
    assert keys_in(locked, ("nope", "geheim")).openpgp[0].passphrase == "geheim"
    assert code_of(locked, ("nope",)) == "key_locked"
    assert code_of(public) == "no_key"
