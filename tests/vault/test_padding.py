"""Padmé sizes."""

from hypothesis import given
from hypothesis import strategies as st

from vault.padding import padded_size


@given(st.integers(0, 1 << 50))
def test_a_padded_size_is_never_smaller_and_at_most_an_eighth_larger(size: int) -> None:
    assert size <= padded_size(size) <= size * 1.12 + 1


@given(st.integers(0, 1 << 40), st.integers(0, 1 << 40))
def test_a_larger_size_never_pads_to_less(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert padded_size(small) <= padded_size(large)


@given(st.integers(0, 1 << 40))
def test_padding_twice_changes_nothing(size: int) -> None:
    assert padded_size(padded_size(size)) == padded_size(size)


def test_few_sizes_remain() -> None:
    assert len({padded_size(size) for size in range(1, 1 << 16)}) < 400


def test_all_sizes_below_the_floor_look_alike() -> None:
    assert {padded_size(size, 256) for size in range(257)} == {256}
