"""Writes an OLE compound file, so that a document in a storage of another comes out as a file of its own."""

import struct
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _BEYOND, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_IN_HEAD = 109  # sectors of the table that the head of the file lists
Streams = dict[tuple[str, ...], bytes]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 a storage, 2 a stream, 5 the root
    data: bytes = b""
    children: list["_Entry"] = field(default_factory=list)
    start: int = _END
    number: int = 0
    left: int = _NONE
    right: int = _NONE


def compound_file(streams: Streams) -> bytes:
    """A file of version 3; paths are below its root."""
    root = _tree(streams)
    entries = _numbered(root)
    mini, mini_chain = _packed([one for one in entries if one.kind == 2 and len(one.data) < _CUTOFF], _MINI)
    root.data = mini
    large = [one for one in entries if one.kind == 2 and len(one.data) >= _CUTOFF]
    body, chain = _packed([*large, *([root] if mini else [])], _SECTOR)
    body, chain, mini_start = _appended(body, chain, _numbers(mini_chain))
    _pair(root)
    directory = b"".join(_record(one, len(mini)) for one in entries)
    body, chain, directory_start = _appended(body, chain, directory)
    first = len(chain)
    tables, beyond = _table_sizes(first)
    chain += [_FAT] * tables + [_BEYOND] * beyond
    chain += [_FREE] * (128 * tables - len(chain))
    mini_sectors = -(-len(mini_chain) * 4 // _SECTOR)
    more = (first + tables, beyond) if beyond else (_END, 0)
    counts = (0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory_start, 0, _CUTOFF, mini_start, mini_sectors, *more)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *counts)
    places = [first + number if number < tables else _FREE for number in range(_IN_HEAD + 127 * beyond)]
    links = [*range(first + tables + 1, first + tables + beyond), _END]
    rest = b"".join(_numbers([*places[_IN_HEAD + 127 * at :][:127], links[at]]) for at in range(beyond))
    return head + _numbers(places[:_IN_HEAD]) + body + _numbers(chain) + rest


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _table_sizes(sectors: int) -> tuple[int, int]:
    """How many sectors the table takes that lists all sectors, itself too, and the list of it beyond the head."""
    tables, beyond = 1, 0
    while 128 * tables < sectors + tables + beyond:
        tables += 1
        beyond = -(-max(0, tables - _IN_HEAD) // 127)
    return tables, beyond


def _tree(streams: Streams) -> _Entry:
    root = _Entry("Root Entry", 5)
    for path, data in streams.items():
        at = root
        for step in path[:-1]:
            found = next((one for one in at.children if one.name == step and one.kind == 1), None)
            if found is None:
                found = _Entry(step, 1)
                at.children.append(found)
            at = found
        at.children.append(_Entry(path[-1], 2, data))
    return root


def _numbered(root: _Entry) -> list[_Entry]:
    entries, waiting = list[_Entry](), [root]
    while waiting:
        one = waiting.pop()
        one.number = len(entries)
        entries.append(one)
        one.children.sort(key=lambda child: (len(child.name), child.name.upper()))
        waiting += one.children
    return entries


def _packed(entries: list[_Entry], size: int) -> tuple[bytes, list[int]]:
    """The entries' bytes one after the other in whole sectors, and the chain that links them."""
    body, chain = bytearray(), list[int]()
    for one in entries:
        if one.data:
            one.start = len(chain)
            count = -(-len(one.data) // size)
            chain += [*range(len(chain) + 1, len(chain) + count), _END]
            body += one.data.ljust(count * size, b"\x00")
    return bytes(body), chain


def _appended(body: bytes, chain: list[int], data: bytes) -> tuple[bytes, list[int], int]:
    start, count = len(chain), -(-len(data) // _SECTOR)
    if not count:
        return body, chain, _END
    links = [*range(start + 1, start + count), _END]
    return body + data.ljust(count * _SECTOR, b"\xff"), chain + links, start


def _pair(root: _Entry) -> None:
    """Siblings form a balanced tree, since readers walk it by recursion."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        waiting += one.children
        one.children = [_balanced(one.children)] if one.children else []


def _balanced(entries: list[_Entry]) -> _Entry:
    middle = len(entries) // 2
    left, right = entries[:middle], entries[middle + 1 :]
    entries[middle].left = _balanced(left).number if left else _NONE
    entries[middle].right = _balanced(right).number if right else _NONE
    return entries[middle]


def _record(one: _Entry, mini: int) -> bytes:
    name = one.name.encode("utf-16-le", "surrogatepass")[:62] + b"\x00\x00"
    child = one.children[0].number if one.children else _NONE
    size = mini if one.kind == 5 else len(one.data)
    start = one.start if one.kind != 1 else 0
    links = struct.pack("<HBBIII36xIQ", len(name), one.kind, 1, one.left, one.right, child, start, size)
    return name.ljust(64, b"\x00") + links
