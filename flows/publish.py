"""publish: findings + people + policy → decisions → redacted → verified → an immutable revision."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from flows.cast import Cast
from flows.dossier import Dossier
from flows.filing import load_dossier, note_of, seal_note
from flows.house import House, adds
from flows.record import CorpusRecord, Origin, make_record
from redaction.facts import lift
from redaction.verify import VerifiedDocument, VerifyProblem, verified
from vault.catalogue import Row
from vault.log import LogEntry
from vault.secret import open_record, seal_record
from vault.store import new_id

COMMIT_EVERY = 32


def publish_batch(house: House, cast: Cast, doc_ids: Sequence[str]) -> int:
    """Publishes what is new or would read differently now; returns how many were held back."""
    entries: list[LogEntry] = []
    held = 0
    for doc_id in doc_ids:
        row = house.catalogue.get(doc_id)
        if row is None:
            continue
        entry = _publish_one(house, cast, row)
        if entry is not None:
            entries.append(entry)
            held += entry.act == "quarantined"
        if len(entries) >= COMMIT_EVERY:
            _commit(house, cast, entries)
            entries = []
    _commit(house, cast, entries)
    return held


def load_record(house: House, row: Row) -> CorpusRecord:
    """A published revision, as it was sealed."""
    data = open_record(house.secret, "revision", row.record, house.store.read(row.record))
    return replace(msgspec.msgpack.decode(data, type=CorpusRecord), revision=row.revision)


def settle_duplicates(house: House) -> None:
    """A copy of a document that could not be published is quarantined like it."""
    known = {note_of(house, row).digest: row for row in house.catalogue.rows("quarantined") if row.note}
    entries, notes = [], {}
    for row in house.catalogue.rows("duplicate"):
        note = note_of(house, row)
        if first := known.get(note.digest):
            entries.append(house.entry("quarantined", doc=row.doc_id, reason=first.reason))
            notes[row.doc_id] = seal_note(house, row.doc_id, replace(note, media_type=note_of(house, first).media_type))
    house.commit(entries, notes)


def _publish_one(house: House, cast: Cast, row: Row) -> LogEntry | None:
    dossier = load_dossier(house, row)
    texts = dossier.texts()
    findings, who = cast.findings_of(dossier, texts), cast.who.get(row.doc_id, {})
    try:
        done = verified(row.doc_id, texts, findings, who, cast.view, cast.watch)
    except VerifyProblem as problem:
        return house.entry("quarantined", doc=row.doc_id, reason=problem.code, leftovers=problem.leftovers)
    record = make_record(done, dossier.document, lift(done.passages, cast.profile), _origin(house, cast, row, dossier))
    if row.state == "published" and load_record(house, row) == record:
        return None
    return _revision(house, row, record, done)


def _commit(house: House, cast: Cast, entries: Sequence[LogEntry]) -> None:
    with cast.committing:
        house.commit(entries)


def _revision(house: House, row: Row, record: CorpusRecord, done: VerifiedDocument) -> LogEntry:
    """Revisions are never overwritten: the earlier ones stay in the vault."""
    name = new_id()
    stored = house.store.write_bytes(name, seal_record(house.secret, "revision", name, msgspec.msgpack.encode(record)))
    decided: dict[str, int] = {}
    for one in done.decisions:
        decided[f"{one.type} {one.action.value}"] = decided.get(f"{one.type} {one.action.value}", 0) + 1
    return house.entry(
        "published",
        doc=row.doc_id,
        revision=row.revision + 1,
        record=name,
        adds=adds(stored),
        decisions=decided,
        reason=record.reason,
    )


def _origin(house: House, cast: Cast, row: Row, dossier: Dossier) -> Origin:
    provenance = {
        "extractor": dossier.document.extractor,
        **{f"detector {name}": version for name, version in sorted(dossier.versions.items())},
        **cast.versions,
    }
    return Origin(note_of(house, row).parent_id, dossier.languages, _message_ids(house, dossier), provenance)


def _message_ids(house: House, dossier: Dossier) -> tuple[str, str, str]:
    message = dossier.document.message
    if message is None:
        return "", "", ""

    def keyed(one: str) -> str:
        return house.secret.keyed_digest("message id", one.encode())[:20] if one else ""

    own = message.message_id or dossier.doc_id
    root = message.references[0] if message.references else message.in_reply_to or own
    return keyed(own), keyed(root), keyed(message.in_reply_to)
