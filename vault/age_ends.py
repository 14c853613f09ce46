"""Where the age command reads and where it writes: files, or standard input and output."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from vault.age_options import STANDARD
from vault.age_stream import copy_all
from vault.problem import VaultProblem
from vault.whole_file import whole_file

_HELD_IN_MEMORY = 1 << 20


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The input, or `no_input`."""
    is_standard = name == STANDARD
    try:
        descriptor = 0 if is_standard else os.open(name, os.O_RDONLY | os.O_CLOEXEC)
        file = os.fdopen(descriptor, "rb", closefd=not is_standard)
    except OSError:
        raise VaultProblem("no_input") from None
    with file:
        yield file


@contextmanager
def released(output: str) -> Iterator[BinaryIO]:
    """The output: a file that appears once the block has ended well, or standard output as it comes."""
    if is_standard_output(output):
        with open(1, "wb", buffering=0, closefd=False) as file:
            yield cast(BinaryIO, file)
        return
    path = Path(output)
    if not path.name or not path.parent.is_dir():
        raise VaultProblem("no_output")
    with whole_file(path, lasts=False) as target:
        yield target


def is_standard_output(output: str) -> bool:
    """Whether nothing, or standard output, was named as the output."""
    return output in ("", STANDARD)


@contextmanager
def seekable(source: BinaryIO) -> Iterator[BinaryIO]:
    """The source itself, or its sealed bytes set aside where only this process sees them."""
    if source.seekable():
        yield source
        return
    with tempfile.SpooledTemporaryFile(_HELD_IN_MEMORY) as aside:
        copy_all(source, aside)
        aside.seek(0)
        yield cast(BinaryIO, aside)
