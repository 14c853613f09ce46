"""Every identifier that can be known by its form or by the words around it."""

from collections.abc import Sequence

from redaction.identifiers_addresses import find_addresses
from redaction.identifiers_ages import find_ages
from redaction.identifiers_codes import find_codes
from redaction.identifiers_contact import find_contacts
from redaction.identifiers_dates import find_births
from redaction.identifiers_mrz import find_zones
from redaction.identifiers_numbers import find_numbers
from redaction.identifiers_online import find_online
from redaction.identifiers_streets import find_streets
from redaction.identifiers_told import find_told
from redaction.identifiers_whereabouts import find_whereabouts
from redaction.spans import Hit, is_asked

_FINDERS = (
    ("birth", find_births),
    ("age", find_ages),
    ("contact", find_contacts),
    ("contact", find_online),
    ("code", find_codes),
    ("number", find_numbers),
    ("number", find_told),
    ("number", find_zones),
    ("address", find_addresses),
    ("address", find_streets),
    ("whereabouts", find_whereabouts),
)


def find_identifiers(text: str, language: str, only: Sequence[str] = ("",)) -> list[Hit]:
    """Hits may overlap. The language is no filter: numbers of any country stand in letters in any language."""
    hits = (_trimmed(hit, text) for name, find in _FINDERS if is_asked(name, only) for hit in find(text))
    return sorted({hit for hit in hits if hit.start < hit.end})


def _trimmed(hit: Hit, text: str) -> Hit:
    body = text[hit.start : hit.end]
    start = hit.start + len(body) - len(body.lstrip())
    return Hit(start, max(start, hit.start + len(body.rstrip())), hit.type, hit.score, hit.detector)
