"""Records of one case joined across documents by its codes, and never more than that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stub:
    """What joining looks at of a record: its own code, all codes said to be of the case, the subject, a date."""

    key: tuple[str, int]
    own: str
    codes: tuple[str, ...]
    subject: str = ""
    dates: tuple[str, ...] = field(default=())


def joined(stubs: Sequence[Stub]) -> Mapping[tuple[str, int], str]:
    """A record id for each stub.

    A record's own code is the case's: two that are both some record's own are never made one by a third record that
    mentions both. A notice number leads to a case only if it is given as that of a single one.
    """
    main = {one.own for one in stubs if one.own and any(code != one.own for code in one.codes)} | _owned(stubs)
    leads: dict[str, set[str]] = defaultdict(set)
    for one in stubs:
        for code in one.codes:
            if code != one.own and code and one.own:
                leads[code].add(one.own)
    ends = {code: _end(code, leads) for code in main | leads.keys()}
    named = {one.key: ends.get(one.own, one.own) for one in stubs if one.own}
    people = _by_person(stubs, named)
    return {one.key: f"R-{_name(one, named, people)}" for one in stubs}


def _owned(stubs: Iterable[Stub]) -> set[str]:
    return {one.own for one in stubs if one.own}


def _end(code: str, leads: Mapping[str, set[str]]) -> str:
    """The case that a code leads to by single steps; one that leads to several stays itself."""
    seen = {code}
    while len(leads.get(code, ())) == 1:
        (after,) = leads[code]
        if after in seen:
            return min(seen)
        seen.add(after)
        code = after
    return code


def _by_person(stubs: Sequence[Stub], named: Mapping[tuple[str, int], str]) -> Mapping[str, str]:
    """The one case that a subject has, for those who have just one."""
    cases: dict[str, Counter[str]] = defaultdict(Counter)
    for one in stubs:
        if one.subject and one.key in named:
            cases[one.subject][named[one.key]] += 1
    return {subject: next(iter(found)) for subject, found in cases.items() if len(found) == 1}


def _name(one: Stub, named: Mapping[tuple[str, int], str], people: Mapping[str, str]) -> str:
    if one.key in named:
        return named[one.key]
    return people.get(one.subject, "") or f"{one.key[0]}-{one.key[1]}"
