"""resolve: all dossiers' mentions become the people of the case; a name found anywhere is looked for everywhere."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Passage
from flows.cast import (
    GONE,
    UNKNOWN_CODE,
    Cast,
    CastFile,
    Span,
    assign_codes,
    code_key,
    load_cast_file,
    store_cast_file,
    with_names,
    with_people,
)
from flows.dossier import Dossier
from flows.filing import load_dossier, note_of
from flows.house import House
from flows.register import load_register
from flows.settings import profile_of
from redaction.bodies import Kind, kind
from redaction.decide import CaseView, Who
from redaction.finding import BELIEF, CODE, EMPLOYER, HEALTH, NATIONALITY, PERSON, RELATION, TRAVEL, Finding
from redaction.leftovers import RedactedString, Watch
from redaction.lookfor import NameIndex
from redaction.mention import Anchor, Mention
from redaction.people import People, PersonMatch, resolve
from redaction.pseudonym import pseudonym
from redaction.weak_language import DETECTOR as UNREAD
from vault.catalogue import Row

BESIDE = 80
_SHARED = (NATIONALITY,)
_HERE_ALONE = frozenset((EMPLOYER, HEALTH, BELIEF, TRAVEL, RELATION))  # words of the language, towns: hunted nowhere


@dataclass
class _Gathered:
    """What all dossiers say, in the order of their paths."""

    doc_ids: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    anchors: dict[int, list[Anchor]] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)
    strings: set[tuple[str, str]] = field(default_factory=set)
    sharing: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Resolved:
    """The cast, what would be sealed of it in the place of `old`, and how many mentions it rests on."""

    cast: Cast
    old: CastFile
    file: CastFile
    mentions: int


def resolve_case(house: House, forgets: bool = False) -> Cast:
    """The cast of the case as it is now; what is new of it is sealed and logged.

    What no document tells of people any more is remembered, so that their pseudonyms stay, unless it `forgets`."""
    done = resolved(house, forgets)
    store_cast_file(house, done.old, done.file, done.mentions)
    return done.cast


def resolved(house: House, forgets: bool = False) -> Resolved:
    """As `resolve_case`, and nothing is sealed or logged."""
    rows = _in_order(house)
    register = load_register(house)
    old = load_cast_file(house)
    gathered = _gather(house, rows)
    more, mentions = _look_everywhere(house, rows, NameIndex.of_names(sorted(gathered.names)))
    people = resolve(mentions, gathered.anchors, register, old.known())
    codes = assign_codes(old.codes, gathered.codes)
    if forgets:
        people = _as_told_now(people, mentions, resolve(mentions, gathered.anchors, register))
        codes = _still_written(codes, gathered.codes)
    file = with_people(old, house.secret, people.people, codes)
    policy = house.policy()
    cast = Cast(
        people=file.people,
        who=_who(gathered.doc_ids, mentions, people),
        more=more,
        watch=Watch(_redacted_strings(gathered, mentions, people)),
        view=_view(house, file, gathered.sharing),
        profile=profile_of(house.settings.profile),
        public_names={file.pseudonyms[one.person_id]: one.register_name for one in file.people if one.register_name},
        versions={"register": register.digest[:16], "policy": policy.digest[:16], "profile": house.settings.profile},
    )
    return Resolved(cast, old, file, len(mentions))


def _as_told_now(people: People, mentions: Sequence[Mention], anew: People) -> People:
    """Ids as they were, names and keys of what is still written: nothing of a destroyed document stays with anybody."""
    now = {one.person_id: one for one in anew.people}
    own = {people.who(one).person_id: now[anew.who(one).person_id] for one in mentions}
    kept = [
        replace(one, names=own[one.person_id].names, keys=own[one.person_id].keys)
        for one in people.people
        if one.person_id in own
    ]
    return People(tuple(kept), people.of)


def _still_written(codes: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """The ids of case numbers that some document still holds, and the last one given."""
    kept = {key: codes[key] for key in map(code_key, texts) if key in codes}
    return kept | ({f"{GONE}{max(codes.values())}": max(codes.values())} if codes else {})


def _in_order(house: House) -> list[Row]:
    """Read documents by path: the order in which people are given their ids does not depend on random names."""
    rows = house.catalogue.rows("read", "published")
    return sorted(rows, key=lambda row: (os.fsencode(note_of(house, row).path), row.sequence))


def _gather(house: House, rows: Sequence[Row]) -> _Gathered:
    found = _Gathered()
    for at, (dossier, texts) in enumerate(_dossiers(house, rows)):
        found.doc_ids.append(dossier.doc_id)
        shared: set[tuple[str, str]] = set()
        for one in dossier.findings:
            text = texts[one.passage].text[one.start : one.end]
            if one.type == PERSON:
                found.names.add(text)
                continue
            if one.detector == UNREAD or one.type in _HERE_ALONE:
                continue  # a whole line, or nothing that tells one from others
            found.anchors.setdefault(at, []).append(Anchor(one.type, one.passage, one.start, one.end, text))
            found.strings.add((one.type, text))
            if one.type == CODE:
                found.codes.setdefault(text)
            if one.type in _SHARED:
                shared.add((one.type, " ".join(text.casefold().split())))
        found.sharing.update(shared)
    return found


def _look_everywhere(
    house: House, rows: Sequence[Row], index: NameIndex
) -> tuple[dict[str, list[Span]], list[Mention]]:
    more: dict[str, list[Span]] = {}
    mentions: list[Mention] = []
    for at, (dossier, texts) in enumerate(_dossiers(house, rows)):
        hits = [(number, hit.start, hit.end) for number, one in enumerate(texts) for hit in index.find(one.text)]
        if hits:
            more[dossier.doc_id] = hits
        mentions += [
            _mention(at, one, texts) for one in with_names(dossier.findings, hits, texts) if one.type == PERSON
        ]
    return more, mentions


def _mention(at: int, one: Finding, texts: Sequence[Passage]) -> Mention:
    text = texts[one.passage].text
    before, after = text[max(0, one.start - BESIDE) : one.start], text[one.end : one.end + BESIDE]
    return Mention(at, one.passage, one.start, one.end, text[one.start : one.end], before, after)


def _who(doc_ids: Sequence[str], mentions: Sequence[Mention], people: People) -> Mapping[str, Mapping[Span, Who]]:
    found: dict[str, dict[Span, Who]] = defaultdict(dict)
    for one in mentions:
        identified = people.who(one)
        status = "public" if identified.match is PersonMatch.PUBLIC else "unknown"
        found[doc_ids[one.doc]][(one.passage, one.start, one.end)] = Who(identified.person_id, status)
    return found


def _redacted_strings(gathered: _Gathered, mentions: Sequence[Mention], people: People) -> Iterator[RedactedString]:
    """Everything that is redacted somewhere in the case; a name that is only public is none of it."""
    full = {one.person_id for one in people.people if any(len(name.split()) > 1 for name in one.names)}
    seen: set[str] = set()
    for one in mentions:
        identified = people.who(one)
        if identified.match is not PersonMatch.PUBLIC and one.text not in seen:
            seen.add(one.text)
            is_common = _is_common(one.text) or identified.person_id not in full
            yield RedactedString(PERSON, one.text, identified.person_id, is_common and len(one.text.split()) < 2)
    for type_, text in sorted(gathered.strings):
        yield RedactedString(type_, text)


def _is_common(text: str) -> bool:
    """A single word that is also a common word, a place or a given name that many share."""
    return kind(text) is not Kind.UNKNOWN


def _view(house: House, file: CastFile, sharing: Mapping[tuple[str, str], int]) -> CaseView:
    key = house.secret.derive("document pseudonym")
    return CaseView(
        policy=house.policy(),
        pseudonym=lambda one: file.pseudonyms[one],
        document_pseudonym=lambda doc_id, person_id: pseudonym(key, f"{doc_id} {person_id}"),
        code_id=lambda text: file.codes.get(code_key(text), UNKNOWN_CODE),
        sharing=sharing,
    )


def _dossiers(house: House, rows: Sequence[Row]) -> Iterator[tuple[Dossier, tuple[Passage, ...]]]:
    for row in rows:
        dossier = load_dossier(house, row)
        yield dossier, dossier.texts()
