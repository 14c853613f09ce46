"""Recipients (public) and identities (secret) of age files, classic and post-quantum."""

import hashlib
import os
import re
from base64 import b32encode
from dataclasses import dataclass, field
from functools import cached_property
from typing import Never

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from vault import bech32
from vault.problem import VaultProblem

CLASSIC_RECIPIENT = "age"
HYBRID_RECIPIENT = "age1pq"
CLASSIC_IDENTITY = "AGE-SECRET-KEY-"
HYBRID_IDENTITY = "AGE-SECRET-KEY-PQ-"
MLKEM_PUBLIC_LENGTH = 1184
_RECIPIENT_LENGTHS = {CLASSIC_RECIPIENT: 32, HYBRID_RECIPIENT: MLKEM_PUBLIC_LENGTH + 32}
_SEED_LENGTH = 32
_PLUGIN_RECIPIENT = re.compile(r"age1([a-z0-9+._-]+)")
_PLUGIN_IDENTITY = re.compile(r"AGE-PLUGIN-([A-Z0-9+._-]+)-")


@dataclass(frozen=True)
class Recipient:
    """Someone a file can be sealed to; made by `parse_recipient`."""

    text: str

    @property
    def is_post_quantum(self) -> bool:
        """Whether what is sealed to it withstands a quantum computer."""
        return self.text.startswith(HYBRID_RECIPIENT + "1")

    @cached_property
    def plugin(self) -> str | None:
        """The name of the plugin that seals to it; None of one that needs no plugin."""
        return _plugin(_PLUGIN_RECIPIENT, self.text) if not self.is_post_quantum else None

    @cached_property
    def fingerprint(self) -> str:
        """Eighty bits of a digest, to tell recipients apart and compare them aloud."""
        digest = hashlib.sha256(b"undercroft/recipient\0" + self.text.encode()).digest()
        letters = b32encode(digest[:10]).decode("ascii")
        return "-".join(letters[at : at + 4] for at in range(0, 16, 4))

    @cached_property
    def raw(self) -> bytes:
        """The public key's bytes."""
        return bech32.decode(self.text)[1]

    @cached_property
    def classic_key(self) -> X25519PublicKey:
        """The X25519 key (of a post-quantum recipient: its classic half)."""
        return X25519PublicKey.from_public_bytes(self.raw[-32:])

    @cached_property
    def hybrid_key(self) -> MLKEM768X25519PublicKey:
        """The key of a post-quantum recipient."""
        mlkem = MLKEM768PublicKey.from_public_bytes(self.raw[:MLKEM_PUBLIC_LENGTH])
        return MLKEM768X25519PublicKey(mlkem, self.classic_key)


@dataclass(frozen=True)
class Identity:
    """The secret that opens what was sealed to its recipient; made by `parse_identity`."""

    text: str = field(repr=False)

    @property
    def is_post_quantum(self) -> bool:
        """Whether its recipient is a post-quantum one."""
        return self.text.startswith(HYBRID_IDENTITY + "1")

    @cached_property
    def plugin(self) -> str | None:
        """The name of the plugin that opens with it; None of one that needs no plugin."""
        return _plugin(_PLUGIN_IDENTITY, self.text)

    @cached_property
    def recipient(self) -> Recipient:
        """The public half; `plugin_identity` where only a plugin knows it."""
        if self.plugin:
            raise VaultProblem("plugin_identity")
        classic = self.classic_key.public_key().public_bytes_raw()
        if not self.is_post_quantum:
            return Recipient(bech32.encode(CLASSIC_RECIPIENT, classic))
        mlkem = self._mlkem_key.public_key().public_bytes_raw()
        return Recipient(bech32.encode(HYBRID_RECIPIENT, mlkem + classic))

    @cached_property
    def classic_key(self) -> X25519PrivateKey:
        """The X25519 key (of a post-quantum identity: its classic half)."""
        return X25519PrivateKey.from_private_bytes(self._expanded[-32:])

    @cached_property
    def hybrid_key(self) -> MLKEM768X25519PrivateKey:
        """The key of a post-quantum identity."""
        return MLKEM768X25519PrivateKey(self._mlkem_key, self.classic_key)

    @cached_property
    def _mlkem_key(self) -> MLKEM768PrivateKey:
        return MLKEM768PrivateKey.from_seed_bytes(self._expanded[:64])

    @cached_property
    def _expanded(self) -> bytes:
        seed = bech32.decode(self.text)[1]
        return hashlib.shake_256(seed).digest(96) if self.is_post_quantum else seed

    def __reduce__(self) -> Never:
        # What is pickled ends up in caches and databases.
        raise TypeError("an identity is never pickled")


def parse_recipient(text: str) -> Recipient:
    """The recipient that `text` names, or `bad_recipient`."""
    recipient = Recipient(text.strip())
    try:
        prefix, raw = bech32.decode(recipient.text)
        if recipient.plugin:
            return recipient
        if len(raw) != _RECIPIENT_LENGTHS.get(prefix):
            raise ValueError("bad length or prefix")
        if recipient.is_post_quantum:
            _ = recipient.hybrid_key
        X25519PrivateKey.generate().exchange(recipient.classic_key)  # refuses points of low order
    except ValueError:
        raise VaultProblem("bad_recipient") from None
    return recipient


def parse_identity(text: str) -> Identity:
    """The identity that `text` holds, or `bad_identity`."""
    try:
        prefix, seed = bech32.decode(text.strip())
    except ValueError:
        raise VaultProblem("bad_identity") from None
    identity = Identity(text.strip())
    if not identity.plugin and (prefix not in (CLASSIC_IDENTITY, HYBRID_IDENTITY) or len(seed) != _SEED_LENGTH):
        raise VaultProblem("bad_identity")
    return identity


def new_identity(post_quantum: bool = True) -> Identity:
    """A fresh identity; post-quantum unless asked otherwise."""
    prefix = HYBRID_IDENTITY if post_quantum else CLASSIC_IDENTITY
    return Identity(bech32.encode(prefix, os.urandom(_SEED_LENGTH)).upper())


def _plugin(form: re.Pattern[str], text: str) -> str | None:
    found = form.fullmatch(text.rpartition("1")[0])
    return found[1].lower() if found else None
