"""Which dictionary form each inflected name has: what is certain in the document, then in the case, decides."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from redaction.mention import Mention
from redaction.name_forms import NameForm, full_keys


def choose(ordered: Sequence[Mention], forms: Sequence[NameForm]) -> list[str]:
    """The key of each full name; empty for other mentions. The same readings in a document get the same key."""
    votes, certain = _votes(forms)
    keys: list[str] = []
    for _, group in groupby(ordered, key=lambda one: one.doc):
        here = forms[len(keys) : len(keys) + len(list(group))]
        sure = {readings[0] for form in here if len(readings := _readings(form)) == 1}
        keys += [_best(_readings(form), sure, certain, votes) for form in here]
    return keys


def _readings(form: NameForm) -> tuple[str, ...]:
    return full_keys(form) if form.is_full else ()


def _votes(forms: Sequence[NameForm]) -> tuple[Counter[str], set[str]]:
    votes: Counter[str] = Counter()
    certain = set()
    for form in set(forms):
        readings = _readings(form)
        votes.update(readings)
        if len(readings) == 1:
            certain.add(readings[0])
    return votes, certain


def _best(readings: Sequence[str], sure: set[str], certain: set[str], votes: Counter[str]) -> str:
    if len(readings) < 2:
        return readings[0] if readings else ""
    for known in (sure, certain):
        fitting = [one for one in readings if one in known]
        if fitting:
            return max(fitting, key=lambda one: (votes[one], -readings.index(one)))
    return max(readings, key=lambda one: (votes[one], -len(one), one))
