"""What the case remembers of a document once it is read: sealed whole, and only ever opened in memory."""

from dataclasses import dataclass, field, replace

import msgspec

from extractors.document import ExtractedDocument, Member, Passage, passages
from redaction.finding import Finding


@dataclass(frozen=True)
class Note:
    """The little a listing needs, sealed in the catalogue: path, media type, parent, keyed digest of the bytes."""

    path: str = field(repr=False)
    media_type: str = ""
    parent_id: str = ""
    size: int = 0
    digest: str = field(default="", repr=False)


@dataclass(frozen=True)
class MemberRecord:
    """One thing a container held: its name, what became of it, and the document it is now."""

    name: str = field(repr=False)
    state: str
    doc_id: str = ""


@dataclass(frozen=True)
class Dossier:
    """A read document: its text, what was found in it, and the versions of all that made it."""

    doc_id: str
    path: str = field(repr=False)
    document: ExtractedDocument = field(repr=False)
    findings: tuple[Finding, ...] = ()
    languages: tuple[str, ...] = ()
    members: tuple[MemberRecord, ...] = field(default=(), repr=False)
    versions: dict[str, str] = field(default_factory=dict)

    def texts(self) -> tuple[Passage, ...]:
        """The passages that findings point into."""
        return passages(self.document, shown_path(self.path))


def shown_path(path: str) -> str:
    """A path as text: bytes that are no UTF-8 become replacement characters."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def without_data(document: ExtractedDocument) -> ExtractedDocument:
    """The document without its members' bytes, which are sealed as originals of their own."""
    return replace(document, members=tuple(Member(one.name, one.state) for one in document.members))


def encode(thing: Dossier | Note) -> bytes:
    return msgspec.msgpack.encode(_escaped(thing))


def decode_dossier(data: bytes) -> Dossier:
    found = msgspec.msgpack.decode(data, type=Dossier)
    return replace(found, path=_unescape(found.path))


def decode_note(data: bytes) -> Note:
    found = msgspec.msgpack.decode(data, type=Note)
    return replace(found, path=_unescape(found.path))


def _escaped(thing: Dossier | Note) -> Dossier | Note:
    return replace(thing, path=_escape(thing.path))


def _escape(path: str) -> str:
    """File names are bytes: those that are no UTF-8 travel as percent escapes."""
    return "".join(
        f"%{ord(each) - 0xDC00:02X}" if "\udc80" <= each <= "\udcff" else each for each in path.replace("%", "%25")
    )


def _unescape(path: str) -> str:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path.encode()).decode("utf-8", "surrogateescape")
