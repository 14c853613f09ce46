"""One compressed stream: the archive in it entry by entry, else one member named after the stream."""

from extractors.archives import packed
from extractors.archives.budget import budget_for
from extractors.archives.coders import CODERS, Grown
from extractors.archives.naming import safe_path
from extractors.archives.packed import Found, unpacked
from extractors.archives.stream_ends import end_of_streams
from extractors.archives.unpack import How
from extractors.charset import decode
from extractors.describe import field_of
from extractors.document import ExtractedDocument, MemberState, MetadataField
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types import archives as kinds

_FILTERS = {
    kinds.GZIP: "gzip",
    kinds.BZIP2: "bzip2",
    kinds.XZ: "xz",
    kinds.ZSTD: "zstd",
    kinds.LZ4: "lz4",
    kinds.COMPRESS: "compress",
    kinds.LZMA: "lzma",
    kinds.LZIP: "lzip",
}
_SUFFIXES = (
    ".gz", ".bz2", ".xz", ".zst", ".lz4", ".z", ".lzma", ".lz", ".br", ".sz", ".zlib", ".gzip", ".bz", ".zstd",
)  # fmt: skip
_SHORT = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar", ".svgz": ".svg"}
_INSIDE = ("tar", "cpio")


def read_stream(kind: str, data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Recognised archives are unpacked at once, since as one member they may be too large."""
    inner = _unpacked(kind, data, options)
    rest = b""
    if not inner.names or inner.reason or MemberState.BROKEN in inner.states:  # or other bytes follow the end
        end = end_of_streams(kind, data, budget_for(len(data), options.limits).most)
        if 0 < end < len(data):
            inner, rest = _unpacked(kind, data[:end], options), data[end:]
    if not inner.names:
        raise ReadProblem("truncated")
    header = _gzip_header(data) if kind == kinds.GZIP else ()
    if inner.is_raw and not inner.is_packed:  # it did not unpack, and would come out as it went in
        raise ReadProblem("damaged")
    if inner.is_raw:
        rest = rest or (data[inner.end :] if inner.states == [MemberState.READ] else b"")
        inner.names[0] = (_own_name(header) or _inner_name(name)).encode("utf-8", "replace")
    if rest.strip(b"\0"):
        inner.add(b"after the end", MemberState.READ, rest)
    return packed.document(inner.members(options.limits.members), inner, header)


def _unpacked(kind: str, data: bytes, options: ReadOptions) -> Found:
    inner = unpacked(data, How((*_INSIDE, "raw"), (_FILTERS[kind],)), options)
    if not inner.names:  # zeros are taken for an empty archive
        inner = unpacked(data, How(("raw",), (_FILTERS[kind],)), options)
    return inner


def read_coded(kind: str, data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Streams that libarchive does not know."""
    budget = budget_for(len(data), options.limits)
    found = Found()
    path = _inner_name(name).encode("utf-8", "replace")
    try:
        found.add(path, MemberState.READ, CODERS[kind](data, budget.most))
    except Grown:
        found.add(path, MemberState.OVER_LIMIT)
    return packed.document(found.members(options.limits.members), found)


def _inner_name(name: str) -> str:
    last = name.rpartition("/")[2]
    lowered = last.lower()
    for suffix, instead in _SHORT.items():
        if lowered.endswith(suffix) and len(last) > len(suffix):
            return last[: -len(suffix)] + instead
    for suffix in _SUFFIXES:
        if lowered.endswith(suffix) and len(last) > len(suffix):
            return last[: -len(suffix)]
    return last or "unnamed"


def _gzip_header(data: bytes) -> tuple[MetadataField, ...]:
    """The name and the comment that the packer put before the data."""
    flags, at = data[3], 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    fields: list[MetadataField] = []
    for bit, label in ((8, "original_name"), (16, "comment")):
        end = data.find(b"\0", at, at + 65536) if flags & bit else -1
        if end >= 0:
            fields += field_of(label, decode(data[at:end]), True)
            at = end + 1
    return tuple(fields)


def _own_name(header: tuple[MetadataField, ...]) -> str:
    return next((safe_path(one.value).rpartition("/")[2] for one in header if one.name == "original_name"), "")


def _reader(kind: str) -> Reader:
    if kind in CODERS:
        return lambda data, name, options: read_coded(kind, data, name, options)
    return lambda data, name, options: read_stream(kind, data, name, options)


def warm() -> None:
    for kind, coder in CODERS.items():
        try:
            coder(_WARM.get(kind, b"\0"), 10)
        except (ReadProblem, Grown):
            continue


_WARM = {kinds.BROTLI: b"\x0b\x02\x80warm!\x03", kinds.SNAPPY: b"\xff\x06\x00\x00sNaPpY"}
READERS: dict[str, Reader] = {kind: _reader(kind) for kind in (*_FILTERS, *CODERS)}
