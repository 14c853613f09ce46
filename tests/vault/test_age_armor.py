"""The text form: what we write is read, every other spelling is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.age_armor import BEGIN, END, ArmorReader, ArmorWriter, armor, looks_armored
from vault.problem import VaultProblem


def _read(data: bytes, portion: int = 1 << 20) -> bytes:
    reader, out = ArmorReader(io.BytesIO(data)), b""
    while some := reader.read(portion):
        out += some
    return out


@given(st.binary(min_size=1, max_size=500), st.integers(1, 100))
def test_what_is_armored_is_read_in_any_portions(data: bytes, portion: int) -> None:
    assert looks_armored(armor(data))
    assert _read(armor(data), portion) == data


@given(st.lists(st.binary(max_size=100), max_size=8))
def test_what_is_armored_in_portions_is_the_same_text(portions: list[bytes]) -> None:
    target = io.BytesIO()
    writer = ArmorWriter(target)
    for portion in portions:
        writer.write(portion)
    writer.finish()
    assert target.getvalue() == armor(b"".join(portions))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_code(noise: bytes) -> None:
    try:
        _read(BEGIN + b"\n" + noise + b"\n" + END + b"\n")
    except VaultProblem as problem:
        assert problem.code == "damaged_armor"


@pytest.mark.parametrize("size", [1, 47, 48, 49, 96, 200])
def test_a_cut_anywhere_is_noticed(size: int) -> None:
    whole = armor(bytes(range(256))[:size])
    for end in range(len(whole) - 1):  # the last line end may be missing
        with pytest.raises(VaultProblem, match="damaged_armor"):
            _read(whole[:end])


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    class Endless:
        taken = 0

        def read(self, size: int, /) -> bytes:
            self.taken += size
            return b"A" * size

    source = Endless()
    with pytest.raises(VaultProblem, match="damaged_armor"):
        ArmorReader(source).read(1)
    assert source.taken < 1 << 20


_LONG = bytes(range(256)) * 500


@pytest.mark.parametrize("at", [0, 1, 47_999, 48_000, 48_001, 95_999, 96_000, len(_LONG)])
def test_a_long_text_is_read_whatever_its_length(at: int) -> None:
    assert _read(armor(_LONG[:at]) if at else armor(b"x")) == (_LONG[:at] or b"x")
    assert _read(armor(_LONG).replace(b"\n", b"\r\n"), 1000) == _LONG


@pytest.mark.parametrize(
    ("old", "new"), [(b"\n", b""), (b"\n", b"\n\n"), (b"A", b"="), (b"A", b"*"), (b"A", b""), (b"A", b"\n")]
)
@pytest.mark.parametrize("line", [3, 999, 1500])
def test_one_broken_line_among_many_is_refused(line: int, old: bytes, new: bytes) -> None:
    lines = armor(b"\0" * 100_000).splitlines(keepends=True)
    lines[line] = lines[line].replace(old, new, 1)
    with pytest.raises(VaultProblem, match="damaged_armor"):
        _read(b"".join(lines))
