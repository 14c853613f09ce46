"""Records of one case joined across documents by its codes, its subject, or its day, and never more than that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

Key = tuple[str, int]
_LETTERS = ("complaint", "message", "")  # kinds whose reference may be the writer's own
_OF_CASES = ("decision", "register", "message", "")  # kinds whose reference is the case's


@dataclass(frozen=True)
class Stub:
    """What joining looks at of a record: its own code, all codes said to be of the case, and what tells cases apart."""

    key: Key
    own: str
    codes: tuple[str, ...]
    subject: str = ""
    representative: str = ""
    country: str = ""
    complaint_date: str = ""
    kind: str = ""


@dataclass(frozen=True)
class _Case:
    """A case that bears a code, and what its documents say of it."""

    name: str
    subjects: frozenset[str]
    representatives: frozenset[str]
    countries: frozenset[str]
    dates: frozenset[str]


def joined(stubs: Sequence[Stub]) -> Mapping[Key, str]:
    """A record id for each stub.

    Two codes that are each some record's own are never made one because a third record mentions both. A notice
    number leads to a case if it is given as that of a single one. A record without a code of its own, or with one
    that no other document bears, goes to the one case that its subject has, or that came on the same day at the
    request of the same country.
    """
    stubs = _without_void(stubs)
    leads: dict[str, set[str]] = defaultdict(set)
    for one in stubs:
        for code in one.codes:
            if one.own and code != one.own:
                leads[code].add(one.own)
    named = {one.key: name for one in stubs if (name := _by_code(one, leads))}
    uses = Counter(named.values())
    cases = _Cases(_cases(stubs, named))
    first: dict[tuple[str, str], Key] = {}
    for one in stubs:
        if one.key not in named and _is_dated(one):
            first.setdefault((one.complaint_date, one.country), one.key)
    names = {one.key: _name(one, named.get(one.key, ""), cases, uses) for one in stubs}
    return {one.key: f"R-{names[one.key] or _own_name(one, first)}" for one in stubs}


def _without_void(stubs: Sequence[Stub]) -> list[Stub]:
    """A code that two records of one document call their own names no case: it is a file's, or was not made out."""
    borne = Counter((one.key[0], one.own) for one in stubs if one.own)
    void = {code for (_, code), count in borne.items() if count > 1}
    return [
        replace(
            one, own="" if one.own in void else one.own, codes=tuple(code for code in one.codes if code not in void)
        )
        if void.intersection((one.own, *one.codes))
        else one
        for one in stubs
    ]


def _by_code(one: Stub, leads: Mapping[str, set[str]]) -> str:
    if one.own:
        return _end(one.own, leads)
    for code in one.codes:
        if len(leads.get(code, ())) == 1:
            return _end(code, leads)
    return one.codes[0] if one.codes else ""


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


def _cases(stubs: Iterable[Stub], named: Mapping[Key, str]) -> list[_Case]:
    """The cases that a decision, a register or a letter of the Commission gives a code of their own."""
    told: dict[str, list[Stub]] = defaultdict(list)
    for one in stubs:
        if one.own and one.kind in _OF_CASES:
            told[named[one.key]].append(one)
    return [
        _Case(
            name,
            frozenset(one.subject for one in said) - {""},
            frozenset(one.representative for one in said) - {""},
            frozenset(one.country for one in said) - {"", "unspecified"},
            frozenset(one.complaint_date for one in said) - {""},
        )
        for name, said in told.items()
    ]


class _Cases:
    """Cases by their subjects, and by the day and country of their complaints."""

    def __init__(self, cases: Iterable[_Case]) -> None:
        self._by_subject: dict[str, list[_Case]] = defaultdict(list)
        self._by_day: dict[str, list[_Case]] = defaultdict(list)
        for case in cases:
            for subject in case.subjects:
                self._by_subject[subject].append(case)
            for day in case.dates:
                self._by_day[day].append(case)

    def of_subject(self, one: Stub, name: str) -> str:
        """The case of the same person, if its complaint came the same day, or there is one case and no day."""
        others = [case for case in self._by_subject.get(one.subject, []) if case.name != name]
        same = [case for case in others if one.complaint_date in case.dates]
        if len(same) == 1:
            return same[0].name
        return others[0].name if len(others) == 1 and not (one.complaint_date and others[0].dates) else ""

    def of_day(self, one: Stub, name: str, *, is_own: bool) -> str:
        """The case of the same day and country; of the same counsel too, if the record has a code of its own."""
        same = [
            case
            for case in self._by_day.get(one.complaint_date, [])
            if case.name != name
            and (one.country in case.countries or not case.countries)
            and (not is_own or one.representative in case.representatives)
        ]
        return same[0].name if len(same) == 1 else ""


def _name(one: Stub, name: str, cases: _Cases, uses: Counter[str]) -> str:
    """By its code; a letter's code that no other document bears yields to its subject's case, or its day's."""
    is_loose = not name or (one.kind in _LETTERS and (uses[name] == 1 or not one.own))
    if is_loose and one.subject and (found := cases.of_subject(one, name)):
        return found
    if is_loose and _is_dated(one) and (found := cases.of_day(one, name, is_own=bool(one.own))):
        return found
    return name


def _is_dated(one: Stub) -> bool:
    return bool(one.complaint_date) and one.country not in ("", "unspecified")


def _own_name(one: Stub, first: Mapping[tuple[str, str], Key]) -> str:
    """Of a record without any code: its place, or that of the first such record of the same day and country."""
    doc_id, at = first.get((one.complaint_date, one.country), one.key)
    return f"{doc_id}-{at}"
