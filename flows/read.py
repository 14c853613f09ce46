"""read: originals are opened in memory, extracted in the worker, their members sealed, findings detected."""

import os
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Channel, ExtractedDocument, Member, MemberState, Passage
from extractors.problem import ReadProblem
from flows.dossier import Dossier, MemberRecord, Note, shown_path, without_data
from flows.equipment import Lane
from flows.filing import load_dossier, note_all, note_of, seal_note, store_dossier
from flows.house import House
from flows.intake import seal_bytes
from flows.memory import memory_file
from redaction.detect import DetectionProblem
from redaction.finding import Finding
from redaction.language import guess_latin, main_language, scripts
from redaction.weak_language import DETECTOR as UNREAD
from vault.catalogue import Row
from vault.log import LogEntry
from vault.original import open_original
from vault.problem import VaultProblem
from vault.store import new_id

COMMIT_EVERY = 16
WEAK = "weak_language"

_REASONS = {
    MemberState.ENCRYPTED: "encrypted",
    MemberState.BROKEN: "damaged",
    MemberState.OVER_LIMIT: "over_limit",
    MemberState.UNSUPPORTED: "unsupported_type",
}


@dataclass(frozen=True)
class ReadResult:
    """What reading one document adds to the log and the catalogue."""

    entries: tuple[LogEntry, ...]
    doc_id: str
    note: Note = field(repr=False)


def next_wave(house: House) -> list[Row]:
    """The sealed documents of the least depth that no copy of is known; what is a copy is marked as one.

    Waves go by depth, so that of equal members the same one counts as the first however often a run was broken off.
    """
    waiting = house.catalogue.rows("sealed")
    if not waiting:
        return []
    depth = min(row.depth for row in waiting)
    wave = [row for row in waiting if row.depth == depth]
    note_all(house, [row for row in wave if not row.note])
    notes = {row.doc_id: note_of(house, row) for row in house.catalogue.rows()}
    known = {
        notes[row.doc_id].digest: row.doc_id
        for row in house.catalogue.rows("read", "published", "quarantined")
        if row.note and notes[row.doc_id].size
    }
    fresh, copies = [], []
    for row in sorted(wave, key=lambda each: (os.fsencode(notes[each.doc_id].path), each.sequence)):
        note = notes[row.doc_id]
        if note.size and note.digest in known:
            copies.append(house.entry("duplicate", doc=row.doc_id, of=known[note.digest]))
        else:
            known[note.digest] = row.doc_id
            fresh.append(row)
    house.commit(copies)
    return fresh


def read_batch(house: House, lane: Lane, doc_ids: Sequence[str], committing: threading.Lock) -> int:
    """Reads documents and commits them a few at a time; returns how many went to quarantine."""
    pending: list[ReadResult] = []
    quarantined = 0
    for doc_id in doc_ids:
        row = house.catalogue.get(doc_id)
        if row is None or row.state != "sealed":
            continue
        pending.append(_read_one(house, lane, row))
        quarantined += pending[-1].entries[0].act == "quarantined"
        if len(pending) >= COMMIT_EVERY:
            commit_results(house, pending, committing)
    commit_results(house, pending, committing)
    return quarantined


def _read_one(house: House, lane: Lane, row: Row) -> ReadResult:
    note = note_of(house, row)
    try:
        lane.unfolding.refuse_spent(house, row, note, lane.options.limits)
        document = extracted(house, lane, row, note)
        dossier = detected(lane, Dossier(row.doc_id, note.path, document))
    except (ReadProblem, DetectionProblem, VaultProblem) as problem:
        if isinstance(problem, VaultProblem) and problem.code in ("disk_full", "io"):
            raise
        return _refused(house, row, note, problem.code, getattr(problem, "media_type", ""))
    lane.unfolding.count(house, row, note, document.members)
    sealed, records = seal_members(house, row, note, document.members)
    dossier = replace(dossier, document=without_data(dossier.document), members=records)
    name, added = store_dossier(house, dossier)
    entry = house.entry("read", doc=row.doc_id, dossier=name, adds=added, reason=dossier.document.reason)
    note = replace(note, media_type=document.media_type)
    return ReadResult((entry, *sealed), row.doc_id, note)


def extracted(house: House, lane: Lane, row: Row, note: Note) -> ExtractedDocument:
    """Opened in memory and read, with the keys of the case where it is encrypted. Raises ReadProblem, VaultProblem."""
    if note.size > lane.options.limits.bytes:
        raise ReadProblem("over_limit", size=note.size)
    with memory_file() as target, house.store.open(row.original) as source:
        open_original(source, house.identities, target)
        name = shown_path(note.path.rpartition("/")[2])
        return lane.reader.read(target.fileno(), name, lane.options, lane.keys)


