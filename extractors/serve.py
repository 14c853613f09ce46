"""A worker's side of the conversation: once ready, one file after the other becomes a document or a code."""

import os
import socket
from collections.abc import Callable
from dataclasses import replace

from extractors.fitting import fitting
from extractors.frames import Closed, Kind, receive_request, send_frame
from extractors.keys import Trying
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.request import Request, decode_request
from extractors.wire import encode_document, encode_problem

CHANNEL = 3
_REQUEST_BYTES = 1 << 24  # keys of the editor's included


def serve(fd: int, make_ready: Callable[[ReadOptions], tuple[str, ...]], read: Reader) -> None:
    """`fd` is the socket to the parent; `make_ready` gives the layers of the lock that could not be had."""
    os.dup2(fd, CHANNEL, inheritable=False)
    channel = socket.socket(fileno=CHANNEL)
    try:
        _, body, _ = receive_request(channel, _REQUEST_BYTES)
        missing = make_ready(decode_request(body).options)
        send_frame(channel, Kind.READY, [" ".join(missing).encode()])
        while True:
            _answer(channel, read)
    except Closed:
        os._exit(0)


def _answer(channel: socket.socket, read: Reader) -> None:
    _, body, fd = receive_request(channel, _REQUEST_BYTES)
    request = decode_request(body)

    def tick() -> None:
        send_frame(channel, Kind.TICK, [])

    options = replace(request.options, tick=tick, trying=Trying(request.keys, tick) if request.keys else None)
    kind, parts = _outcome(read, fd, Request(request.name, options))
    send_frame(channel, kind, parts)


def _outcome(read: Reader, fd: int | None, request: Request) -> tuple[Kind, list[bytes]]:
    """Whatever a parser raises becomes a code here: its text may quote the file."""
    try:
        document = read(_bytes_of(fd), request.name, request.options)
        parts = encode_document(fitting(document, request.options.limits))
        if sum(map(len, parts)) <= request.options.limits.reply_bytes:
            return Kind.DOCUMENT, parts
        problem = ReadProblem("over_limit", bytes=sum(map(len, parts)))
    except ReadProblem as known:
        problem = ReadProblem(known.code, **known.numbers)
    except MemoryError:
        problem = ReadProblem("memory")
    except Closed:
        raise
    except BaseException:  # noqa: BLE001 - a panic in native code comes as one
        problem = ReadProblem("damaged")
    return Kind.PROBLEM, encode_problem(problem)


def _bytes_of(fd: int | None) -> bytes:
    if fd is None:
        raise ReadProblem("damaged")
    with open(fd, "rb", buffering=0) as file:
        return file.readall()
