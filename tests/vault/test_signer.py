"""A host's signing key is made once and stays its own."""

import threading
from pathlib import Path

import pytest

from vault.problem import VaultProblem
from vault.signer import FILE_NAME, Signer, load_or_make_signer


def test_a_signer_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "undercroft"
    signer = load_or_make_signer(folder)
    assert load_or_make_signer(folder) == signer
    assert load_or_make_signer(tmp_path / "other") != signer
    assert (folder / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_all_who_ask_at_once_get_the_same_signer(tmp_path: Path) -> None:
    found: list[Signer] = []
    threads = [threading.Thread(target=lambda: found.append(load_or_make_signer(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_signer_never_shows_its_seeds(tmp_path: Path) -> None:
    signer = load_or_make_signer(tmp_path)
    assert "seed" not in repr(signer)
    assert repr(signer.ed25519_seed) not in repr(signer)


@pytest.mark.parametrize(
    "data", [b"", b"undercroft-signer-v1 a b c\n", b"\xff\xfe", b"undercroft-signer-v1 a AAAA AAAA\n"]
)
def test_a_damaged_key_file_is_refused_and_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(data)
    path.chmod(0o600)
    with pytest.raises(VaultProblem, match="signer_damaged"):
        load_or_make_signer(tmp_path)
    assert path.read_bytes() == data


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_or_make_signer(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o644)
    with pytest.raises(VaultProblem, match="signer_exposed"):
        load_or_make_signer(tmp_path)
