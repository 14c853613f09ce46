"""Writing that goes on while the next batch is sealed or opened: one thread, begun only when it is first wanted."""

import threading
from queue import SimpleQueue
from types import TracebackType
from typing import Protocol


class Writable(Protocol):
    """All that is asked of a target; it is done with what it was given when the next write returns."""

    def write(self, data: bytes | memoryview, /) -> int: ...


class WriteBehind:
    """Each write waits for the one before, and raises what that one met; the last one's is raised at the block's end.

    The first goes straight through: most files are over with it.
    """

    def __init__(self, target: Writable) -> None:
        self._target = target
        self._given: SimpleQueue[bytes | memoryview | None] = SimpleQueue()
        self._ended: SimpleQueue[BaseException | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._has_begun = self._is_busy = False

    def __enter__(self) -> "WriteBehind":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is written any more when the block has ended, well or not."""
        try:
            if fault is None:
                self._wait()
        finally:
            self._given.put(None)
            if self._thread:
                self._thread.join()

    def write(self, data: bytes | memoryview, /) -> int:
        """Hands on all of `data`."""
        self._wait()
        if self._has_begun:
            self._write_aside(data)
        else:
            self._has_begun = True
            write_all(self._target, data)
        return len(data)

    def _write_aside(self, data: bytes | memoryview) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="write-behind", daemon=True)
            self._thread.start()
        self._is_busy = True
        self._given.put(data)

    def _wait(self) -> None:
        if self._is_busy:
            fault = self._ended.get()
            self._is_busy = False
            if fault:
                raise fault

    def _work(self) -> None:
        while (data := self._given.get()) is not None:
            try:
                write_all(self._target, data)
            except BaseException as fault:  # noqa: BLE001 - whoever writes next raises it
                self._ended.put(fault)
            else:
                self._ended.put(None)


def write_all(target: Writable, data: bytes | memoryview) -> None:
    """Write everything: an unbuffered file may take less than it is given."""
    written = target.write(data)
    while written < len(data):
        data = data[written:]
        written = target.write(data)
