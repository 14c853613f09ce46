"""Puts the certificates of an RFC 3161 answer into the order of DER, which the parser we use insists on.

Many authorities send them leaf first. They are outside of what is signed, and nothing else of the answer moves.
"""

from dataclasses import dataclass

SEQUENCE, CONTENT = 0x30, 0xA0  # CONTENT: what an explicit [0] holds, and the certificates, an implicit one
_DEPTH = ((SEQUENCE, 0), (SEQUENCE, 1), (CONTENT, 1), (SEQUENCE, 0))  # response, token, its content, signed data


@dataclass(frozen=True)
class Part:
    """One tag, length and value: from `start`, with its value from `begin`, to `end`."""

    tag: int
    start: int
    begin: int
    end: int


def ordered(answer: bytes) -> bytes:
    """The answer with its certificates in order; as it is where it is of no such form."""
    try:
        parts = _parts(answer, 0, len(answer))
        for tag, at in _DEPTH:
            parts = _parts(answer, _tagged(parts[at], tag).begin, parts[at].end)
        certificates = next(one for one in parts if one.tag == CONTENT)
        values = sorted(answer[one.start : one.end] for one in _parts(answer, certificates.begin, certificates.end))
    except (ValueError, IndexError, StopIteration):
        return answer
    return answer[: certificates.begin] + b"".join(values) + answer[certificates.end :]


def _tagged(part: Part, tag: int) -> Part:
    if part.tag != tag:
        raise ValueError("another form")
    return part


def _parts(data: bytes, begin: int, end: int) -> list[Part]:
    """What stands one after the other between two places, filling them."""
    parts: list[Part] = []
    while begin < end:
        parts.append(_part(data, begin, end))
        begin = parts[-1].end
    return parts


def _part(data: bytes, start: int, end: int) -> Part:
    tag, size, begin = data[start], data[start + 1], start + 2
    if size >= 0x80:
        width = size - 0x80
        if not 1 <= width <= 3:
            raise ValueError("no length of DER for so few bytes")
        size, begin = int.from_bytes(data[begin : begin + width], "big"), begin + width
    if begin + size > end:
        raise ValueError("cut short")
    return Part(tag, start, begin, begin + size)
