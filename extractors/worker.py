"""The parent's side of a worker: hands it one file at a time and believes nothing that comes back unchecked."""

import os
import select
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from extractors.clock import Clock, address_space, processor_seconds
from extractors.document import ExtractedDocument
from extractors.frames import HEAD_SIZE, BrokenFrame, Closed, Kind, parse_head, send_frame
from extractors.keys import NO_KEYS, Keys
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.request import Request, encode_request
from extractors.sandbox import ESSENTIAL, LAYERS
from extractors.spawn import Child, spawn
from extractors.unwire import UntrustedReply, decode_document, decode_problem

_FILES_PER_WORKER = 1_000
_SECONDS_PER_WORKER = 7_200
_WARM_UP = Limits(seconds=300)
_PATIENCE = 0.25  # how often the clock is looked at while the worker works
_PIECE = 1 << 20


class SandboxUnavailable(Exception):
    """The worker could not be started or locked; `layers` names what is missing."""

    code = "sandbox_unavailable"

    def __init__(self, layers: tuple[str, ...]) -> None:
        super().__init__(" ".join(layers))
        self.layers = layers

    @property
    def hint(self) -> str:
        """What to do about it, in one line."""
        return f"missing: {', '.join(self.layers)}; see `undercroft doctor`, or accept it with --allow-weak-sandbox"


@dataclass(frozen=True)
class Sandbox:
    """How a worker comes to be and is handed a file, its lock's layers, and those without which there is no fence."""

    spawn: Callable[[str], Child]
    hand: Callable[[int], int]
    layers: tuple[str, ...]
    essential: tuple[str, ...]


def _reopened(fd: int) -> int:
    return os.open(f"/proc/self/fd/{fd}", os.O_RDONLY | os.O_CLOEXEC)


LOCKED = Sandbox(spawn, _reopened, tuple(LAYERS), ESSENTIAL)


class _Fault(Exception):
    """The worker can no longer be trusted to go on; `code` is what the file gets if it happens again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Worker:
    """One locked process, replaced after any fault and from time to time. For one thread at a time."""

    def __init__(
        self,
        options: ReadOptions | None = None,
        *,
        allow_weak_sandbox: bool = False,
        module: str = "extractors.worker_main",
        sandbox: Sandbox = LOCKED,
    ) -> None:
        """`options` say what to warm up; their memory limit is the worker's own. Starts at the first use."""
        self._module, self._sandbox = module, sandbox
        self._options = options or ReadOptions()
        self._allow_weak_sandbox = allow_weak_sandbox
        self._child: Child | None = None
        self._files = 0
        self._first_size = 0
        self.missing_layers: tuple[str, ...] = ()

    def __enter__(self) -> "Worker":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Raises SandboxUnavailable if there is no lock to work behind."""
        self._ready_child()

    def close(self) -> None:
        child, self._child, self._files = self._child, None, 0
        if child is not None:
            child.kill()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def read(self, fd: int, name: str, options: ReadOptions | None = None, keys: Keys = NO_KEYS) -> ExtractedDocument:
        """The file behind `fd`, which stays the caller's. Raises ReadProblem; the worker is sound afterwards."""
        options = options or self._options
        _refuse_size(os.fstat(fd).st_size, options.limits)
        request = Request(name, options, keys)
        code = ""
        for _ in range(2):  # the second time alone, in a fresh worker
            answer = self._attempt(fd, request)
            if not isinstance(answer, _Fault):
                return _document(answer)
            code = answer.code
            if code == "timeout":
                break  # the clock counts the worker's own time: it would be as slow again
        raise ReadProblem(code)

    def _attempt(self, fd: int, request: Request) -> ExtractedDocument | ReadProblem | _Fault:
        answer: ExtractedDocument | ReadProblem | _Fault
        child = self._ready_child()
        try:
            answer = _ask(child, self._sandbox.hand(fd), request)
        except _Fault as fault:
            answer = _Fault(fault.code)
        except BaseException:
            self.close()  # an interrupt must not leave an answer behind for the next file
            raise
        self._files += 1
        if isinstance(answer, _Fault) or self._is_worn(child):
            self.close()
        return answer

    def _is_worn(self, child: Child) -> bool:
        grown = address_space(child.pid) - self._first_size > self._options.limits.least_memory_bytes // 3
        tired = processor_seconds(child.pid) > _SECONDS_PER_WORKER
        return grown or tired or self._files >= _FILES_PER_WORKER

    def _ready_child(self) -> Child:
        if self._child is None:
            self._child = self._started()
            missing = _made_ready(self._child, self._options, self._sandbox)
            essential = self._sandbox.essential
            refused = missing if not self._allow_weak_sandbox else tuple(one for one in missing if one in essential)
            self.missing_layers = missing
            if refused or "start" in missing:
                self.close()
                raise SandboxUnavailable(refused or missing)
            self._first_size = address_space(self._child.pid)
        return self._child

    def _started(self) -> Child:
        try:
            return self._sandbox.spawn(self._module)
        except OSError:
            pass
        raise SandboxUnavailable(("start",))


