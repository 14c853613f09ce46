"""libarchive from memory: the entries of an archive, one after the other, with only what works without a process."""

import ctypes
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from libarchive import ffi
from libarchive.exception import ArchiveError

_STEP = 1 << 20
# lrzip, lzop and grzip start a program; mtree opens the files it names
FILTERS = ("gzip", "bzip2", "xz", "lzma", "lzip", "compress", "lz4", "zstd", "rpm", "uu")
_ENCRYPTED = ffi.ffi("entry_is_encrypted", [ctypes.c_void_p], ctypes.c_int)
_HAS_ENCRYPTED = ffi.ffi("read_has_encrypted_entries", [ctypes.c_void_p], ctypes.c_int)

_BYTES_READ = ffi.ffi("filter_bytes", [ctypes.c_void_p, ctypes.c_int], ctypes.c_longlong)

logging.getLogger("libarchive").disabled = True  # its warnings quote names
_KINDS = {0o120000: "link", 0o020000: "device", 0o060000: "device", 0o010000: "device", 0o140000: "device"}


class Broken(Exception):
    """The archive, or the member being read, cannot be read on."""


@dataclass(frozen=True)
class How:
    """What to look for: libarchive's names of formats and filters, and perhaps a password."""

    formats: Sequence[str]
    filters: Sequence[str] = ()
    password: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Entry:
    """One entry's header. `size` is what the archive claims, -1 where it claims nothing."""

    raw_name: bytes = field(repr=False)
    kind: str  # file, folder, link, device
    size: int
    is_encrypted: bool
    target: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)


class Opened:
    """An archive while it is read; `fault` tells afterwards whether its end was reached."""

    def __init__(self, pointer: int, has_password: bool) -> None:
        self._pointer = pointer
        self.has_password = has_password
        self.fault = False
        self.is_packed = False
        self.is_raw = False

    @property
    def has_encrypted(self) -> bool:
        return bool(_HAS_ENCRYPTED(self._pointer) > 0)

    @property
    def consumed(self) -> int:
        """How far into the bytes the outermost filter has read."""
        return int(_BYTES_READ(self._pointer, -1))

    def entries(self) -> Iterator[Entry]:
        """Raises nothing: a break sets `fault`."""
        entry = ctypes.c_void_p()
        while True:
            try:
                if ffi.read_next_header(self._pointer, ctypes.byref(entry)) == ffi.ARCHIVE_EOF:
                    return
            except (ArchiveError, MemoryError):
                self.fault = True
                return
            self.is_packed = ffi.filter_count(self._pointer) > 1
            self.is_raw = ffi.format_name(self._pointer) == b"raw"
            yield _entry(entry)

    def pieces(self) -> Iterator[bytes]:
        """The current entry's data; holes are filled with zeros."""
        block, size, offset = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_longlong()
        places = ctypes.byref(block), ctypes.byref(size), ctypes.byref(offset)
        at = 0
        while True:
            code = ffi.ARCHIVE_FATAL
            with suppress(ArchiveError):
                code = ffi.read_data_block(self._pointer, *places)
            if code == ffi.ARCHIVE_EOF:
                return
            if code < 0 or offset.value < at:
                raise Broken
            while at < offset.value:
                yield bytes(min(_STEP, offset.value - at))
                at += min(_STEP, offset.value - at)
            yield ctypes.string_at(block, size.value)
            at += size.value


@contextmanager
def opened(data: bytes, how: How) -> Iterator[Opened]:
    """Raises Broken if no format is recognised."""
    pointer = ffi.read_new()
    try:
        try:
            _open(pointer, data, how)
        except ArchiveError:
            raise Broken from None
        yield Opened(pointer, bool(how.password))
    finally:
        ffi.read_free(pointer)


def _open(pointer: int, data: bytes, how: How) -> None:
    for name in how.filters:
        ffi.get_read_filter_function(name)(pointer)
    for name in how.formats:
        ffi.get_read_format_function(name)(pointer)
    if how.password:
        ffi.read_add_passphrase(pointer, how.password)
    ffi.read_open_memory(pointer, ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p), len(data))


def _entry(entry: ctypes.c_void_p) -> Entry:
    hard, soft = ffi.entry_hardlink_w(entry), ffi.entry_symlink_w(entry)
    mode = ffi.entry_filetype(entry)
    size = ffi.entry_size(entry) if ffi.entry_size_is_set(entry) else -1
    kind = "folder" if mode == 0o040000 else _KINDS.get(mode, "file")
    if hard and size <= 0:
        kind = "link"
    return Entry(
        _raw_name(entry),
        kind,
        size,
        bool(_ENCRYPTED(entry)),
        hard or soft or "",
        " ".join(filter(None, (ffi.entry_uname_w(entry), ffi.entry_gname_w(entry)))),
    )


def _raw_name(entry: ctypes.c_void_p) -> bytes:
    raw = ffi.entry_pathname(entry)
    if raw is None:
        wide = ffi.entry_pathname_w(entry) or ""
        return str(wide).encode("utf-8", "replace")
    return bytes(raw)


def warm() -> None:
    """Looks up every function that is bound at its first use."""
    for name in FILTERS:
        ffi.get_read_filter_function(name)
    for name in ("rar5", "7zip", "cab", "lha", "xar", "zip_streamable", "zip_seekable", "raw"):
        ffi.get_read_format_function(name)
