"""Files that the store writes and reads: hashed as they pass, an age header set aside, faults told by a code."""

import errno
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from vault.problem import VaultProblem

T = TypeVar("T")
_MAGIC = b"age-encryption.org/v1\n"
_LARGEST_HEAD = 1 << 16


class Digesting(io.RawIOBase):
    """Writes to a file descriptor, counting and hashing what passes; an age header is set aside in `head`."""

    def __init__(self, descriptor: int, parts: bool = True) -> None:
        super().__init__()
        self.descriptor = descriptor
        self.digest = hashlib.sha256()
        self.size = 0
        self.head = bytearray()
        self._is_undecided = parts

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        given = memoryview(cast(bytes, data)).cast("B")
        rest = self._past_head(given) if self._is_undecided else given
        self._put(rest)
        return len(given)

    def finish(self) -> None:
        """What began like a header and was none is payload."""
        if self._is_undecided and self.head:
            self._is_undecided = False
            rest, self.head = bytes(self.head), bytearray()
            self._put(memoryview(rest))

    def _past_head(self, given: memoryview) -> memoryview:
        self.head += given
        at = min(len(self.head), len(_MAGIC))
        if self.head[:at] != _MAGIC[:at] or len(self.head) > _LARGEST_HEAD + len(given):
            self._is_undecided = False
            rest, self.head = bytes(self.head), bytearray()
            return memoryview(rest)
        mark = self.head.find(b"\n--- ")
        end = self.head.find(b"\n", mark + 1) if mark >= 0 else -1
        if end < 0:
            return given[:0]
        self._is_undecided = False
        rest, self.head = bytes(self.head[end + 1 :]), self.head[: end + 1]
        return memoryview(rest)

    def _put(self, rest: memoryview) -> None:
        self.digest.update(rest)
        self.size += len(rest)
        with coded():
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]


class Joined(io.RawIOBase):
    """A header and the payload behind it, as one file."""

    def __init__(self, head: bytes, payload: BinaryIO) -> None:
        super().__init__()
        self._head, self._payload, self._at = head, payload, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast(bytearray, buffer)).cast("B")
        if self._at < len(self._head):
            part = self._head[self._at : self._at + len(target)]
        else:
            with coded():
                part = self._payload.read(len(target))
        target[: len(part)] = part
        self._at += len(part)
        return len(part)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        with coded():
            if whence == os.SEEK_END:
                offset += len(self._head) + os.fstat(self._payload.fileno()).st_size
            elif whence == os.SEEK_CUR:
                offset += self._at
            self._payload.seek(max(0, offset - len(self._head)))
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._payload.close()
        super().close()


def fill_file(path: Path, fill: Callable[[BinaryIO], T], parts: bool = True) -> tuple[Digesting, T]:
    with coded():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        writer = Digesting(descriptor, parts)
        result = fill(cast(BinaryIO, writer))
        writer.finish()
        with coded():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return writer, result


def open_plain(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)


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
        raise problem_of(failure.errno or 0) from None


def problem_of(number: int, exchange: bool = False) -> VaultProblem:
    if exchange and number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV):
        return VaultProblem("no_exchange")
    return VaultProblem(_CODE_OF.get(number, "io"), errno=number)


_CODE_OF = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.ENOENT: "not_found",
    errno.EEXIST: "exists",
}
