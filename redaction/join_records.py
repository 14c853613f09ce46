"""Records of one case joined across documents by its codes, and never more than that."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, int]
_LETTERS = ("complaint", "message", "")  # kinds whose reference may be the writer's own


@dataclass(frozen=True)
class Stub:
    """What joining looks at of a record: its own code, all codes said to be of the case, subject, date, kind."""

    key: Key
    own: str
    codes: tuple[str, ...]
    subject: str = ""
    complaint_date: str = ""
    kind: str = ""


def joined(stubs: Sequence[Stub]) -> Mapping[Key, str]:
    """A record id for each stub.

    Two codes that are each some record's own are never made one because a third record mentions both. A notice
    number leads to a case if it is given as that of a single one; a record without a code of its own goes to the one
    case of its subject, if that person has just one.
    """
    leads: dict[str, set[str]] = defaultdict(set)
    for one in stubs:
        for code in one.codes:
            if one.own and code != one.own:
                leads[code].add(one.own)
    named = {one.key: name for one in stubs if (name := _by_code(one, leads))}
    cases = _cases(stubs, named)
    uses = Counter(named.values())
    return {one.key: f"R-{_name(one, named.get(one.key, ''), cases, uses)}" for one in stubs}


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


@dataclass(frozen=True)
class _Known:
    """A case of a person: its name, and the days on which its complaint is said to have come."""

    name: str
    dates: frozenset[str]


def _cases(stubs: Sequence[Stub], named: Mapping[Key, str]) -> Mapping[str, list[_Known]]:
    """The cases of each subject that have a code of their own in a decision or a register."""
    dates: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in stubs:
        if one.subject and one.own and one.kind in ("decision", "register", "message"):
            dates[(one.subject, named[one.key])] |= {one.complaint_date} - {""}
    found: dict[str, list[_Known]] = defaultdict(list)
    for (subject, name), days in dates.items():
        found[subject].append(_Known(name, frozenset(days)))
    return found


def _name(one: Stub, name: str, cases: Mapping[str, list[_Known]], uses: Counter[str]) -> str:
    """By its code; a letter's code that no other document bears yields to its subject's only case."""
    is_loose = not name or (uses[name] == 1 and one.kind in _LETTERS) or (not one.own and one.kind in _LETTERS)
    if is_loose and one.subject:
        others = [known for known in cases.get(one.subject, []) if known.name != name]
        same_day = [known for known in others if one.complaint_date and one.complaint_date in known.dates]
        if len(same_day) == 1:
            return same_day[0].name
        if len(others) == 1 and not (one.complaint_date and others[0].dates):
            return others[0].name
    return name or f"{one.key[0]}-{one.key[1]}"
