"""Facts lifted from redacted text by a profile, and the records of one case joined across documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Channel
from redaction.join_records import Stub, joined
from redaction.lift_codes import codes_of
from redaction.lift_country import requesting_country
from redaction.lift_dates import Scored, dates_for, own_dates
from redaction.lift_kind import kind_of
from redaction.lift_labels import Labelled, labelled, values
from redaction.lift_outcome import outcome_of
from redaction.lift_people import people_of
from redaction.lift_tables import records_of, tables_of
from redaction.lift_text import Books, Text, books_of, text_of, texts_of
from redaction.phrases import fold_letters
from redaction.profile import Profile
from redaction.redact import RedactedPassage
from redaction.written_dates import dates_in

Fact = tuple[str, str, str]  # field, value, place
_SURE = {"decision": 0.8, "complaint": 0.8, "red_notice": 0.8, "red_diffusion": 0.8}
_SHY = 2.5  # how sure a letter or a message must be of the requesting country, where other countries come and go


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


@dataclass(frozen=True)
class _Read:
    """A document read for lifting: its texts, and the labels of each."""

    texts: tuple[Text, ...]
    labels: tuple[tuple[Labelled, ...], ...]
    books: Books


def lift(passages: Sequence[RedactedPassage], profile: Profile) -> Lifted:
    """The facts of one redacted document."""
    books = books_of(profile)
    tables = tables_of(passages, books)
    rows = list(records_of(tables, books))
    texts = texts_of(passages, books)
    kind = kind_of(passages, texts, bool(rows) and len(rows) >= 2, profile)
    sent = _sent(passages)
    if kind == "register" and rows:
        records = tuple(
            LocalRecord((row.code,) if row.code else (), (*row.facts, ("kind", kind, row.facts[0][2])), row.code)
            for row in rows
            if row.facts
        )
        return Lifted(kind, sent, records)
    texts += [text_of("subject", one.text, books) for one in passages if _is_subject(one)]
    read = _Read(tuple(texts), tuple(tuple(labelled(text, books)) for text in texts), books)
    record, dates = _record(kind, read)
    return Lifted(kind, tuple(dict.fromkeys([*sent, *dates])), (record,) if record.facts else ())


def _record(kind: str, read: _Read) -> tuple[LocalRecord, list[str]]:
    codes = codes_of(read.texts, read.labels)
    place = codes.place or (read.texts[0].place if read.texts else "")
    facts: list[Fact] = [("case", codes.own, place)] if codes.own else []
    dates: list[str] = []
    if kind:
        facts.append(("kind", kind, place))
        facts += _country(kind, read, place)
        facts += _ends(kind, read)
        found, dates = _dates(kind, read)
        facts += found
        facts += [one for one in _message_ends(read) if kind == "message"]
        facts += people_of(read.texts, read.labels)
    return LocalRecord(codes.all, tuple(facts), codes.own), dates


def _country(kind: str, read: _Read, place: str) -> list[Fact]:
    found = requesting_country(read.texts, read.labels, _SURE.get(kind, _SHY))
    if found:
        return [("requesting_country", found[0], found[1])]
    return [("requesting_country", "unspecified", place)] if kind in ("complaint", "decision") else []


def _ends(kind: str, read: _Read) -> list[Fact]:
    if kind == "decision":
        found = outcome_of(read.texts, read.labels, read.books)
        return [("outcome", *(found or ("unknown", read.texts[0].place)))] if read.texts else []
    if kind == "message":
        found = outcome_of(read.texts, read.labels, read.books, enough=2.5, strict=True)
        return [("outcome", *found)] if found and found[0] != "pending" else []
    return []


def _dates(kind: str, read: _Read) -> tuple[list[Fact], list[str]]:
    """The dates of the case as facts, and the document's own."""
    own = own_dates(read.texts, read.labels)
    facts: list[Fact] = []
    decided: list[Scored] = []
    if kind == "decision":
        decided = dates_for("decision_date", read.texts, read.labels) or own[-1:]
        facts += [("decision_date", one[1], one[2]) for one in decided[:1]]
    if kind in ("complaint", "decision", "message"):
        received = dates_for("complaint_date", read.texts, read.labels)
        if kind == "complaint":
            received = received or own
        elif kind == "message":
            received = [one for one in received if one[0] >= 1.6]
        if decided:
            received = [one for one in received if one[1] < decided[0][1]] or received
        facts += [("complaint_date", one[1], one[2]) for one in received[:1]]
    mine = decided[:1] or (own[:1] if own else [])
    return facts, [one[1] for one in mine]


def _message_ends(read: _Read) -> list[Fact]:
    """Sender and recipients, as countries or as the bodies they name."""
    from redaction.countries import countries_in
    from redaction.phrases import words_of

    found: list[Fact] = []
    for text, labels in zip(read.texts, read.labels, strict=True):
        for one in values(list(labels), "from", "to"):
            found += [(one.field, named.code, text.place) for named in countries_in(words_of(one.value[:120]))]
    return list(dict.fromkeys(found))


def _is_subject(passage: RedactedPassage) -> bool:
    return passage.channel is Channel.HEADERS and passage.label.lower() == "subject" and bool(passage.text.strip())


def _sent(passages: Sequence[RedactedPassage]) -> tuple[str, ...]:
    """The day a mail was sent."""
    for one in passages:
        if one.channel is Channel.HEADERS and one.label.lower() == "date":
            return tuple(each.iso for each in dates_in(fold_letters(one.text))[:1])
    return ()


def join(documents: Sequence[tuple[str, Lifted]]) -> Mapping[tuple[str, int], str]:
    """A record id for each (doc_id, index of its record)."""
    return joined(
        [_stub((doc_id, at), record) for doc_id, lifted in documents for at, record in enumerate(lifted.records)]
    )


def _stub(key: tuple[str, int], record: LocalRecord) -> Stub:
    said = {name: value for name, value, _ in record.facts}
    own = record.own or (record.codes[0] if record.codes else "")
    return Stub(key, own, record.codes, said.get("subject", ""))
