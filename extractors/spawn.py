"""Starting a worker process: a clean environment, nothing inherited but one socket."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parent.parent)
_LONGEST_DEATH = 5.0
_KEPT = ("LD_LIBRARY_PATH", "TESSDATA_PREFIX")
# One thread per library: what began another before the lock would leave it outside.
_SET = {
    "LANG": "C.UTF-8",
    "TZ": "UTC0",
    "OMP_THREAD_LIMIT": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
# A child asks to be killed when the *thread* that started it ends, so all are started by one that never does.
_STARTER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker-starter")


@dataclass(frozen=True)
class Child:
    """A running worker and the socket to it; where `process` only keeps it in, `inner` is the one that reads."""

    process: subprocess.Popen[bytes]
    channel: socket.socket
    inner: "Inner | None" = None

    @property
    def pid(self) -> int:
        return self.inner.pid if self.inner else self.process.pid

    def kill(self) -> None:
        """Leaves neither process nor zombie behind."""
        self.channel.close()
        if self.inner:
            self.inner.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_LONGEST_DEATH)  # what keeps the other in ends after it, and accounts for its time
        self.process.kill()
        self.process.wait()


@dataclass(frozen=True)
class Inner:
    """A process that is not our own child, held by a descriptor so that its number cannot come to mean another."""

    pid: int
    held: int

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.held, signal.SIGKILL)
        select.select([self.held], [], [], _LONGEST_DEATH)
        os.close(self.held)


def spawn(module: str) -> Child:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with theirs:
        process = start([*command(module), str(theirs.fileno()), str(os.getpid())], (theirs.fileno(),))
    return Child(process, ours)


def start(words: list[str], fds: tuple[int, ...]) -> subprocess.Popen[bytes]:
    """A process that is told nothing and can say nothing but through `fds`."""
    return _STARTER.submit(_start, words, fds).result()


def _start(words: list[str], fds: tuple[int, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=fds,
        env=environment(),
        cwd="/",
        start_new_session=True,
    )


def command(module: str) -> list[str]:
    """Runs `main` of one of our modules, isolated from the user's own Python settings and packages."""
    boot = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from {module} import main; main()"
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", boot, _ROOT]


def environment() -> dict[str, str]:
    return _SET | {name: os.environ[name] for name in _KEPT if name in os.environ}
