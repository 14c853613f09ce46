"""shred a person: every document that tells of them, and all that the sealed cast knows of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flows.belongings import replacing
from flows.cast import Span, load_cast_file, seal_cast_file, store_cast_file
from flows.dossier import shown_path
from flows.filing import load_dossier
from flows.house import House
from flows.problem import UndercroftProblem
from flows.reissue import reissue_corpus
from flows.resolve import Resolved, resolved
from flows.shred import destroyed, notes_of, with_members_and_copies
from redaction.decide import Who
from redaction.lookfor import NameIndex
from redaction.people import Person
from redaction.pseudonym import ALPHABET
from vault.catalogue import Row
from vault.log import LogEntry
from vault.secret import CaseSecret, open_record, seal_case_secret, with_fresh_naming

_PSEUDONYM = re.compile(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{2,8}}")  # a document's id has no hyphen


@dataclass(frozen=True)
class Whereabouts:
    """Whom a pseudonym means and which documents go with them; nobody, where an earlier run broke off after the act.

    `unread` counts documents that stay and were not read, or in part only; `namesakes` are the pseudonyms of people who
    stay and bear one of the names, a surname alone among them: both may tell of the same human.
    """

    person: Person | None
    documents: tuple[str, ...] = ()
    unread: int = 0
    namesakes: tuple[str, ...] = ()


def is_pseudonym(text: str) -> bool:
    """Whether a text has the form of a pseudonym, and so is no document's id."""
    return bool(_PSEUDONYM.fullmatch(text))


def find_person(house: House, pseudonym: str) -> Whereabouts:
    """Looks through the whole case; seals and logs nothing."""
    if load_cast_file(house).shredding == pseudonym:
        return Whereabouts(None)
    done = resolved(house)
    person = _meant_by(done, pseudonym)
    notes = notes_of(house)
    rows = house.catalogue.rows()
    forms = [done.file.pseudonyms[one].encode() for one in _ids(person) if one in done.file.pseudonyms]
    index = NameIndex.of_names(person.names)
    telling = {
        row.doc_id
        for row in rows
        if any(one.person_id == person.person_id for one in done.cast.who.get(row.doc_id, {}).values())
        or _is_named(index, _texts(house, row, notes[row.doc_id].path), done.cast.who.get(row.doc_id, {}))
        or any(form in data for data in _revisions(house, row) for form in forms)
    }
    gone = with_members_and_copies(notes, telling, with_holders=True)
    stay = [row for row in rows if row.doc_id not in gone and row.state != "duplicate"]
    unread = sum(bool(row.reason) or row.state == "sealed" for row in stay)
    others = [one for one in done.file.people if one != person and any(map(index.find, one.names))]
    namesakes = sorted(done.file.pseudonyms[one.person_id] for one in others)
    return Whereabouts(person, tuple(sorted(gone)), unread, tuple(namesakes))


def shred_person(house: House, pseudonym: str, found: Whereabouts) -> None:
    """One commit takes the documents and the person; corpus and cast follow. Broken off, the same command ends it."""
    if found.person is not None:
        secret = with_fresh_naming(house.secret)  # with the former key a number would give the pseudonym again
        house.commit([*destroyed(house, found.documents), _forgotten(house, pseudonym, found.person, secret)])
        house.case_secret = secret
    done = resolved(house, forgets=True)
    reissue_corpus(house, done.cast)
    store_cast_file(house, done.old, replace(done.file, shredding=""), done.mentions)


def _meant_by(done: Resolved, pseudonym: str) -> Person:
    ids = {one for one, form in done.file.pseudonyms.items() if form == pseudonym}
    for one in done.file.people:
        if ids & _ids(one):
            return one
    hint = "see: undercroft people CASE list; of whom was shredded before, nothing is left to be found"
    raise UndercroftProblem("not_found", "there is no such person", hint)


def _ids(person: Person) -> set[str]:
    return {person.person_id, *person.former_ids}


def _texts(house: House, row: Row, path: str) -> list[str]:
    """What was read of a document, its path among it; of one that was not, the path alone."""
    return [one.text for one in load_dossier(house, row).texts()] if row.dossier else [shown_path(path)]


def _is_named(index: NameIndex, texts: list[str], who: Mapping[Span, Who]) -> bool:
    """Whether a name stands where it was not resolved to anybody: in an address, in what was not published."""
    for at, text in enumerate(texts):
        known = [(start, end) for passage, start, end in who if passage == at]
        for hit in index.find(text):
            if not any(start < hit.end and hit.start < end for start, end in known):
                return True
    return False


def _revisions(house: House, row: Row) -> Iterator[bytes]:
    for name in house.catalogue.objects(row.doc_id):
        if name not in (row.original, row.dossier):
            yield open_record(house.secret, "revision", name, house.store.read(name))


def _forgotten(house: House, pseudonym: str, person: Person, secret: CaseSecret) -> LogEntry:
    """The cast without them, and the case's secret as it is from now on; who it was, the act does not tell."""
    file, ids = load_cast_file(house), _ids(person)
    people = tuple(one for one in file.people if not ids & _ids(one))
    pseudonyms = {one: form for one, form in file.pseudonyms.items() if one not in ids}
    left = replace(file, people=people, pseudonyms=pseudonyms, shredding=pseudonym)
    told = replacing(
        house,
        people=lambda name: seal_cast_file(secret, name, left),
        secret=lambda _: seal_case_secret(secret, house.secret_recipients),
    )
    return house.entry("shredded", of="person", **told)
