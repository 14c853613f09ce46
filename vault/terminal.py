"""Asks on the terminal itself, whatever standard input and output are."""

import getpass
import os

from vault.problem import VaultProblem

_TERMINAL = "/dev/tty"


def has_terminal() -> bool:
    """Whether there is someone to ask."""
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError:
        return False
    return True


def ask_secret(prompt: str) -> str:
    """What is typed, unseen; `no_passphrase` where there is no terminal."""
    if not has_terminal():
        raise VaultProblem("no_passphrase")  # getpass would fall back to standard input, and show it
    try:
        return getpass.getpass(prompt + ": ")
    except EOFError:
        raise VaultProblem("no_passphrase") from None


def ask_new_secret(prompt: str) -> str:
    """What is typed twice."""
    entered = ask_secret(prompt)
    if ask_secret("again") != entered:
        raise VaultProblem("passphrases_differ")
    return entered


def ask_openly(prompt: str) -> str:
    """What is typed, seen; `no_passphrase` where there is no terminal."""
    if not has_terminal():
        raise VaultProblem("no_passphrase")
    show(prompt + ": ", end="")
    with open(_TERMINAL) as terminal:
        return terminal.readline().rstrip("\n")


def show(text: str, end: str = "\n") -> None:
    """A line for whoever sits there."""
    with open(_TERMINAL, "w") as terminal:
        terminal.write(text + end)
