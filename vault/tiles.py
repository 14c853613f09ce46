"""How the tree lies on disk (C2SP tlog-tiles): paths, tiles of 256 hashes, bundles of 256 entries, and their growth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vault.merkle import leaf_hash, perfect_root, root_of_edges
from vault.problem import VaultProblem

WIDTH = 256
HASH_BYTES = 32
MAX_ENTRY_BYTES = 65535


@dataclass(frozen=True)
class Place:
    """One tile or bundle: `level` is None for a bundle of entries; `width` below 256 means unfinished."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """The path below the log folder, the index as three digits a step: x001/234."""
        level = "entries" if self.level is None else str(self.level)
        digits = f"{self.index:03d}" if self.index < 1000 else f"{self.index:0{-(-len(str(self.index)) // 3) * 3}d}"
        steps = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join(["x" + step for step in steps[:-1]] + steps[-1:])
        return f"tile/{level}/{name}" if self.width == WIDTH else f"tile/{level}/{name}.p/{self.width}"


@dataclass(frozen=True)
class Edge:
    """The right edge of a log: the unfinished tile of each level, lowest first, and the unfinished bundle."""

    size: int
    hashes: tuple[tuple[bytes, ...], ...] = ()
    entries: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def root(self) -> bytes:
        return root_of_edges(self.hashes)


def level_count(size: int) -> int:
    """How many levels of tiles a log of this size has."""
    count = 0
    while size >> (8 * count):
        count += 1
    return count


def level_places(level: int | None, size: int) -> Iterator[Place]:
    """The tiles of one level (or the bundles) in their order, the unfinished one last."""
    hashes = size >> (8 * (level or 0))
    for index in range(hashes // WIDTH):
        yield Place(level, index)
    edge = edge_place(level, size)
    if edge is not None:
        yield edge


def edge_place(level: int | None, size: int) -> Place | None:
    """The unfinished tile of a level, if there is one."""
    index, width = divmod(size >> (8 * (level or 0)), WIDTH)
    return Place(level, index, width) if width else None


def edge_places(size: int) -> list[Place]:
    """All unfinished files of a log of this size."""
    levels: list[int | None] = [None, *range(level_count(size))]
    return [place for level in levels if (place := edge_place(level, size)) is not None]


def all_places(size: int) -> Iterator[Place]:
    """Every file that a log of this size has, its checkpoint aside."""
    levels: list[int | None] = [None, *range(level_count(size))]
    for level in levels:
        yield from level_places(level, size)


def encode_tile(hashes: Sequence[bytes]) -> bytes:
    return b"".join(hashes)


def parse_tile(data: bytes, width: int) -> tuple[bytes, ...]:
    """The hashes of a tile; refuses one that is longer or shorter than its width."""
    if len(data) != width * HASH_BYTES:
        raise VaultProblem("log_damaged")
    return tuple(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES))


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise VaultProblem("entry_too_large")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """The entries of a bundle; refuses one that holds more, fewer or a cut entry."""
    entries = salvage_bundle(data)
    if len(entries) != width or sum(map(len, entries)) + 2 * width != len(data):
        raise VaultProblem("log_damaged")
    return entries


def salvage_bundle(data: bytes) -> tuple[bytes, ...]:
    """The entries that can be told apart in a bundle that may be damaged; the hashes decide which are true."""
    entries, at = [], 0
    while at + 2 <= len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            break
        entries.append(data[at + 2 : end])
        at = end
    return tuple(entries)


def grow(edge: Edge, entries: Sequence[bytes]) -> tuple[Edge, dict[str, bytes]]:
    """The edge after these entries, and the new files by path; no path of the old edge is among them."""
    files = dict(_new_bundles(edge, entries))
    rows = [leaf_hash(entry) for entry in entries]
    hashes: list[tuple[bytes, ...]] = []
    level = 0
    while rows or level < len(edge.hashes):
        kept = edge.hashes[level] if level < len(edge.hashes) else ()
        first = (edge.size >> (8 * level)) // WIDTH
        row = [*kept, *rows]
        full = len(row) // WIDTH
        done = [row[at * WIDTH : (at + 1) * WIDTH] for at in range(full)]
        files.update((Place(level, first + at).path, encode_tile(tile)) for at, tile in enumerate(done))
        rest = tuple(row[full * WIDTH :])
        if rest and rows:
            files[Place(level, first + full, len(rest)).path] = encode_tile(rest)
        hashes.append(rest)
        rows = [perfect_root(tile) for tile in done]
        level += 1
    bundle = (*edge.entries, *entries)
    kept_entries = bundle[len(bundle) // WIDTH * WIDTH :]
    return Edge(edge.size + len(entries), tuple(hashes), kept_entries), files


def _new_bundles(edge: Edge, entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    if not entries:
        return
    bundle = [*edge.entries, *entries]
    first = edge.size // WIDTH
    for at in range(0, len(bundle), WIDTH):
        part = bundle[at : at + WIDTH]
        yield Place(None, first + at // WIDTH, len(part)).path, encode_bundle(part)
