"""What is said of a person beside the name: employer, health, belief, journeys, kinship; no facts of the case."""

from collections.abc import Sequence

from redaction.quasi_employers import find_employers
from redaction.quasi_said import find_beliefs, find_health, find_relations
from redaction.quasi_travel import find_travel
from redaction.spans import Hit

DETECTOR = "quasi"  # how the names of these detectors begin


def find_said(text: str, names: Sequence[Hit], tagged: Sequence[Hit]) -> list[Hit]:
    """`names` and other things found are disjoint and sorted; `tagged` are places and organisations of the readers."""
    hits = [*find_employers(text, tagged), *find_health(text), *find_beliefs(text), *find_relations(text)]
    return sorted([*hits, *find_travel(text, names, tagged)])
