"""Bech32 (BIP 173) without its length limit: the text form of age recipients and identities."""

from collections.abc import Iterable, Sequence

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6


def encode(prefix: str, data: bytes) -> str:
    """`data` as lower-case bech32 behind `prefix`."""
    values = _regroup(data, 8, 5, pads=True)
    spread = _spread(prefix.lower())
    checksum = _polymod([*spread, *values, *[0] * _CHECKSUM_LENGTH]) ^ 1
    tail = [(checksum >> 5 * (5 - at)) & 31 for at in range(_CHECKSUM_LENGTH)]
    return prefix.lower() + "1" + "".join(_ALPHABET[value] for value in [*values, *tail])


def decode(text: str) -> tuple[str, bytes]:
    """Prefix and data, in the case they were written; ValueError (without content) for anything else."""
    if text not in (text.lower(), text.upper()):
        raise ValueError("mixed case")
    prefix, found, tail = text.rpartition("1")
    if not found or not prefix or len(tail) < _CHECKSUM_LENGTH:
        raise ValueError("no prefix or no checksum")
    if not all(33 <= ord(letter) <= 126 for letter in prefix):
        raise ValueError("bad prefix")
    values = [_VALUES.get(letter, -1) for letter in tail.lower()]
    if min(values) < 0 or _polymod([*_spread(prefix.lower()), *values]) != 1:
        raise ValueError("bad letter or checksum")
    return prefix, bytes(_regroup(values[:-_CHECKSUM_LENGTH], 5, 8, pads=False))


def _spread(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, term in enumerate(_GENERATOR):
            if top >> at & 1:
                check ^= term
    return check


def _regroup(values: Sequence[int], width_in: int, width_out: int, pads: bool) -> list[int]:
    held, bits, out = 0, 0, []
    for value in values:
        held, bits = held << width_in | value, bits + width_in
        while bits >= width_out:
            bits -= width_out
            out.append(held >> bits)
            held &= (1 << bits) - 1
    if pads and bits:
        out.append(held << (width_out - bits))
    elif not pads and (bits >= width_in or held):
        raise ValueError("bad padding")
    return out
