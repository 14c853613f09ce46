"""The few kernel calls Python has no name for: prctl, unshare, capset, Landlock, and a filter made elsewhere."""

import ctypes
import os
import struct
from collections.abc import Iterable

_LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_INSTRUCTION = 8  # bytes of one step of a filter

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
CLONE_NEWIPC = 0x08000000

_CAPABILITY_VERSION_3 = 0x20080522
_SYS_CAPSET = {"x86_64": 126, "aarch64": 91}
_SYS_LANDLOCK_CREATE_RULESET = 444  # the same on every architecture, as all calls since 5.0
_SYS_LANDLOCK_ADD_RULE = 445
_SYS_LANDLOCK_RESTRICT_SELF = 446
_LANDLOCK_PATH_BENEATH = 1
_LANDLOCK_READ = 1 << 2 | 1 << 3  # files and folders
_LANDLOCK_WRITE = _LANDLOCK_READ | 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8  # and make or remove either
_LANDLOCK_TRUNCATE, _LANDLOCK_TRUNCATE_ABI = 1 << 14, 3
_LANDLOCK_ONLY_ON_FILES = 1 << 1 | 1 << 2 | _LANDLOCK_TRUNCATE
_LANDLOCK_ABI_QUESTION = 1


def prctl(option: int, value: int) -> None:
    _checked(_LIBC.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def unshare(flags: int) -> None:
    _checked(_LIBC.unshare(flags))


def drop_capabilities() -> None:
    head = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    _checked(_syscall(_SYS_CAPSET[os.uname().machine], head, bytes(24)))


def load_filter(program: bytes) -> None:
    """A seccomp filter as libseccomp exports it."""
    kept = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // _INSTRUCTION, ctypes.addressof(kept))
    _checked(_LIBC.prctl(PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), head, 0, 0))


def refuse_every_path(readable: Iterable[str] = (), writable: Iterable[str] = ()) -> None:
    """A Landlock ruleset that handles all it can and allows nothing, but what is named and beneath."""
    abi = _syscall(_SYS_LANDLOCK_CREATE_RULESET, None, 0, _LANDLOCK_ABI_QUESTION)
    _checked(abi)
    ruleset = _ruleset(abi)
    fd = _syscall(_SYS_LANDLOCK_CREATE_RULESET, ruleset, len(ruleset), 0)
    _checked(fd)
    write = _LANDLOCK_WRITE | (_LANDLOCK_TRUNCATE if abi >= _LANDLOCK_TRUNCATE_ABI else 0)
    for path in readable:
        _allow_beneath(fd, path, _LANDLOCK_READ)
    for path in writable:
        _allow_beneath(fd, path, write)
    _checked(_syscall(_SYS_LANDLOCK_RESTRICT_SELF, fd, 0))
    os.close(fd)


def _allow_beneath(ruleset: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights &= -1 if os.path.isdir(path) else _LANDLOCK_ONLY_ON_FILES
        rule = struct.pack("=Qi", rights, place)
        _checked(_syscall(_SYS_LANDLOCK_ADD_RULE, ruleset, _LANDLOCK_PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


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
