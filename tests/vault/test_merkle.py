"""The tree's root is that of RFC 6962, whatever way it was grown."""

from hypothesis import given
from hypothesis import strategies as st

from vault.merkle import EMPTY_ROOT, leaf_hash, node_hash
from vault.tiles import Edge, grow


def reference_root(entries: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not entries:
        return EMPTY_ROOT
    if len(entries) == 1:
        return leaf_hash(entries[0])
    half = 1
    while half * 2 < len(entries):
        half *= 2
    return node_hash(reference_root(entries[:half]), reference_root(entries[half:]))


def test_a_known_root_of_certificate_transparency_is_met() -> None:
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    edge, _ = grow(Edge(0), [bytes.fromhex(leaf) for leaf in leaves])
    assert edge.root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_every_size_up_to_300_has_the_reference_root() -> None:
    entries = [number.to_bytes(2, "big") for number in range(300)]
    edge = Edge(0)
    for size in range(301):
        assert edge.root == reference_root(entries[:size])
        edge, _ = grow(edge, entries[size : size + 1])


@given(st.lists(st.integers(0, 700), max_size=8))
def test_batches_of_any_size_give_the_root_of_one_batch(sizes: list[int]) -> None:
    entries = [number.to_bytes(4, "big") for number in range(sum(sizes))]
    edge, start = Edge(0), 0
    for size in sizes:
        edge, _ = grow(edge, entries[start : start + size])
        start += size
    assert edge.root == reference_root(entries)
    assert edge.entries == tuple(entries[len(entries) // 256 * 256 :])


def test_a_log_of_more_than_65536_entries_reaches_the_third_level() -> None:
    entries = [number.to_bytes(4, "big") for number in range(65536 + 300)]
    first, _ = grow(Edge(0), entries[:65500])
    edge, files = grow(first, entries[65500:])
    assert edge.root == reference_root(entries)
    assert {"tile/1/000", "tile/2/000.p/1", "tile/1/001.p/1", "tile/0/257.p/44", "tile/entries/257.p/44"} <= set(files)
