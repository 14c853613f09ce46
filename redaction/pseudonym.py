"""Keyed names for people and cases: stable within a case, meaningless outside it."""

import hashlib
import hmac
from collections.abc import Callable, Mapping

# Thirty-two signs without I, L, O and U, so that nothing is misread or spells a word by chance.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MINIMUM = 6
_LONGEST = 12


def pseudonym(key: bytes, person_id: str, taken: Callable[[str], bool] | Mapping[str, str] | None = None) -> str:
    """Like `7F3K-Q2`. `taken` says whether another id has a form already, or maps forms to ids;
    a taken form is answered with more of the same digest."""
    if len(key) < 16:
        raise ValueError("the key is too short")
    digits = _digits(hmac.new(key, b"undercroft pseudonym\x00" + person_id.encode(), hashlib.sha256).digest())
    for length in range(_MINIMUM, _LONGEST + 1):
        form = f"{digits[:4]}-{digits[4:length]}"
        if not _is_taken(form, person_id, taken):
            return form
    raise ValueError("no free pseudonym")


def pseudonyms(key: bytes, ids: list[str]) -> dict[str, str]:
    """Pseudonyms of many ids, in the order of the list: an earlier id never changes because of a later one."""
    forms: dict[str, str] = {}
    found: dict[str, str] = {}
    for one in ids:
        if one not in found:
            found[one] = pseudonym(key, one, forms)
            forms[found[one]] = one
    return found


def _is_taken(form: str, person_id: str, taken: Callable[[str], bool] | Mapping[str, str] | None) -> bool:
    if taken is None:
        return False
    if isinstance(taken, Mapping):
        return taken.get(form, person_id) != person_id
    return taken(form)


def _digits(digest: bytes) -> str:
    number = int.from_bytes(digest, "big")
    return "".join(ALPHABET[(number >> (5 * at)) & 31] for at in range(_LONGEST))
