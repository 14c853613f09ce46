"""Bech32 without a length limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import bech32

_REFUSALS = {"mixed case", "no prefix or no checksum", "bad prefix", "bad letter or checksum", "bad padding"}
_PREFIXES = st.text("abcdefghij1-xyz", min_size=1, max_size=20)


@given(_PREFIXES, st.binary(max_size=1300))
def test_what_is_encoded_is_decoded(prefix: str, data: bytes) -> None:
    assert bech32.decode(bech32.encode(prefix, data)) == (prefix, data)


@given(_PREFIXES, st.binary(max_size=60))
def test_capitals_say_the_same(prefix: str, data: bytes) -> None:
    assert bech32.decode(bech32.encode(prefix, data).upper()) == (prefix.upper(), data)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 61), st.integers(1, 31))
def test_one_wrong_letter_is_noticed(data: bytes, at: int, step: int) -> None:
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    text = bech32.encode("age", data)
    at = len("age1") + at % (len(text) - len("age1"))
    wrong = alphabet[(alphabet.index(text[at]) + step) % 32]
    with pytest.raises(ValueError):
        bech32.decode(text[:at] + wrong + text[at + 1 :])


@given(st.text(max_size=60))
def test_any_text_is_decoded_or_refused(text: str) -> None:
    try:
        prefix, data = bech32.decode(text)
    except ValueError as refusal:
        assert str(refusal) in _REFUSALS
    else:
        assert bech32.encode(prefix, data) == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "A1LQfN3A",  # mixed case
        "1qzzfhee",  # no prefix
        "pzry9x0s0muk",  # no separator
        "x1b4n0q5v",  # a letter outside the alphabet
        "li1dgmt3",  # checksum too short
        "A1G7SGD8",  # checksum of the other case
        "\x201nwldj5",  # a space in the prefix
        "10a06t8",  # an empty prefix
    ],
)
def test_the_broken_examples_of_the_standard_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        bech32.decode(text)


@pytest.mark.parametrize(
    "text", ["A12UEL5L", "a12uel5l", "?1ezyfcl", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"]
)
def test_the_sound_examples_of_the_standard_are_accepted(text: str) -> None:
    try:
        prefix, _ = bech32.decode(text)
    except ValueError as refusal:
        # The standard checks sums only; we also ask that the data be whole bytes.
        assert str(refusal) == "bad padding"
    else:
        assert text.startswith(prefix)
