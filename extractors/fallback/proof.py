"""The cell put to the proof on this machine: each forbidden act is tried in a cell of its own."""

import json
import os
import socket
import struct
import tempfile

from extractors.attempts import CELL_ATTEMPTS, Target
from extractors.fallback.cell import spawn_in_cell
from extractors.frames import Closed, Kind, send_frame
from extractors.limits import ReadOptions
from extractors.lockproof import Proof
from extractors.request import Request, encode_request
from extractors.spawn import Child, spawn

_MODULE = "extractors.fallback.proof_inside"
_LONGEST = 30.0
_LOCKED = struct.pack(">BI", Kind.READY, 0)  # and no layer that is missing


def prove_cell(*, is_locked: bool = True) -> tuple[Proof, ...]:
    """Empty where no cell can be had. `is_locked=False` is the control: what an unlocked process may do here."""
    proofs: list[Proof] = []
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.NamedTemporaryFile() as outside:
        target = Target(listener.getsockname()[1], os.getpid(), outside.name)
        for attempt in CELL_ATTEMPTS:
            try:
                child = spawn_in_cell(_MODULE) if is_locked else spawn(_MODULE)
            except OSError:
                return ()
            try:
                proofs.append(Proof(attempt, _is_refused(child, attempt, target)))
            finally:
                child.kill()
    return tuple(proofs)


def _is_refused(child: Child, attempt: str, target: Target) -> bool:
    """Only a process that said it was locked, and then did not say it got through, proves anything."""
    order = json.dumps([attempt, target.port, target.process, target.path])
    child.channel.settimeout(_LONGEST)
    try:
        send_frame(child.channel, Kind.START, [encode_request(Request(order, ReadOptions(ocr=False)))])
        said = _all_said(child.channel)
    except (Closed, OSError):
        return False
    return said == _LOCKED


def _all_said(channel: socket.socket) -> bytes:
    said = b""
    while piece := channel.recv(64):
        said += piece
    return said
