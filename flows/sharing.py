"""How few people of the case share what the corpus tells of one of them: k-anonymity (Sweeney 2002) over the facts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

# What identifies a person only together: a date counts by its year, as the public tables have it.
_TOLD = frozenset(("kind", "requesting_country", "complaint_date", "decision_date", "outcome"))
_DATES = frozenset(("complaint_date", "decision_date"))
Fact = tuple[str, str, str]  # record, field, value


def shared_by(facts: Iterable[Fact]) -> Mapping[str, int]:
    """By pseudonym of a subject, of how many people the facts tell the same, themselves among them."""
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    subjects: dict[str, set[str]] = defaultdict(set)
    for record, field, value in facts:
        if field == "subject":
            subjects[record].add(value)
        elif field in _TOLD:
            told[record].add((field, value[:4] if field in _DATES else value))
    people: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record, names in subjects.items():
        for one in names:
            people[one] |= told[record]
    same = Counter(frozenset(one) for one in people.values())
    return {pseudonym: same[frozenset(one)] for pseudonym, one in people.items()}
