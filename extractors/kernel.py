"""The few kernel calls Python has no name for: prctl, unshare, capset and Landlock."""

import ctypes
import os
import struct

_LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
CLONE_NEWIPC = 0x08000000

_CAPABILITY_VERSION_3 = 0x20080522
_SYS_CAPSET = {"x86_64": 126, "aarch64": 91}
_SYS_LANDLOCK_CREATE_RULESET = 444  # the same on every architecture, as all calls since 5.0
_SYS_LANDLOCK_RESTRICT_SELF = 446
_LANDLOCK_ABI_QUESTION = 1


def prctl(option: int, value: int) -> None:
    _checked(_LIBC.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def unshare(flags: int) -> None:
    _checked(_LIBC.unshare(flags))


def drop_capabilities() -> None:
    head = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    _checked(_syscall(_SYS_CAPSET[os.uname().machine], head, bytes(24)))


def refuse_every_path() -> None:
    """A Landlock ruleset that handles all it can and allows nothing."""
    abi = _syscall(_SYS_LANDLOCK_CREATE_RULESET, None, 0, _LANDLOCK_ABI_QUESTION)
    _checked(abi)
    ruleset = _ruleset(abi)
    fd = _syscall(_SYS_LANDLOCK_CREATE_RULESET, ruleset, len(ruleset), 0)
    _checked(fd)
    _checked(_syscall(_SYS_LANDLOCK_RESTRICT_SELF, fd, 0))
    os.close(fd)


def _ruleset(abi: int) -> bytes:
    """Rights grew with the ABI: 13 on files, then refer, truncate, TCP, device ioctl, abstract sockets and signals."""
    files = 13 + (abi >= 2) + (abi >= 3) + (abi >= 5)
    fields = [(1 << files) - 1]
    fields += [0b11] if abi >= 4 else []
    fields += [0b11] if abi >= 6 else []
    return struct.pack(f"={len(fields)}Q", *fields)


def _syscall(number: int, *values: int | bytes | None) -> int:
    arguments = [ctypes.c_long(value) if isinstance(value, int) else value for value in values]
    return int(_LIBC.syscall(ctypes.c_long(number), *arguments))


def _checked(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused by the kernel")
