"""How much one file may cost to read, and how it is to be read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.keys import Trying

MiB = 1 << 20


def no_tick() -> None:
    """Nobody is waiting for a sign of life."""


@dataclass(frozen=True)
class Limits:
    """Bounds for one file. Sizes are in bytes; what a reader cuts off is said in the document's `reason`."""

    bytes: int = 512 * MiB  # the file as it comes
    reply_bytes: int = 256 * MiB  # all that a worker may hand back, members' data included
    text_bytes: int = 128 * MiB  # the part of it that is text, as UTF-8
    pages: int = 5_000
    words: int = 3_000_000
    cells: int = 5_000_000
    members: int = 20_000
    member_bytes: int = 256 * MiB
    expansion_bytes: int = 1024 * MiB  # everything that comes out of one container
    ratio: int = 200  # expanded to packed
    ratio_floor: int = 10 * MiB  # below this any ratio is harmless
    unfolded: int = 200_000  # documents that come out of one file of a drop, containers in containers included
    unfolded_bytes: int = 16 * 1024 * MiB  # and their bytes
    depth: int = 64  # containers in containers, and parts in parts of a mail
    pixels: int = 100_000_000
    seconds: int = 20  # of processor time, from the start or from the last tick; and a second more for each MiB
    most_seconds: int = 3_600  # of processor time, ticks or not
    memory_bytes: int = 1536 * MiB  # of a large file; beside what the libraries take
    least_memory_bytes: int = 640 * MiB  # of a small one; and three times its size

    def seconds_for(self, size: int) -> float:
        """Processor time for a file of so many bytes, until the first tick and between two of them."""
        return min(self.seconds + size / MiB, self.most_seconds)

    def memory_for(self, size: int) -> int:
        """Bytes of memory that reading a file of this size may take."""
        return min(self.memory_bytes, self.least_memory_bytes + 3 * size)


@dataclass(frozen=True)
class ReadOptions:
    """How to read one file. A reader calls `tick()` after each page of slow work, which renews `limits.seconds`."""

    ocr: bool = True
    ocr_languages: tuple[str, ...] = ("eng", "fra", "rus", "spa", "deu", "ukr", "ara", "tur")
    limits: Limits = Limits()
    trying: Trying | None = field(default=None, compare=False, repr=False)  # keys, where a file is opened with them
    strings: bool = False  # no reader knew the file: only what looks like text in it, as a guess
    tick: Callable[[], None] = field(default=no_tick, compare=False, repr=False)
