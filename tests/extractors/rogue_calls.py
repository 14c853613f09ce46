"""Forbidden calls from behind the first worker's lock, each in a process of its own; prints which got through."""

import os
import signal
import socket
import sys

from extractors.layers import Lock
from extractors.limits import Limits
from extractors.sandbox import lock
from extractors.serve import CHANNEL
from tests.extractors.forbidden_calls import ACTS, X32_CALLS, call


def main() -> None:
    is_locked = sys.argv[1] == "locked"
    sys.stdout.writelines(f"{name}\n" for name in (*ACTS, *X32_CALLS) if _got_through(name, is_locked))


def _got_through(name: str, is_locked: bool) -> bool:
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        signal.alarm(20)
        os.dup2(theirs.fileno(), CHANNEL, inheritable=False)
        if is_locked and lock(Lock(CHANNEL, parent, Limits())):
            os.write(CHANNEL, b"not locked")
        elif (call(name) if name in X32_CALLS else ACTS[name]()) and os.getppid() == parent:
            os.write(CHANNEL, b"through")
        os._exit(0)
    theirs.close()
    said = ours.recv(64)
    ours.close()
    os.waitpid(pid, 0)
    return said != b""


if __name__ == "__main__":
    main()
