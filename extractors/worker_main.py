"""The locked worker's own side: warm up, lock, then read, each file with as much memory as its size deserves."""

import gc
import os
import resource
import sys
from collections.abc import Callable

from extractors.clock import address_space
from extractors.document import ExtractedDocument
from extractors.layers import Lock
from extractors.limits import ReadOptions
from extractors.preload import preload
from extractors.read import read_file
from extractors.reader import Reader
from extractors.sandbox import lock
from extractors.serve import CHANNEL, serve

Warm = Callable[[ReadOptions], object]


def main(read: Reader = read_file, warm: Warm = preload) -> None:
    """argv: the socket's descriptor, the parent's process id."""
    at_rest = 0

    def make_ready(options: ReadOptions) -> tuple[str, ...]:
        nonlocal at_rest
        warm_up(options, warm)
        at_rest = address_space(os.getpid())
        return lock(Lock(CHANNEL, int(sys.argv[2]), options.limits))

    def read_bounded(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
        _allow_memory(at_rest + options.limits.memory_for(len(data)))  # the reply is made of it too
        return read(data, name, options)

    serve(int(sys.argv[1]), make_ready, read_bounded)


def warm_up(options: ReadOptions, warm: Warm = preload) -> None:
    warm(options)
    gc.collect()
    gc.freeze()


def _allow_memory(size: int) -> None:
    """So many bytes of address space, never above what the lock allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
