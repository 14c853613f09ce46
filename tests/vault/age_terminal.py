"""Runs a program on a terminal of its own and types what it asks for."""

import os
import pty
import select
import time
from collections.abc import Sequence
from pathlib import Path


def type_into(command: Sequence[str], answers: Sequence[bytes], folder: Path) -> int:
    """The program's exit code, after each question (a line that ends in a colon) got its answer."""
    waiting = list(answers)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvp(command[0], command)
    shown, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # the program has ended
            break
        if waiting and shown.rstrip().endswith(b":"):
            os.write(terminal, waiting.pop(0) + b"\n")
            shown = b""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    return code
