"""Starting a worker process: a clean environment, nothing inherited but one socket."""

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parent.parent)
_KEPT = ("LD_LIBRARY_PATH", "TESSDATA_PREFIX")
# One thread per library: a second one would be outside the lock, and `clone` is refused after it.
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
    """A running worker and the socket to it."""

    process: subprocess.Popen[bytes]
    channel: socket.socket

    def kill(self) -> None:
        """Leaves neither process nor zombie behind."""
        self.channel.close()
        self.process.kill()
        self.process.wait()


def spawn(module: str) -> Child:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with theirs:
        process = _STARTER.submit(_start, module, theirs.fileno()).result()
    return Child(process, ours)


def _start(module: str, fd: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*command(module), str(fd), str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(fd,),
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
