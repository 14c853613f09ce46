"""undercroft keys CASE list|add|remove|split|unlock|unlocks|lock"""

import argparse
from itertools import combinations
from pathlib import Path

from flows.commands.given import identities_of
from flows.following import DOSSIERS, ORIGINALS
from flows.house import opened
from flows.keyring import add_keys, counts_of, forget_keys
from flows.problem import DONE, UndercroftProblem
from flows.recipients import add_key, keys_of, remove_key
from flows.terminal import complain, show_json
from vault.age import encrypt_bytes
from vault.age_armor import armor
from vault.age_keys import parse_recipient
from vault.store import write_whole

_NO_REVOCATION = "what was copied before can still be opened with that key; if it is lost: undercroft vault CASE reseal"


def list_keys(options: argparse.Namespace) -> int:
    """Fingerprints, and what each key opens; needs no identity."""
    with opened(Path(options.case), changes=False) as house:
        for one in keys_of(house):
            if options.json:
                show_json({"fingerprint": one.recipient.fingerprint, "opens": one.opens, "key": one.recipient.text})
            else:
                print(f"{one.recipient.fingerprint}  {one.opens}")
    return DONE


def add(options: argparse.Namespace) -> int:
    """Logged; the headers are written anew, the originals themselves are not touched."""
    with opened(Path(options.case), identities_of(options)) as house:
        key = add_key(house, options.recipient, DOSSIERS if options.dossiers_only else ORIGINALS)
    print(f"added {key.recipient.fingerprint} ({key.opens})")
    return DONE


def remove(options: argparse.Namespace) -> int:
    """Logged; says that this is no revocation."""
    with opened(Path(options.case), identities_of(options)) as house:
        key = remove_key(house, options.key)
    print(f"removed {key.recipient.fingerprint}")
    complain("removing a key is no revocation", _NO_REVOCATION)
    return DONE


def split(options: argparse.Namespace) -> int:
    """The identity sealed so that any `--any` of the `--of` holders together can open it: nested age over each set."""
    holders = [parse_recipient(text) for text in options.recipient]
    if options.any < 2 or options.any > options.of or options.of != len(set(holders)):
        hint = "for instance --any 2 --of 3 with three different --recipient"
        raise UndercroftProblem("bad_split", "the numbers and the recipients do not go together", hint)
    folder = Path(options.output)
    if not folder.is_dir():
        raise UndercroftProblem("no_folder", "the folder for the parts is not there", "make it first")
    secret = "".join(f"{one.text}\n" for one in identities_of(options)).encode("ascii")
    for chosen in combinations(holders, options.any):
        data = secret
        for holder in chosen:
            data = encrypt_bytes(data, [holder])
        name = "+".join(one.fingerprint for one in chosen)
        write_whole(folder / f"{name}.age", armor(data))
        print(folder / f"{name}.age")
    complain("open the last holder's layer first", "age -d -i KEY-OF-LAST PART.age | age -d -i KEY-OF-FIRST > identity")
    return DONE


def unlock(options: argparse.Namespace) -> int:
    """Logged by how many of each kind; what they are is sealed."""
    passphrase = Path(options.passphrase_of_key) if options.passphrase_of_key else None
    with opened(Path(options.case), identities_of(options)) as house:
        counts = add_keys(house, [Path(one) for one in options.files], passphrase).counts()
    print(f"keyring: {_told(counts)}; `undercroft process` tries it on what is encrypted")
    return DONE


def list_unlocks(options: argparse.Namespace) -> int:
    """Needs no identity."""
    with opened(Path(options.case), changes=False) as house:
        counts = counts_of(house)
    if options.json:
        show_json(counts)
    else:
        print(f"keyring: {_told(counts)}")
    return DONE


def lock(options: argparse.Namespace) -> int:
    """Logged; what was opened stays open."""
    with opened(Path(options.case), identities_of(options)) as house:
        had_any = forget_keys(house)
    print("keyring: forgotten" if had_any else "keyring: there was nothing to forget")
    return DONE


def _told(counts: dict[str, int]) -> str:
    names = {"passwords": "passwords", "smime": "S/MIME keys", "openpgp": "OpenPGP keys"}
    return ", ".join(f"{number} {names[kind]}" for kind, number in counts.items())
