"""The node layer of an Outlook mailbox (MS-PST 2.2), as far as mails inside mails need it, which the library leaves."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.problem import ReadProblem

# MS-PST 5.1: what each byte of a block stands for
_SUBSTITUTED = bytes.fromhex(
    "47f1b4e60b6a7248854e9eebe2f89453e0bba002e85a09abdbe3bac67cc310dd"
    "39059630f53760828cc9134a6b1df3fb8f2697ca911701c4322d6e3195ffd923"
    "d1005e79dc443b1a28c5615720903d83b943be67d2464276c06d5b7eb20f1629"
    "3ca903540dda5ddff6b7c762cd8d06d3695c86d614f7a56675acb1e94521700c"
    "879f74a4224c6fbf1f56aa2eb3783350b0a392bccf191ca763cb1e4d3e4b1b9b"
    "4fe7f0eead3ab55904ea40552551e57a893868527bfc27aed7bdfa07f4cc8e5f"
    "ef359c842b15d5773449b6120a7f7188fd9d18417d93d8582ccefe24afdeb836"
    "c8a180a69998a82f0e816573e4c2a28ad4e111d0088b2af2ed9a643fc16cf9ec"
)
_DEEPEST = 8
_MOST_READS = 300_000
_MOST_PLACES = 1_000
_ATTACHMENT = 0x05
_SMALL, _WIDE, _OST = "small", "wide", "ost"


@dataclass(frozen=True)
class Node:
    """A node's block of data, and the tree of nodes below it."""

    data: int
    below: int


@dataclass
class Nodes:
    """The two trees of a file, and how many more reads of pages and blocks it may cost."""

    file: bytes = field(repr=False)
    kind: str
    cipher: int
    nodes: int
    blocks: int
    left: int = _MOST_READS

    @property
    def width(self) -> int:
        return 4 if self.kind == _SMALL else 8


def nodes_of(file: bytes) -> Nodes:
    version = int.from_bytes(file[10:12], "little")
    cipher = file[513:514] if version >= 20 else file[461:462]
    if len(file) < 564 or cipher not in (b"\0", b"\1"):
        return Nodes(file, _WIDE, 0, 0, 0, 0)  # nothing can be read: the library says what else is wrong
    if version < 20:
        return Nodes(file, _SMALL, file[461], _number(file, 188, 4), _number(file, 196, 4))
    return Nodes(file, _OST if version >= 36 else _WIDE, file[513], _number(file, 224, 8), _number(file, 240, 8))


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")


def node(nodes: Nodes, number: int) -> Node:
    entry = _entry(nodes, nodes.nodes, number, 0)
    width = nodes.width
    return Node(_number(entry, width, width), _number(entry, 2 * width, width))


def _entry(nodes: Nodes, page: int, key: int, mask: int) -> bytes:
    """The entry of a key, from the root page down."""
    width = nodes.width
    for _ in range(_DEEPEST):
        rows, level = _page(nodes, page)
        keys = [_number(row, 0, width) & ~mask for row in rows]
        if level == 0:
            if key in keys:
                return rows[keys.index(key)]
            break
        below = [row for row, one in zip(rows, keys, strict=True) if one <= key]
        if not below:
            break
        page = _number(below[-1], 2 * width, width)
    raise ReadProblem("damaged")


def _page(nodes: Nodes, at: int) -> tuple[list[bytes], int]:
    """Its entries and its level; 0 is a leaf."""
    _spend(nodes)
    if nodes.kind == _OST:
        page = nodes.file[at : at + 4096]
        count, size, level = _number(page, 4056, 2), _number(page, 4060, 1), _number(page, 4061, 1)
    else:
        page = nodes.file[at : at + 512]
        foot = 496 if nodes.kind == _SMALL else 488
        count, size, level = (_number(page, foot + step, 1) for step in (0, 2, 3))
    rows = [page[row * size : (row + 1) * size] for row in range(count)]
    return [row for row in rows if len(row) >= 3 * nodes.width or (level == 0 and len(row) >= 12)], level


def _spend(nodes: Nodes) -> None:
    nodes.left -= 1
    if nodes.left < 0:
        raise ReadProblem("over_limit")


