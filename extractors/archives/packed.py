"""TAR, 7z, RAR, CPIO, ISO, CAB, LHA, AR and XAR: each entry a member, none trusted about its size or its path."""

from dataclasses import dataclass, field

from extractors.archives import sevenzip, unpack
from extractors.archives.budget import Budget, budget_for
from extractors.archives.listing import Listed
from extractors.archives.naming import decoded, safe_path
from extractors.archives.rar import is_later_volume, rar_listing
from extractors.archives.sevenzip_locked import unlocked
from extractors.archives.unpack import FILTERS, Broken, Entry, How, Opened, opened
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MemberState, MetadataField
from extractors.limits import Limits, ReadOptions
from extractors.members import Taken, reason_of
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types import archives as kinds
from extractors.types.archives import is_volume_name

# one solid stream: what is passed over has to be unpacked all the same
_SOLID = frozenset((kinds.SEVENZIP, kinds.RAR, kinds.CAB))
_FORMATS = {
    kinds.TAR: ("tar",),
    kinds.CPIO: ("cpio",),
    kinds.ISO: ("iso9660",),
    kinds.SEVENZIP: ("7zip",),
    kinds.RAR: ("rar", "rar5"),
    kinds.CAB: ("cab",),
    kinds.LHA: ("lha",),
    kinds.AR: ("ar",),
    kinds.DEB: ("ar",),
    kinds.XAR: ("xar",),
    kinds.RPM: ("cpio",),
}
_OWNERS = 200


@dataclass
class Found:
    """What came out so far; names are decoded at the end, when all are known."""

    names: list[bytes] = field(default_factory=list)
    states: list[MemberState] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    partial: dict[int, bytes] = field(default_factory=dict)  # by the index of the member that broke off
    owners: dict[str, None] = field(default_factory=dict)
    reason: str = ""  # why the end was not reached
    is_raw: bool = False  # one stream that is no archive
    is_packed: bool = False
    end: int = 0  # of what was read, in the bytes given

    def add(self, name: bytes, state: MemberState, data: bytes = b"") -> None:
        self.names.append(name)
        self.states.append(state)
        self.data.append(data)

    def members(self, most: int) -> tuple[Member, ...]:
        """What broke off is given beside its member, as far as there is room."""
        room = most - len(self.names)
        taken = Taken()
        members: list[Member] = []
        for at, name in enumerate(decoded(self.names)):
            path = taken.distinct(safe_path(name))
            members.append(Member(path, self.states[at], self.data[at]))
            if self.partial.get(at) and room > 0:
                room -= 1
                members.append(Member(taken.distinct(f"{path}.partial"), MemberState.READ, self.partial[at]))
        return tuple(members)


