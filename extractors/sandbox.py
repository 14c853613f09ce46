"""How a warmed-up worker locks itself: layer by layer, the last one being the filter that kills."""

import os
import resource
import signal
from pathlib import Path

from extractors import kernel
from extractors.layers import (
    PROCESSOR_SECONDS,
    Layer,
    Lock,
    bound,
    leave_root,
    no_new_privileges,
    nobody,
    not_dumpable,
    one_thread,
    only_our_descriptors,
    take,
)
from extractors.syscalls import allow_only_reading

_DESCRIPTORS = 16
_TASKS = 512  # threads of this user, other workers' too; no process can be made at all


def lock(settings: Lock) -> tuple[str, ...]:
    """Takes every layer there is, in order; the names of those that could not be had."""
    return take(LAYERS, settings)


def die_with_parent(settings: Lock) -> None:
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != settings.parent:  # it died before we could ask
        os._exit(1)


def _no_network(_: Lock) -> None:
    """An empty network namespace: with privilege directly, without it inside a user namespace of our own."""
    try:
        kernel.unshare(kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC)
    except OSError:
        leave_root()  # while it can still be done: in a namespace without a map there is nobody to become
        kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC)


def _rlimits(settings: Lock) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    bound(
        {
            resource.RLIMIT_AS: used + settings.limits.memory_bytes,
            resource.RLIMIT_CPU: PROCESSOR_SECONDS,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_NPROC: _TASKS,
            resource.RLIMIT_NOFILE: _DESCRIPTORS,
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_MSGQUEUE: 0,
        }
    )


def _no_files(_: Lock) -> None:
    kernel.refuse_every_path()


def _few_system_calls(settings: Lock) -> None:
    allow_only_reading(settings.channel)


# The order is part of it: identity before limits on processes, /proc before Landlock, the filter last of all.
LAYERS: dict[str, Layer] = {
    "one_thread": one_thread,
    "descriptors": only_our_descriptors,
    "network_namespace": _no_network,
    "nobody": nobody,
    "parent_death": die_with_parent,  # again: a change of identity clears it
    "rlimits": _rlimits,
    "not_dumpable": not_dumpable,
    "no_new_privileges": no_new_privileges,
    "landlock": _no_files,
    "seccomp": _few_system_calls,
}

# Without these there is no fence at all: not even `allow_weak_sandbox` goes on.
ESSENTIAL = ("one_thread", "rlimits", "no_new_privileges", "seccomp")
