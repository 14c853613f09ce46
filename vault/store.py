"""Sealed objects on disk: each appears whole or not at all, under a random name, and is never overwritten."""

import base64
import ctypes
import errno
import hashlib
import io
import os
import re
import secrets
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from vault.problem import VaultProblem

T = TypeVar("T")
NAME = re.compile(r"[a-z2-7]{26}")


@dataclass(frozen=True)
class Stored:
    """What lies on disk under a name."""

    name: str
    sha256: str
    size: int


def new_id() -> str:
    """A name that says nothing: 16 random bytes as 26 lower-case base32 characters."""
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()


@dataclass(frozen=True)
class Store:
    """The objects below one vault folder."""

    root: Path

    def path(self, name: str) -> Path:
        """Where an object lies; refuses what is no name, so that none can point elsewhere."""
        if not NAME.fullmatch(name):
            raise VaultProblem("bad_name")
        return self.root / "objects" / name[:2] / name

    def write(self, name: str, fill: Callable[[BinaryIO], T]) -> tuple[Stored, T]:
        """Lets `fill` write a new object. What `fill` raises passes through; nothing half-written stays."""
        final = self.path(name)
        with coded():
            make_folder(self.root / "incoming")
            make_folder(final.parent)
        temporary = self.root / "incoming" / f"{name}.{secrets.token_hex(4)}"
        try:
            writer, result = _fill(temporary, fill)
            with coded():
                os.link(temporary, final)
                fsync_folder(final.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()
        return Stored(name, writer.digest.hexdigest(), writer.size), result

    def write_bytes(self, name: str, data: bytes) -> Stored:
        return self.write(name, lambda out: out.write(data))[0]

    def open(self, name: str) -> BinaryIO:
        with coded():
            return os.fdopen(os.open(self.path(name), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")

    def read(self, name: str) -> bytes:
        with self.open(name) as source, coded():
            return source.read()

    def remove(self, name: str) -> None:
        with coded():
            self.path(name).unlink()
            fsync_folder(self.path(name).parent)

    def names(self) -> Iterator[str]:
        """Every object there is, in the order of names."""
        with coded():
            for folder in _entries(self.root / "objects"):
                found = (one.name for one in _entries(folder))
                yield from (name for name in found if NAME.fullmatch(name) and name[:2] == folder.name)

    def sweep(self, keep: Set[str]) -> tuple[str, ...]:
        """Removes what killed runs left: temporary files and objects outside `keep`; the names of the latter."""
        left = tuple(name for name in self.names() if name not in keep)
        with coded():
            for temporary in _entries(self.root / "incoming"):
                temporary.unlink()
        for name in left:
            self.remove(name)
        return left


class _Digesting(io.RawIOBase):
    """Writes to a file descriptor, counting and hashing what passes."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.descriptor = descriptor
        self.digest = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        rest = memoryview(cast(bytes, data)).cast("B")
        self.digest.update(rest)
        self.size += len(rest)
        total = len(rest)
        with coded():
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]
        return total


def _fill(path: Path, fill: Callable[[BinaryIO], T]) -> tuple[_Digesting, T]:
    with coded():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        writer = _Digesting(descriptor)
        result = fill(cast(BinaryIO, writer))
        with coded():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return writer, result


def write_whole(path: Path, data: bytes, overwrite: bool = False) -> None:
    """Puts a small file in place, whole or not at all; refuses to replace one unless told to."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _fill(temporary, lambda out: out.write(data))
        with coded():
            if overwrite:
                os.replace(temporary, path)
            else:
                os.link(temporary, path)
            fsync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink()


def exchange_folders(new: Path, old: Path) -> None:
    """Swaps two folders in one step, so that a reader sees the one or the other."""
    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if swap is None:
        raise VaultProblem("no_exchange")
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fs.h
    if swap(here, os.fsencode(new), here, os.fsencode(old), ctypes.c_uint(exchange)) != 0:
        raise _problem_of(ctypes.get_errno(), exchange=True)
    with coded():
        fsync_folder(new.parent)
        fsync_folder(old.parent)


def fsync_folder(folder: Path) -> None:
    """Makes the names in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def coded() -> Iterator[None]:
    """Turns a failure of the operating system into a code, without its path."""
    try:
        yield
    except OSError as failure:
        raise _problem_of(failure.errno or 0) from None


def _problem_of(number: int, exchange: bool = False) -> VaultProblem:
    if exchange and number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV):
        return VaultProblem("no_exchange")
    return VaultProblem(_CODE_OF.get(number, "io"), errno=number)


_CODE_OF = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.ENOENT: "not_found",
    errno.EEXIST: "exists",
}


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it, each name lasting before anything lies below it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        fsync_folder(folder.parent)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
