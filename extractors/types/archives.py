"""Archives and compressed streams, by their first bytes."""

import re
import zlib

from extractors.types.names import ZIP

TAR = "application/x-tar"
CPIO = "application/x-cpio"
ISO = "application/x-iso9660-image"
SEVENZIP = "application/x-7z-compressed"
RAR = "application/vnd.rar"
CAB = "application/vnd.ms-cab-compressed"
LHA = "application/x-lzh-compressed"
AR = "application/x-archive"
DEB = "application/vnd.debian.binary-package"
XAR = "application/x-xar"
RPM = "application/x-rpm"
WARC = "application/warc"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
ZSTD = "application/zstd"
LZ4 = "application/x-lz4"
COMPRESS = "application/x-compress"
LZMA = "application/x-lzma"
LZIP = "application/x-lzip"
ZLIB = "application/zlib"
SNAPPY = "application/x-snappy-framed"
BROTLI = "application/x-brotli"
UDF = "application/x-udf-image"
SPLIT = "application/x-split-volume"

_STARTS = (
    (b"7z\xbc\xaf\x27\x1c", SEVENZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"\x1f\x8b\x08", GZIP),
    (b"\xfd7zXZ\x00", XZ),
    (b"\x28\xb5\x2f\xfd", ZSTD),
    (b"\x04\x22\x4d\x18", LZ4),
    (b"\x02\x21\x4c\x18", LZ4),
    (b"\x1f\x9d", COMPRESS),
    (b"LZIP\x01", LZIP),
    (b"MSCF\x00\x00\x00\x00", CAB),
    (b"!<arch>\ndebian-binary", DEB),
    (b"!<arch>\n", AR),
    (b"xar!\x00\x1c", XAR),
    (b"\xed\xab\xee\xdb", RPM),
    (b"\xff\x06\x00\x00sNaPpY", SNAPPY),
    (b"WARC/0.", WARC),
    (b"WARC/1.", WARC),
)
_ZLIB_STARTS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_CPIO = re.compile(rb"07070[12][0-9A-Fa-f]{104}|070707[0-7]{70}")
_SECTOR = 2048
_VOLUME_NAME = re.compile(r"\.(z\d\d|\d{3}|[r-t]\d\d|part\d+(\.\w{2,4})?)$", re.IGNORECASE)


def archive_kind(data: bytes, name: str) -> str:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:3] == b"BZh" and data[3:4] in b"123456789" and data[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return BZIP2
    if data[2:5] == b"-lh" and data[6:7] == b"-" or data[2:5] == b"-lz" and data[6:7] == b"-":
        return LHA
    if _CPIO.match(data) or _is_binary_cpio(data):
        return CPIO
    if _is_tar(data):
        return TAR
    if _is_lzma(data):
        return LZMA
    return _disc_kind(data) or _named_kind(data, name)


def _is_tar(data: bytes) -> bool:
    """By the checksum of the first header, which old archives without a mark have too."""
    head = data[:512]
    if len(head) < 512 or head[0] == 0:
        return False
    digits = head[148:156].strip(b" \0")
    if not digits or digits.strip(b"01234567"):
        return False
    blanked = head[:148] + b" " * 8 + head[156:]
    signed = sum(byte - 256 if byte > 127 else byte for byte in blanked)
    return int(digits, 8) in (sum(blanked), signed)


def _is_binary_cpio(data: bytes) -> bool:
    """The first name is as long as the header says, and ends with a zero."""
    if data[:2] not in (b"\xc7\x71", b"\x71\xc7") or len(data) < 28:
        return False
    size = int.from_bytes(data[20:22], "little" if data[0] == 0xC7 else "big")
    return 1 < size < 1024 and data[26 + size - 1 : 26 + size] == b"\0"


def _is_lzma(data: bytes) -> bool:
    """Usual properties, a dictionary that is a power of two or 1.5 of one, and a size that can be."""
    if data[:1] != b"\x5d" or len(data) < 14:
        return False
    dictionary = int.from_bytes(data[1:5], "little")
    size = int.from_bytes(data[5:13], "little")
    is_usual = dictionary >= 4096 and dictionary & (dictionary - 1) in (0, dictionary // 3 * 2)
    return is_usual and data[13] == 0 and (size == (1 << 64) - 1 or size < 1 << 40)


def _disc_kind(data: bytes) -> str:
    """The volume descriptors of a disc image start at its seventeenth sector."""
    marks = [data[at + 1 : at + 6] for at in range(16 * _SECTOR, 32 * _SECTOR, _SECTOR)]
    if b"CD001" in marks[:2]:
        return ISO
    return UDF if b"NSR02" in marks or b"NSR03" in marks else ""


def _named_kind(data: bytes, name: str) -> str:
    """What has no mark of its own is told by its first bytes and its name together."""
    if data[:2] in _ZLIB_STARTS and _inflates(data[:4096]):
        return ZLIB
    if (data[:2] == b"MZ" or name.lower().endswith(".zip")) and _ends_like_zip(data):
        return ZIP
    return BROTLI if name.lower().endswith(".br") else ""


def _ends_like_zip(data: bytes) -> bool:
    """A program that unpacks itself, or the last part of a split archive: only the end tells."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    return at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)


def _inflates(head: bytes) -> bool:
    try:
        return bool(zlib.decompressobj().decompress(head, 64))
    except zlib.error:
        return False


def is_volume_name(name: str) -> bool:
    """Named like one part of a split archive."""
    return _VOLUME_NAME.search(name) is not None
