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
from redaction.lift_lists import is_of_others, items_of, listed
from redaction.lift_outcome import outcome_of
from redaction.lift_people import people_of
from redaction.lift_tables import RowRecord, records_of, tables_of
from redaction.lift_text import Books, Text, books_of, text_of, texts_of
from redaction.phrases import fold_letters
from redaction.profile import Profile
from redaction.redact import RedactedPassage
from redaction.written_dates import dates_in

Fact = tuple[str, str, str]  # field, value, place
_SURE = {"decision": 0.8, "complaint": 0.8, "red_notice": 0.8, "red_diffusion": 0.8}
_SAID = 1.5  # how plainly a letter must call a date that of the complaint or of the decision
_DECIDED = 1.0
_QUOTED = 2.2
_TRIED = 6
_FAINT = 0.29
_SHY = 1.2  # how sure a letter or a message must be of the requesting country, where other countries come and go


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
    rows = list(records_of(tables_of(passages, books), books))
    lines = listed(passages, books)
    texts = texts_of(passages, books)
    has_table = max(len(rows), len(lines)) >= 2 or (bool(rows) and not texts)
    kind = kind_of(passages, texts, has_table, profile)
    sent = _sent(passages)
    if kind == "register" and not rows and is_of_others(passages, books):
        return Lifted(kind, sent, ())
    is_of_one = kind in ("decision", "complaint") and any(
        one.field == "case" for text in texts for one in labelled(text, books)
    )
    items = [] if is_of_one else _items(kind, texts, books)
    if len(items) > max(len(rows), 1) or (len(items) > 1 and len(items) >= len(lines) > len(rows)):
        return Lifted(kind, sent, tuple(items))
    rows = max((rows, lines), key=_told_by)
    if kind == "register" and rows:
        return Lifted(kind, sent, tuple(_row_record(kind, row) for row in rows if row.facts))
    texts += [text_of("subject", one.text, books) for one in passages if _is_subject(one)]
    record, dates = _record(kind, _read(texts, books))
    return Lifted(kind, tuple(dict.fromkeys([*sent, *dates])), (record,) if record.facts else ())


def _items(kind: str, texts: Sequence[Text], books: Books) -> list[LocalRecord]:
    """The cases that the items of a list tell of, if they are several."""
    items = [_record(kind, _read([one], books), is_item=True)[0] for one in items_of(texts, books)]
    return items if len({one.own for one in items}) == len(items) and all(one.own for one in items) else []


def _read(texts: Sequence[Text], books: Books) -> _Read:
    return _Read(tuple(texts), tuple(tuple(labelled(text, books)) for text in texts), books)


def _told_by(rows: Sequence[RowRecord]) -> int:
    """How much rows tell of cases that have a number."""
    return sum(len(row.facts) for row in rows if row.code and row.facts)


def _row_record(kind: str, row: RowRecord) -> LocalRecord:
    facts = (*row.facts, ("kind", kind, row.facts[0][2]))
    return LocalRecord(tuple(dict.fromkeys(one for one in (row.code, *row.notices) if one)), facts, row.code)


def _record(kind: str, read: _Read, *, is_item: bool = False) -> tuple[LocalRecord, list[str]]:
    codes = codes_of(read.texts, read.labels)
    place = codes.place or (read.texts[0].place if read.texts else "")
    facts: list[Fact] = [("case", code, place) for code in codes.all[:1]]
    facts += [("kind", kind, place)] if kind else []
    found, dates = _course(kind, read)
    tells = any(name in ("complaint_date", "outcome") for name, _, _ in found)
    facts += _country(kind, read, place, is_sought=tells or is_item or kind == "complaint")
    facts += _in_order(read, found) if is_item and kind == "register" else found
    facts += [one for one in _message_ends(read) if kind == "message"]
    facts += people_of(read.texts, read.labels)
    return LocalRecord(codes.all, tuple(facts), codes.own), dates


