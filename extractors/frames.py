"""Length-limited frames over a Unix socket: one byte for the kind, four for the length, then the bytes."""

import array
import socket
import struct
from enum import IntEnum

_HEAD = struct.Struct(">BI")
HEAD_SIZE = _HEAD.size


class Kind(IntEnum):
    """What a frame says."""

    START = 1  # parent: how to warm up and lock
    READY = 2  # worker: locked, and the layers it could not take
    FAILED = 3  # worker: could not be made ready
    READ = 4  # parent: read the file whose descriptor comes along
    TICK = 5  # worker: a page of slow work is done
    DOCUMENT = 6
    PROBLEM = 7


class BrokenFrame(Exception):
    """A frame of an unknown kind or above its length."""


class Closed(Exception):
    """The other side is gone."""


def send_frame(channel: socket.socket, kind: Kind, parts: list[bytes], fd: int | None = None) -> None:
    head = _HEAD.pack(kind, sum(map(len, parts)))
    rights = [] if fd is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [fd]))]
    try:
        channel.sendmsg([head], rights)
        for part in _joined(parts):
            channel.sendall(part)
    except ConnectionError:
        gone = True
    else:
        gone = False
    if gone:
        raise Closed


def _joined(parts: list[bytes], large: int = 1 << 16) -> list[bytes]:
    """Small parts put together, so that each does not cost a system call; large ones as they are."""
    out: list[bytes] = []
    small: list[bytes] = []
    for part in parts:
        if len(part) >= large:
            out += [b"".join(small), part]
            small = []
        else:
            small.append(part)
    return [part for part in [*out, b"".join(small)] if part]


def parse_head(data: bytes, most: int) -> tuple[Kind, int]:
    number, length = _HEAD.unpack(data)
    if number not in Kind._value2member_map_ or length > most:
        raise BrokenFrame
    return Kind(number), length


def receive_request(channel: socket.socket, most: int) -> tuple[Kind, bytes, int | None]:
    """The next frame and the descriptor that came along, if one did; waits as long as it takes."""
    data, rights, _, _ = channel.recvmsg(HEAD_SIZE, socket.CMSG_SPACE(4))
    fd = next((array.array("i", held[:4])[0] for _, kind, held in rights if kind == socket.SCM_RIGHTS), None)
    if len(data) != HEAD_SIZE:
        raise Closed
    kind, length = parse_head(data, most)
    body = channel.recv(length, socket.MSG_WAITALL) if length else b""
    if len(body) != length:
        raise Closed
    return kind, body, fd
