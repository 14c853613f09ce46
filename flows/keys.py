"""The identity: where it is looked for, and how its passphrase is asked."""

import getpass
import os
import re
import sys
from pathlib import Path

from flows.problem import UndercroftProblem
from flows.settings import read_settings, remembered_identity
from vault.age_keys import Identity
from vault.identity import read_identities


def find_identity(case: Path, given: str | None, passphrase_file: str | None) -> tuple[Identity, ...]:
    """--identity (a path or fd:N), UNDERCROFT_IDENTITY, a systemd credential, or the path that `init` printed."""
    told = given or os.environ.get("UNDERCROFT_IDENTITY") or _credential()
    if told and (number := re.fullmatch(r"fd:(\d+)", told)):
        told = f"/proc/self/fd/{number[1]}"  # what another program hands over without a file
    path = Path(told or remembered_identity(read_settings(case).case_id))
    if not path.exists():
        raise UndercroftProblem("no_identity", "the identity file is not there", "give it with --identity FILE")
    return read_identities(path, lambda: ask_passphrase(passphrase_file))


def _credential() -> str:
    """What systemd's LoadCredential=undercroft-identity gives a unit."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(folder, "undercroft-identity") if folder else None
    return str(path) if path is not None and path.is_file() else ""


def ask_passphrase(passphrase_file: str | None, twice: bool = False) -> str:
    """From --passphrase-file, UNDERCROFT_PASSPHRASE_FILE, or the terminal."""
    name = passphrase_file or os.environ.get("UNDERCROFT_PASSPHRASE_FILE")
    if name:
        return _first_line(Path(name))
    if not sys.stdin.isatty():
        hint = "give --passphrase-file FILE, or --no-passphrase when making a case for automation"
        raise UndercroftProblem("no_passphrase", "a passphrase is needed and there is no terminal to ask", hint)
    entered = getpass.getpass("passphrase: ")
    if twice and getpass.getpass("again: ") != entered:
        raise UndercroftProblem("passphrases_differ", "the two passphrases differ", "try again")
    return _not_empty(entered)


def _first_line(path: Path) -> str:
    try:
        return _not_empty(path.read_text().split("\n", 1)[0].rstrip("\r"))
    except (OSError, UnicodeDecodeError):
        raise UndercroftProblem("no_passphrase", "the passphrase file cannot be read", "check its path") from None


def _not_empty(text: str) -> str:
    if not text:
        raise UndercroftProblem("no_passphrase", "the passphrase is empty", "give one, or --no-passphrase")
    return text
