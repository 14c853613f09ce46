"""The layers of a lock that every kind of sandbox takes, and how a process takes them."""

import os
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extractors import kernel
from extractors.limits import Limits

NOBODY = 65534
PROCESSOR_SECONDS = 4 * 3_600  # of one worker's life: a last bound, should the parent be gone or stuck


@dataclass(frozen=True)
class Lock:
    """What the layers need to know."""

    channel: int
    parent: int
    limits: Limits


Layer = Callable[[Lock], None]


def take(layers: Mapping[str, Layer], settings: Lock) -> tuple[str, ...]:
    """Each in its order; the names of those that could not be had."""
    return tuple(name for name, layer in layers.items() if not _is_taken(layer, settings))


def _is_taken(layer: Layer, settings: Lock) -> bool:
    try:
        layer(settings)
    except (OSError, ValueError):
        return False
    return True


def one_thread(_: Lock) -> None:
    """Landlock and the filter hold for the calling thread and those it starts: a second one would stay free."""
    if len(os.listdir("/proc/self/task")) != 1:
        raise OSError


def only_our_descriptors(settings: Lock) -> None:
    os.closerange(3, settings.channel)
    os.closerange(settings.channel + 1, 65536)


def nobody(_: Lock) -> None:
    leave_root()
    kernel.drop_capabilities()


def leave_root() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def bound(resources: Mapping[int, int]) -> None:
    """Lowers each, for good; none is raised."""
    for name, most in resources.items():
        _, hard = resource.getrlimit(name)
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (lowest, lowest))


def not_dumpable(_: Lock) -> None:
    """No core file, no ptrace, no look into /proc/PID/mem by others of the same user."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def no_new_privileges(_: Lock) -> None:
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
