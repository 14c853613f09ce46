"""What several commands are given: the identity, a reason for the log, a file to be made."""

import argparse
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flows.keys import find_identity
from flows.problem import UndercroftProblem
from vault.age_keys import Identity
from vault.whole_file import whole_file

_REASON = re.compile(r"[a-z][a-z0-9_-]{0,31}")  # it enters the log in clear: a code, not a sentence and not a name


def identities_of(options: argparse.Namespace) -> tuple[Identity, ...]:
    """The identity that the options, the environment or this host name."""
    return find_identity(Path(options.case), options.identity, options.passphrase_file)


def refuse_reason(reason: str, example: str) -> None:
    """Before the act enters the log with it."""
    if not _REASON.fullmatch(reason):
        what, hint = "the reason is a code in small letters", f"for instance --reason {example}"
        raise UndercroftProblem("bad_reason", what, hint)


def refuse_output(output: str) -> None:
    """Before the act enters the log: what cannot be written is no opening."""
    path = Path(output)
    if path.exists() or path.is_symlink():
        raise _already_there()
    if not os.access(path.absolute().parent, os.W_OK | os.X_OK):
        raise UndercroftProblem("no_folder", "the output's folder is not there, or closed to you", "make it first")


@contextmanager
def new_file(output: str) -> Iterator[BinaryIO]:
    """A file that appears whole once the block has ended well."""
    try:
        with whole_file(Path(output)) as file:
            yield file
    except FileExistsError:
        raise _already_there() from None


def _already_there() -> UndercroftProblem:
    return UndercroftProblem("exists", "the output file is already there", "give the path of a new file")
