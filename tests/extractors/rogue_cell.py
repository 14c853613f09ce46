"""A second worker gone wrong: in the real cell, but doing what the file orders."""

import contextlib
import os
import socket
import time
from collections.abc import Callable

from extractors import serve
from extractors.document import ExtractedDocument, Page
from extractors.fallback import worker_main
from extractors.limits import ReadOptions
from tests.extractors.forbidden_calls import ACTS, X32_CALLS, call


def main() -> None:
    serve._bytes_of = _grabbed
    worker_main.main(obey, obey)


def _grabbed(fd: int | None) -> bytes:
    """Tries to write to what it was handed, by a new opening, before it reads it."""
    with contextlib.suppress(OSError):
        os.pwrite(os.open(f"/proc/self/fd/{fd}", os.O_RDWR), b"overwritten", 0)
    return _read(fd)


_read = serve._bytes_of


def obey(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    said = ORDERS.get(data, lambda: data.decode())()
    return ExtractedDocument("text/plain", "rogue", (Page(1, f"{said}"),))


def _spin() -> None:
    while True:
        pass


def _leave_behind() -> str:
    os.makedirs("/tmp/a/b")
    with open("/tmp/a/b/c", "wb") as file:
        file.write(b"CANARY-4471")
    return "left"


def _fill_the_scratch() -> int:
    written = 0
    with contextlib.suppress(OSError):
        for number in range(8):
            with open(f"/tmp/{number}", "wb", buffering=0) as file:
                for _ in range(64):
                    written += file.write(bytes(1 << 20))
    return written


def _open(path: str, mode: str = "rb") -> None:
    with open(path, mode):
        pass


def _everything() -> str:
    through = [name for name, act in ACTS.items() if act()]
    return f"{len(through)} of {len(ACTS)}: {' '.join(through)}"


ORDERS: dict[bytes, Callable[[], object]] = {
    b"spin": _spin,
    b"sleep": lambda: time.sleep(600),
    b"eat": lambda: bytearray(8 << 30),
    b"quit": lambda: os._exit(0),
    b"connect": socket.socket,
    b"fork": os.fork,
    b"read": lambda: _open("/etc/passwd"),
    b"write": lambda: _open("/undercroft/extractors/new", "wb"),
    b"look": lambda: sorted(os.listdir("/undercroft")) + [os.getuid()] + sorted(os.environ),
    b"leave behind": _leave_behind,
    b"find": lambda: os.listdir("/tmp"),
    b"fill": _fill_the_scratch,
    b"everything": _everything,
    **{name.encode(): lambda name=name: call(name) for name in X32_CALLS},
}
