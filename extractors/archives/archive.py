"""A ZIP archive: each file a member by its path, none trusted about its size; also what its directory does not list."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from lzma import LZMAError

from extractors.archives.budget import Budget, budget_for
from extractors.archives.naming import decoded, safe_path
from extractors.archives.packed import Found, unpacked
from extractors.archives.unpack import How
from extractors.archives.zip_locked import opened_members
from extractors.charset import decode
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MemberState, MetadataField
from extractors.limits import ReadOptions
from extractors.members import Taken, reason_of
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import ZIP

_STEP = 1 << 20
_FAULTS = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, KeyError, IndexError)
_OURS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
_ZSTD = 93
_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30
_CENTRAL, _CENTRAL_SIZE = b"PK\x01\x02", 46
_COMMENTS = 500
_LARGEST_DICTIONARY = 256 << 20
_UNICODE_PATH = b"up"


def read_archive(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    archive = _opened(data)
    if archive is None:
        return _without_directory(data, options)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    kept = entries[: options.limits.members]
    budget = budget_for(len(data), options.limits)
    members = _members(archive, kept, data, options, budget)
    unlisted = _unlisted(archive, data, options, budget)
    room = options.limits.members - len(members)
    members += unlisted[:room]
    if not members:
        raise ReadProblem("no_text")
    reason = "partly_over_limit" if len(entries) > len(kept) or len(unlisted) > room else reason_of(members)
    if not reason and _promised(data) != len(archive.filelist) & 0xFFFF:
        reason = "partly_broken"
    return ExtractedDocument(
        "", stamp("archive", "libarchive-c"), metadata=_comments(archive), members=members, reason=reason
    )


def _opened(data: bytes) -> zipfile.ZipFile | None:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (*_FAULTS, NotImplementedError):
        return None


def _without_directory(data: bytes, options: ReadOptions) -> ExtractedDocument:
    """A cut archive, or the first volume of one, is read from its start as far as it goes."""
    start = data.find(_LOCAL)
    found = unpacked(data[start:], How(("zip_streamable",)), options) if start >= 0 else Found()
    known = set(found.names)
    for name in dict.fromkeys(_listed_names(data, options.limits.members)):
        if name not in known and len(found.names) < options.limits.members and not name.endswith(b"/"):
            found.add(name, MemberState.BROKEN)
    members = found.members(options.limits.members)
    if not members:
        raise ReadProblem("truncated")
    reason = found.reason or reason_of(members) or "partly_broken"
    return ExtractedDocument("", stamp("archive", "libarchive-c"), members=members, reason=reason)


def _listed_names(data: bytes, most: int) -> Iterator[bytes]:
    """What is left of the directory, as in the last volume of a split archive, still names its files."""
    at = data.find(_CENTRAL)
    for _ in range(most):
        if at < 0 or at + _CENTRAL_SIZE > len(data):
            return
        size = int.from_bytes(data[at + 28 : at + 30], "little")
        yield data[at + _CENTRAL_SIZE : at + _CENTRAL_SIZE + size]
        at = data.find(_CENTRAL, at + _CENTRAL_SIZE + size)


def _promised(data: bytes) -> int:
    """The number of entries by the archive's own count, of which only 16 bits are sure."""
    end = data.rfind(b"PK\x05\x06")
    return int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0


def _members(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], data: bytes, options: ReadOptions, budget: Budget
) -> tuple[Member, ...]:
    taken = Taken()
    paths = [taken.distinct(safe_path(name)) for name in decoded([_raw_name(entry) for entry in entries])]
    members = [_member(archive, entry, data, path, budget) for entry, path in zip(entries, paths, strict=True)]
    others = [at for at, entry in enumerate(entries) if _is_for_another(entry, members[at], options)]
    if others:
        rest = _read_by_library(data, [entries[at] for at in others], options, budget)
        for at in others:
            members[at] = _settled(members[at], rest.get(_stored_name(entries[at])))
    return tuple(members)


def _raw_name(entry: zipfile.ZipInfo) -> bytes:
    """As stored, or the UTF-8 that Info-ZIP puts beside a name in an old code page."""
    if entry.flag_bits & 0x800:
        return entry.filename.encode("utf-8", "replace")
    at = 0
    while at + 4 <= len(entry.extra):
        size = int.from_bytes(entry.extra[at + 2 : at + 4], "little")
        if entry.extra[at : at + 2] == _UNICODE_PATH and size > 5:
            return entry.extra[at + 9 : at + 4 + size]
        at += 4 + size
    return _stored_name(entry)


