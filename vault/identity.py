"""Identity files: kept outside the case, readable by age itself, protected by a passphrase unless asked otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from vault import age_keys
from vault.age import decrypt_bytes_with_passphrase, encrypt_bytes_with_passphrase, is_age_file
from vault.age_armor import armor
from vault.age_keys import Identity, parse_identity
from vault.age_wrap import DEFAULT_WORK_FACTOR
from vault.problem import VaultProblem
from vault.store_files import coded
from vault.whole_file import whole_file

_LARGEST_FILE = 1 << 20

new_identity = age_keys.new_identity


def write_identity(
    path: Path, identity: Identity, passphrase: str | None, *, work_factor: int = DEFAULT_WORK_FACTOR
) -> None:
    """Write a new identity file, whole or not at all; an existing one is never overwritten."""
    data = _render(identity)
    if passphrase is not None:
        data = armor(encrypt_bytes_with_passphrase(data, passphrase, work_factor=work_factor))
    with coded():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(data)


def read_identities(path: Path, ask_passphrase: Callable[[], str] | None = None) -> tuple[Identity, ...]:
    """All identities of a file; the passphrase is asked for only if the file needs one."""
    data = _read(path)
    if is_age_file(data):
        if ask_passphrase is None:
            raise VaultProblem("no_passphrase")
        data = decrypt_bytes_with_passphrase(data, ask_passphrase())
    return _parse(data)


def _render(identity: Identity) -> bytes:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [f"# created: {created}", f"# public key: {identity.recipient.text}", identity.text]
    return ("\n".join(lines) + "\n").encode("ascii")


def _parse(data: bytes) -> tuple[Identity, ...]:
    try:
        lines = [line.strip() for line in data.decode("utf-8").splitlines()]
    except UnicodeDecodeError:
        raise VaultProblem("bad_identity") from None
    identities = tuple(parse_identity(line) for line in lines if line and not line.startswith("#"))
    if not identities:
        raise VaultProblem("bad_identity")
    return identities


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except OSError:
        raise VaultProblem("no_identity") from None
    if len(data) > _LARGEST_FILE:
        raise VaultProblem("bad_identity")
    return data
