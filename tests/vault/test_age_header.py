"""Headers: one accepted spelling, small limits."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.age_header import MAX_STANZAS, Stanza, decode64, encode64, read_header, render_mac, render_unsigned
from vault.age_intake import Intake
from vault.problem import VaultProblem

_WORDS = st.text([chr(code) for code in range(0x21, 0x7F)], min_size=1, max_size=20)
_STANZAS = st.lists(
    st.builds(Stanza, _WORDS, st.lists(_WORDS, max_size=3).map(tuple), st.binary(max_size=150)), min_size=1, max_size=5
)


@given(_STANZAS, st.binary(min_size=32, max_size=32), st.binary(max_size=20))
def test_what_is_rendered_is_read_and_the_payload_left_in_place(stanzas: list[Stanza], mac: bytes, rest: bytes) -> None:
    signed = render_unsigned(stanzas)
    intake = Intake(io.BytesIO(signed + render_mac(mac) + rest))
    header = read_header(intake)
    assert (header.stanzas, header.mac, header.signed) == (tuple(stanzas), mac, signed)
    assert intake.block(100) == rest


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_by_code(noise: bytes) -> None:
    with pytest.raises(VaultProblem, match="damaged_header"):
        read_header(Intake(io.BytesIO(b"age-encryption.org/v1\n" + noise)))


@given(st.text(max_size=12))
def test_base64_has_one_spelling(text: str) -> None:
    try:
        data = decode64(text)
    except VaultProblem as problem:
        assert problem.code == "damaged_header"
    else:
        assert encode64(data) == text


def test_more_stanzas_than_anyone_needs_are_refused() -> None:
    data = render_unsigned([Stanza("grease", (), b"")] * (MAX_STANZAS + 1)) + render_mac(bytes(32))
    with pytest.raises(VaultProblem, match="damaged_header"):
        read_header(Intake(io.BytesIO(data)))


def test_a_header_without_end_does_not_fill_the_memory() -> None:
    class Endless:
        taken = 0

        def read(self, size: int, /) -> bytes:
            self.taken += size
            return (b"age-encryption.org/v1\n" if self.taken == size else b"") + b"-> a\n" + b"A" * size

    source = Endless()
    with pytest.raises(VaultProblem, match="damaged_header"):
        read_header(Intake(source))
    assert source.taken < 1 << 20
