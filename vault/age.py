"""age v1 files: seal to recipients or a passphrase, open with identities or a passphrase."""

import hmac
import io
import os
import runpy
from collections.abc import Callable, Sequence
from itertools import product
from typing import BinaryIO

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault.age_armor import ArmorReader, looks_armored
from vault.age_header import MAX_STANZAS, Header, Stanza, read_header, render_mac, render_unsigned
from vault.age_intake import Intake, Readable
from vault.age_keys import Identity, Recipient, parse_identity, parse_recipient
from vault.age_plugin import POST_QUANTUM, unwrap_by_plugin, wrap_by_plugin
from vault.age_stream import PayloadReader, PayloadWriter
from vault.age_wrap import DEFAULT_WORK_FACTOR, FILE_KEY_LENGTH, SCRYPT, unwrap, unwrap_scrypt, wrap, wrap_scrypt
from vault.problem import VaultProblem
from vault.write_behind import Writable, write_all

__all__ = ["Identity", "Recipient", "parse_identity", "parse_recipient"]

_START = 1200  # beyond the white space that may stand before an armored file


def encrypt(source: BinaryIO, target: BinaryIO, recipients: Sequence[Recipient], *, allow_mixed: bool = False) -> None:
    """Seal all of `source`; any one recipient's identity will open it."""
    open_writer(target, recipients, allow_mixed=allow_mixed).take(source)


def decrypt(source: BinaryIO, target: BinaryIO, identities: Sequence[Identity]) -> None:
    """Open into `target`, of which nothing may be used until this returns: the end is checked last."""
    open_reader(source, identities).drain(target)


def encrypt_with_passphrase(
    source: BinaryIO, target: BinaryIO, passphrase: str, *, work_factor: int = DEFAULT_WORK_FACTOR
) -> None:
    """Seal all of `source` under a passphrase."""
    open_passphrase_writer(target, passphrase, work_factor=work_factor).take(source)


