"""Reads a whole log without trusting any file of it, and tells which file is the one that differs."""

import fcntl
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from vault.entry import LogEntry, decode_entry
from vault.log import APPENDING, CHECKPOINT, STAMP, WITNESSED, locked
from vault.merkle import leaf_hash, perfect_root, root_of_edges
from vault.note import Checkpoint, Verifier, examine_note
from vault.problem import VaultProblem
from vault.tiles import (
    WIDTH,
    Place,
    all_places,
    edge_place,
    level_count,
    level_places,
    parse_bundle,
    parse_tile,
    salvage_bundle,
)
from vault.walk import files_below, shown

Hashes = tuple[bytes, ...]
Visit = Callable[[LogEntry | None], None]


@dataclass(frozen=True, order=True)
class Difference:
    """One file that is not as the log says: its path in the case, and a code."""

    where: str
    code: str


@dataclass(frozen=True)
class LogCheck:
    """What a log holds; `checkpoint` is None where no admitted key signed it."""

    size: int
    checkpoint: Checkpoint | None
    differences: tuple[Difference, ...]


def check_log(folder: Path, verifiers: Sequence[Verifier], visit: Visit) -> LogCheck:
    """Recomputes the tree from the entries, compares every file, and shows each act in order (None: not readable)."""
    if not folder.is_dir():
        visit(None)
        return LogCheck(0, None, (Difference(folder.name, "missing"),))
    with locked(folder, fcntl.LOCK_SH):
        reader = _Reader(folder)
        checkpoint = reader.checkpoint(verifiers)
        size = checkpoint.size if checkpoint else _size_on_disk(folder)
        _check_tree(reader, size, checkpoint.root if checkpoint else None, visit)
        if checkpoint is None:
            visit(None)
        reader.name_strays(size)
    return LogCheck(size, checkpoint, tuple(Difference(*one) for one in sorted(reader.codes.items())))


@dataclass(frozen=True)
class _Reader:
    """Reads the files of one log, and collects what is wrong with them."""

    folder: Path
    codes: dict[str, str] = field(default_factory=dict)

    def name(self, path: str, code: str) -> None:
        """Names a file once, by the first thing that is wrong with it."""
        self.codes.setdefault(f"{self.folder.name}/{path}", code)

    def read(self, path: str) -> bytes | None:
        target = self.folder / path
        try:
            if not target.is_symlink() and target.is_file():
                return target.read_bytes()
            self.name(path, "missing")
            return None
        except OSError:
            self.name(path, "unreadable")
            return None

    def tile(self, place: Place) -> Hashes | None:
        data = self.read(place.path)
        try:
            return None if data is None else parse_tile(data, place.width)
        except VaultProblem:
            self.name(place.path, "damaged")
            return None

    def leaves(self, place: Place) -> Hashes | None:
        """The hashes of a bundle's entries, where it can be read as a whole."""
        data = self.read(place.path)
        try:
            return None if data is None else tuple(map(leaf_hash, parse_bundle(data, place.width)))
        except VaultProblem:
            self.name(place.path, "damaged")
            return None

    def checkpoint(self, verifiers: Sequence[Verifier]) -> Checkpoint | None:
        data = self.read(CHECKPOINT)
        if data is None:
            return None
        examined = examine_note(data, verifiers)
        for code in examined.codes[:1]:
            self.name(CHECKPOINT, "damaged" if code == "log_damaged" else code)
        return examined.checkpoint

    def name_strays(self, size: int) -> None:
        """Whatever else lies in the log: `leftover` where a killed append explains it."""
        known = {CHECKPOINT, WITNESSED, *(place.path for place in all_places(size))}
        code = "leftover" if (self.folder / APPENDING).exists() else "unknown"
        for path in files_below(self.folder):
            if path not in known and not self._is_stamp(path):
                self.name(shown(path), code)

    def _is_stamp(self, path: str) -> bool:
        """A question to a timestamp authority, or the answer to one."""
        is_stamp = re.fullmatch(STAMP, path) is not None
        return is_stamp and (self.folder / path).with_suffix(".note").is_file()


def _check_tree(reader: _Reader, size: int, root: bytes | None, visit: Visit) -> None:
    """From the root down: what a trusted tile says of its children decides which of them is right."""
    edges = _trusted_edges(reader, size, root)
    above: list[bytes | None] = []
    for level in reversed(range(1, level_count(size))):
        rows = _level(reader, level, size, above, edges[level])
        above = [one for row in rows for one in row]
    leaves = _level(reader, 0, size, above, edges[0]) if size else iter(())
    for place, trusted in zip(level_places(None, size), leaves, strict=True):
        _show_bundle(reader, place, trusted, visit)


