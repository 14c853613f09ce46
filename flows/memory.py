"""Files that lie in memory alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO


@contextmanager
def memory_file() -> Iterator[BinaryIO]:
    """An unnamed file for plaintext; gone when closed, and never on a disk."""
    with os.fdopen(os.memfd_create("original", os.MFD_CLOEXEC), "w+b", buffering=0) as file:
        yield file
