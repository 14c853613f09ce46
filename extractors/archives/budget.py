"""How far one container may grow, and what its members' states say of the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.archives.naming import Taken, safe_path
from extractors.document import Member, MemberState
from extractors.limits import Limits


@dataclass
class Budget:
    """What is left of the bytes that one container may grow to, skipped ones included."""

    left: int
    largest: int

    @property
    def most(self) -> int:
        """What the next member may have."""
        return min(self.left, self.largest)

    def spend(self, amount: int) -> None:
        self.left = max(0, self.left - amount)


def budget_for(packed: int, limits: Limits) -> Budget:
    largest = min(limits.expansion_bytes, limits.reply_bytes * 11 // 16)
    return Budget(min(largest, max(limits.ratio_floor, packed * limits.ratio)), limits.member_bytes)


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


def members_of(files: Sequence[tuple[str, bytes]], limits: Limits) -> tuple[Member, ...]:
    """Files found inside one document, by their names, within the limits."""
    budget = Budget(limits.reply_bytes // 2, limits.member_bytes)
    taken = Taken()
    members: list[Member] = []
    for name, data in files[: limits.members]:
        path = taken.distinct(safe_path(name))
        is_cut = len(members) == limits.members - 1 and len(files) > limits.members
        if is_cut or len(data) > budget.most:
            members.append(Member(path, MemberState.OVER_LIMIT))
            continue
        budget.spend(len(data))
        members.append(Member(path, MemberState.READ, data))
    return tuple(members)
