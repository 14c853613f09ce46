"""Sealed objects on disk: each appears whole or not at all, under a random name, and is never overwritten.

Of an age file the header lies beside the payload, so that who may open it can change without touching the rest.
"""

import base64
import ctypes
import hashlib
import io
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from vault.problem import VaultProblem
from vault.store_files import Joined, coded, fill_file, fsync_folder, open_plain, problem_of

T = TypeVar("T")
NAME = re.compile(r"[a-z2-7]{26}")
_HEAD = re.compile(r"[a-z2-7]{26}\.[0-9a-f]{16}")


@dataclass(frozen=True)
class Stored:
    """What lies on disk under a name: `sha256` and `size` of the payload, `head` the digest of an age header."""

    name: str
    sha256: str
    size: int
    head: str = ""


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
            writer, result = fill_file(temporary, fill)
            head = bytes(writer.head)
            if head:
                self._put_head(name, head)
            with coded():
                os.link(temporary, final)
                fsync_folder(final.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()
        return Stored(name, writer.digest.hexdigest(), writer.size, _digest(head) if head else ""), result

    def write_bytes(self, name: str, data: bytes) -> Stored:
        return self.write(name, lambda out: out.write(data))[0]

    def open(self, name: str) -> BinaryIO:
        """The whole object: the newest header, if it has one, and the payload."""
        with coded():
            head = self.read_head(name)
            payload = os.fdopen(open_plain(self.path(name)), "rb")
        return io.BufferedReader(Joined(head, payload)) if head else payload

    def read(self, name: str) -> bytes:
        with self.open(name) as source, coded():
            return source.read()

    def read_head(self, name: str) -> bytes:
        """The newest header of an object, or nothing where it has none.

        One that a killed run had begun to destroy is newer still; it is known by not being what its name says."""
        with coded():
            heads = sorted(self._heads(name), key=lambda one: one.stat().st_mtime_ns, reverse=True)
            found = [(one.name, _content(one)) for one in heads]
        whole = (data for file, data in found if file == head_name(name, _digest(data)))
        return next(whole, found[0][1] if found else b"")

    def add_head(self, name: str, head: bytes) -> str:
        """Puts another header beside an object; its digest. The former ones stay until `keep_head`."""
        with coded():
            if not self.path(name).is_file():
                raise VaultProblem("not_found")
        self._put_head(name, head)
        with coded():
            fsync_folder(self.path(name).parent)
        return _digest(head)

    def keep_head(self, name: str, digest: str) -> None:
        """Destroys every header but one."""
        for head in self._heads(name):
            if head.name != head_name(name, digest):
                _destroy(head)

    def has(self, name: str) -> bool:
        """Whether there is such an object."""
        return self.path(name).is_file()

    def remove(self, name: str) -> None:
        """Its headers first: without them nobody opens what may be left of the payload."""
        with coded():
            path = self.path(name)
            if not path.is_file():
                raise VaultProblem("not_found")
            for head in self._heads(name):
                _destroy(head)
            path.unlink()
            fsync_folder(path.parent)

    def _heads(self, name: str) -> list[Path]:
        return sorted(self.path(name).parent.glob(f"{name}.*"))

    def _put_head(self, name: str, head: bytes) -> None:
        path = self.path(name).with_name(head_name(name, _digest(head)))
        with coded():
            make_folder(self.root / "incoming")
            if path.exists():
                return
        temporary = self.root / "incoming" / f"{path.name}.{secrets.token_hex(4)}"
        try:
            fill_file(temporary, lambda out: out.write(head), parts=False)
            with coded():
                os.link(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink()

    def names(self) -> Iterator[str]:
        """Every object there is, in the order of names."""
        with coded():
            for folder in _entries(self.root / "objects"):
                found = (one.name for one in _entries(folder))
                yield from (name for name in found if NAME.fullmatch(name) and name[:2] == folder.name)

    def sweep(self, keep: Mapping[str, str]) -> tuple[str, ...]:
        """Removes what killed runs left: temporary files, objects that are not in `keep` (their names are returned),
        and every header but the one whose digest stands in `keep` with its object."""
        left = tuple(name for name in self.names() if name not in keep)
        with coded():
            for temporary in _entries(self.root / "incoming"):
                temporary.unlink()
        for name in left:
            self.remove(name)
        wanted = {head_name(name, digest) for name, digest in keep.items()}
        with coded():
            for folder in _entries(self.root / "objects"):
                for one in _entries(folder):
                    if _HEAD.fullmatch(one.name) and one.name not in wanted:
                        _destroy(one)
        return left


def write_whole(path: Path, data: bytes, overwrite: bool = False) -> None:
    """Puts a small file in place, whole or not at all; refuses to replace one unless told to."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        fill_file(temporary, lambda out: out.write(data), parts=False)
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
        raise problem_of(ctypes.get_errno(), exchange=True)
    with coded():
        fsync_folder(new.parent)
        fsync_folder(old.parent)


def head_name(name: str, digest: str) -> str:
    """The file of the header with that digest beside an object."""
    return f"{name}.{digest[:16]}"


def _content(path: Path) -> bytes:
    with os.fdopen(open_plain(path), "rb") as source:
        return source.read()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _destroy(head: Path) -> None:
    """Overwritten before it goes, for what that is worth on the medium below."""
    with coded():
        with suppress(OSError):
            descriptor = os.open(head, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                os.write(descriptor, os.urandom(os.fstat(descriptor).st_size))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        head.unlink()
        fsync_folder(head.parent)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it, each name lasting before anything lies below it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        fsync_folder(folder.parent)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
