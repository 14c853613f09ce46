"""A log is compared with an earlier checkpoint of it: it extends it, was put back, or parted ways with it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.logs import SIGNER, grow
from vault.growth import EXTENDS, FORKED, ROLLED_BACK, compare, encode_growth, parse_growth
from vault.log import append
from vault.note import Checkpoint
from vault.problem import VaultProblem
from vault.proof import is_consistent
from vault.standing import standing


def verdict(old: Checkpoint, folder: Path) -> str:
    with standing(folder, [SIGNER.public]) as log:
        return compare(old, log).verdict


def test_a_log_extends_each_of_its_own_checkpoints(tmp_path: Path) -> None:
    sizes = (0, 1, 2, 3, 255, 256, 257, 511, 512, 700)
    seen = [grow(tmp_path / "log", start, end) for start, end in zip((0, *sizes), sizes, strict=False)]
    assert tuple(one.size for one in seen) == sizes
    with standing(tmp_path / "log", [SIGNER.public]) as log:
        for old in seen:
            growth = compare(old, log)
            assert growth.verdict == EXTENDS
            assert is_consistent(old.size, 700, old.root, log.checkpoint.root, growth.proof)


def test_a_log_of_the_third_level_is_proven_too(tmp_path: Path) -> None:
    old = grow(tmp_path / "log", 0, 65_000)
    grow(tmp_path / "log", 65_000, 66_000)
    assert verdict(old, tmp_path / "log") == EXTENDS


def test_a_log_put_back_is_shorter_than_what_was_seen(tmp_path: Path) -> None:
    grow(tmp_path / "log", 0, 300)
    shutil.copytree(tmp_path / "log", tmp_path / "copy")
    seen = grow(tmp_path / "log", 300, 310)
    assert verdict(seen, tmp_path / "copy") == ROLLED_BACK


@pytest.mark.parametrize("more", [310, 311, 900])
def test_a_log_put_back_and_grown_anew_is_a_fork(tmp_path: Path, more: int) -> None:
    grow(tmp_path / "log", 0, 300)
    shutil.copytree(tmp_path / "log", tmp_path / "copy")
    seen = grow(tmp_path / "log", 300, 310)
    grow(tmp_path / "copy", 300, more, "b")
    assert verdict(seen, tmp_path / "copy") == FORKED
    assert verdict(seen, tmp_path / "log") == EXTENDS


def test_a_log_of_another_case_is_not_compared(tmp_path: Path) -> None:
    seen = grow(tmp_path / "log", 0, 3)
    append(tmp_path / "other", "undercroft/other", SIGNER, [])
    with pytest.raises(VaultProblem, match="other_log"):
        verdict(seen, tmp_path / "other")


def test_tiles_that_do_not_make_the_signed_root_prove_nothing(tmp_path: Path) -> None:
    seen = grow(tmp_path / "log", 0, 100)
    grow(tmp_path / "log", 100, 300)
    for name in ("tile/0/000", "tile/0/001.p/44"):
        path = tmp_path / "log" / name
        whole = path.read_bytes()
        path.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
        with pytest.raises(VaultProblem, match="log_damaged"):
            verdict(seen, tmp_path / "log")
        path.unlink()
        with pytest.raises(VaultProblem, match="log_damaged"):
            verdict(seen, tmp_path / "log")
        path.write_bytes(whole)
    assert verdict(seen, tmp_path / "log") == EXTENDS


HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=63).map(tuple)


@given(st.integers(0, 10**18 - 1), HASHES, st.binary(max_size=200))
def test_a_growth_reads_as_it_was_written(old: int, proof: tuple[bytes, ...], note: bytes) -> None:
    assert parse_growth(encode_growth(old, proof, note)) == (old, proof, note)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"old\n\nnote",
        b"old -1\n\nnote",
        b"old 01\n\nnote",
        b"old 1 \n\nnote",
        "old ١\n\nnote".encode(),
        b"old 1000000000000000000\n\nnote",
        b"new 1\n\nnote",
        b"old 1\nAAAA\n\nnote",
        b"old 1\n" + b"A" * 42 + b"B=\n\nnote",
        b"old 1\nnot base64\n\nnote",
        encode_growth(1, [bytes(32)] * 64, b"note"),
        encode_growth(1, [], b"a" * (1 << 17)),
        b"old 1\r\n\r\nnote",
        b"old 1",
    ],
)
def test_a_hostile_growth_is_refused(data: bytes) -> None:
    with pytest.raises(VaultProblem, match="proof_damaged"):
        parse_growth(data)
