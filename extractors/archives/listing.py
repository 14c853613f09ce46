"""What an archive's own directory says of one file."""

from dataclasses import dataclass, field

from extractors.document import MemberState


@dataclass(frozen=True)
class Listed:
    """`state` is set where the directory already tells that the file cannot be read."""

    name: str = field(repr=False)
    state: MemberState | None = None
