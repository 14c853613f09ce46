"""What holds for the members of any container: each name once, and what their states say of the whole."""

from collections.abc import Iterable

from extractors.document import Member, MemberState

_REASONS = (
    (MemberState.ENCRYPTED, "partly_encrypted"),
    (MemberState.OVER_LIMIT, "partly_over_limit"),
    (MemberState.BROKEN, "partly_broken"),
    (MemberState.UNSUPPORTED, "partly_broken"),
)


def reason_of(members: Iterable[Member]) -> str:
    """The gravest reason why a container was read in part, or nothing."""
    states = {member.state for member in members}
    return next((code for state, code in _REASONS if state in states), "")


class Taken:
    """Gives a name that was there before a number in front of its suffix."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def distinct(self, name: str) -> str:
        number = self._next.get(name)
        if number is None:
            self._next[name] = 2
            return name
        folder, slash, last = name.rpartition("/")
        stem, dot, suffix = last.rpartition(".")
        if not stem:
            stem, dot, suffix = last, "", ""
        found = name
        while found in self._next:
            found = f"{folder}{slash}{stem} ({number}){dot}{suffix}"
            number += 1
        self._next[name] = number
        self._next[found] = 2
        return found
