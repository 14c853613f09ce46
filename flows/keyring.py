"""The keyring of a case: keys for what the leak holds encrypted, sealed as the register is, forgotten at will."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractors.keys import NO_KEYS, Keys
from extractors.unlock.key_files import CODES, KeyProblem, keys_in
from flows.belongings import replacing
from flows.house import House
from flows.problem import UndercroftProblem
from vault.secret import open_record, seal_record

KEYRING = "keyring"  # what is kept under this name tells one state of the keyring from another
COUNTS = "keyring_counts"
_MOST_BYTES = 4 << 20  # it travels to a worker whole


def load_keys(house: House) -> Keys:
    """All keys given so far, or none."""
    name = house.catalogue.kept(f"object:{KEYRING}")
    if not name:
        return NO_KEYS
    return msgspec.msgpack.decode(open_record(house.secret, KEYRING, name, house.store.read(name)), type=Keys)


def add_keys(house: House, files: Sequence[Path], passphrase_file: Path | None = None) -> Keys:
    """What the keyring holds now; the same keys given again change nothing. Raises UndercroftProblem."""
    known = load_keys(house)
    keys = known + read_keys(files, passphrase_file, known)
    data = msgspec.msgpack.encode(keys)
    if len(data) > _MOST_BYTES:
        raise UndercroftProblem("keyring_full", "the keyring would grow beyond 4 MiB", "forget it, and give fewer")
    if keys != known:
        told = replacing(house, keyring=lambda name: seal_record(house.secret, KEYRING, name, data))
        _log(house, keys, house.secret.keyed_digest(KEYRING, data), told)
    return keys


def forget_keys(house: House) -> bool:
    """Whether there were any. What they opened stays open."""
    name = house.catalogue.kept(f"object:{KEYRING}")
    if name:
        _log(house, NO_KEYS, "", {"drops": [name], "keeps": {KEYRING: ""}})
    return bool(name)


def counts_of(house: House) -> dict[str, int]:
    """How many keys of each kind; needs no identity."""
    told = house.catalogue.kept(COUNTS)
    return {**NO_KEYS.counts(), **(msgspec.json.decode(told, type=dict[str, int]) if told else {})}


def read_keys(files: Sequence[Path], passphrase_file: Path | None = None, known: Keys = NO_KEYS) -> Keys:
    """Passwords first, whichever order they come in: they are tried on the keys that are locked."""
    passphrases = [_first_line(passphrase_file)] if passphrase_file else []
    passphrases += known.passwords
    found, locked = NO_KEYS, []
    for file in files:
        data = _bytes_of(file)
        try:
            found += keys_in(data, passphrases)
        except KeyProblem as problem:
            if problem.code != "key_locked":
                raise _refused(problem.code) from None
            locked.append(data)
    for data in locked:
        try:
            found += keys_in(data, [*passphrases, *found.passwords])
        except KeyProblem as problem:
            raise _refused(problem.code) from None
    return found


def _refused(code: str) -> UndercroftProblem:
    what, hint = CODES[code]
    return UndercroftProblem(code, what, hint)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise UndercroftProblem("no_source", "a file of keys cannot be read", "check its path") from None


def _first_line(file: Path) -> str:
    try:
        return _bytes_of(file).decode("utf-8-sig").split("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise UndercroftProblem(
            "no_key", "the passphrase is no text in UTF-8", "write it into a file of its own"
        ) from None


def _log(house: House, keys: Keys, digest: str, told: dict[str, object]) -> None:
    counts = keys.counts()
    values = {KEYRING: digest, COUNTS: msgspec.json.encode(counts).decode()}
    house.commit([house.entry("keyring", **counts, **told, values=values)])
