"""Facts lifted from redacted text by a profile, and the records of one case joined across documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redaction.profile import Profile
from redaction.redact import RedactedPassage

Fact = tuple[str, str, str]  # field, value, place


@dataclass(frozen=True)
class LocalRecord:
    """One case as one document tells it. `own` is the case's own reference where the document says which it is."""

    codes: tuple[str, ...]
    facts: tuple[Fact, ...]
    own: str = ""


@dataclass(frozen=True)
class Lifted:
    """What a document says: its kind, its own dates, and the cases it tells of."""

    kind: str
    dates: tuple[str, ...]
    records: tuple[LocalRecord, ...]


def lift(passages: Sequence[RedactedPassage], profile: Profile) -> Lifted:
    """The facts of one redacted document."""
    return Lifted("", (), ())


def join(documents: Sequence[tuple[str, Lifted]]) -> Mapping[tuple[str, int], str]:
    """A record id for each (doc_id, index of its record)."""
    return {
        (doc_id, at): f"R-{record.own or record.codes[0]}" if record.codes else f"R-{doc_id}-{at}"
        for doc_id, lifted in documents
        for at, record in enumerate(lifted.records)
    }
