"""When a worker has had its time: counted in its own processor time, so that a busy machine loses no file."""

import os
import time

from extractors.limits import Limits

_WALL_TO_PROCESSOR = 6  # a worker that waits instead of working is given up after this many times the limit
_TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
    """Started with each file, renewed by each tick of the worker."""

    def __init__(self, pid: int, limits: Limits, size: int = 0) -> None:
        """`size` is the file's, in bytes."""
        self._pid, self._limits = pid, limits
        self._seconds = limits.seconds_for(size)
        self._ticks = 0
        self._started = processor_seconds(pid)
        self.renew()

    def renew(self) -> None:
        """The worker says that it got on; it may say so once for each page."""
        self._ticks += 1
        if self._ticks <= self._limits.pages + 1:
            self._used, self._seen = processor_seconds(self._pid), time.monotonic()

    @property
    def is_over(self) -> bool:
        used = processor_seconds(self._pid)
        waited = time.monotonic() - self._seen
        late = used - self._used > self._seconds or used - self._started > self._limits.most_seconds
        return late or waited > self._seconds * _WALL_TO_PROCESSOR


def processor_seconds(pid: int) -> float:
    """User and system time of a process; nought where /proc hides it, which leaves the wall clock."""
    fields = _proc(pid, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if len(fields) > 12 else 0.0


def address_space(pid: int) -> int:
    fields = _proc(pid, "statm").split()
    return int(fields[0]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def _proc(pid: int, name: str) -> str:
    try:
        with open(f"/proc/{pid}/{name}", encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
