"""Values of a database as cells; bytes that are a file become a member, named in the cell."""

import re
from dataclasses import dataclass, field

from extractors.archives.budget import Budget
from extractors.archives.naming import safe_path
from extractors.clean import clean_line
from extractors.document import Member, MemberState
from extractors.limits import Limits
from extractors.members import Taken
from extractors.types.identify import identify

_SHORTEST_FILE = 24
_LOOKED_AT = 512
_STARTS = (
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PK\x03\x04",
    b"GIF8",
    b"{\\rtf",
)
_SURE = (
    *("image/", "audio/", "video/", "message/", "application/vnd.", "application/pdf", "application/msword"),
    *("application/zip", "application/gzip", "application/x-7z", "text/html", "text/rtf"),
)


_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


@dataclass
class Cells:
    """Counts the cells of one file and keeps the files found in them."""

    limits: Limits
    left: int
    budget: Budget
    members: list[Member] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)

    def row(self, table: str, values: tuple[object, ...]) -> tuple[str, ...]:
        self.left -= max(1, len(values))
        return tuple(self.cell(table, value) for value in values)

    @property
    def is_full(self) -> bool:
        return self.left < 0

    def cell(self, table: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return clean_line(value)
        if isinstance(value, bytes | bytearray | memoryview):
            return self._bytes(table, bytes(value))
        return clean_line(str(value))

    def _bytes(self, table: str, value: bytes) -> str:
        """A file, a text, or how many bytes there were."""
        start = _file_start(value)
        if start >= 0:
            return self.keep(f"{safe_path(table)}/{len(self.members) + 1}", value[start:])
        text = value.decode("utf-8", "replace")
        return f"[{len(value)} bytes]" if _NO_TEXT.search(text) else clean_line(text)

    def keep(self, name: str, data: bytes) -> str:
        """The member's name, for the cell it came from."""
        if len(self.members) >= self.limits.members:
            return f"[{len(data)} bytes]"
        name = self.taken.distinct(name)
        fits = len(data) <= self.budget.most
        self.members.append(Member(name, MemberState.READ, data) if fits else Member(name, MemberState.OVER_LIMIT))
        self.budget.spend(len(data) if fits else 0)
        return name


def cells_for(data: bytes, limits: Limits) -> Cells:
    """Members are cut from the file itself, so they can hardly grow beyond it."""
    return Cells(limits, limits.cells, Budget(limits.reply_bytes // 2, limits.member_bytes))


def _file_start(value: bytes) -> int:
    """Where a file begins: an OLE field has a header of its own before it."""
    if len(value) < _SHORTEST_FILE:
        return -1
    for start in _STARTS:
        at = value.find(start, 0, _LOOKED_AT)
        if at >= 0:
            return at
    return 0 if identify(value).startswith(_SURE) else -1
