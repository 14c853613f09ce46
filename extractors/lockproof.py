"""The lock put to the proof on this machine: each forbidden act is tried in a locked process of its own."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass, replace

from extractors.attempts import ATTEMPTS, Target
from extractors.layers import Lock
from extractors.limits import ReadOptions
from extractors.sandbox import lock
from extractors.serve import CHANNEL
from extractors.spawn import command, environment
from extractors.worker_main import warm_up

_LOCKED = b"L"
_THROUGH = b"T"
_LONGEST = 300


@dataclass(frozen=True)
class Proof:
    """One forbidden act, and whether the lock stopped it."""

    attempt: str
    is_refused: bool


def prove_lock(*, is_locked: bool = True) -> tuple[Proof, ...]:
    """`is_locked=False` is the control: it shows which acts the machine would let an unlocked process do."""
    run = subprocess.run(
        [*command("extractors.lockproof"), "locked" if is_locked else "free"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd="/",
        timeout=_LONGEST,
        check=False,
    )
    refused = json.loads(run.stdout) if run.returncode == 0 else {}
    return tuple(Proof(attempt, refused.get(attempt) is True) for attempt in ATTEMPTS)


def main() -> None:
    """Warms up like a worker, then forks once for each attempt; prints which were refused."""
    options = replace(ReadOptions(), ocr=False)
    warm_up(options)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        target = Target(listener.getsockname()[1], os.getpid())
        is_locked = sys.argv[1] == "locked"
        refused = {name: _is_refused(name, target, options, is_locked) for name in ATTEMPTS}
    sys.stdout.write(json.dumps(refused))


def _is_refused(name: str, target: Target, options: ReadOptions, is_locked: bool) -> bool:
    """Only a child that said it was locked, and then did not say it got through, proves anything."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        _attempt(name, target, theirs, options if is_locked else None)
    theirs.close()
    said = _all_said(ours)
    ours.close()
    _, status = os.waitpid(pid, 0)
    has_run_a_program = name == "run_a_program" and os.waitstatus_to_exitcode(status) == 0
    return said == _LOCKED and not has_run_a_program


def _attempt(name: str, target: Target, channel: socket.socket, options: ReadOptions | None) -> None:
    """In the child; never returns. Status 1 is a refusal that did not kill."""
    try:
        os.dup2(channel.fileno(), CHANNEL, inheritable=False)
        missing = lock(Lock(CHANNEL, target.process, options.limits)) if options else ()
        os.write(CHANNEL, b"" if missing else _LOCKED)
        ATTEMPTS[name](target)
        os.write(CHANNEL, _THROUGH)
    finally:
        os._exit(1)


def _all_said(channel: socket.socket) -> bytes:
    said = b""
    while piece := channel.recv(16):
        said += piece
    return said


if __name__ == "__main__":
    main()
