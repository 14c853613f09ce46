"""All mentions of a case become its people: one person across documents, scripts, case forms, order and initials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from redaction.anchors import assign
from redaction.clusters import Cluster, cluster
from redaction.forms_in_place import forms_in_place
from redaction.mention import Anchor, Anchors, Mention, PersonMatch
from redaction.name_forms import NameForm
from redaction.public import public_mentions
from redaction.readings import choose
from redaction.register import Register

__all__ = ["Anchor", "Anchors", "Identified", "Mention", "People", "Person", "PersonMatch", "resolve"]

_MOST_NAMES = 64


@dataclass(frozen=True)
class Person:
    """One human of the case. `keys` is how a later run knows them again; `former_ids` were found to be the same."""

    person_id: str
    names: tuple[str, ...] = field(repr=False)
    status: str
    register_name: str = field(default="", repr=False)
    keys: tuple[str, ...] = field(default=(), repr=False)
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identified:
    """What one mention means."""

    person_id: str
    match: PersonMatch


@dataclass(frozen=True)
class People:
    """The people of the case and whom each mention means, by `Mention.place`."""

    people: tuple[Person, ...] = field(default=(), repr=False)
    of: Mapping[tuple[int, int, int, int], Identified] = field(default_factory=dict, repr=False)

    def who(self, mention: Mention) -> Identified:
        """Raises KeyError for a mention that was not resolved."""
        return self.of[mention.place]


def resolve(mentions: Iterable[Mention], anchors: Anchors, register: Register, known: People | None = None) -> People:
    """Whom each mention means. Ids are given in order of first appearance; those of `known` people stay."""
    ordered = sorted({one.place: one for one in sorted(mentions)}.values())
    forms = [form for _, group in _documents(ordered) for form in forms_in_place(group)]
    keys = choose(ordered, forms)
    signs, public = _read(ordered, forms, keys, anchors, register)
    clusters = [_with_key(one, register) for one in cluster(ordered, forms, keys, signs, public)]
    people = _named(clusters, ordered, register, known.people if known else ())
    of = {
        ordered[at].place: Identified(
            person.person_id, PersonMatch.PUBLIC if group.entry is not None else PersonMatch.UNKNOWN
        )
        for group, person in zip(clusters, people, strict=True)
        for at in group.mentions
    }
    return People(_all_people(people, known.people if known else ()), of)


def _documents(ordered: Sequence[Mention]) -> list[tuple[int, list[Mention]]]:
    return [(doc, list(group)) for doc, group in groupby(ordered, key=lambda one: one.doc)]


def _read(
    ordered: Sequence[Mention], forms: Sequence[NameForm], keys: Sequence[str], anchors: Anchors, register: Register
) -> tuple[dict[int, set[str]], dict[int, int]]:
    """Document by document: the signs beside mentions, and which mentions are public."""
    signs: dict[int, set[str]] = {}
    public: dict[int, int] = {}
    first = 0
    for doc, document in _documents(ordered):
        last = first + len(document)
        beside = assign(document, anchors.get(doc, ()))
        found = (
            public_mentions(document, forms[first:last], keys[first:last], register, beside) if register.entries else {}
        )
        signs.update((first + at, one) for at, one in beside.items())
        public.update((first + at, entry) for at, entry in found.items())
        first = last
    return signs, public


def _with_key(group: Cluster, register: Register) -> Cluster:
    """A public person is known again by the register's line alone, so that no namesake ever takes that id over."""
    if group.entry is None:
        return group
    entry = register.entries[group.entry]
    return replace(group, keys=(f"public|{entry.name.casefold()}|{entry.born}",))


def _named(
    clusters: Sequence[Cluster], ordered: Sequence[Mention], register: Register, known: Sequence[Person]
) -> list[Person]:
    """A person for each cluster, in order of first appearance."""
    ids = _ids(clusters, known)
    former = {one.person_id: one for one in known}
    people = []
    for group, (own, others) in zip(clusters, ids, strict=True):
        entry = register.entries[group.entry] if group.entry is not None else None
        names = dict.fromkeys(ordered[at].text for at in group.mentions)
        earlier = [former[one] for one in (own, *others) if one in former]
        kept = dict.fromkeys([name for one in earlier for name in one.names] + list(names))
        people.append(
            Person(
                own,
                tuple(kept)[:_MOST_NAMES],
                PersonMatch.PUBLIC if entry else PersonMatch.UNKNOWN,
                entry.name if entry else "",
                tuple(dict.fromkeys([key for one in earlier for key in one.keys] + list(group.keys))),
                tuple(sorted({*others, *(one for each in earlier for one in each.former_ids)})),
            )
        )
    return people


def _ids(clusters: Sequence[Cluster], known: Sequence[Person]) -> list[tuple[str, tuple[str, ...]]]:
    """The id of each cluster and the known ids that it takes in; signs count before names, older ids before newer."""
    by_key: dict[str, list[str]] = {}
    for one in sorted(known, key=lambda person: person.person_id):
        for key in one.keys:
            by_key.setdefault(key, []).append(one.person_id)
    taken: dict[str, int] = {}
    claims: list[set[str]] = [set() for _ in clusters]
    for is_strong in (True, False):
        is_settled = [bool(one) for one in claims]
        for at, group in enumerate(clusters):
            for key in group.keys:
                if (key.count("|") > 0) is is_strong and not is_settled[at]:
                    for person_id in by_key.get(key, ()):
                        if taken.setdefault(person_id, at) == at:
                            claims[at].add(person_id)
    last = max((int(one.person_id[2:]) for one in known), default=0)
    found = []
    for claim in claims:
        if claim:
            own, *others = sorted(claim)
        else:
            last += 1
            own, others = f"p-{last:06d}", []
        found.append((own, tuple(others)))
    return found


def _all_people(people: Sequence[Person], known: Sequence[Person]) -> tuple[Person, ...]:
    """Those of this run and those known before who have no mention now, by id."""
    here = {one.person_id for one in people} | {old for one in people for old in one.former_ids}
    return tuple(sorted([*people, *(one for one in known if one.person_id not in here)], key=lambda one: _number(one)))


def _number(person: Person) -> int:
    return int(person.person_id[2:])
