"""Three ways to read a file, each tried where the one before it knows nothing: our readers, Tika, bare strings."""

import os
from dataclasses import replace
from types import TracebackType

from extractors.document import ExtractedDocument
from extractors.fallback.cell import CELL
from extractors.keys import NO_KEYS, Keys
from extractors.limits import Limits, MiB, ReadOptions
from extractors.opened import is_locked, with_opened
from extractors.problem import ReadProblem
from extractors.worker import SandboxUnavailable, Worker

_UNKNOWN = ("unknown_type", "unsupported_type")
_BROKEN = ("damaged", "truncated", "no_text", "worker_died")
# Office files, old and new, and markup: another reader may find a way into a broken one.
_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"{\\rtf", b"<?xml", b"\xef\xbb\xbf<?xml")
_LARGEST = 64 * MiB
_MOST_SECONDS = 10
_MOST_FAILURES = 3


class Reading:
    """A locked worker, and a second one in a cell that is started when first needed. For one thread at a time."""

    def __init__(self, options: ReadOptions | None = None, *, allow_weak_sandbox: bool = False) -> None:
        self._options = options or ReadOptions()
        self._allow_weak = allow_weak_sandbox
        self._first = Worker(self._options, allow_weak_sandbox=allow_weak_sandbox)
        self._second = Worker(
            self._options,
            allow_weak_sandbox=allow_weak_sandbox,
            module="extractors.fallback.worker_main",
            sandbox=CELL,
        )
        self._failures = 0

    def __enter__(self) -> "Reading":
        self._first.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._first.close()
        self._second.close()

    @property
    def missing_layers(self) -> tuple[str, ...]:
        return self._first.missing_layers

    @property
    def has_fallback(self) -> bool:
        """False once the cell could not be had: what our readers do not know then keeps its code."""
        return self._failures < _MOST_FAILURES

    def read(self, fd: int, name: str, options: ReadOptions | None = None, keys: Keys = NO_KEYS) -> ExtractedDocument:
        """The file behind `fd`, which stays the caller's. Raises ReadProblem with the first reader's code.

        Without `keys` first, whatever it is: they are for what is then said to be encrypted, and for no other file.
        """
        options = options or self._options
        answer = _tried(self._first, fd, name, options)
        if isinstance(answer, ReadProblem):
            answer = self._otherwise(fd, name, options, answer)
        if keys and is_locked(answer):
            answer = self._opened(fd, name, options, keys, answer)
        if isinstance(answer, ExtractedDocument):
            return answer
        raise answer

    def _opened(
        self, fd: int, name: str, options: ReadOptions, keys: Keys, answer: ExtractedDocument | ReadProblem
    ) -> ExtractedDocument | ReadProblem:
        """By a worker of its own, which ends with this file: what does not open stays what it was."""
        worker = Worker(
            replace(self._options, ocr=False),
            allow_weak_sandbox=self._allow_weak,
            module="extractors.unlock.worker_main",
        )
        try:
            found = _tried(worker, fd, name, options, keys.fitting(os.pread(fd, 16, 0)))
        finally:
            worker.close()
        return answer if isinstance(found, ReadProblem) else with_opened(answer, found)

    def _otherwise(
        self, fd: int, name: str, options: ReadOptions, refusal: ReadProblem
    ) -> ExtractedDocument | ReadProblem:
        if not _may_be_known_elsewhere(refusal.code, fd):
            return refusal
        found = self._by_tika(fd, name, options, refusal)
        if isinstance(found, ExtractedDocument) or found.code == "encrypted":
            return found
        if refusal.code in _UNKNOWN:  # of a broken file of a known kind, strings would hide that it is broken
            strings = _tried(self._first, fd, name, replace(options, strings=True))
            if isinstance(strings, ExtractedDocument):
                return replace(strings, is_fallback=True)
        return refusal

    def _by_tika(
        self, fd: int, name: str, options: ReadOptions, refusal: ReadProblem
    ) -> ExtractedDocument | ReadProblem:
        if not self.has_fallback or os.fstat(fd).st_size > _LARGEST:
            return refusal
        try:
            found = _tried(self._second, fd, name, replace(options, limits=_lowered(options.limits)))
            self._failures = 0
            return found
        except SandboxUnavailable:
            self._failures += 1
        return refusal


def _tried(
    worker: Worker, fd: int, name: str, options: ReadOptions, keys: Keys = NO_KEYS
) -> ExtractedDocument | ReadProblem:
    try:
        return worker.read(fd, name, options, keys)
    except ReadProblem as problem:
        return ReadProblem(problem.code, **problem.numbers)


def _may_be_known_elsewhere(code: str, fd: int) -> bool:
    return code in _UNKNOWN or (code in _BROKEN and os.pread(fd, 8, 0).startswith(_OFFICE))


def _lowered(limits: Limits) -> Limits:
    """The other reader gives no sign of life, and what it is asked is small."""
    seconds = min(limits.seconds, _MOST_SECONDS)
    return replace(limits, seconds=seconds, most_seconds=min(limits.most_seconds, 2 * seconds))
