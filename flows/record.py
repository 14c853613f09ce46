"""A verified document as the corpus shows it: one text, its pages, mentions, message, tables and lifted facts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.document import Channel, ExtractedDocument
from redaction.facts import Lifted
from redaction.policy import Action
from redaction.redact import Mark, RedactedPassage
from redaction.verify import VerifiedDocument

SHOWN_HEADERS = ("from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject")
# What a file says about the machine and the hands that made it points at the source: read, redacted, not published.
HIDDEN_METADATA = ("creator", "producer", "application", "template", "company", "manager", "revision", "software",
                   "device", "make", "model", "gps", "modified", "created", "date", "last", "printed", "id", "path",
                   "editing", "version", "encoding", "language", "identifier", "instance", "host", "time")  # fmt: skip


@dataclass(frozen=True)
class MentionRow:
    """One mention; offsets are code points of the record's text; page is 0 where there are none."""

    page: int
    start: int
    end: int
    entity_type: str
    action: str
    pseudonym: str
    status: str = ""


@dataclass(frozen=True)
class MessageRow:
    """One mail; ids are keyed, so that threads can be followed and nothing be looked up."""

    own: str
    thread: str
    in_reply_to: str
    sent: str
    sender: str
    recipients: str
    subject: str


@dataclass(frozen=True)
class TableCell:
    """One cell; rows and columns count from 1."""

    sheet: str
    row: int
    column: int
    value: str


@dataclass(frozen=True)
class CorpusRecord:
    """What may leave the vault of one document. Everything here is redacted."""

    doc_id: str
    parent_id: str
    media_type: str
    languages: tuple[str, ...]
    title: str
    text: str
    pages: tuple[tuple[int, str], ...]
    mentions: tuple[MentionRow, ...]
    message: MessageRow | None
    cells: tuple[TableCell, ...]
    lifted: Lifted
    provenance: dict[str, str]
    checks: dict[str, int]
    reason: str = ""
    revision: int = field(default=1, compare=False)

    def redactions(self) -> dict[str, int]:
        """How many spans of each type were redacted."""
        gone = Counter(one.entity_type for one in self.mentions if one.action != Action.KEEP)
        return dict(sorted(gone.items()))

    def people(self) -> tuple[str, ...]:
        """Pseudonyms of the people named, in the order of their names' first appearance."""
        return tuple(
            dict.fromkeys(one.pseudonym for one in self.mentions if one.entity_type == "PERSON" and one.pseudonym)
        )


@dataclass(frozen=True)
class Origin:
    """What the record needs to know of where the document came from."""

    parent_id: str
    languages: tuple[str, ...]
    message_ids: tuple[str, str, str]  # keyed: own, thread, in reply to
    provenance: Mapping[str, str]


def make_record(
    verified: VerifiedDocument, document: ExtractedDocument, lifted: Lifted, origin: Origin
) -> CorpusRecord:
    """Lays a verified document out. Nothing of the unredacted text is looked at."""
    shown = [one for one in verified.passages if _is_shown(one)]
    text, starts = _laid_out(shown)
    return CorpusRecord(
        doc_id=verified.doc_id,
        parent_id=origin.parent_id,
        media_type=document.media_type,
        languages=origin.languages,
        title=_title(verified.passages),
        text=text,
        pages=tuple((one.number, one.text) for one in shown if one.channel is Channel.PAGE),
        mentions=tuple(_mention(one, mark, at) for one, at in zip(shown, starts, strict=True) for mark in one.marks),
        message=_message(verified.passages, document, origin.message_ids),
        cells=tuple(_cells(verified.passages)),
        lifted=lifted,
        provenance=dict(origin.provenance),
        checks={"rounds": verified.rounds, "leftovers": 0},
        reason=document.reason,
    )


def _is_shown(one: RedactedPassage) -> bool:
    if not one.text.strip():
        return False
    if one.channel is Channel.HEADERS:
        return one.label.lower() in SHOWN_HEADERS
    if one.channel is Channel.METADATA:
        words = one.label.lower().replace("_", " ").replace(":", " ").replace(".", " ").split()
        return not any(word in HIDDEN_METADATA for word in words)
    return one.channel is not Channel.PATH


def _laid_out(shown: Sequence[RedactedPassage]) -> tuple[str, list[int]]:
    """The passages as one text, and where each begins in it."""
    out: list[str] = []
    starts: list[int] = []
    length = 0
    for one in sorted(shown, key=lambda each: each.channel is Channel.METADATA):
        head = f"{one.label}: " if one.channel in (Channel.HEADERS, Channel.METADATA) else ""
        gap = "" if not out else "\n" if one.channel in (Channel.HEADERS, Channel.METADATA) else "\n\n"
        out.append(gap + head + one.text.rstrip("\n") if one.channel is Channel.SHEET else gap + head + one.text)
        starts.append(length + len(gap) + len(head))
        length += len(out[-1])
    by_passage = {
        id(one): at for one, at in zip(sorted(shown, key=lambda e: e.channel is Channel.METADATA), starts, strict=True)
    }
    return "".join(out), [by_passage[id(one)] for one in shown]


def _mention(passage: RedactedPassage, mark: Mark, at: int) -> MentionRow:
    page = passage.number if passage.channel is Channel.PAGE else 0
    start, end = at + mark.start, at + mark.end
    return MentionRow(page, start, end, mark.type, mark.action.value, mark.pseudonym, mark.status)


def _title(all_passages: Sequence[RedactedPassage]) -> str:
    for one in all_passages:
        if one.channel is Channel.METADATA and one.label.lower().endswith("title") and one.text.strip():
            return one.text.strip()
    for one in all_passages:
        if one.channel is Channel.HEADERS and one.label.lower() == "subject" and one.text.strip():
            return one.text.strip()
    return all_passages[0].text.rpartition("/")[2] if all_passages else ""


def _message(
    all_passages: Sequence[RedactedPassage], document: ExtractedDocument, ids: tuple[str, str, str]
) -> MessageRow | None:
    if document.message is None:
        return None
    headers: dict[str, str] = {}
    for one in all_passages:
        if one.channel is Channel.HEADERS:
            headers.setdefault(one.label.lower(), one.text)
    own, thread, parent = ids
    return MessageRow(
        own,
        thread,
        parent,
        document.message.sent,
        headers.get("from", ""),
        headers.get("to", ""),
        headers.get("subject", ""),
    )


def _cells(all_passages: Sequence[RedactedPassage]) -> list[TableCell]:
    found: list[TableCell] = []
    name = ""
    for one in all_passages:
        if one.channel is Channel.SHEET_NAME:
            name = one.text
        elif one.channel is Channel.SHEET:
            rows = one.text.removesuffix("\n").split("\n") if one.text else []
            found += [
                TableCell(name, row, column, value)
                for row, line in enumerate(rows, 1)
                for column, value in enumerate(line.split("\t"), 1)
                if value
            ]
    return found
