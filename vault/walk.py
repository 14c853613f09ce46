"""What lies in a folder: every name that is not a folder, links and devices too, and its digest."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 20


def files_below(folder: Path, prefix: str = "") -> Iterator[str]:
    """Relative paths in order, never following a link; a folder that cannot be read counts as a file."""
    try:
        found = sorted(os.scandir(folder), key=lambda one: one.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield prefix.rstrip("/") or "."
        return
    for one in found:
        path = f"{prefix}{one.name}"
        if one.is_dir(follow_symlinks=False):
            yield from files_below(folder / one.name, f"{path}/")
        else:
            yield path


def digest_of(path: Path) -> tuple[str, int] | None:
    """SHA-256 and size of a plain file, read in pieces; None for anything else (a pipe must not hold us up)."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as source:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        digest, size = hashlib.sha256(), 0
        while piece := source.read(CHUNK):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def shown(path: str) -> str:
    """A path that can be printed whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
