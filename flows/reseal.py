"""reseal: after a key was lost, every original under a fresh file key and every record under a fresh secret.

The first act brings the fresh secret, which still opens what lies under the former; the last takes the former away.
What was sealed between them is told by the log, so that a run that broke off goes on where it was.
"""

from collections.abc import Mapping
from functools import partial

import msgspec

from flows.belongings import replacing
from flows.cast import load_cast_file, seal_cast_file
from flows.filing import note_of, seal_note
from flows.house import House, adds
from flows.memory import memory_file
from flows.recipients import needs_to_open
from vault.catalogue import Row
from vault.log import LogEntry, read_entries
from vault.original import open_original, seal_original
from vault.secret import (
    open_record,
    seal_case_secret,
    seal_record,
    with_fresh_naming,
    with_fresh_sealing,
    with_newest_sealing,
)
from vault.store import new_id

_TOGETHER = 20
_BEGAN = "resealing"  # the number of the first act, among what the catalogue keeps


def reseal_all(house: House) -> int:
    """How many objects this run sealed anew, each under a new name; the old ones go. The catalogue's notes follow."""
    needs_to_open(house)
    if not _is_under_way(house):
        _begin(house)
    places, fresh = _places(house), _sealed_since(house)
    stale = [name for name in house.catalogue.objects() if name not in fresh]
    for start in range(0, len(stale), _TOGETHER):
        house.commit([_resealed(house, name, *places[name]) for name in stale[start : start + _TOGETHER]])
    _reseal_notes(house)
    _end(house)
    return len(stale)


def _is_under_way(house: House) -> bool:
    """What was sealed before a key was removed is known to whoever holds it: then all begins anew."""
    return bool(house.catalogue.kept(_BEGAN)) and all(one.act != "key_removed" for one in _acts_since(house))


def _sealed_since(house: House) -> set[str]:
    added = [msgspec.convert(one.fields.get("adds", []), list[list[str | int]]) for one in _acts_since(house)]
    return {str(name) for rows in added for name, *_ in rows}


def _acts_since(house: House) -> list[LogEntry]:
    began = int(house.catalogue.kept(_BEGAN))
    return [entry for _, entry in read_entries(house.log, began, verifiers=house.settings.log_keys)]


def _begin(house: House) -> None:
    """Pseudonyms once given are kept with the people, so that the key which made them can go too."""
    secret, file = with_fresh_naming(with_fresh_sealing(house.secret)), load_cast_file(house)
    told = replacing(
        house,
        secret=lambda _: seal_case_secret(secret, house.secret_recipients),
        people=lambda name: seal_cast_file(secret, name, file),
    )
    number = house.seen.size if house.seen else 0
    house.commit([house.entry("resealed", **told, values={_BEGAN: str(number)})])
    house.case_secret = secret


def _end(house: House) -> None:
    secret = with_newest_sealing(house.secret)
    told = replacing(house, secret=lambda _: seal_case_secret(secret, house.secret_recipients))
    house.commit([house.entry("resealed", **told, values={_BEGAN: ""})])
    house.case_secret = secret


def _places(house: House) -> Mapping[str, tuple[Row | None, str]]:
    """Of each object the document it belongs to, if it does, and what it is. An object of no known kind is a fault."""
    found: dict[str, tuple[Row | None, str]] = {}
    found.update((name, (None, kind)) for name, kind in house.catalogue.kept_objects().items())
    for row in house.catalogue.rows():
        found.update((name, (row, "revision")) for name in house.catalogue.objects(row.doc_id))
        found.update({row.original: (row, "original"), row.dossier: (row, "dossier")})
    return found


def _resealed(house: House, name: str, row: Row | None, kind: str) -> LogEntry:
    if row is not None and kind == "original":
        return _resealed_original(house, row)
    data = open_record(house.secret, kind, name, house.store.read(name))
    if row is None:
        return house.entry("resealed", **replacing(house, **{kind: partial(_sealed, house, kind, data)}))
    new = new_id()
    stored = house.store.write_bytes(new, _sealed(house, kind, data, new))
    columns = {column: new for column in ("dossier", "record") if getattr(row, column) == name}
    return house.entry("resealed", doc=row.doc_id, adds=adds(stored), drops=[name], **columns)


def _sealed(house: House, kind: str, data: bytes, name: str) -> bytes:
    return seal_record(house.secret, kind, name, data)


def _resealed_original(house: House, row: Row) -> LogEntry:
    with memory_file() as plain:
        with house.store.open(row.original) as source:
            manifest = open_original(source, house.identities, plain)
        stored, _ = house.store.write(new_id(), lambda target: seal_original(plain, manifest, house.recipients, target))
    return house.entry(
        "resealed", doc=row.doc_id, original=stored.name, size=stored.size, adds=adds(stored), drops=[row.original]
    )


def _reseal_notes(house: House) -> None:
    """The log does not speak of notes: the last act comes after all of them lie under the fresh secret."""
    with house.catalogue.transaction():
        for row in house.catalogue.rows():
            if row.note:
                house.catalogue.change(row.doc_id, note=seal_note(house, row.doc_id, note_of(house, row)))
