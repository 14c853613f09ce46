"""Workers gone wrong: locked as the real one, but reading by the orders in the file instead of reading the file."""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable

from extractors import worker_main
from extractors.document import ExtractedDocument, Page
from extractors.frames import Kind, receive_request, send_frame
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.wire import encode_document


def main() -> None:
    """The real worker with a reader that obeys."""
    worker_main.main(obey, lambda options: None)


def obey(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    if data in ORDERS:
        ORDERS[data](options)
    return ExtractedDocument("text/plain", "rogue", (Page(1, f"{data.decode()} {os.getpid()}"),))


def _spin(options: ReadOptions) -> None:
    while True:
        pass


def _work_with_ticks(options: ReadOptions) -> None:
    for _ in range(4):
        until = time.process_time() + 0.6
        while time.process_time() < until:
            pass
        options.tick()


def _tick_for_ever(options: ReadOptions) -> None:
    while True:
        options.tick()


def _recurse(options: ReadOptions) -> None:
    _recurse(options)


def _quote(options: ReadOptions) -> None:
    raise ValueError("CANARY-5521")


def _damage(options: ReadOptions) -> None:
    raise ReadProblem("damaged", pages=3)


def _open(options: ReadOptions) -> None:
    with open("/etc/passwd"):
        pass


def _begin_threads(options: ReadOptions) -> None:
    """As many as may be, each asleep."""
    threading.stack_size(1 << 16)
    begun = 0
    try:
        for _ in range(5_000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
            begun += 1
    except RuntimeError:
        pass
    raise ReadProblem("damaged", members=begun)


def _cut_short(channel: socket.socket) -> None:
    channel.sendall(b"\x06\x00\x00\x01\x00abc")
    os._exit(0)


def _stall(channel: socket.socket) -> None:
    channel.sendall(b"\x06\x00\x00\x01\x00abc")
    time.sleep(600)


ORDERS: dict[bytes, Callable[[ReadOptions], object]] = {
    b"spin": _spin,
    b"work with ticks": _work_with_ticks,
    b"tick for ever": _tick_for_ever,
    b"sleep": lambda options: time.sleep(600),
    b"eat": lambda options: bytearray(8 << 30),
    b"recurse": _recurse,
    b"quote": _quote,
    b"damage": _damage,
    b"quit": lambda options: os._exit(0),
    b"connect": lambda options: socket.socket(),
    b"kill": lambda options: os.kill(os.getppid(), 0),
    b"begin threads": _begin_threads,
    b"open": _open,
    b"overwrite": lambda options: os.pwrite(4, b"x", 0),
}


def liar() -> None:
    """No lock and no reader: says whatever the name of the file asks for."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    receive_request(channel, 1 << 20)
    send_frame(channel, Kind.READY, [])
    while True:
        _, body, _ = receive_request(channel, 1 << 20)
        LIES[next(name for name in LIES if name.encode() in body)](channel)


_HONEST = encode_document(ExtractedDocument("text/plain", "liar", (Page(1, "honest"),)))


def _twice(channel: socket.socket) -> None:
    send_frame(channel, Kind.DOCUMENT, _HONEST)
    send_frame(channel, Kind.DOCUMENT, _HONEST)


LIES: dict[str, Callable[[socket.socket], object]] = {
    "garbage": lambda channel: send_frame(channel, Kind.DOCUMENT, [b"\xff" * 100]),
    "too long": lambda channel: channel.sendall(b"\x06\xff\xff\xff\xff"),
    "no kind": lambda channel: channel.sendall(b"\x63\x00\x00\x00\x00"),
    "wrong kind": lambda channel: send_frame(channel, Kind.READY, []),
    "cut short": _cut_short,
    "stalled": _stall,
    "twice": _twice,
    "honest": lambda channel: send_frame(channel, Kind.DOCUMENT, _HONEST),
}


def weak() -> None:
    """Says that a layer is missing."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    _, body, _ = receive_request(channel, 1 << 20)
    send_frame(channel, Kind.READY, [b"landlock" if b"gentle" in body else b"seccomp"])
    receive_request(channel, 1 << 20)
