"""unlock: what was encrypted when it was read is read again once the keyring has changed, and nothing else is."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import ExtractedDocument, Member, MemberState
from extractors.problem import ReadProblem
from flows.dossier import Dossier, MemberRecord, Note, without_data
from flows.equipment import Lane
from flows.filing import load_dossier, note_of, store_dossier
from flows.house import House, is_shredded
from flows.intake import seal_bytes
from flows.keyring import KEYRING
from flows.read import COMMIT_EVERY, ReadResult, commit_results, detected, extracted, reason_of_member, seal_members
from flows.recipients import can_open
from redaction.detect import DetectionProblem
from vault.catalogue import Row
from vault.log import LogEntry
from vault.problem import VaultProblem

_TRIED = "keyring_tried"


def unlockable(house: House) -> list[str]:
    """Documents in quarantine as encrypted, and containers that hold such; none where this keyring was tried on all."""
    if not _is_untried(house):
        return []
    found = {row.doc_id for row in house.catalogue.rows("read", "published") if row.reason == "partly_encrypted"}
    for row in house.catalogue.rows("quarantined"):
        if row.reason == "encrypted":
            found.add(row.doc_id if row.dossier else note_of(house, row).parent_id)
    return [row.doc_id for row in house.catalogue.rows("read", "published", "quarantined") if row.doc_id in found]


def unlock_batch(house: House, lane: Lane, doc_ids: Sequence[str], committing: threading.Lock) -> int:
    """Reads again, with the keys; returns how many opened, wholly or in part. What does not is left as it was."""
    pending: list[ReadResult] = []
    opened = 0
    for doc_id in doc_ids:
        row = house.catalogue.get(doc_id)
        result = None if row is None else _unlocked(house, lane, row)
        if result is not None:
            opened += 1
            pending.append(result)
        if len(pending) >= COMMIT_EVERY:
            commit_results(house, pending, committing)
    commit_results(house, pending, committing)
    return opened


def settle_unlocked(house: House) -> None:
    """Copies of what has opened are duplicates again; and it is kept that this keyring was tried on all there is."""
    if not _is_untried(house):
        return
    rows = house.catalogue.rows("read", "published")
    known = {note.digest: row.doc_id for row in rows if (note := note_of(house, row)).size}
    entries: list[LogEntry] = []
    for row in house.catalogue.rows("quarantined"):
        note = note_of(house, row)
        if row.reason == "encrypted" and note.size and note.digest in known:
            entries.append(house.entry("duplicate", doc=row.doc_id, of=known[note.digest]))
    tried = house.catalogue.kept(KEYRING)
    house.commit([*entries, house.entry("keyring", tried=True, values={_TRIED: tried})])


def _is_untried(house: House) -> bool:
    now = house.catalogue.kept(KEYRING)
    return bool(now) and now != house.catalogue.kept(_TRIED) and can_open(house)


def _unlocked(house: House, lane: Lane, row: Row) -> ReadResult | None:
    """Nothing where it is as closed as before: then the document, its dossier and its revision stay what they are."""
    note = note_of(house, row)
    try:
        lane.unfolding.refuse_spent(house, row, note, lane.options.limits)
        document = extracted(house, lane, row, note)
        known = _known_members(house, row)
        if row.state != "quarantined" and not any(_has_opened(one, known.get(one.name)) for one in document.members):
            return None
        dossier = detected(lane, Dossier(row.doc_id, note.path, document))
    except (ReadProblem, DetectionProblem, VaultProblem) as problem:
        if isinstance(problem, VaultProblem) and problem.code in ("disk_full", "io"):
            raise
        return None
    members = _Members(house, row, note, known)
    entries = members.sealed(document)
    lane.unfolding.count(house, row, note, members.fresh)
    dossier = replace(dossier, document=without_data(dossier.document), members=tuple(members.records))
    name, added = store_dossier(house, dossier)
    drops = [row.dossier] if row.dossier else []
    entry = house.entry("read", doc=row.doc_id, dossier=name, adds=added, drops=drops, reason=dossier.document.reason)
    return ReadResult((entry, *entries), row.doc_id, replace(note, media_type=document.media_type))


def _has_opened(member: Member, before: MemberRecord | None) -> bool:
    return before is not None and before.state == MemberState.ENCRYPTED != member.state


def _known_members(house: House, row: Row) -> dict[str, MemberRecord]:
    return {one.name: one for one in load_dossier(house, row).members} if row.dossier else {}


class _Members:
    """The members of one container beside those it had: who was read stays the same document, who opens becomes one."""

    def __init__(self, house: House, row: Row, note: Note, known: dict[str, MemberRecord]) -> None:
        self._house, self._row, self._note, self._known = house, row, note, known
        self.records: list[MemberRecord] = []
        self.fresh: list[Member] = []

    def sealed(self, document: ExtractedDocument) -> list[LogEntry]:
        """Acts for what is new. What a reader of before found and this one does not stays on record."""
        entries: list[LogEntry] = []
        for member in document.members:
            record = self._known.pop(member.name, None)
            if record is None:
                told, records = seal_members(self._house, self._row, self._note, [member])
                entries += told
                self.records += records
                self.fresh.append(member)
                continue
            if _has_opened(member, record) and (entry := self._reopened(member, record)):
                entries.append(entry)
                self.fresh.append(member)
                record = replace(record, state=member.state.value)
            self.records.append(record)
        self.records += self._known.values()
        return entries

    def _reopened(self, member: Member, record: MemberRecord) -> LogEntry | None:
        """The same document, path and place, now with bytes; the bare path that was sealed in its stead goes."""
        old = self._house.catalogue.get(record.doc_id)
        if old is None or old.state != "quarantined" or is_shredded(self._house, record.doc_id):
            return None
        path, reason = f"{self._note.path}/{member.name}", reason_of_member(member)
        entry = seal_bytes(self._house, record.doc_id, path, member.data, self._row.doc_id, self._row.depth + 1, reason)
        return replace(entry, fields={**entry.fields, "drops": list(old.objects())})
