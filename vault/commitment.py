"""Salted commitments: the log holds a digest that tells nothing until its salt, sealed in the vault, is disclosed."""

import hashlib
import secrets

from vault.original import Manifest
from vault.problem import VaultProblem

DOMAIN = b"undercroft commitment v1"
SALT_BYTES = 32
FIELDS = ("path", "sha256")  # of a `sealed` entry, in the order of their salts in the manifest


def new_salts() -> str:
    """One fresh salt for each field: to disclose one must not help to guess another."""
    return secrets.token_hex(SALT_BYTES * len(FIELDS))


def commit(entry_id: str, label: str, value: bytes, salt: bytes) -> str:
    """SHA-256 over domain, entry id, label, value and salt, each after its length in eight bytes."""
    parts = (DOMAIN, entry_id.encode(), label.encode(), value, salt)
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()


def commitments(manifest: Manifest) -> dict[str, str]:
    """What the `sealed` entry of an original says in place of its path and digest."""
    return {field: commit(manifest.doc_id, field, *opening(manifest, field)) for field in FIELDS}


def opening(manifest: Manifest, field: str) -> tuple[bytes, bytes]:
    """The committed value and its salt; `no_commitment` where the original was sealed without."""
    try:
        salts = bytes.fromhex(manifest.salts)
    except ValueError:
        salts = b""
    if field not in FIELDS or len(salts) != SALT_BYTES * len(FIELDS):
        raise VaultProblem("no_commitment")
    start = FIELDS.index(field) * SALT_BYTES
    value = manifest.path if field == "path" else manifest.sha256
    return value.encode("utf-8", "surrogatepass"), salts[start : start + SALT_BYTES]
