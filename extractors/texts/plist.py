"""Apple's binary property lists: names and values as lines; archived objects are shown once each."""

import plistlib
from collections.abc import Iterator
from typing import Any

from extractors.archives.budget import members_of, reason_of
from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.tables import PLIST

_MOST_LINES = 500_000
_SHORTEST_FILE = 24
_DEEPEST = 512
_FILES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"bplist00", b"GIF8", b"\xd0\xcf\x11\xe0")


def read_plist(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    try:
        value = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except (plistlib.InvalidFileException, ValueError, IndexError, KeyError, TypeError, RecursionError, OverflowError):
        value = None
    if value is None:
        raise ReadProblem("damaged")
    lines: list[str] = []
    files: list[tuple[str, bytes]] = []
    most, size, reason = options.limits.text_bytes // 4, 0, ""
    for line in _lines(value, files):
        size += len(line) + 1
        if size > most or len(lines) >= _MOST_LINES:
            reason = "partly_over_limit"
            break
        lines.append(line)
    members = members_of(files, options.limits)
    return ExtractedDocument(
        "",
        stamp("plist", "lxml"),
        pages=text_page("\n".join(lines)),
        members=members,
        reason=reason or reason_of(members),
    )


def _lines(value: Any, files: list[tuple[str, bytes]]) -> Iterator[str]:
    """Walked without recursion. A container that many share is shown where it is met first: it may even hold itself."""
    seen: set[int] = set()
    stack: list[tuple[int, str, Any]] = [(0, "", value)]
    while stack:
        depth, name, one = stack.pop()
        label = " " * min(depth, 20) + (f"{name}: " if name else "")
        if not isinstance(one, dict | list):
            yield label + _said(one, name, files)
            continue
        if id(one) in seen or depth > _DEEPEST:
            continue
        seen.add(id(one))
        if name:
            yield label.rstrip()
        pairs = [(clean_line(str(key)), inner) for key, inner in one.items()] if isinstance(one, dict) else None
        inside = pairs if pairs is not None else [("", inner) for inner in one]
        stack += [(depth + 1, key, inner) for key, inner in reversed(inside)]


def _said(value: Any, name: str, files: list[tuple[str, bytes]]) -> str:
    if isinstance(value, bytes):
        if len(value) >= _SHORTEST_FILE and value.startswith(_FILES):
            files.append((name or "data", value))
        return f"[{len(value)} bytes]"
    if isinstance(value, plistlib.UID):
        return f"#{value.data}"
    return str(value)


READERS: dict[str, Reader] = {PLIST: read_plist}
