"""The second worker's own side: lock first, since the virtual machine brings threads, then start it and read."""

import os
import shutil
import sys

from extractors import kernel
from extractors.document import ExtractedDocument
from extractors.fallback import tika
from extractors.fallback.cell_lock import lock_cell
from extractors.fallback.cell_paths import SCRATCH
from extractors.layers import Lock
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.serve import CHANNEL, serve


def main(read: Reader = tika.read_tika, warm: Reader = tika.read_tika) -> None:
    """argv: the descriptors of the socket and of the filter."""
    with open(int(sys.argv[2]), "rb") as file:
        program = file.read()

    def make_ready(options: ReadOptions) -> tuple[str, ...]:
        missing = lock_cell(Lock(CHANNEL, 0, options.limits), program)
        _started(warm, options)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)  # not before: the machine reads its own /proc/self/maps
        return missing

    def read_and_tidy(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
        try:
            return read(data, name, options)
        finally:
            _empty_scratch()

    serve(int(sys.argv[1]), make_ready, read_and_tidy)


def _started(warm: Reader, options: ReadOptions) -> None:
    """One small document wakes the machine; if it cannot be read, none can."""
    try:
        warm(b"<html><body><p>warm</p></body></html>", "a.html", options)
    except ReadProblem:
        os._exit(1)


def _empty_scratch() -> None:
    """What one file left behind is neither room lost to the next nor there for it to see."""
    for entry in os.scandir(SCRATCH):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)
