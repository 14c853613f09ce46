"""Lines and blocks out of a source that hands over what portions it likes."""

import io

from hypothesis import given
from hypothesis import strategies as st

from vault.age_intake import Intake


class Dribble:
    """A source that never gives more than a few bytes at once."""

    def __init__(self, data: bytes, portion: int) -> None:
        self._file = io.BytesIO(data)
        self._portion = portion

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._portion))


@given(st.binary(max_size=300), st.integers(1, 7), st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_blocks_and_peeks_give_the_source_in_order(data: bytes, portion: int, sizes: list[int]) -> None:
    intake, rest = Intake(Dribble(data, portion)), data
    for size in sizes:
        assert intake.peek(size) == rest[:size]
        assert intake.block(size) == rest[:size]
        rest = rest[size:]


@given(st.lists(st.sampled_from([b"a", b"bb\n", b"\n", b"c" * 30]), max_size=20), st.integers(1, 7), st.integers(1, 25))
def test_lines_are_cut_at_the_limit_and_nothing_is_lost(parts: list[bytes], portion: int, limit: int) -> None:
    data, lines = b"".join(parts), []
    intake = Intake(Dribble(data, portion))
    while line := intake.line(limit):
        lines.append(line)
    assert b"".join(lines) == data
    assert all(len(line) <= limit and b"\n" not in line[:-1] for line in lines)
    assert all(line.endswith(b"\n") or len(line) == limit for line in lines[:-1])
