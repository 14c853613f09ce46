"""Who can open the case: recipients by kind, each change an act of the log, headers written anew for them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.house import House
from flows.problem import UndercroftProblem
from flows.settings import put_recipients
from vault.age import rewrap
from vault.age_keys import Recipient, parse_recipient

ORIGINALS, DOSSIERS = "originals", "dossiers"
_HEADS_AN_ENTRY = 400  # an entry holds at most 65,535 bytes


@dataclass(frozen=True)
class Key:
    """A recipient and what it opens: originals and all else, or the dossiers alone."""

    recipient: Recipient
    opens: str


def keys_of(house: House) -> list[Key]:
    """The recipients that the log names, in the order they came."""
    told = json.loads(house.catalogue.kept("recipients") or "[]")
    return [Key(parse_recipient(text), opens) for text, opens in told]


def add_key(house: House, text: str, opens: str) -> Key:
    """The act enters the log first, then undercroft.toml follows, then every header is written anew."""
    key = Key(parse_recipient(text), opens)
    known = keys_of(house)
    if key.recipient.is_post_quantum != known[0].recipient.is_post_quantum:
        hint = "a case is post-quantum or classic as a whole; make another case for the other kind"
        raise UndercroftProblem("mixed_recipients", "the key is of another kind than the case's", hint)
    if key.recipient not in [one.recipient for one in known]:
        print_of = key.recipient.fingerprint
        house.commit([house.entry("key_added", key=key.recipient.text, fingerprint=print_of, opens=opens)])
    follow_keys(house)
    rewrap_all(house)
    return key


def remove_key(house: House, name: str) -> Key:
    """By its text or its fingerprint. What was copied before can be opened with it for ever."""
    known = keys_of(house)
    found = [one for one in known if name in (one.recipient.text, one.recipient.fingerprint)]
    if not found:
        raise UndercroftProblem("no_key", "the case has no such recipient", "see: undercroft keys CASE list")
    rest = [one for one in known if one not in found]
    if not any(one.opens == ORIGINALS for one in rest):
        raise UndercroftProblem("last_key", "nobody could open the originals any more", "add another key first")
    house.commit([house.entry("key_removed", fingerprint=found[0].recipient.fingerprint)])
    follow_keys(house)
    rewrap_all(house)
    return found[0]


def rewrap_all(house: House) -> int:
    """Every header written anew for the recipients of now; how many. The former headers go once the log knows."""
    _needs_to_open(house)
    names = [(row.original, house.recipients) for row in house.catalogue.rows()]
    names.append((house.catalogue.kept("object:secret"), house.secret_recipients))
    for part in _parts(names):
        heads = []
        for name, recipients in part:
            head = house.store.read_head(name)
            if head:
                heads.append([name, house.store.add_head(name, rewrap(head, house.identities, recipients))])
        told = [one.fingerprint for one in house.secret_recipients]
        house.commit([house.entry("rewrapped", heads=heads, recipients=told)])
        for name, digest in heads:
            house.store.keep_head(name, digest)
    return len(names)


def follow_keys(house: House) -> None:
    """Makes undercroft.toml say what the log says."""
    house.recipients = tuple(one.recipient for one in keys_of(house) if one.opens == ORIGINALS)
    put_recipients(house.case, [one.text for one in house.recipients])


def _needs_to_open(house: House) -> None:
    if not any(one.recipient in house.recipients for one in house.identities):
        hint = "give the identity of a recipient of the originals with --identity FILE"
        raise UndercroftProblem("wrong_identity", "this identity does not open the originals", hint)


def _parts(names: Sequence[tuple[str, tuple[Recipient, ...]]]) -> Iterator[Sequence[tuple[str, tuple[Recipient, ...]]]]:
    for start in range(0, len(names), _HEADS_AN_ENTRY):
        yield names[start : start + _HEADS_AN_ENTRY]
