"""Keys that an editor gave to open encrypted things of a leak with, and how long one file is tried with them."""

import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Never

from extractors.problem import ReadProblem

_SECONDS = 60.0  # of processor time for one file: some thousand passwords of an archive, some hundred of an office file
_BETWEEN_TICKS = 1.0
# First bytes of what only a password opens: ZIP, 7z, PDF. An OLE file may be a mail of Outlook.
_FOR_PASSWORDS = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"%PDF-")


@dataclass(frozen=True)
class SmimeKey:
    """A private key (PKCS #8, DER, in clear) and the certificate that mail is encrypted to (X.509, DER)."""

    key: bytes = field(repr=False)
    certificate: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenPgpKey:
    """A transferable secret key, binary or armoured, and the passphrase that opens it (often none)."""

    data: bytes = field(repr=False)
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True)
class Keys:
    """All that one case was given. In memory and in sealed records only: not shown, and never pickled."""

    passwords: tuple[str, ...] = field(default=(), repr=False)
    smime: tuple[SmimeKey, ...] = field(default=(), repr=False)
    openpgp: tuple[OpenPgpKey, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return any(self.counts().values())

    def __add__(self, other: "Keys") -> "Keys":
        """Both, in the order they came, each once."""
        return Keys(
            *(tuple(dict.fromkeys((*getattr(self, one.name), *getattr(other, one.name)))) for one in fields(Keys))
        )

    def __reduce__(self) -> Never:
        # What is pickled ends up in caches and databases.
        raise TypeError("keys are never pickled")

    def counts(self) -> dict[str, int]:
        return {one.name: len(getattr(self, one.name)) for one in fields(Keys)}

    def fitting(self, head: bytes) -> "Keys":
        """Those that may open a file with these first bytes: the fewer a hostile one meets the better."""
        return Keys(self.passwords) if head.startswith(_FOR_PASSWORDS) else self


NO_KEYS = Keys()


def keys_to_json(keys: Keys) -> list[Any]:
    """Lists of text, for the request to a worker."""
    smime = [[_text(one.key), _text(one.certificate)] for one in keys.smime]
    return [list(keys.passwords), smime, [[_text(one.data), one.passphrase] for one in keys.openpgp]]


def keys_from_json(told: list[Any]) -> Keys:
    passwords, smime, openpgp = told
    return Keys(
        tuple(passwords),
        tuple(SmimeKey(b64decode(key), b64decode(certificate)) for key, certificate in smime),
        tuple(OpenPgpKey(b64decode(data), passphrase) for data, passphrase in openpgp),
    )


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


class Trying:
    """One file and the keys it may be opened with. What opened something comes first with the next; time runs out."""

    def __init__(self, keys: Keys, tick: Callable[[], None], seconds: float = _SECONDS) -> None:
        self.keys = keys
        self.opened = 0  # how many things so far
        self._passwords = list(keys.passwords)
        self._tick, self._told = tick, 0.0
        self._end = time.process_time() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time is up; says by the way that work goes on."""
        now = time.process_time()
        if now - self._told > _BETWEEN_TICKS:
            self._told = now
            self._tick()
        return now > self._end

    def passwords(self) -> Iterator[str]:
        """Each once, the last that opened something first, until the time is up."""
        for one in tuple(self._passwords):
            if self.is_over:
                return
            yield one

    def opened_by(self, password: str) -> None:
        self._passwords.remove(password)
        self._passwords.insert(0, password)

    def first(self, opens: Callable[[str], bytes | None]) -> bytes:
        """What the first password opens that opens anything; raises ReadProblem(`encrypted`) where none does."""
        for password in self.passwords():
            plain = opens(password)
            if plain is not None:
                self.opened += 1
                self.opened_by(password)
                return plain
        raise ReadProblem("encrypted")
