"""Tiles and bundles lie where C2SP tlog-tiles says, and nothing else reads as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.problem import VaultProblem
from vault.tiles import Edge, Place, all_places, edge_places, encode_bundle, grow, parse_bundle, parse_tile

ENTRIES = st.lists(st.binary(max_size=40), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (Place(0, 0), "tile/0/000"),
        (Place(0, 0, 17), "tile/0/000.p/17"),
        (Place(1, 67), "tile/1/067"),
        (Place(None, 1234067), "tile/entries/x001/x234/067"),
        (Place(None, 1234067, 5), "tile/entries/x001/x234/067.p/5"),
        (Place(0, 1000), "tile/0/x001/000"),
        (Place(0, 999), "tile/0/999"),
    ],
)
def test_a_place_has_the_path_of_the_standard(place: Place, path: str) -> None:
    assert place.path == path


@given(ENTRIES)
def test_a_bundle_reads_as_what_was_written(entries: list[bytes]) -> None:
    assert parse_bundle(encode_bundle(entries), len(entries)) == tuple(entries)


@given(ENTRIES, st.data())
def test_a_cut_or_longer_bundle_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    whole = encode_bundle(entries)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    for broken in (cut, whole + b"\x00", whole + b"\x00\x00"):
        with pytest.raises(VaultProblem, match="log_damaged"):
            parse_bundle(broken, len(entries))


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_tile_of_another_width_is_refused(size: int) -> None:
    with pytest.raises(VaultProblem, match="log_damaged"):
        parse_tile(bytes(size), 1)


def test_an_entry_of_65536_bytes_is_refused() -> None:
    assert len(encode_bundle([bytes(65535)])) == 65537
    with pytest.raises(VaultProblem, match="entry_too_large"):
        encode_bundle([bytes(65536)])


@given(st.lists(st.integers(0, 600), max_size=6))
def test_growth_writes_exactly_the_files_of_its_size_and_none_that_counts_already(sizes: list[int]) -> None:
    edge = Edge(0)
    disk: dict[str, bytes] = {}
    for size in sizes:
        counted = {place.path for place in all_places(edge.size)}
        stale = {place.path for place in edge_places(edge.size)}
        edge, files = grow(edge, [b"entry"] * size)
        assert not counted & set(files)
        stale -= {place.path for place in edge_places(edge.size)}
        disk = {path: data for path, data in {**disk, **files}.items() if path not in stale}
        assert set(disk) == {place.path for place in all_places(edge.size)}
