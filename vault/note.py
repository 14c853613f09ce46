"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature), to the letter."""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from vault.problem import VaultProblem

ED25519 = 0x01
COSIGNATURE = 0x04  # Ed25519 over text and time, by a witness
MLDSA44 = 0x06
KEY_BYTES = {ED25519: 32, COSIGNATURE: 32, MLDSA44: 1312}
MAX_NOTE_BYTES = 1 << 16
MAX_SIGNATURES = 16
SIGNATURE_LINE = re.compile("— ([^ +\n]+) ([A-Za-z0-9+/=]+)\n")
CHECKPOINT_TEXT = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n")


@dataclass(frozen=True)
class Checkpoint:
    """How much a log holds, and the root over it."""

    size: int
    root: bytes
    origin: str = ""


@dataclass(frozen=True)
class Verifier:
    """One public key that may sign notes."""

    name: str
    kind: int
    key: bytes

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.kind]) + self.key)}"


@dataclass(frozen=True)
class Signature:
    """One line below a note: who signed, and what their key made of it."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"— {self.name} {encode_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True)
class Examined:
    """A note's checkpoint, None unless a signature that we know covers it, and the codes of what is wrong."""

    checkpoint: Checkpoint | None
    codes: tuple[str, ...] = ()
    signed: tuple[tuple[Verifier, Signature], ...] = ()


def parse_verifiers(lines: Sequence[str]) -> tuple[Verifier, ...]:
    """Verifier keys as text, one or more to a line, parted by spaces."""
    return tuple(_parse_verifier(word) for line in lines for word in line.split())


def encode_checkpoint(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.origin}\n{checkpoint.size}\n{encode_base64(checkpoint.root)}\n"


def encode_note(text: str, signatures: Sequence[Signature]) -> bytes:
    return (text + "\n" + "".join(map(str, signatures))).encode()


def cosigned_message(name: str, at: int, checkpoint: Checkpoint) -> bytes:
    """What an ML-DSA-44 cosignature signs: the whole tree from leaf 0 on."""
    parts = [b"subtree/v1\n\x00", _short(name), at.to_bytes(8, "big"), _short(checkpoint.origin)]
    return b"".join([*parts, bytes(8), checkpoint.size.to_bytes(8, "big"), checkpoint.root])


def timed_message(at: int, checkpoint: Checkpoint) -> bytes:
    """What an Ed25519 cosignature signs."""
    return f"cosignature/v1\ntime {at}\n{encode_checkpoint(checkpoint)}".encode()


def read_note(data: bytes, verifiers: Sequence[Verifier]) -> Checkpoint:
    """The checkpoint of a note that is right in all its parts, or a refusal."""
    examined = examine_note(data, verifiers)
    if examined.codes:
        raise VaultProblem(examined.codes[0])
    assert examined.checkpoint is not None
    return examined.checkpoint


def examine_note(data: bytes, verifiers: Sequence[Verifier]) -> Examined:
    """Checks every byte of a checkpoint note: its form, each signature, and that no key of a signer kept silent."""
    parsed = _parse(data)
    if parsed is None:
        return Examined(None, ("log_damaged",))
    checkpoint, signatures = parsed
    codes: list[str] = []
    signed: dict[Verifier, Signature] = {}
    for signature in signatures:
        key = next((one for one in verifiers if (one.name, one.key_id) == (signature.name, signature.key_id)), None)
        if key is None:
            codes.append("unknown_signer")
        elif key in signed or not _is_by(key, signature, checkpoint):
            codes.append("log_damaged")
        else:
            signed[key] = signature
    names = {key.name for key in signed if key.kind == ED25519}
    if any(one.name in names and one not in signed for one in verifiers):
        codes.append("log_damaged")
    if not names:
        return Examined(None, tuple(codes) or ("unknown_signer",))
    return Examined(checkpoint, tuple(codes), tuple(signed.items()))


def unverified_checkpoint(data: bytes) -> Checkpoint:
    """What a note says, for one that was kept in a place of one's own: no signature is checked."""
    parsed = _parse(data)
    if parsed is None:
        raise VaultProblem("no_checkpoint")
    return parsed[0]


def _parse(data: bytes) -> tuple[Checkpoint, tuple[Signature, ...]] | None:
    """A note's parts, or None for any byte that we would not have written so."""
    if len(data) > MAX_NOTE_BYTES:
        return None
    try:
        text, divider, tail = data.decode().rpartition("\n\n")
        body = CHECKPOINT_TEXT.fullmatch(text + "\n")
        found = SIGNATURE_LINE.findall(tail)
        if not divider or body is None or not 0 < len(found) <= MAX_SIGNATURES:
            return None
        checkpoint = Checkpoint(int(body[2]), decode_base64(body[3]), body[1])
        values = [(name, decode_base64(value)) for name, value in found]
    except ValueError:
        return None
    signatures = tuple(Signature(name, value[:4], value[4:]) for name, value in values)
    # writing it anew catches what a lenient decoder forgives: spare base64 bits, odd line ends
    return (checkpoint, signatures) if encode_note(encode_checkpoint(checkpoint), signatures) == data else None


def _is_by(key: Verifier, signature: Signature, checkpoint: Checkpoint) -> bool:
    try:
        if key.kind == ED25519:
            text = encode_checkpoint(checkpoint).encode()
            Ed25519PublicKey.from_public_bytes(key.key).verify(signature.value, text)
            return True
        at, value = int.from_bytes(signature.value[:8], "big"), signature.value[8:]
        if key.kind == COSIGNATURE:
            Ed25519PublicKey.from_public_bytes(key.key).verify(value, timed_message(at, checkpoint))
        else:
            message = cosigned_message(key.name, at, checkpoint)
            MLDSA44PublicKey.from_public_bytes(key.key).verify(value, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _parse_verifier(word: str) -> Verifier:
    """Reads name+hash+key, and refuses one whose parts do not fit each other."""
    try:
        name, _, encoded = word.split("+", 2)
        key = decode_base64(encoded)
    except ValueError:
        raise VaultProblem("bad_verifier") from None
    verifier = Verifier(name, key[0] if key else 0, key[1:])
    if not name or KEY_BYTES.get(verifier.kind) != len(verifier.key) or str(verifier) != word:
        raise VaultProblem("bad_verifier")
    return verifier


def _short(text: str) -> bytes:
    data = text.encode()
    if not 0 < len(data) < 256:
        raise VaultProblem("log_damaged")
    return bytes([len(data)]) + data


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes:
    """Refuses any other spelling than ours, spare bits included."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if encode_base64(data) != text:
        raise ValueError("not base64")
    return data
