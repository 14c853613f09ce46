"""A block of header lines → names and values, unfolded; what follows the block is the body."""

import re
from dataclasses import dataclass, field

from extractors.mails.encoded_words import decoded

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+)(?:\r?\n|\Z)")
_BLANK = re.compile(rb"[ \t]*(?:\r?\n|\Z)")
_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_FOLD = re.compile(rb"\r?\n[ \t]*")


@dataclass(frozen=True)
class Headers:
    """Raw fields in their order; `end` is where the body starts; `is_cut` where there were too many."""

    fields: tuple[tuple[str, bytes], ...] = field(repr=False)
    end: int
    is_cut: bool = False

    def get(self, name: str) -> str:
        """The first field of a name (in lower case), as text that is not decoded yet."""
        found = next((value for one, value in self.fields if one.lower() == name), b"")
        return found.decode("utf-8", "surrogateescape")

    def has(self, name: str) -> bool:
        return any(one.lower() == name for one, _ in self.fields)

    def decoded(self) -> list[tuple[str, str]]:
        return [(name, decoded(value)) for name, value in self.fields]


def parse_headers(data: bytes, start: int = 0, end: int | None = None, most: int = 20_000) -> Headers:
    """Lines that are no header end the block, unless a header follows at once: then a fold has lost its space."""
    end = len(data) if end is None else end
    fields: list[tuple[str, bytes]] = []
    at, is_cut = start, False
    while at < end:
        found = _FIELD.match(data, at, end)
        if found is None:
            after = _skipped(data, at, end, list(fields[-1:]) if is_cut else fields)
            if after is None:
                break
            at = after
            continue
        at = found.end()
        if len(fields) < most:
            fields.append((found[1].decode("ascii"), _FOLD.sub(b" ", found[2]).strip()))
        else:
            is_cut = True
    blank = _BLANK.match(data, at, end)
    return Headers(tuple(fields), blank.end() if blank and at < end else at, is_cut)


def _skipped(data: bytes, at: int, end: int, fields: list[tuple[str, bytes]]) -> int | None:
    """Where to go on after a line that is no header; None where the block ends here."""
    blank = _BLANK.match(data, at, end)
    line = _LINE.match(data, at, end)
    if (blank and blank.end() > at) or line is None or line.end() >= end:
        return None
    if not fields and line[0].startswith((b"From ", b">From ")):
        return line.end()
    if fields and not line[0].startswith(b"--") and _FIELD.match(data, line.end(), end):
        name, value = fields[-1]
        fields[-1] = (name, value + b" " + line[0].strip())
        return line.end()
    return None
