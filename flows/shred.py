"""shred: a document, its members and every copy of one of them are destroyed; the corpus and the cast forget them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.dossier import Note
from flows.filing import note_missing, note_of
from flows.house import House, is_shredded
from flows.reissue import reissue_corpus
from flows.resolve import resolve_case
from vault.log import LogEntry


@dataclass(frozen=True)
class Shredded:
    """The documents that went, and the containers that stay and hold one of them within their own bytes."""

    documents: tuple[str, ...]
    holders: tuple[str, ...] = ()


def shred(house: House, doc_id: str) -> Shredded:
    """All objects go; what is left of the case is made anew. Broken off, the same command ends it."""
    if is_shredded(house, doc_id):
        done = Shredded((doc_id,))
    else:
        notes = notes_of(house)
        gone = with_members_and_copies(notes, {house.document(doc_id).doc_id})
        holders = {notes[one].parent_id for one in gone} & notes.keys() - gone
        done = Shredded(tuple(sorted(gone)), tuple(sorted(holders)))
        house.commit(destroyed(house, done.documents))
    reissue_corpus(house, resolve_case(house, forgets=True))
    return done


def destroyed(house: House, doc_ids: Iterable[str]) -> list[LogEntry]:
    """An act for each document that goes, with every object of it."""
    return [house.entry("shredded", doc=one, drops=list(house.catalogue.objects(one))) for one in doc_ids]


def notes_of(house: House) -> dict[str, Note]:
    """Of every document, those too that were sealed and not yet read: they may be copies."""
    note_missing(house)
    return {row.doc_id: note_of(house, row) for row in house.catalogue.rows()}


def with_members_and_copies(notes: dict[str, Note], doc_ids: Iterable[str], with_holders: bool = False) -> set[str]:
    """What holds the same bytes; `with_holders` also the containers within whose bytes they lie."""
    gone = set(doc_ids)
    while True:
        digests = {notes[one].digest for one in gone}
        holders = {notes[one].parent_id for one in gone} if with_holders else set()
        more = {
            one
            for one, note in notes.items()
            if one not in gone and (note.parent_id in gone or one in holders or note.size and note.digest in digests)
        }
        if not more:
            return gone
        gone |= more
