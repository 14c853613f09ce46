"""A new file that appears whole or not at all, and never in another's place."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

_NO_SUCH_THING = {errno.EPERM, errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL}


@contextmanager
def whole_file(path: Path, lasts: bool = True) -> Iterator[BinaryIO]:
    """What is written within the block lies at `path` once the block has ended well; raises as the system does.

    With `lasts` it is on the disk by then; without, a loss of power may still take it, as with most programs.
    """
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    draft = f".{path.name[:100]}.{secrets.token_hex(8)}"
    try:
        if path.is_symlink() or path.exists():
            raise FileExistsError(errno.EEXIST, "exists")
        descriptor, source = _open_draft(folder, draft)
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            yield cast(BinaryIO, file)
            if lasts:
                os.fsync(descriptor)
            _publish(source, folder, path)
        if lasts:
            os.fsync(folder)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft, dir_fd=folder)
        os.close(folder)


def _open_draft(folder: int, draft: str) -> tuple[int, str]:
    """A file without a name, of which a killed run leaves nothing; with one where the file system knows no such."""
    try:
        descriptor = os.open(".", os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC, 0o600, dir_fd=folder)
    except OSError as problem:
        if problem.errno not in _NO_SUCH_THING:
            raise
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        return os.open(draft, flags, 0o600, dir_fd=folder), draft
    return descriptor, f"/proc/self/fd/{descriptor}"


def _publish(source: str, folder: int, path: Path) -> None:
    try:
        # Unlike a rename it refuses to replace. The folder is given so that the link under /proc is followed.
        os.link(source, path.name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=True)
    except OSError as problem:
        # A memory stick's file system knows no links; that a file with a name may be moved there is all it can do.
        if problem.errno not in _NO_SUCH_THING or source.startswith("/"):
            raise
        if path.is_symlink() or path.exists():
            raise FileExistsError(errno.EEXIST, "exists") from None
        os.rename(source, path.name, src_dir_fd=folder, dst_dir_fd=folder)
