"""Parts of a mail as members: each with a name of its own, and with a state where its bytes do not come out whole."""

from dataclasses import dataclass, field, replace

from extractors.clean import clean_line
from extractors.describe import field_of
from extractors.document import Member, MemberState, MetadataField
from extractors.keys import Trying
from extractors.limits import Limits
from extractors.mails import pgp
from extractors.mails.inline_files import InlineFile
from extractors.mails.mime_tree import Part
from extractors.mails.names import located, unnamed
from extractors.mails.transfer import Decoded, undo
from extractors.members import Taken, reason_of
from extractors.unlock.parts import opened_part

_CONTROL = "application/pgp-encrypted"


@dataclass
class Found:
    """The members so far, and what is said beside them."""

    limits: Limits
    trying: Trying | None = None
    members: list[Member] = field(default_factory=list)
    metadata: list[MetadataField] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)
    is_over: bool = False
    is_cut: bool = False

    def add(self, name: str, state: MemberState, data: bytes = b"") -> str:
        """The name it got."""
        if len(self.members) >= self.limits.members:
            self.is_over = True
            return name
        if len(data) > self.limits.member_bytes:
            state, data = MemberState.OVER_LIMIT, b""
        name = self.taken.distinct(name or f"{len(self.members) + 1}")
        self.members.append(Member(name, state, data))
        return name

    def reason(self) -> str:
        code = reason_of(self.members)
        if self.is_over and code != "partly_encrypted":
            return "partly_over_limit"
        return code or ("partly_broken" if self.is_cut else "")


def add_part(found: Found, number: int, part: Part) -> None:
    name = name_of(number, part)
    if part.is_encrypted:
        if part.media_type != _CONTROL:
            add_sealed(found, name, undo(part.body, part.encoding).data)
        return
    decoded = whole_or_not(found, part)
    if pgp.is_encrypted(decoded.data, name):
        add_sealed(found, name, decoded.data)
    elif part.media_type == "message/partial":
        _add_piece(found, name, part)
    elif decoded.data or decoded.is_lost or part.file_name:
        add_decoded(found, name, decoded)
    found.metadata += field_of("part_description", part.headers.get("content-description"), True)


def add_sealed(found: Found, name: str, data: bytes) -> None:
    """What is encrypted keeps its name and its place, whether a key opens it or not."""
    plain = opened_part(data, found.trying, found.limits)
    if plain is None:
        found.add(name, MemberState.ENCRYPTED)
    else:
        found.add(name, MemberState.READ, plain)


def whole_or_not(found: Found, part: Part) -> Decoded:
    """Where the mail is cut off, its last part may be too; only base64 shows it."""
    decoded = undo(part.body, part.encoding)
    if not part.is_cut or not part.encoding.strip().lower().startswith("base64"):
        return decoded
    found.is_cut = True
    return replace(decoded, is_short=True) if decoded.is_open else decoded


def add_decoded(found: Found, name: str, decoded: Decoded) -> None:
    """Bytes that are not whole are named as broken, and what there is of them is read under a second name."""
    if decoded.is_lost:
        found.add(name, MemberState.BROKEN)
    elif decoded.is_short:
        found.add(name, MemberState.BROKEN)
        found.add(name, MemberState.READ, decoded.data)
    else:
        got = found.add(name, MemberState.READ, decoded.data)
        found.metadata += field_of("damaged_part", got if decoded.is_damaged else "")


def add_inline(found: Found, files: tuple[InlineFile, ...]) -> None:
    for file in files:
        add_decoded(found, file.name, Decoded(file.data, is_short=file.is_broken, is_lost=not file.data))


def _add_piece(found: Found, name: str, part: Part) -> None:
    """One of several parts of a longer mail: the others are not here."""
    of = part.kind.parameters
    found.metadata += field_of(
        "partial_message", f"{of.get('number', '?')} / {of.get('total', '?')} {of.get('id', '')}"
    )
    if of.get("total", "1") != "1":
        found.add(name, MemberState.BROKEN)
    found.add(name, MemberState.READ, part.body)


def name_of(number: int, part: Part) -> str:
    name = clean_line(part.file_name) or located(part.headers.get("content-location"))
    return name or unnamed(number, part.media_type)