def _refuse_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise ReadProblem("empty")
    if size > limits.bytes:
        raise ReadProblem("over_limit", bytes=size)


def _document(answer: ExtractedDocument | ReadProblem) -> ExtractedDocument:
    if isinstance(answer, ReadProblem):
        raise answer
    return answer


def _made_ready(child: Child, options: ReadOptions, sandbox: Sandbox) -> tuple[str, ...]:
    """The layers the worker could not take, or `start` if it did not come up."""
    try:
        _send(child, Kind.START, Request("", options), None)
        kind, untrusted_reply = _next_frame(child, _WARM_UP)
    except _Fault:
        return ("start",)
    missing = bytes(untrusted_reply).decode("ascii", "replace").split()
    if kind is not Kind.READY or not set(missing) <= set(sandbox.layers):
        return ("start",)
    return tuple(missing)


def _ask(child: Child, handed: int, request: Request) -> ExtractedDocument | ReadProblem:
    """`handed` is closed here."""
    size = os.fstat(handed).st_size
    try:
        if _has_spoken_unasked(child):
            raise _Fault("untrusted_reply")
        _send(child, Kind.READ, request, handed)
    finally:
        os.close(handed)
    kind, untrusted_reply = _next_frame(child, request.options.limits, size)
    return _checked(kind, untrusted_reply, request.options.limits)


def _checked(kind: Kind, untrusted_reply: bytearray, limits: Limits) -> ExtractedDocument | ReadProblem:
    answer: ExtractedDocument | ReadProblem | None = None
    try:
        if kind is Kind.DOCUMENT:
            answer = decode_document(untrusted_reply, limits)
        elif kind is Kind.PROBLEM:
            answer = decode_problem(untrusted_reply)
    except UntrustedReply:
        pass
    if answer is None:
        raise _Fault("untrusted_reply")
    if isinstance(answer, ReadProblem) and answer.code == "memory":
        raise _Fault("memory")  # what failed to get memory once is not sound any more
    return answer


def _has_spoken_unasked(child: Child) -> bool:
    return bool(select.select([child.channel], [], [], 0)[0]) and child.process.poll() is None


def _send(child: Child, kind: Kind, request: Request, fd: int | None) -> None:
    child.channel.settimeout(_PATIENCE * 40)
    try:
        send_frame(child.channel, kind, [encode_request(request)], fd)
        return
    except (Closed, TimeoutError):
        pass
    raise _Fault("worker_died")


def _next_frame(child: Child, limits: Limits, size: int = 0) -> tuple[Kind, bytearray]:
    """The next frame that is not a tick."""
    clock = Clock(child.pid, limits, size)
    while True:
        try:
            kind, length = parse_head(bytes(_exactly(child, HEAD_SIZE, clock)), limits.reply_bytes)
        except BrokenFrame:
            kind, length = Kind.FAILED, 0
        if kind is Kind.FAILED or (kind is Kind.TICK and length):
            raise _Fault("untrusted_reply")
        if kind is not Kind.TICK:
            return kind, _exactly(child, length, clock)
        clock.renew()


def _exactly(child: Child, size: int, clock: Clock) -> bytearray:
    untrusted = bytearray(size)
    space = memoryview(untrusted)
    child.channel.settimeout(_PATIENCE)
    while space:
        got = _some(child, space)
        if clock.is_over:  # looked at each time: a worker that trickles is as late as a silent one
            raise _Fault("timeout")
        space = space[got:]
    return untrusted


def _some(child: Child, space: memoryview) -> int:
    """Nought if nothing came for a moment."""
    try:
        got = child.channel.recv_into(space)
    except TimeoutError:
        return 0
    except ConnectionError:
        got = 0
    if got == 0:
        raise _Fault("worker_died")
    return got
