"""Certificates come into the order of DER; nothing else of an answer moves, whatever it is."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from vault.timestamp_order import ordered


def der(tag: int, *values: bytes) -> bytes:
    value = b"".join(values)
    size = len(value)
    if size < 0x80:
        return bytes([tag, size]) + value
    width = (size.bit_length() + 7) // 8
    return bytes([tag, 0x80 + width]) + size.to_bytes(width, "big") + value


def answer(certificates: Sequence[bytes], tail: bytes = b"") -> bytes:
    signed = der(0x30, der(2, b"\3"), der(0x31), der(0x30, b""), der(0xA0, *certificates), der(0x31, tail))
    return der(0x30, der(0x30, der(2, b"\0")), der(0x30, der(6, b"*"), der(0xA0, signed)))


CERTIFICATES = st.lists(st.binary(max_size=300).map(lambda value: der(0x30, value)), max_size=6)


@given(CERTIFICATES, st.binary(max_size=40))
def test_certificates_are_sorted_and_the_rest_stays(certificates: list[bytes], tail: bytes) -> None:
    assert ordered(answer(certificates, tail)) == answer(sorted(certificates), tail)


@given(st.binary(max_size=200))
def test_bytes_of_another_form_stay_as_they_are(data: bytes) -> None:
    assert ordered(data) == data


@given(CERTIFICATES, st.data())
def test_a_harmed_answer_keeps_its_bytes_in_number_and_kind(certificates: list[bytes], data: st.DataObject) -> None:
    harmed = bytearray(answer(certificates))
    for _ in range(data.draw(st.integers(1, 4))):
        harmed[data.draw(st.integers(0, len(harmed) - 1))] = data.draw(st.integers(0, 255))
    assert sorted(ordered(bytes(harmed))) == sorted(harmed)


@given(CERTIFICATES, st.data())
def test_an_answer_cut_short_stays_as_it_is(certificates: list[bytes], data: st.DataObject) -> None:
    whole = answer(certificates)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert ordered(cut) == cut
