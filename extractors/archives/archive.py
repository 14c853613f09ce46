"""A ZIP archive: each file a member by its path, none trusted about its size."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import Limits, ReadOptions
from extractors.mails.names import distinct
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import ZIP

_STEP = 1 << 20
_FAULTS = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, KeyError, IndexError)


@dataclass
class Budget:
    """What is left of the bytes that one archive may grow to."""

    left: int


def read_archive(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    archive = _opened(data)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    over = len(entries) > options.limits.members
    largest = min(options.limits.expansion_bytes, options.limits.reply_bytes * 15 // 16)
    budget = Budget(min(largest, max(options.limits.ratio_floor, len(data) * options.limits.ratio)))
    taken: set[str] = set()
    members = tuple(
        _member(archive, entry, distinct(_name(entry), taken), budget, options.limits)
        for entry in entries[: options.limits.members]
    )
    reason = "partly_over_limit" if over else _reason(members)
    if not entries:
        raise ReadProblem("no_text")
    comment = field_of("comment", decode(archive.comment), True) if archive.comment else ()
    return ExtractedDocument("", stamp("archive", "lxml"), metadata=comment, members=members, reason=reason)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _FAULTS:
        pass
    raise ReadProblem("truncated")


def _name(entry: zipfile.ZipInfo) -> str:
    """Paths that would climb are flattened; names in an old code page are decoded as such."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        name = _redecoded(name)
    steps = [clean_line(step) for step in name.replace("\\", "/").split("/")]
    return "/".join(step for step in steps if step not in ("", ".", "..")) or "unnamed"


def _redecoded(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeError:
        return name
    if raw.isascii():
        return name
    return decode(raw)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: Budget, limits: Limits) -> Member:
    if entry.flag_bits & 1:
        return Member(name, MemberState.ENCRYPTED)
    if entry.file_size > min(limits.member_bytes, budget.left):
        return Member(name, MemberState.OVER_LIMIT)
    try:
        data = _inflated(archive, entry, min(limits.member_bytes, budget.left))
    except NotImplementedError:
        return Member(name, MemberState.UNSUPPORTED)
    except RuntimeError:
        return Member(name, MemberState.ENCRYPTED)
    except _FAULTS:
        return Member(name, MemberState.BROKEN)
    if data is None:
        return Member(name, MemberState.OVER_LIMIT)
    budget.left -= len(data)
    return Member(name, MemberState.READ, data)


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


def _reason(members: tuple[Member, ...]) -> str:
    states = {member.state for member in members}
    for state, code in (
        (MemberState.ENCRYPTED, "partly_encrypted"),
        (MemberState.OVER_LIMIT, "partly_over_limit"),
        (MemberState.BROKEN, "partly_broken"),
        (MemberState.UNSUPPORTED, "partly_broken"),
    ):
        if state in states:
            return code
    return ""


READERS: dict[str, Reader] = {ZIP: read_archive}
