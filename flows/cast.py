"""The people of the case as publishing sees them: who each mention is, what to look for, what must not show."""

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from extractors.document import Passage
from flows.belongings import replacing
from flows.dossier import Dossier
from flows.house import House
from redaction.decide import CaseView, Who
from redaction.finding import PERSON, Finding
from redaction.fold import compact, fold
from redaction.leftovers import Watch
from redaction.people import People, Person
from redaction.profile import Profile
from redaction.pseudonym import pseudonym
from redaction.spans import Hit, merge
from vault.secret import CaseSecret, open_record, seal_record

Span = tuple[int, int, int]
UNKNOWN_CODE = "c-000000"
GONE = "~"  # stands before the last id of a case number where no document holds that number any more
_MISREAD = re.compile(r"[rpbвр](?=\d)")  # R 181.17 as a scan in Cyrillic reads it


@dataclass(frozen=True)
class CastFile:
    """What is sealed of a cast: the people, the id that each case number was given, the pseudonym of each id, all once.

    `given` is the last person's number; `shredding` the pseudonym of whoever is being destroyed, until that has ended.
    """

    people: tuple[Person, ...] = field(default=(), repr=False)
    codes: dict[str, str] = field(default_factory=dict, repr=False)
    pseudonyms: dict[str, str] = field(default_factory=dict, repr=False)
    given: int = 0
    shredding: str = field(default="", repr=False)

    def known(self) -> People:
        """The people, and the last number as one of whom nothing is known."""
        last = Person(f"p-{self.given:06d}", (), "unknown")
        is_taken = not self.given or any(one.person_id == last.person_id for one in self.people)
        return People(self.people if is_taken else (*self.people, last), {})


@dataclass(frozen=True)
class Cast:
    """Made anew by `resolve` in each run. `more` holds the names that were looked for and found, by document."""

    people: tuple[Person, ...] = field(repr=False)
    who: Mapping[str, Mapping[Span, Who]] = field(repr=False)
    more: Mapping[str, Sequence[Span]] = field(repr=False)
    watch: Watch = field(repr=False)
    view: CaseView = field(repr=False)
    profile: Profile = field(repr=False)
    public_names: Mapping[str, str] = field(repr=False)
    versions: Mapping[str, str] = field(default_factory=dict)
    committing: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def findings_of(self, dossier: Dossier, texts: Sequence[Passage]) -> tuple[Finding, ...]:
        """The dossier's findings with the names that were looked for, disjoint."""
        return with_names(dossier.findings, self.more.get(dossier.doc_id, ()), texts)


def with_names(findings: Sequence[Finding], names: Iterable[Span], texts: Sequence[Passage]) -> tuple[Finding, ...]:
    """Findings and places of names as one disjoint row; what overlaps is covered whole."""
    hits: dict[int, list[Hit]] = {}
    for one in findings:
        hits.setdefault(one.passage, []).append(Hit(one.start, one.end, one.type, one.score, one.detector))
    for at, start, end in names:
        hits.setdefault(at, []).append(Hit(start, end, PERSON, 0.9, "lookfor"))
    return tuple(
        Finding(at, one.start, one.end, one.type, one.score, one.detector)
        for at in sorted(hits)
        for one in merge(hits[at], texts[at].text)
    )


def code_key(text: str) -> str:
    """One case number however it is spaced and written."""
    key = compact(fold(text)).text
    return "r" + key[1:] if _MISREAD.match(key) else key


def assign_codes(known: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """An id for each case number, given once, in order of first appearance."""
    found = dict(known)
    last = max((int(one[2:]) for one in found.values()), default=0)  # numbers of what was shredded are not given again
    for text in texts:
        key = code_key(text)
        if key and key not in found:
            found[key] = f"c-{last + 1:06d}"
            last += 1
    return found


def with_people(file: CastFile, secret: CaseSecret, people: Iterable[Person], codes: Mapping[str, str]) -> CastFile:
    """The file with these people and case numbers; who is new gets a pseudonym, who is gone leaves none behind."""
    people = tuple(people)
    former = [other for one in people for other in one.former_ids]
    given = max([file.given, *(int(one[2:]) for one in (*(one.person_id for one in people), *former))])
    people = tuple(one for one in people if one.names)
    ids = [UNKNOWN_CODE, *(one for key, one in codes.items() if key[:1] != GONE), *(one.person_id for one in people)]
    told = {one: file.pseudonyms[one] for one in (*ids, *former) if one in file.pseudonyms}
    taken = {form: one for one, form in file.pseudonyms.items()}
    for one in sorted({*ids} - told.keys(), key=lambda one: (one[0], len(one), one)):
        told[one] = pseudonym(secret.naming, one, taken)
        taken[told[one]] = one
    return replace(file, people=people, codes=dict(codes), pseudonyms=told, given=given)


def load_cast_file(house: House) -> CastFile:
    """The people known so far."""
    name = house.catalogue.kept("object:people")
    file = CastFile()
    if name:
        data = open_record(house.secret, "people", name, house.store.read(name))
        file = msgspec.msgpack.decode(data, type=CastFile)
    # Files of earlier versions hold no pseudonyms: they were made from the ids each time, as they are here.
    return file if file.pseudonyms else with_people(file, house.secret, file.people, file.codes)


def store_cast_file(house: House, old: CastFile, new: CastFile, mentions: int) -> None:
    """Sealed only where something changed, so that a run with nothing new leaves no trace."""
    if new != old:
        told = replacing(house, people=lambda name: seal_cast_file(house.secret, name, new))
        house.commit([house.entry("resolved", people=len(new.people), mentions=mentions, **told)])


def seal_cast_file(secret: CaseSecret, name: str, file: CastFile) -> bytes:
    return seal_record(secret, "people", name, msgspec.msgpack.encode(file))


def load_people(house: House) -> list[dict[str, object]]:
    """A line for each person of the case: names of public people only."""
    file = load_cast_file(house)
    return [
        {
            "pseudonym": file.pseudonyms[one.person_id],
            "status": str(one.status),
            "name": one.register_name or None,
            "spellings": len(one.names),
        }
        for one in file.people
    ]