def _country(kind: str, read: _Read, place: str, *, is_sought: bool) -> list[Fact]:
    """The requesting country; where a case is told of, a faint hint is enough if nothing rivals it."""
    found = requesting_country(read.texts, read.labels, _SURE.get(kind, _SHY), _FAINT if is_sought else _SHY)
    if found:
        return [("requesting_country", found[0], found[1])]
    return [("requesting_country", "unspecified", place)] if kind in ("complaint", "decision") else []


def _in_order(read: _Read, facts: list[Fact]) -> list[Fact]:
    """In an item of a list the first date is that of the complaint and the last that of the decision, if unsaid."""
    said = {name for name, _, _ in facts}
    dates = [(one.iso, text.place) for text in read.texts for one in text.dates]
    taken = {value for _, value, _ in facts}
    free = [one for one in dates if one[0] not in taken]
    if free and "complaint_date" not in said:
        facts = [*facts, ("complaint_date", *free.pop(0))]
    if free and "decision_date" not in said and "outcome" in said:
        facts = [*facts, ("decision_date", *free[-1])]
    return facts


def _course(kind: str, read: _Read) -> tuple[list[Fact], list[str]]:
    """Complaint, decision and outcome as facts, and the dates that are the document's own."""
    own = own_dates(read.texts, read.labels)
    received, decided = _dates(read)
    facts: list[Fact] = []
    if kind == "decision":
        decided = decided or own[-1:]
        ended = outcome_of(read.texts, read.labels, read.books)
        facts += [("outcome", *(ended or ("unknown", read.texts[0].place)))] if read.texts else []
    elif kind == "complaint":
        received = received or own[:1]
        decided, found = _quoted(read, decided)
        facts += found
    else:
        received, decided, facts = _told(kind, read, decided)
    facts += [("complaint_date", one[1], one[2]) for one in received]
    facts += [("decision_date", one[1], one[2]) for one in decided]
    return facts, [one[1] for one in (decided if kind == "decision" else own)[:1]]


def _quoted(read: _Read, decided: list[Scored]) -> tuple[list[Scored], list[Fact]]:
    """A decision that a complainant tells of: only with its date, and nothing that a court decided."""
    sure = [one for one in decided if one[0] >= _QUOTED]
    outcome = outcome_of(read.texts, read.labels, read.books, enough=_QUOTED) if sure else None
    return (sure, [("outcome", *outcome)]) if outcome and outcome[0] != "pending" else ([], [])


def _told(kind: str, read: _Read, decided: list[Scored]) -> tuple[list[Scored], list[Scored], list[Fact]]:
    """What other documents tell of a complaint or a decision, where they say so in as many words."""
    is_of_commission = any(text.cues("commission") for text in read.texts)
    decided = [one for one in decided if one[0] >= _DECIDED]
    is_plain = bool(decided) or kind == "register"
    outcome = outcome_of(read.texts, read.labels, read.books, enough=1.6 if is_plain else 3.0, strict=not is_plain)
    with_requests = is_of_commission or kind == "" or bool(decided and outcome)
    received = dates_for("complaint_date", read.texts, read.labels, with_requests=with_requests)
    facts: list[Fact] = [("outcome", *outcome)] if outcome and outcome[0] != "pending" else []
    received = [one for one in received[:_TRIED] if one[0] >= _SAID and one[1] not in {two[1] for two in decided[:1]}]
    return received[:1], decided[:1] if facts else [], facts


def _dates(read: _Read) -> tuple[list[Scored], list[Scored]]:
    """The likeliest date of the complaint and of the decision, at most one each, the first before the second."""
    received = dates_for("complaint_date", read.texts, read.labels)[:_TRIED]
    decided = dates_for("decision_date", read.texts, read.labels)[:_TRIED]
    pairs = [(one, two) for one in received for two in decided if one[1] < two[1]]
    if pairs:
        one, two = max(pairs, key=lambda pair: pair[0][0] + pair[1][0])
        return [one], [two]
    return received[:1], decided[:1]


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
    fields = ("subject", "requesting_country", "complaint_date", "decision_date", "kind")
    return Stub(key, record.own, record.codes, *(said.get(name, "") for name in fields))
