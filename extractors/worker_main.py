"""The locked worker's own side: warm up, lock, then read."""

import gc
import sys
from collections.abc import Callable

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

    def make_ready(options: ReadOptions) -> tuple[str, ...]:
        warm_up(options, warm)
        return lock(Lock(CHANNEL, int(sys.argv[2]), options.limits))

    serve(int(sys.argv[1]), make_ready, read)


def warm_up(options: ReadOptions, warm: Warm = preload) -> None:
    warm(options)
    gc.collect()
    gc.freeze()
