"""Proofs are those of RFC 6962, and none of them proves anything else."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.test_merkle import reference_root
from vault.merkle import leaf_hash
from vault.proof import Proof, consistency_proof, inclusion_proof, is_consistent, is_included, range_root

ENTRIES = [number.to_bytes(2, "big") for number in range(600)]


def node(height: int, index: int) -> bytes:
    return reference_root(ENTRIES[index << height : (index + 1) << height])


def split(size: int) -> int:
    half = 1
    while half * 2 < size:
        half *= 2
    return half


def reference_path(index: int, entries: list[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1, word for word."""
    if len(entries) == 1:
        return []
    half = split(len(entries))
    if index < half:
        return [*reference_path(index, entries[:half]), reference_root(entries[half:])]
    return [*reference_path(index - half, entries[half:]), reference_root(entries[:half])]


def reference_growth(old: int, entries: list[bytes], is_whole: bool = True) -> list[bytes]:
    """RFC 6962, section 2.1.2, word for word."""
    if old == len(entries):
        return [] if is_whole else [reference_root(entries)]
    half = split(len(entries))
    if old <= half:
        return [*reference_growth(old, entries[:half], is_whole), reference_root(entries[half:])]
    return [*reference_growth(old - half, entries[half:], False), reference_root(entries[:half])]


SIZES = st.integers(1, 600)


@given(SIZES, st.data())
def test_an_inclusion_proof_is_the_reference_s_and_proves_its_entry_only(size: int, data: st.DataObject) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    root, proof = reference_root(ENTRIES[:size]), inclusion_proof(node, index, size)
    assert list(proof) == reference_path(index, ENTRIES[:size])
    assert is_included(leaf_hash(ENTRIES[index]), index, size, root, proof)
    assert is_included(leaf_hash(ENTRIES[other]), index, size, root, proof) == (other == index)
    assert is_included(leaf_hash(ENTRIES[index]), other, size, root, proof) == (other == index)
    assert not is_included(leaf_hash(ENTRIES[index]), size, size, root, proof)
    assert not is_included(leaf_hash(ENTRIES[index]), index, size, root, (*proof, root))
    assert not proof or not is_included(leaf_hash(ENTRIES[index]), index, size, root, proof[:-1])


@pytest.mark.parametrize("size", [2, 3, 5, 8, 300])
def test_a_node_of_the_tree_does_not_pass_for_an_entry(size: int) -> None:
    root, proof = reference_root(ENTRIES[:size]), inclusion_proof(node, 0, size)
    for height in range(1, len(proof) + 1):
        inner = reference_root(ENTRIES[: min(1 << height, size)])
        assert not is_included(inner, 0, size, root, proof[height:])


@given(SIZES, st.data())
def test_a_consistency_proof_is_the_reference_s_and_proves_its_two_roots_only(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    before, now = reference_root(ENTRIES[:old]), reference_root(ENTRIES[:size])
    proof = consistency_proof(node, old, size)
    assert list(proof) == reference_growth(old, ENTRIES[:size])
    assert is_consistent(old, size, before, now, proof)
    assert not is_consistent(old, size, hashlib.sha256(before).digest(), now, proof)
    assert not is_consistent(old, size, before, hashlib.sha256(now).digest(), proof)
    assert not is_consistent(old, size, before, now, (*proof, now))
    assert not proof or not is_consistent(old, size, before, now, proof[:-1])
    assert old == size or not is_consistent(size, old, now, before, proof)


def test_every_pair_of_sizes_up_to_70_is_proven() -> None:
    roots = [reference_root(ENTRIES[:size]) for size in range(71)]
    for size in range(71):
        for old in range(size + 1):
            proof = consistency_proof(node, old, size)
            assert is_consistent(old, size, roots[old], roots[size], proof)
            assert [one for one in range(size + 1) if is_consistent(one, size, roots[old], roots[size], proof)] == [old]


@settings(max_examples=300)
@given(
    st.integers(-3, 20),
    st.integers(-3, 20),
    st.binary(min_size=32, max_size=32),
    st.lists(st.binary(max_size=40), max_size=70).map(tuple),
)
def test_hostile_numbers_and_hashes_prove_nothing_and_break_nothing(
    first: int, second: int, root: bytes, proof: Proof
) -> None:
    assert not is_included(leaf_hash(b"entry"), first, second, root, proof)
    assert not is_consistent(first, second, root, reference_root(ENTRIES[: max(second, 0)]), proof)


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 600])
def test_the_root_over_all_entries_is_the_reference_s(size: int) -> None:
    assert range_root(node, 0, size) == reference_root(ENTRIES[:size])
