"""A commitment is computed as documented, opens to one value, and tells nothing without its salt."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.commitment import FIELDS, commit, commitments, new_salts, opening
from vault.original import Manifest
from vault.problem import VaultProblem

MANIFEST = Manifest("d" * 26, "people/Yuldoshxonov.txt", 5, "0" * 64, salts="11" * 32 + "22" * 32)


def test_a_commitment_is_the_documented_digest() -> None:
    parts = (b"undercroft commitment v1", b"d" * 26, b"path", b"people/Yuldoshxonov.txt", b"\x11" * 32)
    expected = hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()
    assert commitments(MANIFEST)["path"] == expected


def test_what_is_opened_makes_the_commitment_again() -> None:
    for field, committed in commitments(MANIFEST).items():
        value, salt = opening(MANIFEST, field)
        assert commit(MANIFEST.doc_id, field, value, salt) == committed
    assert opening(MANIFEST, "path")[1] != opening(MANIFEST, "sha256")[1]


TEXTS = st.text(max_size=6)


@given(TEXTS, TEXTS, st.binary(max_size=6), TEXTS, TEXTS, st.binary(max_size=6))
def test_no_two_inputs_run_into_each_other(
    first: str, label: str, value: bytes, second: str, other: str, another: bytes
) -> None:
    salt = b"s" * 32
    same = (first, label, value) == (second, other, another)
    assert (commit(first, label, value, salt) == commit(second, other, another, salt)) == same


def test_the_same_file_sealed_twice_has_commitments_that_do_not_match() -> None:
    first, second = (commitments(replace(MANIFEST, salts=new_salts())) for _ in range(2))
    assert not set(first.values()) & set(second.values())
    assert set(first) == set(FIELDS)


@pytest.mark.parametrize("path", ["caf\udce9.txt", "\ud800", "жалоба", ""])
def test_any_path_can_be_committed_to(path: str) -> None:
    manifest = replace(MANIFEST, path=path)
    assert opening(manifest, "path")[0].decode("utf-8", "surrogatepass") == path
    assert len(commitments(manifest)["path"]) == 64


@pytest.mark.parametrize("salts", ["", "11" * 32, "zz" * 64, "11" * 65])
def test_an_original_without_its_salts_opens_nothing(salts: str) -> None:
    with pytest.raises(VaultProblem, match="no_commitment"):
        opening(replace(MANIFEST, salts=salts), "path")
    with pytest.raises(VaultProblem, match="no_commitment"):
        opening(MANIFEST, "size")
