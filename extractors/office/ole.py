"""Compound files opened without recursion and without trust in their own counts."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import olefile

_END, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
_MOST_DEEP = 200  # storages in storages; the readers above go down by recursion


class CompoundFile(olefile.OleFileIO):  # type: ignore[misc]
    """`is_lying` once a count or a chain in it was not true: what could be reached all the same is there."""

    num_difat_sectors: int
    fat: Any

    def __init__(self, data: bytes) -> None:
        """Raises whatever olefile raises where nothing can be reached."""
        self.is_lying = False
        super().__init__(BytesIO(data), raise_defects=olefile.DEFECT_FATAL)

    def loadfat(self, header: bytes) -> None:
        """The chain of table sectors beyond the head is followed as far as it goes, each sector once."""
        sectors, is_whole = self._beyond()
        if self.num_difat_sectors:
            self.is_lying |= not is_whole or len(sectors) != self.num_difat_sectors
        self.num_difat_sectors = 0
        super().loadfat(header)
        for sector in sectors:
            self.loadfat_sect(self.sect2array(self.getsect(sector))[: self.sectorsize // 4 - 1])
        self.fat = self.fat[: self.nb_sect]

    def _beyond(self) -> tuple[list[int], bool]:
        found: dict[int, None] = {}
        at = self.first_difat_sector if self.num_difat_sectors else _END
        while at < self.nb_sect and at not in found:
            found[at] = None
            at = int(self.sect2array(self.getsect(at))[self.sectorsize // 4 - 1])
        return list(found), at in (_END, _FREE)

    def _open(self, start: int, size: int = olefile.olefile.UNKNOWN_SIZE, force_FAT: bool = False) -> Any:
        """A chain too short, or that leads back to itself, is noted: olefile gives what it has, or the same again."""
        stream = super()._open(start, size, force_FAT)
        if size != olefile.olefile.UNKNOWN_SIZE and size:
            is_small = size < self.minisectorcutoff and not force_FAT
            table, unit = (self.minifat, self.minisectorsize) if is_small else (self.fat, self.sectorsize)
            self.is_lying |= not _is_whole(table, start, -(-size // unit))
        return stream

    def loaddirectory(self, sect: int) -> None:
        """As olefile does, but for the tree of entries, which it builds by recursion."""
        self.directory_fp = self._open(sect, force_FAT=True)
        self.direntries = [None] * (self.directory_fp.size // 128)
        self.root = self._load_direntry(0)
        waiting: list[tuple[Any, int]] = [(self.root, 0)]
        while waiting:
            folder, depth = waiting.pop()
            for kid in self._kids(folder.sid_child):
                folder.kids.append(kid)
                folder.kids_dict[kid.name.lower()] = kid
                if kid.sid_child != _NONE:
                    self.is_lying |= depth >= _MOST_DEEP
                    waiting += [(kid, depth + 1)] if depth < _MOST_DEEP else []
            folder.kids.sort()

    def _kids(self, sid: int) -> list[Any]:
        """The entries of one folder, each used once in the whole file."""
        found, waiting = [], [sid]
        while waiting:
            sid = waiting.pop()
            if sid == _NONE:
                continue
            kid = self._load_direntry(sid) if 0 <= sid < len(self.direntries) else None
            if kid is None or kid.used:
                self.is_lying = True
                continue
            kid.used = True
            found.append(kid)
            waiting += [kid.sid_left, kid.sid_right]
        return found


def _is_whole(table: Sequence[int], start: int, count: int) -> bool:
    seen: set[int] = set()
    while len(seen) < count and start < len(table) and start not in seen:
        seen.add(start)
        start = table[start]
    return len(seen) == count
