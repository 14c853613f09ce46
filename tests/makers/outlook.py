"""Outlook's files made in memory: MSG in a compound file with small sectors, TNEF, compressed RTF."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Area:
    """Sectors of one size, and which follows which."""

    size: int
    sectors: list[bytes] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)

    def store(self, data: bytes) -> int:
        if not data:
            return END
        first = len(self.sectors)
        for at in range(0, len(data), self.size):
            self.sectors.append(data[at : at + self.size].ljust(self.size, b"\0"))
            self.chain.append(len(self.sectors))
        self.chain[-1] = END
        return first


def compound(tree: Tree) -> bytes:
    """Streams below 4,096 bytes stand in the mini stream, as everywhere."""
    entries: list[list[object]] = []
    whole, mini = _Area(512), _Area(64)

    def add(name: str, kind: int, held: "bytes | Tree") -> int:
        number = len(entries)
        entry: list[object] = [name, kind, FREE, FREE, END, 0]
        entries.append(entry)
        if isinstance(held, bytes):
            area = mini if len(held) < 4096 else whole
            entry[4], entry[5] = area.store(held), len(held)
            return number
        last = FREE
        for key, below in sorted(held.items(), reverse=True):
            one = add(key, 2 if isinstance(below, bytes) else 1, below)
            entries[one][2] = last
            last = one
        entry[3] = last
        return number

    add("Root Entry", 5, tree)
    stream = b"".join(mini.sectors)
    entries[0][4], entries[0][5] = whole.store(stream), len(stream)
    links = struct.pack(f"<{len(mini.chain)}I", *mini.chain)
    links += b"\xff" * (-len(links) % 512)
    minis = whole.store(links)
    start = whole.store(b"".join(_entry(*one) for one in entries))  # type: ignore[arg-type]
    size = 1
    while size * 128 < len(whole.sectors) + size:
        size += 1
    table = whole.chain + [FAT] * size
    table += [FREE] * (size * 128 - len(table))
    places = [len(whole.sectors) + n for n in range(size)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, size, start, 0, 4096, minis, len(links) // 512, END, 0)
    head += struct.pack("<109I", *(places + [FREE] * 109)[:109])
    return head + b"".join(whole.sectors) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw), kind, 1)
        + struct.pack("<III", FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def text(number: int, value: str) -> tuple[str, bytes]:
    return f"__substg1.0_{number:04X}001F", value.encode("utf-16-le")


def raw(number: int, value: bytes) -> tuple[str, bytes]:
    return f"__substg1.0_{number:04X}0102", value


def numbers(header: int, values: Mapping[int, int]) -> bytes:
    rows = b"".join(struct.pack("<HHIii", 3, number, 6, value, 0) for number, value in values.items())
    return bytes(header) + rows


def message(
    subject: str,
    body: str,
    attached: Mapping[str, "bytes | Tree"] | None = None,
    more: Tree | None = None,
    top: int = 32,
) -> "dict[str, bytes | Tree]":
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": numbers(top, {}),
        **dict([text(0x0037, subject), text(0x1000, body), text(0x001A, "IPM.Note"), text(0x0C1A, "Иван Самойлов")]),
        **dict([text(0x5D01, "ivan@example.org")]),
        "__recip_version1.0_#00000000": {
            "__properties_version1.0": numbers(8, {0x0C15: 2}),
            **dict([text(0x3001, "Hélène"), text(0x39FE, "helene@example.org")]),
        },
        **(more or {}),
    }
    for at, (name, held) in enumerate((attached or {}).items()):
        inner = raw(0x3701, held) if isinstance(held, bytes) else ("__substg1.0_3701000D", held)
        tree[f"__attach_version1.0_#{at:08X}"] = {
            "__properties_version1.0": numbers(8, {}),
            **dict([text(0x3707, name), inner]),
        }
    return tree


def tnef(attributes: list[tuple[int, int, bytes]]) -> bytes:
    """Level, number and bytes of each."""
    rows = (struct.pack("<BHHI", level, number, 0, len(data)) + data + b"\0\0" for level, number, data in attributes)
    return b"\x78\x9f\x3e\x22\x01\0" + b"".join(rows)


def tnef_properties(values: list[tuple[int, int, bytes]]) -> bytes:
    """Type, number and bytes of each; all of the listed kind."""
    rows = (
        struct.pack("<HHII", kind, number, 1, len(data)) + data + bytes(-len(data) % 4) for kind, number, data in values
    )
    return struct.pack("<I", len(values)) + b"".join(rows)


def uncompressed_rtf(data: bytes) -> bytes:
    return struct.pack("<IIII", len(data) + 12, len(data), 0x414C454D, 0) + data
