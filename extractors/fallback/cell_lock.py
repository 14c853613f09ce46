"""The lock from inside the cell: what bubblewrap gave is looked at, the rest is taken before any thread begins."""

import os
import resource
import signal
import socket

from extractors import kernel
from extractors.fallback.cell_paths import ALL_AT_ROOT, READABLE, SCRATCH_BYTES, WRITABLE
from extractors.layers import (
    PROCESSOR_SECONDS,
    Layer,
    Lock,
    bound,
    no_new_privileges,
    nobody,
    one_thread,
    only_our_descriptors,
    take,
)

_DESCRIPTORS = 128
_MOST_MEMORY = 1 << 30  # of heap; its reserved addresses, 34 GB, say nothing


def lock_cell(settings: Lock, program: bytes) -> tuple[str, ...]:
    """Takes every layer there is, in order; the names of those that could not be had."""
    layers = {name: layer for name, layer in LAYERS.items() if name != "seccomp"}
    return take({**layers, "seccomp": lambda _: kernel.load_filter(program)}, settings)


def _cell(_: Lock) -> None:
    """Process 1 of its own, no network but its own loopback, and no file system but what was shown."""
    alone = os.getpid() == 1 and {name for _, name in socket.if_nameindex()} <= {"lo"}
    if not alone or not set(os.listdir("/")) <= ALL_AT_ROOT:
        raise OSError


def _die_with_keeper(_: Lock) -> None:
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)  # again: a change of identity clears it


def _rlimits(settings: Lock) -> None:
    bound(
        {
            resource.RLIMIT_DATA: min(_MOST_MEMORY, settings.limits.memory_bytes),
            resource.RLIMIT_CPU: PROCESSOR_SECONDS,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: SCRATCH_BYTES,
            resource.RLIMIT_NOFILE: _DESCRIPTORS,
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_MSGQUEUE: 0,
        }
    )


def _few_files(_: Lock) -> None:
    kernel.refuse_every_path([path for path in READABLE if os.path.exists(path)], WRITABLE)


def _given_filter(_: Lock) -> None:
    """Made outside, where libseccomp is, and put in force by `lock_cell`."""
    raise OSError


LAYERS: dict[str, Layer] = {
    "cell": _cell,
    "one_thread": one_thread,
    "descriptors": only_our_descriptors,
    "nobody": nobody,
    "keeper_death": _die_with_keeper,
    "rlimits": _rlimits,
    "no_new_privileges": no_new_privileges,
    "landlock": _few_files,
    "seccomp": _given_filter,
}
ESSENTIAL = ("cell", "one_thread", "rlimits", "no_new_privileges", "seccomp")
