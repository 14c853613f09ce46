"""The header of an age file: stanzas that wrap the file key, and a MAC over them all."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.age_intake import Intake
from vault.problem import VaultProblem

VERSION = b"age-encryption.org/v1\n"
MAX_STANZAS = 20
_MAX_HEADER = 1 << 16
_COLUMNS = 64
_MAC_LENGTH = 32


@dataclass(frozen=True)
class Stanza:
    """One way to the file key: its kind, its arguments and its body."""

    kind: str
    arguments: tuple[str, ...]
    body: bytes


@dataclass(frozen=True)
class Header:
    """What a file says before its payload; `signed` are the bytes the MAC covers."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    signed: bytes


def encode64(data: bytes) -> str:
    """Base64 as age writes it: without padding."""
    return base64.b64encode(data).decode("ascii").rstrip("=")


def decode64(text: str) -> bytes:
    """The one accepted spelling of these bytes, or `damaged_header`."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise VaultProblem("damaged_header") from None
    if encode64(data) != text:
        raise VaultProblem("damaged_header")
    return data


def render_unsigned(stanzas: Sequence[Stanza]) -> bytes:
    """The header up to where its MAC stands."""
    return VERSION + b"".join(map(render_stanza, stanzas)) + b"---"


def render_mac(mac: bytes) -> bytes:
    """What follows `render_unsigned`."""
    return b" " + encode64(mac).encode("ascii") + b"\n"


def render_stanza(stanza: Stanza) -> bytes:
    """One stanza as a header, or a plugin, reads it."""
    text = encode64(stanza.body)
    # A body that fills its last line is followed by an empty one: that is how its end is seen.
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
    return ("\n".join([" ".join(["->", stanza.kind, *stanza.arguments]), *lines]) + "\n").encode("ascii")


def read_header(intake: Intake) -> Header:
    """The header at the start of `intake`, which is left at the payload."""
    lines = _Lines(intake)
    if lines.next() + "\n" != VERSION.decode("ascii"):
        raise VaultProblem("damaged_header")
    stanzas: list[Stanza] = []
    while not (line := lines.next()).startswith("---"):
        if len(stanzas) == MAX_STANZAS:
            raise VaultProblem("damaged_header")
        stanzas.append(_read_stanza(line, lines))
    mac = _read_mac(line)
    if not stanzas:
        raise VaultProblem("damaged_header")
    signed = lines.seen[: -len(line) - 1] + b"---"
    return Header(tuple(stanzas), mac, signed)


def read_stanza(intake: Intake) -> Stanza:
    """One stanza that stands alone, as a plugin sends it."""
    lines = _Lines(intake)
    return _read_stanza(lines.next(), lines)


class _Lines:
    """Lines of visible ASCII, within the limit a header may have; `seen` is all of them so far."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.seen = b""

    def next(self) -> str:
        line = self._intake.line(_MAX_HEADER - len(self.seen))
        self.seen += line
        if not line.endswith(b"\n") or any(byte < 0x20 or byte > 0x7E for byte in line[:-1]):
            raise VaultProblem("damaged_header")
        return line[:-1].decode("ascii")


def _read_stanza(line: str, lines: _Lines) -> Stanza:
    mark, *words = line.split(" ")
    if mark != "->" or not words or not all(words):
        raise VaultProblem("damaged_header")
    return Stanza(words[0], tuple(words[1:]), decode64("".join(_body_lines(lines))))


def _body_lines(lines: _Lines) -> Iterator[str]:
    while True:
        line = lines.next()
        if len(line) > _COLUMNS:
            raise VaultProblem("damaged_header")
        yield line
        if len(line) < _COLUMNS:
            return


def _read_mac(line: str) -> bytes:
    mac = decode64(line[4:]) if line.startswith("--- ") else b""
    if len(mac) != _MAC_LENGTH:
        raise VaultProblem("damaged_header")
    return mac
