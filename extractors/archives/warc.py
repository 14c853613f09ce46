"""Web archives: each record that was fetched is a member by its address; what was asked and noted is kept too."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from extractors.archives.budget import budget_for
from extractors.archives.naming import safe_path
from extractors.clean import clean_line
from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, Member, MemberState, MetadataField
from extractors.limits import ReadOptions
from extractors.members import Taken, reason_of
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.archives import WARC

_START = re.compile(rb"WARC/\d\.\d\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 65_536
_NOTED = 2_000


@dataclass(frozen=True)
class Record:
    """A record's own headers, lower case, and its block."""

    headers: dict[str, str] = field(repr=False)
    block: bytes = field(repr=False)
    is_whole: bool

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "")


def read_warc(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    members: list[Member] = []
    notes: dict[tuple[str, str], None] = {}
    budget = budget_for(len(data), options.limits)
    taken = Taken()
    reason = ""
    for record in _records(data):
        address = record.headers.get("warc-target-uri", "").strip("<>")
        if record.kind in ("warcinfo", "request", "metadata") and len(notes) < _NOTED:
            notes[(record.kind, record.block[:_LONGEST_HEAD].decode("utf-8", "replace"))] = None
        if record.kind not in ("response", "resource", "conversion", "continuation"):
            continue
        if len(members) >= options.limits.members:
            reason = "partly_over_limit"
            break
        path = taken.distinct(_path(address))
        body = _body(record, budget.most)
        if body is None:
            members.append(Member(path, MemberState.OVER_LIMIT))
            continue
        budget.spend(len(body))
        if record.is_whole:
            members.append(Member(path, MemberState.READ, body))
        else:
            members += [Member(path, MemberState.BROKEN), Member(f"{path}.partial", MemberState.READ, body)]
    if not members and not notes:
        raise ReadProblem("damaged")
    return ExtractedDocument(
        "",
        stamp("warc"),
        pages=() if members else text_page("\n\n".join(text for _, text in notes)),
        metadata=tuple(_metadata(notes)),
        members=tuple(members),
        reason=reason or reason_of(members),
    )


def _records(data: bytes) -> Iterator[Record]:
    """A record is found by the length before it; where that lies, by the next start."""
    found = _START.search(data)
    while found:
        end = _HEAD_END.search(data, found.end(), found.end() + _LONGEST_HEAD)
        if end is None:
            return
        headers = _headers(data[found.end() : end.start()])
        length = headers.get("content-length", "")
        size = int(length) if length.isdigit() and len(length) < 15 else 0
        block = data[end.end() : end.end() + size]
        yield Record(headers, block, len(block) == size)
        found = _START.search(data, end.end() + len(block))


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _body(record: Record, most: int) -> bytes | None:
    """What a browser would have shown; None where it is too large."""
    block = record.block
    if len(block) > most:
        return None
    if not block.startswith(b"HTTP/"):
        return block
    end = _HEAD_END.search(block, 0, _LONGEST_HEAD)
    if end is None:
        return block
    headers = _headers(block[: end.start()])
    body = block[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    if headers.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, most)
    return body


def _joined(body: bytes) -> bytes:
    """Chunks, each behind its length; as it is where it only claims to be in chunks."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        line = body.find(b"\n", at, at + 100)
        digits = body[at:line].partition(b";")[0].strip() if line >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", digits):
            return b"".join(pieces) or body
        size = int(digits, 16)
        if size == 0:
            break
        pieces.append(body[line + 1 : line + 1 + size])
        at = line + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces)


def _inflated(body: bytes, most: int) -> bytes | None:
    stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        plain = stream.decompress(body, most)
    except zlib.error:
        return body
    return None if stream.unconsumed_tail else plain


def _path(address: str) -> str:
    """The address without its scheme; a page of a folder is called so."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return safe_path(address)
    path = f"{parts.netloc}/{unquote(parts.path)}" + (f"?{parts.query}" if parts.query else "")
    return safe_path(path + "index.html" if path.endswith("/") else path)


def _metadata(notes: dict[tuple[str, str], None]) -> Iterator[MetadataField]:
    for kind, text in notes:
        yield from field_of(clean_line(kind), text, True)


READERS: dict[str, Reader] = {WARC: read_warc}
