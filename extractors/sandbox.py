"""How a warmed-up worker locks itself: layer by layer, the last one being the filter that kills."""

import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractors import kernel
from extractors.limits import Limits
from extractors.syscalls import allow_only_reading

NOBODY = 65534
_PROCESSOR_SECONDS = 4 * 3_600  # of one worker's life: a last bound, should the parent be gone or stuck
_DESCRIPTORS = 16


@dataclass(frozen=True)
class Lock:
    """What the layers need to know."""

    channel: int
    parent: int
    limits: Limits


def lock(settings: Lock) -> tuple[str, ...]:
    """Takes every layer there is, in order; the names of those that could not be had."""
    return tuple(name for name, layer in LAYERS.items() if not _is_taken(layer, settings))


def _is_taken(layer: Callable[[Lock], None], settings: Lock) -> bool:
    try:
        layer(settings)
    except (OSError, ValueError):
        return False
    return True


def die_with_parent(settings: Lock) -> None:
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != settings.parent:  # it died before we could ask
        os._exit(1)


def _one_thread(_: Lock) -> None:
    """Landlock and the filter hold for the calling thread: a second one would stay free."""
    if len(os.listdir("/proc/self/task")) != 1:
        raise OSError


def _only_our_descriptors(settings: Lock) -> None:
    os.closerange(3, settings.channel)
    os.closerange(settings.channel + 1, 65536)


def _no_network(_: Lock) -> None:
    """An empty network namespace: with privilege directly, without it inside a user namespace of our own."""
    try:
        kernel.unshare(kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC)
    except OSError:
        _leave_root()  # while it can still be done: in a namespace without a map there is nobody to become
        kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC)


def _nobody(_: Lock) -> None:
    _leave_root()
    kernel.drop_capabilities()


def _leave_root() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def _rlimits(settings: Lock) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    bounds = {
        resource.RLIMIT_AS: used + settings.limits.memory_bytes,
        resource.RLIMIT_CPU: _PROCESSOR_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: _DESCRIPTORS,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for name, bound in bounds.items():
        _, hard = resource.getrlimit(name)
        lowest = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(name, (lowest, lowest))


def _not_dumpable(_: Lock) -> None:
    """No core file, no ptrace, no look into /proc/PID/mem by others of the same user."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def _no_new_privileges(_: Lock) -> None:
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)


def _no_files(_: Lock) -> None:
    kernel.refuse_every_path()


def _few_system_calls(settings: Lock) -> None:
    allow_only_reading(settings.channel)


# The order is part of it: identity before limits on processes, /proc before Landlock, the filter last of all.
LAYERS: dict[str, Callable[[Lock], None]] = {
    "one_thread": _one_thread,
    "descriptors": _only_our_descriptors,
    "network_namespace": _no_network,
    "nobody": _nobody,
    "parent_death": die_with_parent,  # again: a change of identity clears it
    "rlimits": _rlimits,
    "not_dumpable": _not_dumpable,
    "no_new_privileges": _no_new_privileges,
    "landlock": _no_files,
    "seccomp": _few_system_calls,
}

# Without these there is no fence at all: not even `allow_weak_sandbox` goes on.
ESSENTIAL = ("one_thread", "rlimits", "no_new_privileges", "seccomp")
