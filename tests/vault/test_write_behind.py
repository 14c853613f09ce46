"""Writing on a thread of its own: in order, whole, and its faults are told to whoever writes."""

import errno
import io
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vault.write_behind import WriteBehind


class Stubborn:
    """Takes a few bytes at a time, and none once it is full."""

    def __init__(self, room: int) -> None:
        self.taken = bytearray()
        self.room = room

    def write(self, data: bytes | memoryview, /) -> int:
        if len(self.taken) >= self.room:
            raise OSError(errno.ENOSPC, "full")
        portion = data[:7]
        self.taken += portion
        return len(portion)


def _threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "write-behind"]


@given(some.lists(some.binary(max_size=40), max_size=8))
def test_all_that_is_written_arrives_in_order(portions: list[bytes]) -> None:
    target = Stubborn(10_000)
    with WriteBehind(target) as behind:
        for one in portions:
            assert behind.write(one) == len(one)
    assert bytes(target.taken) == b"".join(portions)
    assert not _threads()


def test_a_place_may_be_used_again_when_the_next_write_has_returned() -> None:
    places, target = [bytearray(1 << 16), bytearray(1 << 16)], io.BytesIO()
    with WriteBehind(target) as behind:
        for number in range(50):
            place = places[number % 2]
            place[:] = bytes([number]) * len(place)
            behind.write(memoryview(place))
    assert target.getvalue() == b"".join(bytes([number]) * (1 << 16) for number in range(50))


def test_one_portion_needs_no_thread() -> None:
    with WriteBehind(io.BytesIO()) as behind:
        behind.write(b"all of it")
        assert not _threads()


@pytest.mark.parametrize("room", [0, 10, 20, 40])
def test_a_full_disk_is_told_to_the_next_write_or_at_the_end(room: int) -> None:
    target = Stubborn(room)
    with pytest.raises(OSError, match="full"), WriteBehind(target) as behind:
        for _ in range(5):
            behind.write(bytes(10))
    assert not _threads()


def test_a_fault_of_the_source_ends_the_writing() -> None:
    def source() -> Iterator[bytes]:
        yield b"one"
        yield b"two"
        raise ValueError("no more")

    target = Stubborn(100)
    with pytest.raises(ValueError, match="no more"), WriteBehind(target) as behind:
        for portion in source():
            behind.write(portion)
    assert bytes(target.taken) in (b"one", b"onetwo")
    assert not _threads()
