"""A name as it stands somewhere in the case, what stands beside it, and whom it turned out to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class PersonMatch(StrEnum):
    """What the person meant by a mention is: only a match to the register (or a ruling) makes it public."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Mention:
    """`doc` counts the caller's documents, in a stable order; `before` and `after` are up to 80 characters."""

    doc: int
    passage: int
    start: int
    end: int
    text: str = field(repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)

    @property
    def place(self) -> tuple[int, int, int, int]:
        """What tells this mention from all others."""
        return (self.doc, self.passage, self.start, self.end)


@dataclass(frozen=True, order=True)
class Anchor:
    """A finding that is no name (a birth date, a passport): the document's other signs of who somebody is."""

    type: str
    passage: int
    start: int
    end: int
    text: str = field(repr=False)


Anchors = Mapping[int, Sequence[Anchor]]
