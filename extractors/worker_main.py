"""The worker's own side: warm up, lock, then turn one file after the other into a document or a code."""

import gc
import os
import resource
import socket
import sys
from collections.abc import Callable
from dataclasses import replace

from extractors.clock import address_space
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.frames import Closed, Kind, receive_request, send_frame
from extractors.limits import ReadOptions
from extractors.preload import preload
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.request import Request, decode_request
from extractors.sandbox import Lock, lock
from extractors.wire import encode_document, encode_problem

Read = Callable[[bytes, str, ReadOptions], ExtractedDocument]
Warm = Callable[[ReadOptions], object]
CHANNEL = 3
_REQUEST_BYTES = 1 << 20


def main(read: Read = read_file, warm: Warm = preload) -> None:
    """argv: the socket's descriptor, the parent's process id."""
    os.dup2(int(sys.argv[1]), CHANNEL, inheritable=False)
    channel = socket.socket(fileno=CHANNEL)
    try:
        _, body, _ = receive_request(channel, _REQUEST_BYTES)
        options = decode_request(body).options
        warm_up(options, warm)
        at_rest = address_space(os.getpid())
        missing = lock(Lock(CHANNEL, int(sys.argv[2]), options.limits))
        send_frame(channel, Kind.READY, [" ".join(missing).encode()])
        while True:
            _answer(channel, read, at_rest)
    except Closed:
        os._exit(0)


def warm_up(options: ReadOptions, warm: Warm = preload) -> None:
    warm(options)
    gc.collect()
    gc.freeze()


def _answer(channel: socket.socket, read: Read, at_rest: int) -> None:
    _, body, fd = receive_request(channel, _REQUEST_BYTES)
    request = decode_request(body)
    options = replace(request.options, tick=lambda: send_frame(channel, Kind.TICK, []))
    if fd is not None:
        _allow_memory(at_rest + options.limits.memory_for(os.lseek(fd, 0, os.SEEK_END)))
        os.lseek(fd, 0, os.SEEK_SET)
    kind, parts = _outcome(read, fd, Request(request.name, options))
    send_frame(channel, kind, parts)


def _allow_memory(size: int) -> None:
    """For this file, below what the lock allows for any."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _outcome(read: Read, fd: int | None, request: Request) -> tuple[Kind, list[bytes]]:
    """Whatever a parser raises becomes a code here: its text may quote the file."""
    try:
        document = read(_bytes_of(fd), request.name, request.options)
        parts = encode_document(_fitting(document, request.options.limits.reply_bytes))
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


def _fitting(document: ExtractedDocument, most: int) -> ExtractedDocument:
    """Members that the reply has no room for are named as such instead of being lost with the whole."""
    left = most - most // 4
    members: list[Member] = []
    for member in document.members:
        if len(member.data) > left:
            members.append(Member(member.name, MemberState.OVER_LIMIT))
            continue
        left -= len(member.data)
        members.append(member)
    if tuple(members) == document.members:
        return document
    return replace(document, members=tuple(members), reason=document.reason or "partly_over_limit")
