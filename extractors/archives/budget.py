"""How far one container may grow."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.archives.naming import safe_path
from extractors.document import Member, MemberState
from extractors.limits import Limits
from extractors.members import Taken


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
