"""Notes and dossiers as the case keeps them, sealed: opened, stored, and a note made where one is missing."""

from collections.abc import Iterable

from flows.dossier import Dossier, Note, decode_dossier, decode_note, encode
from flows.house import House, adds
from vault.catalogue import Row
from vault.original import read_manifest
from vault.secret import open_record, seal_record
from vault.store import new_id


def load_dossier(house: House, row: Row) -> Dossier:
    """The dossier of a read document."""
    return decode_dossier(open_record(house.secret, "dossier", row.dossier, house.store.read(row.dossier)))


def store_dossier(house: House, dossier: Dossier) -> tuple[str, list[list[object]]]:
    """Seals a dossier; returns its object's name and how the log entry names it."""
    name = new_id()
    stored = house.store.write_bytes(name, seal_record(house.secret, "dossier", name, encode(dossier)))
    return name, adds(stored)


def note_of(house: House, row: Row) -> Note:
    """The sealed note of a document, or an empty one where it was never opened."""
    return decode_note(open_record(house.secret, "note", row.doc_id, row.note)) if row.note else Note("")


def seal_note(house: House, doc_id: str, note: Note) -> bytes:
    return seal_record(house.secret, "note", doc_id, encode(note))


def note_missing(house: House) -> None:
    """Notes of documents that were quarantined before they could be opened, so that a listing knows their path."""
    note_all(house, [row for row in house.catalogue.rows() if not row.note])


def note_all(house: House, rows: Iterable[Row]) -> None:
    """Opens the manifest of each and keeps its note."""
    notes = {row.doc_id: seal_note(house, row.doc_id, _first_note(house, row)) for row in rows}
    with house.catalogue.transaction():
        for doc_id, note in notes.items():
            house.catalogue.change(doc_id, note=note)


def _first_note(house: House, row: Row) -> Note:
    with house.store.open(row.original) as source:
        manifest = read_manifest(source, house.identities)
    digest = house.secret.keyed_digest("content", manifest.sha256.encode())
    media_type = load_dossier(house, row).document.media_type if row.dossier else ""
    return Note(manifest.path, media_type, manifest.parent_id, manifest.size, digest)
