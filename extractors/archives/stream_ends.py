"""Where the xz or zstd streams of a file end, when other bytes follow: those libarchive takes for damage."""

import lzma

from extractors.types import archives as kinds

_XZ = b"\xfd7zXZ\x00"
_STEP = 1 << 20
_DICTIONARY = 256 << 20  # bytes; what the strongest packing asks for is a quarter of it
_ZSTD = 0xFD2FB528
_SKIPPED = 0x184D2A50  # sixteen numbers from here: a frame to be passed over (RFC 8878 3.1.2)


def end_of_streams(kind: str, data: bytes, most: int) -> int:
    """The end of the last stream that is whole; nought if none is, or if more than `most` would come out of them."""
    if kind == kinds.XZ:
        return _end_of_xz(data, most)
    return _end_of_zstd(data) if kind == kinds.ZSTD else 0


def _end_of_xz(data: bytes, most: int) -> int:
    end = 0
    while data.startswith(_XZ, end):
        taken, grown = _one_xz(memoryview(data)[end:], most)
        most -= grown
        if not taken or most < 0:
            break
        end += taken
        while data.startswith(bytes(4), end):  # padding between two streams
            end += 4
    return end


def _one_xz(data: memoryview, most: int) -> tuple[int, int]:
    """How many bytes the stream takes, nought if it does not end, and how many it gives."""
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_DICTIONARY)
    grown, piece = 0, data
    try:
        while not unpacker.eof and grown <= most:
            out = unpacker.decompress(piece, _STEP)
            grown, piece = grown + len(out), data[:0]
            if not out and not unpacker.eof and unpacker.needs_input:
                return 0, grown
    except lzma.LZMAError:
        return 0, grown
    return (len(data) - len(unpacker.unused_data) if unpacker.eof else 0), grown


def _end_of_zstd(data: bytes) -> int:
    """By the sizes in the heads of frames and blocks; nothing is unpacked."""
    end = 0
    while end + 5 <= len(data):
        magic = int.from_bytes(data[end : end + 4], "little")
        if magic & ~0xF == _SKIPPED:
            following = end + 8 + int.from_bytes(data[end + 4 : end + 8], "little")
        elif magic == _ZSTD:
            following = _end_of_frame(data, end + 4)
        else:
            break
        if not end < following <= len(data):
            break
        end = following
    return end


def _end_of_frame(data: bytes, at: int) -> int:
    """RFC 8878 3.1.1; nought where the frame does not end."""
    flags = data[at]
    is_single, has_sum = bool(flags & 0x20), bool(flags & 4)
    at += 1 + (not is_single) + (0, 1, 2, 4)[flags & 3] + (int(is_single), 2, 4, 8)[flags >> 6]
    while at + 3 <= len(data):
        head = int.from_bytes(data[at : at + 3], "little")
        at += 3 + (1 if head >> 1 & 3 == 1 else head >> 3)
        if head & 1:
            return at + 4 * has_sum
    return 0
