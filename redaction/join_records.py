"""Records of one case joined across documents by its codes, its subject or its day, and never more than that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

Key = tuple[str, int]
_LETTERS = ("complaint", "message", "")  # kinds whose reference may be the writer's own
_FEW_DAYS = 150  # complaints of a country fall on so many days; over ten years, one in 25 more meets one by chance
_FILED = ("decision", "register")
_OF_CASES = ("decision", "register", "message", "")  # kinds whose reference is the case's


@dataclass(frozen=True)
class Stub:
    """What joining looks at of a record: its own code, all codes said to be of the case, and what tells cases apart."""

    key: Key
    own: str
    codes: tuple[str, ...]
    subject: str = ""
    country: str = ""
    complaint_date: str = ""
    decision_date: str = ""
    kind: str = ""


def joined(stubs: Sequence[Stub]) -> Mapping[Key, str]:
    """A record id for each stub.

    Two codes that are each some record's own are never made one because a third record mentions both. A notice
    number leads to a case if it is given as that of a single one. A record without a code of its own, or with one
    that no other document bears, goes to the one case that its subject has, or to that which came, or was decided,
    on the same day at the request of the same country, as long as two such are unlikely to meet by chance.
    """
    stubs = _without_void(stubs)
    leads: dict[str, set[str]] = defaultdict(set)
    for one in stubs:
        for code in one.codes:
            if one.own and code != one.own:
                leads[code].add(one.own)
    names = {one.key: _by_code(one, leads) or f"{one.key[0]}-{one.key[1]}" for one in stubs}
    names = _by_subject(stubs, names)
    names = _by_day(stubs, names, "decision_date")
    names = _by_day(stubs, names, "complaint_date")
    names = _by_bare_day(stubs, names)
    return {key: f"R-{name}" for key, name in names.items()}


def _without_void(stubs: Sequence[Stub]) -> list[Stub]:
    """A code under which one document tells of several days or countries names no case: it was not made out."""
    told: dict[tuple[str, str], list[Stub]] = defaultdict(list)
    for one in stubs:
        if one.own:
            told[(one.key[0], one.own)].append(one)
    void = {code for (_, code), said in told.items() if len(said) > 1 and _differ(said)}
    return [
        replace(
            one, own="" if one.own in void else one.own, codes=tuple(code for code in one.codes if code not in void)
        )
        if void.intersection((one.own, *one.codes))
        else one
        for one in stubs
    ]


def _differ(said: Sequence[Stub]) -> bool:
    days, countries = {one.complaint_date for one in said} - {""}, {one.country for one in said} - {"", "unspecified"}
    return len(days) > 1 or len(countries) > 1


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


def _loose(stubs: Iterable[Stub], names: Mapping[Key, str]) -> set[Key]:
    """Records that no code ties to a record of another document."""
    documents: dict[str, set[str]] = defaultdict(set)
    for one in stubs:
        documents[names[one.key]].add(one.key[0])
    return {one.key for one in stubs if len(documents[names[one.key]]) == 1}


def _by_subject(stubs: Sequence[Stub], names: Mapping[Key, str]) -> dict[Key, str]:
    """Loose letters go to the case of their subject: that of the same day, or the only one if a day is not told."""
    loose = _loose(stubs, names)
    cases: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in stubs:
        if one.subject and one.own and one.kind in _OF_CASES:
            cases[one.subject][names[one.key]] |= {one.complaint_date} - {""}
    out = dict(names)
    for one in stubs:
        if one.subject and one.kind in _LETTERS and (one.key in loose or not one.own):
            others = {name: days for name, days in cases[one.subject].items() if name != names[one.key]}
            same = [name for name, days in others.items() if one.complaint_date in days]
            if not same and len(others) == 1 and not (one.complaint_date and any(others.values())):
                same = list(others)
            if len(same) == 1:
                out[one.key] = same[0]
    return out


def _by_day(stubs: Sequence[Stub], names: Mapping[Key, str], what: str) -> dict[Key, str]:
    """Records of one day and country meet if at most one is borne out by several decisions or registers."""
    filed: dict[str, set[str]] = defaultdict(set)
    for one in stubs:
        if one.kind in _FILED:
            filed[names[one.key]].add(one.key[0])
    groups: dict[tuple[str, str], dict[str, list[Stub]]] = defaultdict(lambda: defaultdict(list))
    for one in stubs:
        day = str(getattr(one, what))
        if day and one.country not in ("", "unspecified"):
            groups[(one.country, day)][names[one.key]].append(one)
    days = Counter(country for country, _ in groups)
    renamed: dict[str, str] = {}
    for (country, _), cases in groups.items():
        firm = [name for name in cases if len(filed[name]) > 1]
        if len(cases) > 1 and len(firm) < 2 and days[country] <= _FEW_DAYS and _may_meet(list(cases.values())):
            renamed |= dict.fromkeys(cases, firm[0] if firm else _named_by(cases))
    return {key: renamed.get(name, name) for key, name in names.items()}


def _by_bare_day(stubs: Sequence[Stub], names: Mapping[Key, str]) -> dict[Key, str]:
    """A record with neither code nor country goes to the one case of its day, in a leak of few days."""
    cases: dict[str, dict[str, list[Stub]]] = defaultdict(lambda: defaultdict(list))
    for one in stubs:
        if one.complaint_date:
            cases[one.complaint_date][names[one.key]].append(one)
    out = dict(names)
    for one in stubs if len(cases) <= _FEW_DAYS else ():
        if one.complaint_date and not one.codes and one.country in ("", "unspecified"):
            others = [name for name in cases[one.complaint_date] if name != names[one.key]]
            if len(others) == 1 and _may_meet([cases[one.complaint_date][others[0]], [one]]):
                out[one.key] = others[0]
    return out


def _named_by(cases: Mapping[str, Sequence[Stub]]) -> str:
    """The name that is a decision's or a register's code, else any record's, else the first."""

    def rank(name: str) -> tuple[bool, bool, str]:
        said = cases[name]
        return not any(one.own and one.kind in _FILED for one in said), not any(one.own for one in said), name

    return min(cases, key=rank)


def _may_meet(cases: Sequence[Sequence[Stub]]) -> bool:
    """No document tells of two of them, they share their days, and two that are filed were decided on one day."""
    documents = [{one.key[0] for one in said} for said in cases]
    received = {one.complaint_date for said in cases for one in said} - {""}
    decided = {one.decision_date for said in cases for one in said} - {""}
    filed = [said for said in cases if any(one.own and one.kind in _FILED for one in said)]
    is_one_ruling = len(decided) == 1 and all(any(one.decision_date for one in said) for said in filed)
    is_apart = len(set().union(*documents)) == sum(map(len, documents))
    return is_apart and len(received) < 2 and len(decided) < 2 and (len(filed) < 2 or is_one_ruling)
