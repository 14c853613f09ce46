"""Sizes that say little: Padmé (Nikitin et al., PETS 2019) adds at most 12 % and leaves few sizes to tell apart."""


def padded_size(size: int, floor: int = 0) -> int:
    """The Padmé size for `size` bytes, at least `floor`: below it all sizes look alike."""
    size = max(size, floor)
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    loose_bits = exponent - exponent.bit_length()
    mask = (1 << loose_bits) - 1
    return (size + mask) & ~mask
