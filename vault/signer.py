"""This host's own signing keys: made once, kept outside the case, never lent out."""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from vault.note import (
    COSIGNATURE,
    ED25519,
    MLDSA44,
    Checkpoint,
    Signature,
    Verifier,
    cosigned_message,
    encode_checkpoint,
    timed_message,
)
from vault.problem import VaultProblem
from vault.store import make_folder, write_whole
from vault.store_files import coded

FILE_NAME = "signer.key"
SEED_BYTES = 32


@dataclass(frozen=True)
class Signer:
    """A name of its own (random: it must not tell the host), an Ed25519 and an ML-DSA-44 seed."""

    name: str
    ed25519_seed: bytes = field(repr=False)
    mldsa44_seed: bytes = field(repr=False)

    @property
    def verifiers(self) -> tuple[Verifier, Verifier]:
        ed25519 = Ed25519PrivateKey.from_private_bytes(self.ed25519_seed).public_key()
        mldsa44 = MLDSA44PrivateKey.from_seed_bytes(self.mldsa44_seed).public_key()
        return (
            Verifier(self.name, ED25519, ed25519.public_bytes_raw()),
            Verifier(self.name, MLDSA44, mldsa44.public_bytes_raw()),
        )

    @property
    def witness(self) -> str:
        """The verifier keys of one who vouches for another's log: cosignatures only."""
        first, second = self.verifiers
        return f"{Verifier(self.name, COSIGNATURE, first.key)} {second}"

    @property
    def public(self) -> str:
        """Both verifier keys in one line, parted by a space: all that another host needs to check us."""
        return " ".join(map(str, self.verifiers))

    @property
    def fingerprint(self) -> str:
        """A short id for people and for the log's actors."""
        return fingerprint_of(self.public)

    def sign(self, checkpoint: Checkpoint, at: int) -> tuple[Signature, Signature]:
        """An Ed25519 signature of the text and an ML-DSA-44 cosignature of the tree as of `at`."""
        first, second = self.verifiers
        text = encode_checkpoint(checkpoint).encode()
        classic = Ed25519PrivateKey.from_private_bytes(self.ed25519_seed).sign(text)
        return Signature(self.name, first.key_id, classic), self._lasting(second, checkpoint, at)

    def cosign(self, checkpoint: Checkpoint, at: int) -> tuple[Signature, Signature]:
        """A witness's two cosignatures of another's checkpoint, seen at `at`."""
        first, second = self.verifiers
        key_id = Verifier(self.name, COSIGNATURE, first.key).key_id
        classic = Ed25519PrivateKey.from_private_bytes(self.ed25519_seed).sign(timed_message(at, checkpoint))
        return Signature(self.name, key_id, at.to_bytes(8, "big") + classic), self._lasting(second, checkpoint, at)

    def _lasting(self, key: Verifier, checkpoint: Checkpoint, at: int) -> Signature:
        value = MLDSA44PrivateKey.from_seed_bytes(self.mldsa44_seed).sign(cosigned_message(self.name, at, checkpoint))
        return Signature(self.name, key.key_id, at.to_bytes(8, "big") + value)


def fingerprint_of(public: str) -> str:
    """The short id of a host's public keys."""
    return hashlib.sha256(public.encode()).hexdigest()[:16]


def load_or_make_signer(folder: Path, role: str = "host") -> Signer:
    """The signer of this host; made on first use, and the same for all who ask at once."""
    path = folder / FILE_NAME
    with coded():
        make_folder(folder)
    if not path.exists():
        try:
            write_whole(path, _encode(_new_signer(role)))
        except VaultProblem as problem:
            if problem.code != "exists":
                raise
    return _load(path)


def _new_signer(role: str) -> Signer:
    name = f"undercroft-{role}-{secrets.token_hex(6)}"
    return Signer(name, secrets.token_bytes(SEED_BYTES), secrets.token_bytes(SEED_BYTES))


def _encode(signer: Signer) -> bytes:
    seeds = [base64.b64encode(seed).decode("ascii") for seed in (signer.ed25519_seed, signer.mldsa44_seed)]
    return " ".join(["undercroft-signer-v1", signer.name, *seeds]).encode() + b"\n"


def _load(path: Path) -> Signer:
    with coded():
        data = path.read_bytes()
        is_exposed = bool(os.stat(path).st_mode & 0o077)
    if is_exposed:
        raise VaultProblem("signer_exposed")
    try:
        _, name, first, second = data.decode("ascii").split()
        signer = Signer(name, base64.b64decode(first, validate=True), base64.b64decode(second, validate=True))
    except ValueError:
        raise VaultProblem("signer_damaged") from None
    if _encode(signer) != data or {len(signer.ed25519_seed), len(signer.mldsa44_seed)} != {SEED_BYTES}:
        raise VaultProblem("signer_damaged")
    return signer