def _stored_name(entry: zipfile.ZipInfo) -> bytes:
    """`zipfile` has decoded it as UTF-8 or CP437 by its flag."""
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace")


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes, name: str, budget: Budget) -> Member:
    if entry.flag_bits & 1:
        return Member(name, MemberState.ENCRYPTED)
    if entry.compress_type not in _OURS:
        return Member(name, MemberState.UNSUPPORTED)
    if entry.file_size > budget.most or _dictionary(data, entry) > _LARGEST_DICTIONARY:
        return Member(name, MemberState.OVER_LIMIT)
    try:
        inflated = _inflated(archive, entry, budget.most)
    except NotImplementedError:
        return Member(name, MemberState.UNSUPPORTED)
    except RuntimeError:
        return Member(name, MemberState.ENCRYPTED)
    except _FAULTS:
        return Member(name, MemberState.BROKEN)
    if inflated is None:
        return Member(name, MemberState.OVER_LIMIT)
    budget.spend(len(inflated))
    return Member(name, MemberState.READ, inflated)


def _dictionary(data: bytes, entry: zipfile.ZipInfo) -> int:
    """What LZMA asks for before its first byte: so large, the lack of it would cost the whole archive."""
    if entry.compress_type != zipfile.ZIP_LZMA:
        return 0
    start = _data_start(data, entry.header_offset)
    return int.from_bytes(data[start + 5 : start + 9], "little")


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | None:
    """Read in steps and counted, since the size in the directory may lie."""
    pieces: list[bytes] = []
    total = 0
    with archive.open(entry) as stream:
        while piece := stream.read(_STEP):
            total += len(piece)
            if total > limit:
                return None
            pieces.append(piece)
    return b"".join(pieces)


def _is_for_another(entry: zipfile.ZipInfo, member: Member, options: ReadOptions) -> bool:
    if member.state is MemberState.ENCRYPTED:
        return options.trying is not None
    return member.state is MemberState.UNSUPPORTED


def _read_by_library(
    data: bytes, entries: list[zipfile.ZipInfo], options: ReadOptions, budget: Budget
) -> dict[bytes, Member]:
    """Encrypted members and rarer packings, by the names they are stored under."""
    found: dict[bytes, Member] = {}
    for entry in entries:
        if entry.compress_type == _ZSTD and not entry.flag_bits & 1:
            one = unpacked(_packed_bytes(data, entry), How(("raw",), ("zstd",)), options, budget=budget)
            found[_stored_name(entry)] = Member("", one.states[0], one.data[0]) if one.names else _BROKEN
    locked = {_stored_name(entry): (entry, _packed_bytes(data, entry)) for entry in entries if entry.flag_bits & 1}
    found |= opened_members(data, locked, options, budget)
    wanted = frozenset(_stored_name(entry) for entry in entries) - found.keys() - locked.keys()
    if wanted:
        rest = unpacked(data, How(("zip_seekable",)), options, wanted=wanted, budget=budget)
        found |= {
            name: Member("", state, piece)
            for name, state, piece in zip(rest.names, rest.states, rest.data, strict=True)
        }
    return found


_BROKEN = Member("", MemberState.BROKEN)


def _packed_bytes(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    start = _data_start(data, entry.header_offset)
    return data[start : start + entry.compress_size]


def _data_start(data: bytes, at: int) -> int:
    return at + _LOCAL_SIZE + sum(int.from_bytes(data[at + place : at + place + 2], "little") for place in (26, 28))


def _settled(member: Member, found: Member | None) -> Member:
    """What the library could not read either stays what it was."""
    if found is not None and found.state in (MemberState.READ, MemberState.OVER_LIMIT):
        return Member(member.name, found.state, found.data)
    return member


def _unlisted(archive: zipfile.ZipFile, data: bytes, options: ReadOptions, budget: Budget) -> tuple[Member, ...]:
    """Files between those that the directory lists: deleted from it, or hidden from it."""
    members: list[Member] = []
    for start, end in _gaps(archive, data):
        at = data.find(_LOCAL, start, end)
        if at >= 0 and len(members) <= options.limits.members:
            found = unpacked(data[at:end], How(("zip_streamable",)), options, budget=budget)
            members += [
                Member(f"unlisted/{one.name}", one.state, one.data) for one in found.members(options.limits.members)
            ]
    taken = Taken()
    return tuple(Member(taken.distinct(one.name), one.state, one.data) for one in members)


def _gaps(archive: zipfile.ZipFile, data: bytes) -> Iterator[tuple[int, int]]:
    reached = 0
    for entry in sorted(archive.filelist, key=lambda one: one.header_offset):
        if entry.header_offset > reached:
            yield reached, entry.header_offset
        reached = max(reached, _data_start(data, entry.header_offset) + entry.compress_size)
    yield reached, max(reached, archive.start_dir)


def _comments(archive: zipfile.ZipFile) -> tuple[MetadataField, ...]:
    texts = [archive.comment, *(entry.comment for entry in archive.filelist if entry.comment)]
    return tuple(one for text in texts[:_COMMENTS] if text for one in field_of("comment", decode(text), True))


_SIGNED = ("application/vnd.etsi.asic-e+zip", "application/vnd.etsi.asic-s+zip")
READERS: dict[str, Reader] = dict.fromkeys((ZIP, *_SIGNED), read_archive)
UNLOCKERS = READERS