def _level(
    reader: _Reader, level: int, size: int, above: Sequence[bytes | None], edge: Hashes | None
) -> Iterator[Sequence[bytes | None]]:
    """The trusted hashes of each tile of a level; None where nothing vouches for them."""
    for place in level_places(level, size):
        if place.width < WIDTH:
            yield edge or [None] * place.width
        else:
            yield _trusted_tile(reader, place, above[place.index]) or [None] * WIDTH


def _trusted_tile(reader: _Reader, place: Place, expected: bytes | None) -> Hashes | None:
    stored = reader.tile(place)
    if stored is not None and perfect_root(stored) == expected:
        return stored
    computed = _computed(reader, place)
    if expected is None:
        return _agreed(reader, place, stored, computed)
    reader.name(place.path, "damaged")
    return computed if computed is not None and perfect_root(computed) == expected else None


def _trusted_edges(reader: _Reader, size: int, root: bytes | None) -> list[Hashes | None]:
    """For each level's unfinished tile, the one of two versions (stored, recomputed) that makes the signed root."""
    places = [edge_place(level, size) for level in range(level_count(size))]
    stored = [reader.tile(place) if place else () for place in places]
    computed = [_computed(reader, place) if place else () for place in places]
    if root is not None:
        choices = [
            [one for one in dict.fromkeys(pair) if one is not None] for pair in zip(stored, computed, strict=True)
        ]
        for chosen in product(*choices):
            if root_of_edges(chosen) == root:
                for place, mine, right in zip(places, stored, chosen, strict=True):
                    if place and mine != right:
                        reader.name(place.path, "damaged")
                return list(chosen)
        if stored == computed:
            reader.name(CHECKPOINT, "unlike_tree")
    pairs = zip(places, stored, computed, strict=True)
    return [_agreed(reader, place, mine, other) if place else () for place, mine, other in pairs]


def _agreed(reader: _Reader, place: Place, stored: Hashes | None, computed: Hashes | None) -> Hashes | None:
    """With nothing above to decide, two versions must be one; else both are named."""
    if stored is not None and stored == computed:
        return stored
    reader.name(place.path, "damaged")
    if place.level == 0:
        reader.name(Place(None, place.index, place.width).path, "damaged")
    return None


def _computed(reader: _Reader, place: Place) -> Hashes | None:
    """A tile made anew from what lies below it: the bundle, or the tiles of the level below."""
    if not place.level:
        return reader.leaves(Place(None, place.index, place.width))
    first = place.index * WIDTH
    tiles = [reader.tile(Place(place.level - 1, first + at)) for at in range(place.width)]
    found = tuple(perfect_root(tile) for tile in tiles if tile is not None)
    return found if len(found) == len(tiles) else None


def _show_bundle(reader: _Reader, place: Place, trusted: Iterable[bytes | None], visit: Visit) -> None:
    """Shows the entries that the tree vouches for; a damaged bundle still gives its whole ones."""
    data = reader.read(place.path) or b""
    entries = salvage_bundle(data)
    if len(entries) != place.width or sum(map(len, entries)) + 2 * place.width != len(data):
        reader.name(place.path, "damaged")
    padded = [*entries[: place.width], *([None] * (place.width - len(entries)))]
    for entry, expected in zip(padded, trusted, strict=True):
        if entry is None or leaf_hash(entry) != expected:
            reader.name(place.path, "damaged")
            visit(None)
        else:
            _show_entry(reader, place, entry, visit)


def _show_entry(reader: _Reader, place: Place, entry: bytes, visit: Visit) -> None:
    try:
        visit(decode_entry(entry))
    except VaultProblem:
        reader.name(place.path, "unreadable_entry")
        visit(None)


def _size_on_disk(folder: Path) -> int:
    """How much the files say the log holds, for when no checkpoint can be believed."""
    full = 0
    while (folder / Place(None, full).path).is_file():
        full += 1
    edge = (folder / Place(None, full, 1).path).parent
    widths = [int(one.name) for one in edge.iterdir() if one.name.isdecimal()] if edge.is_dir() else []
    return full * WIDTH + max((width for width in widths if width < WIDTH), default=0)
