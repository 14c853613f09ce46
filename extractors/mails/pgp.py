"""PGP in the text of a mail: what is signed in the clear is read, what is encrypted is named."""

import re
from dataclasses import dataclass, field

_ENCRYPTED = re.compile(rb"^-----BEGIN PGP MESSAGE(?:, PART [^\r\n-]{1,20})?-----[ \t]*\r?$", re.MULTILINE)
_END = re.compile(rb"^-----END PGP MESSAGE(?:, PART [^\r\n-]{1,20})?-----[ \t]*\r?$", re.MULTILINE)
_SIGNED = re.compile(
    rb"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n(?:[A-Za-z]{1,20}: [^\r\n]*\r?\n)*(?:[ \t]*\r?\n)?", re.MULTILINE
)
_SIGNATURE = re.compile(rb"^-----BEGIN PGP SIGNATURE-----[ \t]*\r?$", re.MULTILINE)
_SIGNATURE_END = re.compile(rb"^-----END PGP SIGNATURE-----[ \t]*\r?$", re.MULTILINE)
_DASHED = re.compile(rb"^- (?=-|From )", re.MULTILINE)
# first bytes of packets that open an encrypted message: session keys, encrypted data, in old and new form
_PACKETS = frozenset((0x84, 0x85, 0x86, 0x8C, 0x8D, 0x8E, 0xA4, 0xA5, 0xA6, 0xA7, 0xC1, 0xC3, 0xC9, 0xD2))
_SUFFIXES = (".pgp", ".gpg", ".asc")


@dataclass(frozen=True)
class Armoured:
    """Text without its armour, and the encrypted blocks that were in it."""

    text: bytes = field(repr=False)
    encrypted: tuple[bytes, ...] = field(default=(), repr=False)


def unarmoured(text: bytes) -> Armoured:
    if b"-----BEGIN PGP " not in text:
        return Armoured(text)
    text, encrypted = _without(text, _ENCRYPTED, _END)
    if _SIGNED.search(text):
        text, _ = _without(_SIGNED.sub(b"", text), _SIGNATURE, _SIGNATURE_END)
        text = _DASHED.sub(b"", text)
    return Armoured(text, encrypted)


def _without(text: bytes, start: re.Pattern[bytes], end: re.Pattern[bytes]) -> tuple[bytes, tuple[bytes, ...]]:
    """A block without an end reaches to the end of the text."""
    kept: list[bytes] = []
    blocks: list[bytes] = []
    at = 0
    while found := start.search(text, at):
        kept.append(text[at : found.start()])
        last = end.search(text, found.end())
        at = last.end() if last else len(text)
        blocks.append(text[found.start() : at])
    return b"".join([*kept, text[at:]]), tuple(blocks)


def is_encrypted(data: bytes, name: str) -> bool:
    """Whether an attachment is an encrypted message; keys and signatures are not."""
    if _ENCRYPTED.match(data.lstrip()[:100]):
        return True
    return name.lower().endswith(_SUFFIXES) and data[:1] != b"" and data[0] in _PACKETS
