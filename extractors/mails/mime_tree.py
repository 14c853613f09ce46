"""A mail's parts, found without recursion: the leaves in their order, and the words between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.limits import Limits
from extractors.mails.headers import Headers, parse_headers
from extractors.mails.parameters import Valued, parse_parameters

_USUAL_PREAMBLE = re.compile(
    rb"(?:this is a (?:multi-?part|cryptographically signed) message|this is an openpgp/mime|--|"
    rb"this message is in mime format|mime-version:|content-)[^\r\n]*(?:\r?\n[^\r\n]+){0,5}\s*",
    re.IGNORECASE,
)
_FIRST_LINE = re.compile(rb"\s{0,100}--([^\r\n]{1,200}?)[ \t]*\r?\n")
_MOST_LOOSE = 65_536


@dataclass(frozen=True)
class Part:
    """A leaf: its headers, its bytes as they stand, and where in the tree it hangs."""

    headers: Headers
    body: bytes = field(repr=False)
    kind: Valued
    disposition: Valued
    alternative: int = 0  # of which alternative it is one form; 0 is none
    is_top: bool = False
    is_encrypted: bool = False
    is_cut: bool = False  # the multipart it ends has no end

    @property
    def media_type(self) -> str:
        return self.kind.value

    @property
    def encoding(self) -> str:
        return self.headers.get("content-transfer-encoding")

    @property
    def file_name(self) -> str:
        return self.disposition.parameters.get("filename", "") or self.kind.parameters.get("name", "")


@dataclass
class Tree:
    """What a walk has found so far; `is_over` where a limit ended it."""

    leaves: list[Part] = field(default_factory=list)
    loose: list[bytes] = field(default_factory=list)
    over: int = 0  # parts nested too deep
    is_over: bool = False


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    depth: int = 0
    alternative: int = 0
    default: str = "text/plain"
    is_encrypted: bool = False
    is_cut: bool = False


def parse_tree(data: bytes, limits: Limits, depth: int = 0) -> tuple[Headers, Tree]:
    """The top headers, and the tree below them."""
    tree = Tree()
    top: Headers | None = None
    alternatives = 0
    stack = [_Span(0, len(data), depth)]
    while stack:
        span = stack.pop()
        headers = parse_headers(data, span.start, span.end, limits.members)
        top = top or headers
        kind = _kind(headers, span.default)
        pieces = _pieces(data, headers.end, span.end, kind) if kind.value.startswith("multipart/") else None
        if pieces is not None and span.depth >= limits.depth:
            tree.over += 1
        elif pieces is not None:
            tree.loose += _said(data, pieces.loose, sum(map(len, tree.loose)))
            alternatives += kind.value == "multipart/alternative"
            stack += reversed(_below(pieces, span, kind.value, alternatives))
        elif len(tree.leaves) >= limits.members:
            tree.is_over = True
            break
        else:
            tree.leaves.append(_leaf(data, headers, kind, span, headers is top))
    return top or Headers((), 0), tree


def _kind(headers: Headers, default: str) -> Valued:
    kind = parse_parameters(headers.get("content-type"))
    if re.fullmatch(r"[^\s/]+/[^\s/]+", kind.value):
        return kind
    return Valued(default, kind.parameters)


def _leaf(data: bytes, headers: Headers, kind: Valued, span: _Span, is_top: bool) -> Part:
    if kind.value.startswith("multipart/"):
        kind = Valued("text/plain", kind.parameters)
    disposition = parse_parameters(headers.get("content-disposition"))
    return Part(
        headers,
        data[headers.end : span.end],
        kind,
        disposition,
        span.alternative,
        is_top,
        span.is_encrypted,
        span.is_cut,
    )


@dataclass(frozen=True)
class _Pieces:
    spans: list[tuple[int, int]]
    loose: list[tuple[int, int]]
    is_closed: bool


def _pieces(data: bytes, start: int, end: int, kind: Valued) -> _Pieces | None:
    """What stands between the boundary lines; parts after a closing line are still parts."""
    boundary = kind.parameters.get("boundary", "").rstrip()
    lines = list(_lines(data, start, end, boundary.encode("utf-8", "surrogateescape"))) if boundary else []
    if not lines:
        guessed = _guessed(data, start, end)
        lines = list(_lines(data, start, end, guessed)) if guessed else []
    if not lines:
        return None
    spans: list[tuple[int, int]] = []
    loose = [(start, lines[0].start())]
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        stop = _without_break(data, line.end(), after.start()) if after else end
        if not line[1]:
            spans.append((min(line.end(), stop), stop))
        elif after is None or not parse_headers(data, line.end(), stop, 1).fields:
            loose.append((line.end(), stop))
        else:
            spans.append((line.end(), stop))
    return _Pieces(spans, loose, any(line[1] for line in lines))


def _lines(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[re.Match[bytes]]:
    return re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)", re.MULTILINE).finditer(
        data, start, end
    )


def _without_break(data: bytes, start: int, end: int) -> int:
    """The line break before a boundary is the boundary's."""
    if end > start and data[end - 1 : end] == b"\n":
        end -= 1
        if end > start and data[end - 1 : end] == b"\r":
            end -= 1
    return end


def _guessed(data: bytes, start: int, end: int) -> bytes:
    """The boundary where the header has lost it or gives a false one: a first line of dashes that comes again."""
    found = _FIRST_LINE.match(data, start, end)
    if found is None or not parse_headers(data, found.end(), end, 1).fields:
        return b""
    return found[1]


def _said(data: bytes, spans: list[tuple[int, int]], so_far: int) -> list[bytes]:
    """Words before, between and after the parts, which no mail program shows."""
    texts = [data[start : min(end, start + _MOST_LOOSE)].strip() for start, end in spans]
    kept = [text for text in texts if text and not _USUAL_PREAMBLE.fullmatch(text)]
    return kept if so_far < _MOST_LOOSE else []


def _below(pieces: _Pieces, span: _Span, kind: str, alternatives: int) -> list[_Span]:
    alternative = alternatives if kind == "multipart/alternative" else span.alternative
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    is_encrypted = span.is_encrypted or kind == "multipart/encrypted"
    last = len(pieces.spans) - 1
    return [
        _Span(
            start,
            end,
            span.depth + 1,
            alternative,
            default,
            is_encrypted,
            at == last and (span.is_cut or not pieces.is_closed),
        )
        for at, (start, end) in enumerate(pieces.spans)
    ]