def _raw(nodes: Nodes, block: int) -> bytes:
    _spend(nodes)
    width = nodes.width
    entry = _entry(nodes, nodes.blocks, block & ~1, 1)
    at, size = _number(entry, width, width), _number(entry, 2 * width, 2)
    data = nodes.file[at : at + size]
    whole = _number(entry, 2 * width + 2, 2) if nodes.kind == _OST else size
    return _inflated(data) if whole != size else data


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 1 << 16)
    except zlib.error:
        raise ReadProblem("damaged") from None


def pieces(nodes: Nodes, block: int, most: int) -> list[bytes]:
    """The data of a block, in its pieces; a block of blocks is followed. The size it claims is not believed."""
    found: list[bytes] = []
    left = most
    for raw in _leaves(nodes, block, 0):
        left -= len(raw)
        if left < 0:
            raise ReadProblem("over_limit")
        found.append(raw.translate(_SUBSTITUTED) if nodes.cipher else raw)
    return found


def _leaves(nodes: Nodes, block: int, depth: int) -> Iterator[bytes]:
    raw = _raw(nodes, block)
    if not block & 2:
        yield raw
        return
    if raw[:1] != b"\1" or depth >= 3:
        raise ReadProblem("damaged")
    for row in range(_number(raw, 2, 2)):
        yield from _leaves(nodes, _number(raw, 8 + row * nodes.width, nodes.width), depth + 1)


def below(nodes: Nodes, block: int, depth: int = 0) -> dict[int, Node]:
    """The nodes of a node's own tree, by number."""
    if not block:
        return {}
    raw, width = _raw(nodes, block), nodes.width
    start = 4 if width == 4 else 8
    found: dict[int, Node] = {}
    for row in range(_number(raw, 2, 2)):
        if raw[1:2] == b"\0":
            at = start + row * 3 * width
            number = _number(raw, at, 4)
            found[number] = Node(_number(raw, at + width, width), _number(raw, at + 2 * width, width))
        elif depth < 2:
            found |= below(nodes, _number(raw, start + row * 2 * width + width, width), depth + 1)
    return found


def attachments_of(found: dict[int, Node]) -> list[Node]:
    return [found[number] for number in sorted(found) if number & 0x1F == _ATTACHMENT]


def properties(nodes: Nodes, of: Node, most: int) -> Iterator[tuple[int, int, bytes]]:
    """Number, type and bytes of each property of a node that is an item."""
    heap = pieces(nodes, of.data, most)
    if not heap:
        raise ReadProblem("damaged")
    inner = below(nodes, of.below)
    root = _held(heap, _number(heap[0], 4, 4))
    for row in _rows(heap, root):
        number, kind = struct.unpack_from("<HH", row)
        value = row[4:8]
        if kind in (0x02, 0x03, 0x04, 0x0A, 0x0B):
            yield number, kind, value
            continue
        place = _number(value, 0, 4)
        if place & 0x1F and place in inner:
            yield number, kind, b"".join(pieces(nodes, inner[place].data, most))
        elif not place & 0x1F:
            yield number, kind, _held(heap, place)


def _rows(heap: list[bytes], root: bytes) -> list[bytes]:
    """The rows of the tree on the heap that keeps an item's properties."""
    if root[:1] != b"\xb5" or root[1:3] != b"\2\6":
        raise ReadProblem("damaged")
    places, level = [_number(root, 4, 4)], root[3]
    for _ in range(min(level, 4)):
        rows = [row for one in places for row in _cut(_held(heap, one), 6)]
        places = [_number(row, 2, 4) for row in rows]
        if len(places) > _MOST_PLACES:
            raise ReadProblem("over_limit")
    return [row for one in places for row in _cut(_held(heap, one), 8)]


def _cut(held: bytes, size: int) -> list[bytes]:
    return [held[at : at + size] for at in range(0, len(held) - size + 1, size)]


def _held(heap: list[bytes], place: int) -> bytes:
    """One allocation: which block of the heap, and which entry of the block's own map."""
    number, row = place >> 16, place >> 5 & 0x7FF
    if not place:
        return b""
    if number >= len(heap) or not row:
        raise ReadProblem("damaged")
    block = heap[number]
    plan = _number(block, 0, 2)
    start, end = _number(block, plan + 4 + 2 * (row - 1), 2), _number(block, plan + 6 + 2 * (row - 1), 2)
    return block[start:end]
