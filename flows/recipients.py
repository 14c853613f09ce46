"""Who can open the case: recipients by kind, each change an act of the log, headers written anew for them."""

from dataclasses import dataclass

from flows.following import ORIGINALS, told_recipients
from flows.house import House, follow_recipients
from flows.problem import UndercroftProblem
from vault.age import rewrap
from vault.age_keys import Recipient, parse_recipient

_HEADS_AN_ENTRY = 400  # an entry holds at most 65,535 bytes


@dataclass(frozen=True)
class Key:
    """A recipient and what it opens: originals and all else, or the dossiers alone."""

    recipient: Recipient
    opens: str


def keys_of(house: House) -> list[Key]:
    """The recipients that the log names, in the order they came."""
    return [Key(parse_recipient(text), opens) for text, opens in told_recipients(house.catalogue)]


def add_key(house: House, text: str, opens: str) -> Key:
    """The act enters the log first, then undercroft.toml follows, then every header is written anew."""
    needs_to_open(house)
    key = Key(parse_recipient(text), opens)
    known = keys_of(house)
    if key.recipient.is_post_quantum != known[0].recipient.is_post_quantum:
        hint = "a case is post-quantum or classic as a whole; make another case for the other kind"
        raise UndercroftProblem("mixed_recipients", "the key is of another kind than the case's", hint)
    if key.recipient not in [one.recipient for one in known]:
        print_of = key.recipient.fingerprint
        house.commit([house.entry("key_added", key=key.recipient.text, fingerprint=print_of, opens=opens)])
    follow_recipients(house)
    rewrap_all(house)
    return key


def remove_key(house: House, name: str) -> Key:
    """By its text or its fingerprint. What was copied before can be opened with it for ever."""
    needs_to_open(house)
    known = keys_of(house)
    found = [one for one in known if name in (one.recipient.text, one.recipient.fingerprint)]
    if not found:
        raise UndercroftProblem("no_key", "the case has no such recipient", "see: undercroft keys CASE list")
    rest = [one for one in known if one not in found]
    if not any(one.opens == ORIGINALS for one in rest):
        raise UndercroftProblem("last_key", "nobody could open the originals any more", "add another key first")
    house.commit([house.entry("key_removed", fingerprint=found[0].recipient.fingerprint)])
    follow_recipients(house)
    rewrap_all(house)
    return found[0]


def rewrap_all(house: House) -> int:
    """Every header written anew for the recipients of now; how many. The former headers go once the log knows."""
    names = [(row.original, house.recipients) for row in house.catalogue.rows()]
    names.append((house.catalogue.kept("object:secret"), house.secret_recipients))
    told = [one.fingerprint for one in house.secret_recipients]
    for start in range(0, len(names), _HEADS_AN_ENTRY):
        heads = []
        for name, recipients in names[start : start + _HEADS_AN_ENTRY]:
            head = house.store.read_head(name)
            if head:
                heads.append([name, house.store.add_head(name, rewrap(head, house.identities, recipients))])
        house.commit([house.entry("rewrapped", heads=heads, recipients=told)])
        for name, digest in heads:
            house.store.keep_head(name, digest)
    return len(names)


def can_open(house: House) -> bool:
    """Whether an identity given opens the originals; one for scheduled runs opens dossiers alone."""
    return any(one.recipient in house.recipients for one in house.identities)


def needs_to_open(house: House) -> None:
    """Before anything is logged: who removes his own key still opens what is sealed to it."""
    if not can_open(house):
        hint = "give the identity of a recipient of the originals with --identity FILE"
        raise UndercroftProblem("wrong_identity", "this identity does not open the originals", hint)
