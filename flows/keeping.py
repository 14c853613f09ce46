"""What is done with sealed originals after their intake: encrypted anew, handed out sealed, destroyed, joined."""

from typing import BinaryIO

from flows.filing import note_of
from flows.house import House, adds, is_shredded
from flows.memory import memory_file
from flows.reissue import reissue_corpus
from flows.resolve import resolve_case
from vault.age_stream import copy_all
from vault.catalogue import Row
from vault.log import LogEntry
from vault.original import open_original, seal_original
from vault.secret import seal_case_secret
from vault.store import new_id

_TOGETHER = 20


def reseal_all(house: House) -> int:
    """Each original, and the case's secret, under a fresh file key and a new name; the old objects go."""
    rows = house.catalogue.rows()
    for start in range(0, len(rows), _TOGETHER):
        house.commit([_resealed(house, row) for row in rows[start : start + _TOGETHER]])
    name, old = new_id(), house.catalogue.kept("object:secret")
    stored = house.store.write_bytes(name, seal_case_secret(house.secret, house.secret_recipients))
    house.commit([house.entry("resealed", adds=adds(stored), drops=[old], keeps={"secret": name})])
    return len(rows)


def _resealed(house: House, row: Row) -> LogEntry:
    with memory_file() as plain:
        with house.store.open(row.original) as source:
            manifest = open_original(source, house.identities, plain)
        stored, _ = house.store.write(new_id(), lambda target: seal_original(plain, manifest, house.recipients, target))
    return house.entry(
        "resealed", doc=row.doc_id, original=stored.name, size=stored.size, adds=adds(stored), drops=[row.original]
    )


def shred(house: House, doc_id: str) -> list[str]:
    """A document, its members and every copy of one of them: all objects go; the corpus and the cast forget them."""
    if is_shredded(house, doc_id):
        gone = [doc_id]  # broken off before its end
    else:
        gone = _with_all_of_it(house, house.document(doc_id).doc_id)
        house.commit([house.entry("shredded", doc=one, drops=list(house.catalogue.objects(one))) for one in gone])
    reissue_corpus(house, resolve_case(house, forgets=True))
    return gone


def _with_all_of_it(house: House, doc_id: str) -> list[str]:
    notes = {row.doc_id: note_of(house, row) for row in house.catalogue.rows()}
    gone = {doc_id}
    while True:
        digests = {notes[one].digest for one in gone}
        more = {
            one
            for one, note in notes.items()
            if one not in gone and (note.parent_id in gone or note.size and note.digest in digests)
        }
        if not more:
            return sorted(gone)
        gone |= more


def export_sealed(house: House, doc_id: str, target: BinaryIO, why: str) -> None:
    """The original as the age file it is: header and payload in one; nothing is opened."""
    with house.store.open(house.document(doc_id).original) as source:
        copy_all(source, target)
    house.commit([house.entry("exported", doc=doc_id, why=why)])