def detected(lane: Lane, dossier: Dossier) -> Dossier:
    """With findings and languages. Raises DetectionProblem."""
    texts = dossier.texts()
    with lane.turn:
        findings = lane.detector.find(texts)
        languages = _languages(texts)
    document = _with_reason(dossier.document, findings)
    return replace(
        dossier, document=document, findings=findings, languages=languages, versions=dict(lane.detector.versions)
    )


def _with_reason(document: ExtractedDocument, findings: Sequence[Finding]) -> ExtractedDocument:
    """A document of which passages were taken out unread is one in part; what was wrong before is said first."""
    if document.reason not in ("", WEAK):
        return document
    return replace(document, reason=WEAK if any(one.detector == UNREAD for one in findings) else "")


def outdated(house: House, versions: Mapping[str, str]) -> list[str]:
    """Documents whose findings were made by other detectors than these."""
    if house.catalogue.kept("detectors") == _told(versions):
        return []
    rows = house.catalogue.rows("read", "published")
    return [row.doc_id for row in rows if load_dossier(house, row).versions != versions]


def note_detectors(house: House, versions: Mapping[str, str]) -> None:
    """Every dossier is by these detectors now: an act of its own, after the work."""
    told = _told(versions)
    if house.catalogue.kept("detectors") != told:
        house.commit([house.entry("detectors", versions=told, values={"detectors": told})])


def redetect_batch(house: House, lane: Lane, doc_ids: Sequence[str], committing: threading.Lock) -> int:
    """The same texts, searched by the detectors as they are now."""
    for doc_id in doc_ids:
        row = house.catalogue.get(doc_id)
        if row is None:
            continue
        old = load_dossier(house, row)
        if old.versions == lane.detector.versions:
            continue
        new = detected(lane, old)
        name, added = store_dossier(house, new)
        reason = new.document.reason
        entry = house.entry("read", doc=doc_id, dossier=name, adds=added, drops=[row.dossier], reason=reason)
        with committing:
            house.commit([entry])
    return 0


def _told(versions: Mapping[str, str]) -> str:
    return " ".join(f"{name}={version}" for name, version in sorted(versions.items()))


def _languages(texts: Sequence[Passage]) -> tuple[str, ...]:
    """The languages of at least a tenth of the text, the most frequent first."""
    weight: Counter[str] = Counter()
    for one in texts:
        if one.channel in (Channel.BODY, Channel.PAGE, Channel.SHEET) and one.text.strip():
            weight[_language(one.text)] += len(one.text)
    total = sum(weight.values())
    return tuple(language for language, size in weight.most_common() if language and size * 10 >= total)


def _language(text: str) -> str:
    latin, cyrillic = scripts(text)
    return (latin > cyrillic and guess_latin(text)) or main_language(text)


def _refused(house: House, row: Row, note: Note, code: str, media_type: str) -> ReadResult:
    empty = Dossier(row.doc_id, note.path, ExtractedDocument(media_type, ""))
    name, added = store_dossier(house, empty)
    entry = house.entry("quarantined", doc=row.doc_id, dossier=name, adds=added, reason=code)
    return ReadResult((entry,), row.doc_id, replace(note, media_type=media_type))


def reason_of_member(member: Member) -> str:
    """The code with which it goes to quarantine, or nothing."""
    return _REASONS.get(member.state, "")


def seal_members(
    house: House, row: Row, note: Note, members: Sequence[Member]
) -> tuple[tuple[LogEntry, ...], tuple[MemberRecord, ...]]:
    """Each as an original of its own, or as a bare path where it did not come out."""
    entries, records = [], []
    for member in members:
        doc_id = new_id()
        reason = reason_of_member(member)
        path = f"{note.path}/{member.name}"
        entries.append(seal_bytes(house, doc_id, path, member.data, row.doc_id, row.depth + 1, reason))
        records.append(MemberRecord(member.name, member.state.value, doc_id))
    return tuple(entries), tuple(records)


def commit_results(house: House, pending: list[ReadResult], committing: threading.Lock) -> None:
    """All acts of these under one checkpoint; empties the list."""
    notes = {one.doc_id: seal_note(house, one.doc_id, one.note) for one in pending}
    with committing:
        house.commit([entry for one in pending for entry in one.entries], notes)
    pending.clear()
