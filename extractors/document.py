"""What a worker says a file holds: the one neutral form that every reader fills and every later step reads."""

from dataclasses import dataclass, field
from enum import StrEnum


class MemberState(StrEnum):
    """What became of one thing found inside a container."""

    READ = "read"  # its bytes came out whole and are in Member.data
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    OVER_LIMIT = "over_limit"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Word:
    """One word as it stands on a page: offsets into the page's text, box in points from the top left."""

    start: int
    end: int
    box: tuple[float, float, float, float] = field(repr=False)
    confidence: float = 1.0


@dataclass(frozen=True)
class Page:
    """One page or image; `source` is `text` (a text layer) or `ocr`."""

    number: int
    text: str = field(repr=False)
    words: tuple[Word, ...] = field(default=(), repr=False)
    source: str = "text"
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A table: rows of cells, each cell one line of text without tabs or line breaks."""

    name: str = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    is_hidden: bool = False


@dataclass(frozen=True)
class Message:
    """One mail: decoded headers in their order, and the body as text. `sent` is ISO 8601 or empty."""

    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: str = field(repr=False)
    sent: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    recipients: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    message_id: str = field(default="", repr=False)
    in_reply_to: str = field(default="", repr=False)
    references: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class MetadataField:
    """One named thing a file says about itself (author, title, created, comment, bookmark, hidden text…)."""

    name: str
    value: str = field(repr=False)
    is_hidden: bool = False


# Fields that hold words somebody wrote, beside the pages: in one PDF of eight there are no others.
WORDS_BESIDE = frozenset(
    (
        *("annotation", "annotation_author", "form_field", "form_default", "bookmark", "link", "comment", "note"),
        *("hidden_text", "deleted_text", "earlier_text", "earlier_revision", "alternative_text", "alt", "value"),
        *("description", "master_text", "text_effect", "text_chunk", "printed_header", "printed_footer", "lyrics"),
        "initials",
    )
)


@dataclass(frozen=True)
class Member:
    """A file inside a file: an archive member, an attachment, a message of a mailbox. `data` is set when READ."""

    name: str = field(repr=False)
    state: MemberState
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class ExtractedDocument:
    """All that one file says. `reason` is empty, or the code of why it was read in part."""

    media_type: str
    extractor: str
    pages: tuple[Page, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    message: Message | None = None
    metadata: tuple[MetadataField, ...] = ()
    members: tuple[Member, ...] = ()
    reason: str = ""
    is_fallback: bool = False


class Channel(StrEnum):
    """Where in a document a passage stands."""

    PATH = "path"  # the file's path or member name
    METADATA = "metadata"
    HEADERS = "headers"
    BODY = "body"
    PAGE = "page"
    SHEET_NAME = "sheet_name"
    SHEET = "sheet"  # rows ended by "\n", cells parted by "\t"


@dataclass(frozen=True)
class Passage:
    """A run of text that is read, searched and redacted as one; `label` is a metadata name or header name."""

    channel: Channel
    number: int
    text: str = field(repr=False)
    label: str = ""


def passages(document: ExtractedDocument, path: str) -> tuple[Passage, ...]:
    """The document as passages, in reading order; findings point at a passage by its index here."""
    found = [Passage(Channel.PATH, 0, path)]
    found += [Passage(Channel.METADATA, at, one.value, one.name) for at, one in enumerate(document.metadata)]
    if document.message is not None:
        found += [
            Passage(Channel.HEADERS, at, value, name) for at, (name, value) in enumerate(document.message.headers)
        ]
        found.append(Passage(Channel.BODY, 0, document.message.body))
    found += [Passage(Channel.PAGE, page.number, page.text) for page in document.pages]
    for at, sheet in enumerate(document.sheets):
        found.append(Passage(Channel.SHEET_NAME, at, sheet.name))
        found.append(Passage(Channel.SHEET, at, sheet_text(sheet)))
    return tuple(found)


def sheet_text(sheet: Sheet) -> str:
    """A sheet as tab-separated rows."""
    return "".join("\t".join(row) + "\n" for row in sheet.rows)