def decrypt_with_passphrase(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    """As `decrypt`, for a file sealed under a passphrase."""
    intake = _bare(source)
    header = _read_checked_header(intake)
    if header.stanzas[0].kind != SCRYPT:
        raise VaultProblem("no_passphrase_lock")
    _payload(intake, header, unwrap_scrypt(header.stanzas[0], passphrase), "wrong_passphrase").drain(target)


def encrypt_bytes(data: bytes, recipients: Sequence[Recipient], *, allow_mixed: bool = False) -> bytes:
    """`encrypt`, in memory."""
    target = io.BytesIO()
    encrypt(io.BytesIO(data), target, recipients, allow_mixed=allow_mixed)
    return target.getvalue()


def decrypt_bytes(data: bytes, identities: Sequence[Identity]) -> bytes:
    """`decrypt`, in memory."""
    target = io.BytesIO()
    decrypt(io.BytesIO(data), target, identities)
    return target.getvalue()


def encrypt_bytes_with_passphrase(data: bytes, passphrase: str, *, work_factor: int = DEFAULT_WORK_FACTOR) -> bytes:
    """`encrypt_with_passphrase`, in memory."""
    target = io.BytesIO()
    encrypt_with_passphrase(io.BytesIO(data), target, passphrase, work_factor=work_factor)
    return target.getvalue()


def decrypt_bytes_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """`decrypt_with_passphrase`, in memory."""
    target = io.BytesIO()
    decrypt_with_passphrase(io.BytesIO(data), target, passphrase)
    return target.getvalue()


def open_writer(target: Writable, recipients: Sequence[Recipient], *, allow_mixed: bool = False) -> PayloadWriter:
    """A writer that seals what is written to it; `finish` ends the file."""
    unique = _checked(recipients)
    return _begin(target, lambda file_key: _wrap_all(file_key, unique, allow_mixed))


def _checked(recipients: Sequence[Recipient]) -> list[Recipient]:
    unique = list(dict.fromkeys(recipients))
    if not unique:
        raise VaultProblem("no_recipients")
    if len(unique) > MAX_STANZAS:
        raise VaultProblem("too_many_recipients", recipients=len(unique), limit=MAX_STANZAS)
    return unique


def open_passphrase_writer(
    target: Writable, passphrase: str, *, work_factor: int = DEFAULT_WORK_FACTOR
) -> PayloadWriter:
    """As `open_writer`, under a passphrase."""
    if not passphrase:
        raise VaultProblem("empty_passphrase")
    return _begin(target, lambda file_key: [wrap_scrypt(file_key, passphrase, work_factor)])


def open_reader(
    source: Readable, identities: Sequence[Identity], ask_passphrase: Callable[[], str] | None = None
) -> PayloadReader:
    """A reader of the plaintext; what it gave is whole only once it has been read to its end."""
    if not identities and ask_passphrase is None:
        raise VaultProblem("no_identity")
    intake = _bare(source)
    header = _read_checked_header(intake)
    if ask_passphrase is not None and header.stanzas[0].kind == SCRYPT:
        return _payload(intake, header, unwrap_scrypt(header.stanzas[0], ask_passphrase()), "wrong_passphrase")
    if not identities:
        raise VaultProblem("no_identity")
    return _payload(intake, header, _find_key(header, identities), "wrong_identity")


def rewrap(header: bytes, identities: Sequence[Identity], recipients: Sequence[Recipient]) -> bytes:
    """The header of the same file for other recipients: the file key, and so the payload, stay as they are."""
    old = _read_checked_header(Intake(io.BytesIO(header)))
    file_key = _find_key(old, identities)
    if file_key is None:
        raise VaultProblem("wrong_identity")
    if not hmac.compare_digest(_mac(file_key, old.signed), old.mac):
        raise VaultProblem("damaged_header")
    signed = render_unsigned(_wrap_all(file_key, _checked(recipients), allow_mixed=False))
    return signed + render_mac(_mac(file_key, signed))


def reopen(source: Readable, reader: PayloadReader) -> PayloadReader:
    """A second reader of the same file, from its start; nobody is asked for a key again."""
    intake = _bare(source)
    return _payload(intake, _read_checked_header(intake), reader.file_key, "wrong_identity")


def is_age_file(start: bytes) -> bool:
    """Whether a file that begins so is an age file, armored or not; it may still be damaged."""
    return start.startswith(b"age-encryption.org/") or looks_armored(start)


def _begin(target: Writable, make_stanzas: Callable[[bytes], Sequence[Stanza]]) -> PayloadWriter:
    file_key = os.urandom(FILE_KEY_LENGTH)
    signed = render_unsigned(make_stanzas(file_key))
    write_all(target, signed + render_mac(_mac(file_key, signed)))
    return PayloadWriter(target, file_key)


def _bare(source: Readable) -> Intake:
    intake = Intake(source)
    return Intake(ArmorReader(intake)) if looks_armored(intake.peek(_START)) else intake


def _read_checked_header(intake: Intake) -> Header:
    header = read_header(intake)
    # Beside a passphrase no other way in is allowed: it would let others know who can open the file.
    if len(header.stanzas) > 1 and any(stanza.kind == SCRYPT for stanza in header.stanzas):
        raise VaultProblem("damaged_header")
    return header


def _wrap_all(file_key: bytes, recipients: Sequence[Recipient], allow_mixed: bool) -> list[Stanza]:
    native = [recipient for recipient in recipients if not recipient.plugin]
    kinds = {POST_QUANTUM if recipient.is_post_quantum else frozenset[str]() for recipient in native}
    if len(kinds) > 1 and not allow_mixed:
        raise VaultProblem("mixed_recipients")
    stanzas = [wrap(file_key, recipient) for recipient in native]
    for wrapped in (wrap_by_plugin(file_key, recipient) for recipient in recipients if recipient.plugin):
        kinds.add(wrapped.labels)
        stanzas += wrapped.stanzas
    if len(kinds) > 1 and not allow_mixed:
        raise VaultProblem("mixed_recipients")
    if len(stanzas) > MAX_STANZAS:
        raise VaultProblem("too_many_recipients", recipients=len(stanzas), limit=MAX_STANZAS)
    return stanzas


def _find_key(header: Header, identities: Sequence[Identity]) -> bytes | None:
    native = [identity for identity in identities if not identity.plugin]
    for identity, stanza in product(native, header.stanzas):
        if (file_key := unwrap(stanza, identity)) is not None:
            return file_key
    return _ask_plugins(header, [identity for identity in identities if identity.plugin])


def _ask_plugins(header: Header, identities: Sequence[Identity]) -> bytes | None:
    """One plugin's failure, a stick that is not there, keeps no other from being asked."""
    failure = None
    for identity in identities:
        try:
            if (file_key := unwrap_by_plugin(header.stanzas, identity)) is not None:
                return file_key
        except VaultProblem as problem:
            failure = problem
    if failure is not None:
        raise failure
    return None


def _payload(intake: Intake, header: Header, file_key: bytes | None, otherwise: str) -> PayloadReader:
    if file_key is None:
        raise VaultProblem(otherwise)
    if not hmac.compare_digest(_mac(file_key, header.signed), header.mac):
        raise VaultProblem("damaged_header")
    return PayloadReader(intake, file_key)


def _mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(HKDF(SHA256(), 32, None, b"header").derive(file_key), signed, "sha256")


if __name__ == "__main__":
    runpy.run_module("vault.age_command", run_name="__main__")  # by name: it imports this module
