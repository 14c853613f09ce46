"""Archives of every kind, written by libarchive where it can, by hand where nothing writes them."""

import ctypes
import io
import struct
import tarfile
import zlib
from collections.abc import Sequence

import libarchive

Files = Sequence[tuple[str, bytes]]


def packed(kind: str, files: Files, filter_name: str | None = None, options: str = "", password: str = "") -> bytes:
    """`kind` and `filter_name` are libarchive's."""
    pieces: list[bytes] = []

    def keep(data: ctypes.Array[ctypes.c_char]) -> int:
        pieces.append(data.raw)
        return len(data)

    with libarchive.custom_writer(keep, kind, filter_name, options=options, passphrase=password or None) as archive:
        for name, data in files:
            archive.add_file_from_memory(name, len(data), data)
    return b"".join(pieces)


def tar(files: Files, specials: Sequence[tuple[str, bytes, str]] = (), form: int = tarfile.PAX_FORMAT) -> bytes:
    """`specials` are a name, a type of `tarfile` and a link's target."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as archive:
        for name, data in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.uname = len(data), "ivan"
            archive.addfile(entry, io.BytesIO(data))
        for name, kind, target in specials:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
    return stream.getvalue()


def _number(value: int) -> bytes:
    out = bytearray()
    while True:
        out.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(out)


def _block(kind: int, flags: int, fields: bytes, extra: bytes = b"", data: bytes = b"") -> bytes:
    flags |= (1 if extra else 0) | (2 if data else 0)
    sizes = (_number(len(extra)) if extra else b"") + (_number(len(data)) if data else b"")
    body = _number(kind) + _number(flags) + sizes + fields + extra
    sized = _number(len(body)) + body
    return struct.pack("<I", zlib.crc32(sized)) + sized + data


def rar(files: Files, encrypted: Sequence[str] = (), flags: int = 0, locked_headers: bool = False) -> bytes:
    """RAR 5 without compression; `flags` go to every file (8 and 16: it goes on in another volume)."""
    out = b"Rar!\x1a\x07\x01\x00"
    if locked_headers:
        return out + _block(4, 0, _number(0) + _number(0) + b"\x0f" + b"s" * 16) + b"\xee" * 64
    out += _block(1, 0, _number(1 if flags else 0))
    for name, data in files:
        fields = _number(4) + _number(len(data)) + _number(0o100644) + struct.pack("<I", zlib.crc32(data))
        fields += _number(0) + _number(1) + _number(len(name.encode())) + name.encode()
        record = _number(1) + _number(0) + _number(0) + b"\x0f" + b"k" * 32
        extra = _number(len(record)) + record if name in encrypted else b""
        out += _block(2, flags, fields, extra, data)
    return out + _block(5, 0, _number(0))
