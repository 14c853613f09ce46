"""What reading needs beside the case: worker processes and detectors, started when first wanted, ended for certain."""

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType

from extractors.keys import NO_KEYS, Keys
from extractors.limits import ReadOptions
from extractors.reading import Reading
from flows.engine import Work
from flows.house import House
from flows.unfolding import Unfolding
from redaction.detect import Detector

BatchReader = Callable[[House, "Lane", Sequence[str], threading.Lock], int]


@dataclass
class Lane:
    """One line of work: worker processes of its own; the detector is shared, and used by one lane at a time."""

    reader: Reading
    options: ReadOptions
    detector: Detector
    turn: threading.Lock = field(repr=False)
    unfolding: Unfolding
    keys: Keys = field(default=NO_KEYS, repr=False)


class Equipment:
    """Lanes handed out one to a thread."""

    def __init__(
        self,
        lanes: int = 0,
        reading: ReadOptions | None = None,
        allow_weak_sandbox: bool = False,
        caution: str = "normal",
        languages: Sequence[str] = ("en", "fr", "ru"),
        keys: Keys = NO_KEYS,
    ) -> None:
        self.count = lanes or max(1, len(os.sched_getaffinity(0)))
        self._options = reading or ReadOptions()
        self._allow_weak = allow_weak_sandbox
        self._keys = keys
        self._detector = Detector(languages, caution)
        self._turn, self._committing, self._detecting = threading.Lock(), threading.Lock(), threading.Lock()
        self._free: queue.Queue[Lane] = queue.Queue()
        self._made: list[Lane] = []
        self._unfolding = Unfolding()

    def __enter__(self) -> "Equipment":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lane in self._made:
            lane.reader.close()

    def versions(self) -> dict[str, str]:
        """Of the detectors, as findings made now would carry them."""
        return dict(self._detector.versions)

    def reading(self, house: House, read: BatchReader) -> Work:
        """`read` as a function of document ids, with a free lane each time."""

        def work(doc_ids: Sequence[str]) -> int:
            with self._lane() as lane:
                return read(house, lane, doc_ids, self._committing)

        return work

    @contextmanager
    def _lane(self) -> Iterator[Lane]:
        lane = self._take()
        try:
            yield lane
        finally:
            self._free.put(lane)

    def _take(self) -> Lane:
        with self._turn:
            if self._free.empty() and len(self._made) < self.count:
                reader = Reading(self._options, allow_weak_sandbox=self._allow_weak)
                lane = Lane(reader, self._options, self._detector, self._detecting, self._unfolding, self._keys)
                self._made.append(lane)
                return self._made[-1]
        return self._free.get()
