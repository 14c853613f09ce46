"""What we seal, other people's implementations open, and the other way round; post-quantum files among them."""

import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from vault.age import (
    decrypt_bytes,
    decrypt_bytes_with_passphrase,
    encrypt_bytes,
    encrypt_bytes_with_passphrase,
    parse_identity,
)
from vault.age_armor import armor
from vault.age_keys import new_identity

_DATA = bytes(range(256)) * 700
_SIZES = pytest.mark.parametrize("size", [0, 1, 1 << 16, len(_DATA)])
_SCRIPT = Path(__file__).with_name("age_by_node.mjs")
_PACKAGE = Path(os.environ.get("UNDERCROFT_AGE_NODE", "/nowhere")) / "node_modules" / "age-encryption"
_NODE = pytest.mark.skipif(
    shutil.which("node") is None or not _PACKAGE.is_dir(),
    reason="UNDERCROFT_AGE_NODE names no folder with node's age-encryption, or there is no node",
)


@pytest.fixture
def pyrage() -> ModuleType:
    return pytest.importorskip("pyrage", reason="pyrage is not installed")


@_SIZES
@pytest.mark.parametrize("is_armored", [False, True], ids=["binary", "armor"])
def test_pyrage_opens_what_we_seal_and_we_what_it_seals(pyrage: ModuleType, size: int, is_armored: bool) -> None:
    identity, data = new_identity(post_quantum=False), _DATA[:size]
    theirs = pyrage.x25519.Identity.from_str(identity.text)
    assert str(theirs.to_public()) == identity.recipient.text
    ours = encrypt_bytes(data, [new_identity(False).recipient, identity.recipient])
    assert pyrage.decrypt(armor(ours) if is_armored else ours, [theirs]) == data
    assert decrypt_bytes(pyrage.encrypt(data, [theirs.to_public()], armored=is_armored), [identity]) == data


@pytest.mark.parametrize("size", [1, len(_DATA)])
def test_pyrage_unlocks_what_we_lock_and_we_what_it_locks(pyrage: ModuleType, size: int) -> None:
    ours = encrypt_bytes_with_passphrase(_DATA[:size], "pässphrase", work_factor=10)
    assert pyrage.passphrase.decrypt(ours, "pässphrase") == _DATA[:size]
    theirs = pyrage.passphrase.encrypt(_DATA[:size], "pässphrase")
    assert decrypt_bytes_with_passphrase(theirs, "pässphrase") == _DATA[:size]


def _node(*arguments: str, data: bytes = b"") -> bytes:
    return subprocess.run(["node", _SCRIPT, *arguments], input=data, capture_output=True, check=True).stdout


@_NODE
@_SIZES
@pytest.mark.parametrize("post_quantum", [True, False], ids=["hybrid", "classic"])
def test_node_opens_what_we_seal_and_we_what_it_seals(size: int, post_quantum: bool) -> None:
    identity, data = new_identity(post_quantum), _DATA[:size]
    sealed = encrypt_bytes(data, [new_identity(post_quantum).recipient, identity.recipient])
    assert _node("open", identity.text, data=sealed) == data
    assert decrypt_bytes(_node("seal", identity.recipient.text, data=data), [identity]) == data


@_NODE
def test_node_and_we_agree_on_the_recipient_of_a_post_quantum_identity() -> None:
    theirs, ours = parse_identity(_node("new").decode()), new_identity()
    assert _node("recipient", theirs.text).decode() == theirs.recipient.text
    assert _node("recipient", ours.text).decode() == ours.recipient.text


@_NODE
def test_node_unlocks_what_we_lock_and_we_what_it_locks() -> None:
    locked = encrypt_bytes_with_passphrase(_DATA, "right", work_factor=10)
    assert _node("unlock", "right", data=locked) == _DATA
    assert decrypt_bytes_with_passphrase(_node("lock", "right", data=_DATA), "right") == _DATA
