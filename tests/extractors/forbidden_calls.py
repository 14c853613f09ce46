"""System calls that no parser needs and that have opened sandboxes, each asked for by its number on x86_64."""

import ctypes
import mmap
import os
from collections.abc import Callable

from extractors.serve import CHANNEL

_LIBC = ctypes.CDLL(None, use_errno=True)
_X32 = 0x40000000  # the same calls under other numbers: whoever asks by them is killed
_HERE = -100  # AT_FDCWD
_NAME = ctypes.create_string_buffer(b"/proc/self/status")
_SPACE = ctypes.create_string_buffer(256)
_STACK = ctypes.create_string_buffer(1 << 16)
_TOP = ctypes.addressof(_STACK) + (1 << 15)  # nothing to return to: what begins here ends at once
_CHILD = 17  # SIGCHLD: its own process
_VM, _SIGHAND, _VFORK, _NEWUSER = 0x100, 0x800, 0x4000, 0x10000000
_ARGUMENTS = ctypes.create_string_buffer(bytes(32) + bytes([_CHILD]) + bytes(31), 64)  # of clone3: exit_signal alone
CALLS: dict[str, tuple[int, ...]] = {
    "socket": (41, 1, 1, 0),
    "socketpair": (53, 1, 1, 0, ctypes.addressof(_SPACE)),
    "connect": (42, CHANNEL, ctypes.addressof(_SPACE), 16),
    "fork": (57,),
    "vfork": (58,),
    "clone": (56, _CHILD, 0, 0, 0, 0),
    "clone in the same memory": (56, _VM | _CHILD, _TOP, 0, 0, 0),
    "clone with the same signals": (56, _VM | _SIGHAND | _CHILD, _TOP, 0, 0, 0),
    "clone like vfork": (56, _VM | _VFORK | _CHILD, _TOP, 0, 0, 0),
    "clone of a user": (56, _NEWUSER | _CHILD, 0, 0, 0, 0),
    "clone3": (435, ctypes.addressof(_ARGUMENTS), 64),
    "execve": (59, ctypes.addressof(_NAME), 0, 0),
    "execveat": (322, _HERE, ctypes.addressof(_NAME), 0, 0, 0),
    "ptrace": (101, 0, 0, 0, 0),
    "process_vm_readv": (310, os.getppid(), 0, 0, 0, 0, 0),
    "process_vm_writev": (311, os.getppid(), 0, 0, 0, 0, 0),
    "kill": (62, os.getppid(), 0),
    "tgkill": (234, os.getppid(), os.getppid(), 0),
    "pidfd_open": (434, os.getppid(), 0),
    "pidfd_getfd": (438, CHANNEL, 0, 0),
    "memfd_create": (319, ctypes.addressof(_NAME), 0),
    "memfd_secret": (447, 0),
    "shmget": (29, 0, 4096, 0o1600),
    "msgget": (68, 0, 0o1600),
    "semget": (64, 0, 1, 0o1600),
    "mq_open": (240, ctypes.addressof(_NAME), 0, 0, 0),
    "io_uring_setup": (425, 4, ctypes.addressof(_SPACE)),
    "io_setup": (206, 1, ctypes.addressof(_SPACE)),
    "userfaultfd": (323, 1),
    "keyctl": (250, 0, -3, 1),
    "add_key": (248, ctypes.addressof(_NAME), ctypes.addressof(_NAME), 0, 0, -3),
    "bpf": (321, 0, ctypes.addressof(_SPACE), 128),
    "perf_event_open": (298, ctypes.addressof(_SPACE), 0, -1, -1, 0),
    "unshare": (272, 0x10000000),
    "setns": (308, CHANNEL, 0),
    "mount": (165, 0, 0, 0, 0, 0),
    "chroot": (161, ctypes.addressof(_NAME)),
    "personality": (135, 0x0040000),
    "seccomp": (317, 0, 0, 0),
    "open_by_handle_at": (304, _HERE, ctypes.addressof(_SPACE), 0),
    "inotify_init": (253,),
    "eventfd": (290, 0, 0),
    "timerfd_create": (283, 1, 0),
    "signalfd": (289, -1, ctypes.addressof(_SPACE), 8, 0),
    "splice": (275, CHANNEL, 0, CHANNEL, 0, 1, 0),
}
X32_CALLS: dict[str, tuple[int, ...]] = {"x32 socket": (_X32 | 41, 1, 1, 0), "x32 fork": (_X32 | 57,)}


def call(name: str) -> bool:
    """Whether it got through."""
    return bool(_LIBC.syscall(*(ctypes.c_long(one) for one in (CALLS | X32_CALLS)[name])) >= 0)


def _map(protection: int) -> bool:
    try:
        mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=protection)
    except OSError:
        return False
    return True


def _opens(path: str, mode: int) -> bool:
    try:
        os.close(os.open(path, mode))
    except OSError:
        return False
    return True


ACTS: dict[str, Callable[[], bool]] = {
    **{name: lambda name=name: call(name) for name in CALLS},
    "make code": lambda: _map(mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC),
    "write to its own memory": lambda: _opens("/proc/self/mem", os.O_RDWR),
    "open its parent's memory": lambda: _opens(f"/proc/{os.getppid()}/mem", os.O_RDONLY),
    "open its parent's surroundings": lambda: _opens(f"/proc/{os.getppid()}/environ", os.O_RDONLY),
    "share memory by name": lambda: _opens("/dev/shm/undercroft-trap", os.O_RDWR | os.O_CREAT),
}
