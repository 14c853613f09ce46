"""Identity files: written whole, never over another, opened with the right passphrase only."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.age import encrypt_bytes
from vault.identity import new_identity, read_identities, write_identity
from vault.problem import VaultProblem

_FAST = 4


def _refusal(act: Callable[[], object]) -> str:
    with pytest.raises(VaultProblem) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize("post_quantum", [True, False])
def test_a_plain_identity_is_read_back(tmp_path: Path, post_quantum: bool) -> None:
    identity, path = new_identity(post_quantum), tmp_path / "deep" / "er" / "identity"
    write_identity(path, identity, None)
    assert read_identities(path) == (identity,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["identity"]


def test_a_protected_identity_is_read_back_with_its_passphrase_only(tmp_path: Path) -> None:
    identity, path = new_identity(), tmp_path / "identity"
    write_identity(path, identity, "right", work_factor=_FAST)
    assert path.read_bytes().startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert read_identities(path, lambda: "right") == (identity,)
    assert _refusal(lambda: read_identities(path, lambda: "wrong")) == "wrong_passphrase"
    assert _refusal(lambda: read_identities(path)) == "no_passphrase"


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "identity"
    path.write_text("precious")
    assert _refusal(lambda: write_identity(path, new_identity(), None)) == "exists"
    assert path.read_text() == "precious"
    assert [one.name for one in tmp_path.iterdir()] == ["identity"]


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "identity").symlink_to(tmp_path / "elsewhere")
    assert _refusal(lambda: write_identity(tmp_path / "identity", new_identity(), None)) == "exists"
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_passphrase_protects_nothing_and_is_refused(tmp_path: Path) -> None:
    assert _refusal(lambda: write_identity(tmp_path / "identity", new_identity(), "")) == "empty_passphrase"
    assert list(tmp_path.iterdir()) == []


def test_several_identities_and_comments_are_read(tmp_path: Path) -> None:
    one, other = new_identity(), new_identity(False)
    (tmp_path / "identity").write_text(f"# mine\r\n{one.text}\r\n\n  {other.text}")
    assert read_identities(tmp_path / "identity") == (one, other)


@pytest.mark.parametrize("data", [b"", b"# only words\n", b"\xff\xfe", b"age1nothing\n", bytes(2 << 20)])
def test_what_is_no_identity_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "identity").write_bytes(data)
    assert _refusal(lambda: read_identities(tmp_path / "identity")) == "bad_identity"


def test_a_missing_file_or_a_folder_is_no_identity(tmp_path: Path) -> None:
    assert _refusal(lambda: read_identities(tmp_path / "missing")) == "no_identity"
    assert _refusal(lambda: read_identities(tmp_path)) == "no_identity"


def test_a_damaged_protected_identity_is_told_from_a_wrong_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "identity"
    write_identity(path, new_identity(), "right", work_factor=_FAST)
    path.write_bytes(path.read_bytes()[:-60])
    assert _refusal(lambda: read_identities(path, lambda: "right")) == "damaged_armor"


def test_a_file_sealed_to_recipients_is_no_identity(tmp_path: Path) -> None:
    (tmp_path / "identity").write_bytes(encrypt_bytes(b"x", [new_identity().recipient]))
    assert _refusal(lambda: read_identities(tmp_path / "identity", lambda: "right")) == "no_passphrase_lock"
