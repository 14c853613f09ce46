"""What a locked worker must not be able to do, tried one by one; each returns quietly only if it got through."""

import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass

_LIBC = ctypes.CDLL(None, use_errno=True)
_CHANNEL = 3
_PTRACE_TRACEME = 0
_PTRACE_SEIZE = 0x4206
_PTRACE_DETACH = 17


@dataclass(frozen=True)
class Target:
    """Things outside the fence that would answer: a listening port, a process, a file of the user's."""

    port: int
    process: int
    path: str = ""


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


def read_a_users_file(target: Target) -> None:
    with open(target.path, "rb") as file:
        file.read(1)


def write_outside_the_scratch(target: Target) -> None:
    path = f"{target.path}.new"
    if os.path.dirname(path) == "/tmp":  # which in a cell is the scratch
        path = f"/var{path}"
    with open(path, "wb") as file:
        file.write(b"through")
    os.unlink(path)


def change_its_own_code(_: Target) -> None:
    with open(__file__, "r+b"):
        pass


def run_the_interpreter(_: Target) -> None:
    """The one program that is there to be run; it says for itself that it got through."""
    os.set_inheritable(_CHANNEL, True)
    os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", f"import os; os.write({_CHANNEL}, b'T')"])


def be_traced(_: Target) -> None:
    if _LIBC.ptrace(_PTRACE_TRACEME, 0, None, None) != 0:
        raise OSError


ATTEMPTS: dict[str, Callable[[Target], None]] = {
    "connect_to_loopback": connect_to_loopback,
    "read_a_system_file": read_a_system_file,
    "write_a_temporary_file": write_a_temporary_file,
    "run_a_program": run_a_program,
    "fork_a_process": fork_a_process,
    "trace_the_parent": trace_the_parent,
    "signal_the_parent": signal_the_parent,
}

CELL_ATTEMPTS: dict[str, Callable[[Target], None]] = {
    "connect_to_loopback": connect_to_loopback,
    "read_a_system_file": read_a_system_file,
    "read_a_users_file": read_a_users_file,
    "write_outside_the_scratch": write_outside_the_scratch,
    "change_its_own_code": change_its_own_code,
    "run_the_interpreter": run_the_interpreter,
    "fork_a_process": fork_a_process,
    "be_traced": be_traced,
    "signal_the_parent": signal_the_parent,
}
