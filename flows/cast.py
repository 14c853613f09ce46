"""The people of the case as publishing sees them: who each mention is, what to look for, what must not show."""

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from extractors.document import Passage
from flows.dossier import Dossier
from flows.house import House, adds
from redaction.decide import CaseView, Who
from redaction.finding import PERSON, Finding
from redaction.fold import compact, fold
from redaction.leftovers import Watch
from redaction.people import People, Person
from redaction.profile import Profile
from redaction.pseudonym import pseudonyms
from redaction.spans import Hit, merge
from vault.secret import CaseSecret, open_record, seal_record
from vault.store import new_id

Span = tuple[int, int, int]
UNKNOWN_CODE = "c-000000"
_MISREAD = re.compile(r"[rpbвр](?=\d)")  # R 181.17 as a scan in Cyrillic reads it


@dataclass(frozen=True)
class CastFile:
    """What is sealed of a cast: the people, and the id that each case number was given, once."""

    people: tuple[Person, ...] = field(default=(), repr=False)
    codes: dict[str, str] = field(default_factory=dict, repr=False)

    def known(self) -> People:
        return People(self.people, {})


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


def pseudonyms_of(secret: CaseSecret, people: Sequence[Person], codes: Mapping[str, str]) -> dict[str, str]:
    """Keyed with the case's secret over ids given once; in the order of the ids, so that none ever changes."""
    ids = [one.person_id for one in people] + [UNKNOWN_CODE, *codes.values()]
    return pseudonyms(secret.derive("pseudonym"), sorted(ids, key=lambda one: (one[0], len(one), one)))


def load_cast_file(house: House) -> CastFile:
    """The people known so far."""
    name = house.catalogue.kept("object:people")
    if not name:
        return CastFile()
    data = open_record(house.secret, "people", name, house.store.read(name))
    return msgspec.msgpack.decode(data, type=CastFile)


def store_cast_file(house: House, old: CastFile, new: CastFile, mentions: int) -> None:
    """Sealed only where something changed, so that a run with nothing new leaves no trace."""
    if new == old:
        return
    name, former = new_id(), house.catalogue.kept("object:people")
    stored = house.store.write_bytes(name, seal_record(house.secret, "people", name, msgspec.msgpack.encode(new)))
    house.commit(
        [
            house.entry(
                "resolved",
                people=len(new.people),
                mentions=mentions,
                adds=adds(stored),
                drops=[former] if former else [],
                keeps={"people": name},
            )
        ]
    )


def load_people(house: House) -> list[dict[str, object]]:
    """A line for each person of the case: names of public people only."""
    file = load_cast_file(house)
    names = pseudonyms_of(house.secret, file.people, file.codes)
    return [
        {
            "pseudonym": names[one.person_id],
            "status": str(one.status),
            "name": one.register_name or None,
            "spellings": len(one.names),
        }
        for one in file.people
        if one.names
    ]
