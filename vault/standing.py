"""The log as it stands while one lock is held: its signed checkpoint, and the hashes and entries below it."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from vault.log import CHECKPOINT, locked, read_place
from vault.merkle import perfect_root
from vault.note import Checkpoint, parse_verifiers, read_note
from vault.problem import VaultProblem
from vault.store_files import coded
from vault.tiles import WIDTH, Place, parse_bundle, parse_tile


@dataclass(frozen=True)
class Standing:
    """One state of a log. Only the checkpoint is verified: what is made of hashes is checked against its root."""

    folder: Path
    note: bytes
    checkpoint: Checkpoint
    tiles: dict[Place, tuple[bytes, ...]] = field(default_factory=dict, repr=False)

    def node(self, height: int, index: int) -> bytes:
        """The root over the index-th 2**height entries, out of the tile that holds the row next below."""
        level, within = divmod(height, 8)
        number, at = divmod(index << within, WIDTH)
        hashes = self._tile(self._place(level, number))[at : at + (1 << within)]
        if len(hashes) != 1 << within:
            raise VaultProblem("log_damaged")
        return perfect_root(hashes)

    def entry(self, index: int) -> bytes:
        number, at = divmod(index, WIDTH)
        place = self._place(None, number)
        return parse_bundle(read_place(self.folder, place), place.width)[at]

    def _place(self, level: int | None, number: int) -> Place:
        width = (self.checkpoint.size >> (8 * (level or 0))) - number * WIDTH
        if width <= 0:
            raise VaultProblem("not_found")
        return Place(level, number, min(width, WIDTH))

    def _tile(self, place: Place) -> tuple[bytes, ...]:
        if place not in self.tiles:
            self.tiles[place] = parse_tile(read_place(self.folder, place), place.width)
        return self.tiles[place]


@contextmanager
def standing(folder: Path, verifiers: Sequence[str]) -> Iterator[Standing]:
    """Holds the log still, so that checkpoint and tiles are of one state."""
    with locked(folder, fcntl.LOCK_SH):
        with coded():
            note = (folder / CHECKPOINT).read_bytes()
        yield Standing(folder, note, read_note(note, parse_verifiers(verifiers)))
