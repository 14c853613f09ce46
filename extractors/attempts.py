"""What a locked worker must not be able to do, tried one by one; each returns quietly only if it got through."""

import ctypes
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

_LIBC = ctypes.CDLL(None, use_errno=True)
_PTRACE_SEIZE = 0x4206
_PTRACE_DETACH = 17


@dataclass(frozen=True)
class Target:
    """Things outside the fence that would answer: a listening port, a process."""

    port: int
    process: int


def connect_to_loopback(target: Target) -> None:
    with socket.socket() as channel:
        channel.settimeout(2)
        channel.connect(("127.0.0.1", target.port))


def read_a_system_file(_: Target) -> None:
    with open("/etc/passwd", "rb") as file:
        file.read(1)


def write_a_temporary_file(_: Target) -> None:
    path = f"/tmp/undercroft-lockproof-{os.getpid()}"
    with open(path, "wb") as file:
        file.write(b"through")
    os.unlink(path)


def run_a_program(_: Target) -> None:
    os.execv("/bin/true", ["true"])


def fork_a_process(_: Target) -> None:
    if os.fork() == 0:
        os._exit(0)


def trace_the_parent(target: Target) -> None:
    if _LIBC.ptrace(_PTRACE_SEIZE, ctypes.c_long(target.process), None, None) != 0:
        raise OSError
    _LIBC.ptrace(_PTRACE_DETACH, ctypes.c_long(target.process), None, None)


def signal_the_parent(target: Target) -> None:
    os.kill(target.process, signal.SIGCONT)


ATTEMPTS: dict[str, Callable[[Target], None]] = {
    "connect_to_loopback": connect_to_loopback,
    "read_a_system_file": read_a_system_file,
    "write_a_temporary_file": write_a_temporary_file,
    "run_a_program": run_a_program,
    "fork_a_process": fork_a_process,
    "trace_the_parent": trace_the_parent,
    "signal_the_parent": signal_the_parent,
}
