"""Plugins: started by name from the PATH, asked and answered, and never trusted to keep to the protocol."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault.age_terminal import type_into
from vault import bech32
from vault.age import Identity, Recipient, decrypt_bytes, encrypt_bytes, parse_identity, parse_recipient
from vault.age_keys import new_identity
from vault.identity import read_identities
from vault.problem import VaultProblem

_ROOT = Path(__file__).parents[2]
_SOURCE = Path(__file__).with_name("age_plugin_program.py")
_COMMAND = [sys.executable, "-m", "vault.age"]


class Kit:
    """The test plugin on the PATH, and keys that it keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "keys").mkdir()
        (folder / "bin").mkdir()
        program = folder / "bin" / "age-plugin-test"
        program.write_text(f"#!{sys.executable}\n" + _SOURCE.read_text())
        program.chmod(0o700)

    def key(self) -> tuple[Identity, Recipient]:
        name = secrets.token_bytes(10)
        identity = parse_identity(bech32.encode("AGE-PLUGIN-TEST-", name).upper())
        recipient = parse_recipient(bech32.encode("age1test", name))
        kept = recipient.text.rpartition("1")[2][:-6]
        (self.folder / "keys" / kept).write_bytes(secrets.token_bytes(32))
        return identity, recipient


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    made = Kit(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("PLUGIN_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("PYTHONPATH", str(_ROOT))
    monkeypatch.chdir(tmp_path)
    return made


def _sealing_refused(*recipients: Recipient) -> str:
    with pytest.raises(VaultProblem) as caught:
        encrypt_bytes(b"canary", recipients)
    return caught.value.code


def _opening_refused(sealed: bytes, *identities: Identity) -> str:
    with pytest.raises(VaultProblem) as caught:
        decrypt_bytes(sealed, identities)
    return caught.value.code


def test_what_a_plugin_s_recipient_seals_its_identity_opens(kit: Kit) -> None:
    (identity, recipient), (other, _) = kit.key(), kit.key()
    sealed = encrypt_bytes(b"canary", [recipient])
    assert decrypt_bytes(sealed, [other, identity]) == b"canary"
    assert _opening_refused(sealed, other) == "wrong_identity"
    assert _opening_refused(sealed, new_identity()) == "wrong_identity"


def test_plugin_and_classic_recipients_go_together(kit: Kit) -> None:
    (identity, recipient), classic = kit.key(), new_identity(False)
    sealed = encrypt_bytes(b"canary", [classic.recipient, recipient])
    assert decrypt_bytes(sealed, [identity]) == decrypt_bytes(sealed, [classic]) == b"canary"


def test_a_plugin_is_post_quantum_only_by_its_own_word(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    (identity, recipient), classic, hybrid = kit.key(), new_identity(False).recipient, new_identity().recipient
    assert _sealing_refused(recipient, hybrid) == "mixed_recipients"
    monkeypatch.setenv("PLUGIN_MOOD", "post-quantum")
    assert _sealing_refused(recipient, classic) == "mixed_recipients"
    assert decrypt_bytes(encrypt_bytes(b"canary", [recipient, hybrid]), [identity]) == b"canary"


@pytest.mark.parametrize("mood", ["dies", "babbles", "floods", "errs", "another file"])
def test_a_plugin_that_fails_at_sealing_fails_the_whole(kit: Kit, monkeypatch: pytest.MonkeyPatch, mood: str) -> None:
    monkeypatch.setenv("PLUGIN_MOOD", mood)
    assert _sealing_refused(kit.key()[1], new_identity(False).recipient) == "plugin_failed"


@pytest.mark.parametrize("mood", ["dies", "babbles", "floods", "errs", "short"])
def test_a_plugin_that_fails_at_opening_keeps_no_other_identity_from_it(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    (identity, recipient), classic = kit.key(), new_identity(False)
    sealed = encrypt_bytes(b"canary", [recipient, classic.recipient])
    monkeypatch.setenv("PLUGIN_MOOD", mood)
    assert _opening_refused(sealed, identity) == "plugin_failed"
    assert decrypt_bytes(sealed, [identity, classic]) == b"canary"


def test_what_we_do_not_know_is_answered_as_unsupported(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    identity, recipient = kit.key()
    monkeypatch.setenv("PLUGIN_MOOD", "greases")
    assert decrypt_bytes(encrypt_bytes(b"canary", [recipient]), [identity]) == b"canary"


def test_a_plugin_that_is_not_there_or_lies_in_the_working_folder_is_missing(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, recipient = kit.key()
    sealed = encrypt_bytes(b"canary", [recipient])
    shutil.copy(kit.folder / "bin" / "age-plugin-test", kit.folder)
    for path in ["/nowhere", "", "."]:
        monkeypatch.setenv("PATH", path)
        assert _sealing_refused(recipient) == _opening_refused(sealed, identity) == "plugin_missing"


def test_names_that_lead_elsewhere_are_no_plugins() -> None:
    for name in ["../../bin/true", "a/b", "a b", ""]:
        with pytest.raises(VaultProblem, match="bad_recipient"):
            parse_recipient(bech32.encode(f"age1{name}", b"0123456789"))
        with pytest.raises(VaultProblem, match="bad_identity"):
            parse_identity(bech32.encode(f"AGE-PLUGIN-{name}-", b"0123456789").upper())


def test_a_plugin_s_identity_lies_in_an_identity_file_and_stands_for_no_recipient(kit: Kit) -> None:
    identity, _ = kit.key()
    Path("identity").write_text(f"# a stick\n{identity.text}\n{new_identity().text}\n")
    read = read_identities(Path("identity"))[0]
    assert read == identity and identity.text not in repr(read)
    with pytest.raises(VaultProblem, match="plugin_identity"):
        _ = read.recipient


def test_a_plugin_asks_through_the_terminal(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    identity, recipient = kit.key()
    Path("identity").write_text(identity.text)
    Path("plain").write_bytes(b"canary")
    monkeypatch.setenv("PLUGIN_MOOD", "asks")
    answers = [b"1234", b"1", b"me"]
    assert type_into([*_COMMAND, "-r", recipient.text, "-o", "sealed", "plain"], answers, kit.folder) == 0
    assert type_into([*_COMMAND, "-d", "-i", "identity", "-o", "opened", "sealed"], answers, kit.folder) == 0
    assert Path("opened").read_bytes() == b"canary"
    assert type_into([*_COMMAND, "-d", "-i", "identity", "-o", "again", "sealed"], [b"4321"], kit.folder) == 1


def test_without_a_terminal_a_plugin_asks_in_vain(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUGIN_MOOD", "asks")
    command = [*_COMMAND, "-r", kit.key()[1].text]
    done = subprocess.run(command, input=b"canary", capture_output=True, start_new_session=True)
    assert (done.returncode, done.stdout) == (1, b"") and done.stderr.startswith(b"age: plugin_failed: ")


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_age_and_we_open_each_other_s_files_by_the_same_plugin(kit: Kit) -> None:
    identity, recipient = kit.key()
    Path("identity").write_text(identity.text)
    ours = encrypt_bytes(b"canary", [recipient, new_identity(False).recipient])
    assert _age("-d", "-i", "identity", data=ours) == b"canary"
    assert decrypt_bytes(_age("-r", recipient.text, data=b"canary"), [identity]) == b"canary"


def _age(*arguments: str, data: bytes) -> bytes:
    return subprocess.run(["age", *arguments], input=data, capture_output=True, check=True).stdout