def read_packed(kind: str, data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    if kind == kinds.SEVENZIP and options.trying is not None:
        data = unlocked(data, options, _opens_something)
    listed = _listing(kind, data)
    found = unpacked(data, How(_FORMATS[kind], FILTERS if kind == kinds.RPM else ()), options, kind in _SOLID)
    _complete(found, listed, options.limits)
    members = found.members(options.limits.members)
    if not members:
        raise ReadProblem(_refusal(kind, data, name, found))
    if kind == kinds.RAR and is_later_volume(data):
        found.reason = "split_volume"
    return document(members, found)


def document(members: tuple[Member, ...], found: Found, metadata: tuple[MetadataField, ...] = ()) -> ExtractedDocument:
    owners = tuple(one for owner in list(found.owners)[:_OWNERS] for one in field_of("owner", owner, True))
    reason = found.reason or reason_of(members)
    return ExtractedDocument(
        "", stamp("packed", "libarchive-c"), metadata=metadata + owners, members=members, reason=reason
    )


def unpacked(
    data: bytes,
    how: How,
    options: ReadOptions,
    is_solid: bool = False,
    wanted: frozenset[bytes] | None = None,
    budget: Budget | None = None,
) -> Found:
    """Everything libarchive gets at within the limits, or only the entries of the `wanted` names."""
    found = Found()
    budget = budget or budget_for(len(data), options.limits)
    try:
        with opened(data, how) as archive:
            for entry in archive.entries():
                found.is_raw, found.is_packed = archive.is_raw, archive.is_packed
                if entry.kind == "folder" or wanted is not None and entry.raw_name not in wanted:
                    continue
                if len(found.names) >= options.limits.members or not _take(archive, entry, budget, found, is_solid):
                    found.reason = "partly_over_limit"
                    break
            found.end = archive.consumed
            if archive.fault:
                found.reason = "partly_encrypted" if archive.has_encrypted else "partly_broken"
    except Broken:
        found.reason = "partly_broken"
    return found


def _take(archive: Opened, entry: Entry, budget: Budget, found: Found, is_solid: bool) -> bool:
    """False where the archive cannot, or may not, be read any further."""
    name = entry.raw_name or b"unnamed"
    if entry.owner:
        found.owners[entry.owner] = None
    if entry.kind == "link":
        found.add(name, MemberState.READ, entry.target.encode("utf-8", "replace"))
    elif entry.kind == "device":
        found.add(name, MemberState.UNSUPPORTED)
    elif entry.is_encrypted and not archive.has_password:
        found.add(name, MemberState.ENCRYPTED)
    elif entry.size > budget.most:
        found.add(name, MemberState.OVER_LIMIT)
        return _may_skip(archive, entry.size, budget, is_solid)
    else:
        return _read(archive, name, budget, found, is_solid)
    return True


def _may_skip(archive: Opened, size: int, budget: Budget, is_solid: bool) -> bool:
    if not (is_solid or archive.is_packed):
        return True
    if size > budget.left:
        return False
    budget.spend(size)
    return True


def _read(archive: Opened, name: bytes, budget: Budget, found: Found, is_solid: bool) -> bool:
    """In steps and counted, since the size in the header may lie."""
    pieces: list[bytes] = []
    total, most = 0, budget.most
    try:
        for piece in archive.pieces():
            total += len(piece)
            if total > most:
                found.add(name, MemberState.OVER_LIMIT)
                budget.spend(total)
                return not (is_solid or archive.is_packed)
            pieces.append(piece)
    except Broken:
        budget.spend(total)
        found.partial[len(found.names)] = b"".join(pieces)
        found.add(name, MemberState.BROKEN)
        return True
    budget.spend(total)
    found.add(name, MemberState.READ, b"".join(pieces))
    return True


def _opens_something(data: bytes, options: ReadOptions) -> bool:
    """Whether what a password made of a 7z archive gives the bytes of any file."""
    found = unpacked(data, How(_FORMATS[kinds.SEVENZIP]), options, is_solid=True)
    return any(found.data)


def _listing(kind: str, data: bytes) -> tuple[Listed, ...]:
    """What the archive's own directory names, where its reader is ours."""
    if kind == kinds.SEVENZIP:
        return sevenzip.listing(data)
    return rar_listing(data) if kind == kinds.RAR else ()


def _complete(found: Found, listed: tuple[Listed, ...], limits: Limits) -> None:
    """Each file of the directory is named, and what it knows to be encrypted or cut is not taken for whole."""
    for at, one in enumerate(listed[: limits.members]):
        if at >= len(found.names):
            found.add(one.name.encode("utf-8", "replace"), one.state or _unreached(found))
        elif one.state is not None:
            kept = found.data[at] or found.partial.get(at, b"")
            found.states[at], found.data[at] = one.state, b""
            found.partial[at] = kept if one.state is MemberState.BROKEN else b""


def _unreached(found: Found) -> MemberState:
    return MemberState.OVER_LIMIT if found.reason == "partly_over_limit" else MemberState.BROKEN


def _refusal(kind: str, data: bytes, name: str, found: Found) -> str:
    if kind == kinds.SEVENZIP and sevenzip.is_cut(data):
        return "split_volume" if is_volume_name(name) else "truncated"
    return {"partly_encrypted": "encrypted", "partly_broken": "truncated"}.get(found.reason, "no_text")


def _reader(kind: str) -> Reader:
    return lambda data, name, options: read_packed(kind, data, name, options)


def warm() -> None:
    unpack.warm()


READERS: dict[str, Reader] = {kind: _reader(kind) for kind in _FORMATS}
UNLOCKERS: dict[str, Reader] = {kinds.SEVENZIP: READERS[kinds.SEVENZIP]}
