"""What we seal, the age program opens, and the other way round."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.vault.age_terminal import type_into
from vault.age import decrypt_bytes, decrypt_bytes_with_passphrase, encrypt_bytes, encrypt_bytes_with_passphrase
from vault.age_armor import armor
from vault.age_command import main
from vault.age_keys import new_identity
from vault.identity import read_identities, write_identity

pytestmark = pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
_DATA = bytes(range(256)) * 700


def _age(*arguments: str | Path, data: bytes = b"") -> bytes:
    return subprocess.run(["age", *arguments], input=data, capture_output=True, check=True).stdout


@pytest.mark.parametrize("size", [0, 1, 1 << 16, len(_DATA)])
def test_age_opens_what_we_seal(tmp_path: Path, size: int) -> None:
    identity = new_identity(post_quantum=False)
    write_identity(tmp_path / "identity", identity, None)
    sealed = encrypt_bytes(_DATA[:size], [identity.recipient, new_identity(False).recipient])
    assert _age("-d", "-i", tmp_path / "identity", data=sealed) == _DATA[:size]
    assert _age("-d", "-i", tmp_path / "identity", data=armor(sealed)) == _DATA[:size]


@pytest.mark.parametrize("flags", [(), ("-a",)])
@pytest.mark.parametrize("size", [0, 1, 1 << 16, len(_DATA)])
def test_we_open_what_age_seals(flags: tuple[str, ...], size: int) -> None:
    identity = new_identity(post_quantum=False)
    sealed = _age("-r", identity.recipient.text, *flags, data=_DATA[:size])
    assert decrypt_bytes(sealed, [identity]) == _DATA[:size]


@pytest.mark.skipif(shutil.which("age-keygen") is None, reason="the age-keygen program is not installed")
def test_we_read_what_age_keygen_writes_and_agree_on_its_recipient(tmp_path: Path) -> None:
    subprocess.run(["age-keygen", "-o", tmp_path / "identity"], check=True, capture_output=True)
    (identity,) = read_identities(tmp_path / "identity")
    shown = subprocess.run(["age-keygen", "-y", tmp_path / "identity"], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == identity.recipient.text


def test_age_opens_with_our_protected_identity(tmp_path: Path) -> None:
    identity = new_identity(post_quantum=False)
    write_identity(tmp_path / "identity", identity, "right", work_factor=10)
    (tmp_path / "sealed").write_bytes(encrypt_bytes(b"canary", [identity.recipient]))
    assert not type_into(["age", "-d", "-o", "opened", "-i", "identity", "sealed"], [b"right"], tmp_path)
    assert (tmp_path / "opened").read_bytes() == b"canary"


def test_we_read_an_identity_that_age_protected(tmp_path: Path) -> None:
    identity = new_identity()
    (tmp_path / "plain").write_text(identity.text + "\n")
    assert not type_into(["age", "-p", "-a", "-o", "identity", "plain"], [b"a passphrase", b"a passphrase"], tmp_path)
    assert read_identities(tmp_path / "identity", lambda: "a passphrase") == (identity,)


def test_age_opens_what_we_seal_under_a_passphrase(tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(encrypt_bytes_with_passphrase(b"canary", "right", work_factor=10))
    assert not type_into(["age", "-d", "-o", "opened", "sealed"], [b"right"], tmp_path)
    assert (tmp_path / "opened").read_bytes() == b"canary"


def test_we_open_what_age_seals_under_a_passphrase(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(_DATA)
    for flags in [], ["-a"]:
        assert not type_into(["age", "-p", *flags, "-o", "sealed", "plain"], [b"right", b"right"], tmp_path)
        assert decrypt_bytes_with_passphrase((tmp_path / "sealed").read_bytes(), "right") == _DATA
        (tmp_path / "sealed").unlink()


@pytest.mark.parametrize("flags", [(), ("-a",)], ids=["binary", "armor"])
def test_our_command_and_age_open_each_other_s_files(tmp_path: Path, flags: tuple[str, ...]) -> None:
    identity = new_identity(post_quantum=False)
    keys, plain, ours, theirs = (tmp_path / name for name in ["keys", "plain", "ours", "theirs"])
    write_identity(keys, identity, None)
    plain.write_bytes(_DATA * 10)
    assert main(["-r", identity.recipient.text, *flags, "-o", str(ours), str(plain)]) == 0
    _age("-r", identity.recipient.text, *flags, "-o", theirs, plain)
    assert _age("-d", "-i", keys, ours) == _DATA * 10
    assert main(["-d", "-i", str(keys), "-o", str(tmp_path / "opened"), str(theirs)]) == 0
    assert (tmp_path / "opened").read_bytes() == _DATA * 10
