"""The proof's own side: lock as the second worker does, try the one act asked for, and say if it got through."""

import json
import os
import socket
import sys

from extractors.attempts import CELL_ATTEMPTS, Target
from extractors.fallback.cell_lock import lock_cell
from extractors.frames import Kind, receive_request, send_frame
from extractors.layers import Lock
from extractors.request import decode_request
from extractors.serve import CHANNEL

_THROUGH = b"T"
_REQUEST_BYTES = 1 << 16


def main() -> None:
    """argv: the socket's descriptor, the filter's (or, for the control that has no lock, the parent's process id)."""
    given = int(sys.argv[2])
    program = b"" if os.getpid() != 1 else _read(given)
    os.dup2(int(sys.argv[1]), CHANNEL, inheritable=False)
    channel = socket.socket(fileno=CHANNEL)
    _, body, _ = receive_request(channel, _REQUEST_BYTES)
    request = decode_request(body)
    attempt, *target = json.loads(request.name)
    missing = lock_cell(Lock(CHANNEL, 0, request.options.limits), program) if program else ()
    send_frame(channel, Kind.READY, [" ".join(missing).encode()])
    try:
        CELL_ATTEMPTS[attempt](Target(*target))
        os.write(CHANNEL, _THROUGH)
    finally:
        os._exit(1)


def _read(fd: int) -> bytes:
    with open(fd, "rb") as file:
        return file.read()
