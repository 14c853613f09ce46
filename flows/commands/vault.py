"""undercroft vault list|open"""

import argparse
import errno
import os
import re
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from flows.dossier import shown_path
from flows.house import House, opened
from flows.keys import find_identity
from flows.memory import memory_file
from flows.problem import DONE, UndercroftProblem
from flows.read import note_missing, note_of
from flows.terminal import show_json
from vault.age_keys import Identity
from vault.catalogue import Row
from vault.original import open_original

REASON = re.compile(r"[a-z][a-z0-9_-]{0,31}")  # it enters the log in clear: a code, not a sentence and not a name


def list_documents(options: argparse.Namespace) -> int:
    """A line each: {doc_id, parent_id, path, media_type, size, state, reason}; needs the identity for the paths."""
    case = Path(options.case)
    with opened(case, _identities(options), changes=_has_unnoted(options)) as house:
        if _has_unnoted(options):
            note_missing(house)
        for row in house.catalogue.rows():
            _show(house, row, options.json)
    return DONE


def open_document(options: argparse.Namespace) -> int:
    """Writes one original out and logs who opened it and why; the file appears whole or not at all."""
    if not options.output and sys.stdout.isatty():
        raise UndercroftProblem("no_output", "an original is not shown on a terminal", "give -o FILE, or a pipe")
    if not REASON.fullmatch(options.reason):
        raise UndercroftProblem("bad_reason", "the reason is a code in small letters", "for instance --reason review")
    if options.output:
        refuse_output(options.output)
    with opened(Path(options.case), _identities(options)) as house:
        row = house.catalogue.get(options.document)
        if row is None:
            raise UndercroftProblem("not_found", "there is no such document", "see: undercroft vault CASE list")
        with memory_file() as target:
            with house.store.open(row.original) as source:
                open_original(source, house.identities, target)
            house.commit([house.entry("opened", doc=row.doc_id, why=options.reason)])
            _hand_out(target.fileno(), options.output)
    return DONE


def refuse_output(output: str) -> None:
    """Before the act enters the log: what cannot be written is no opening."""
    path = Path(output)
    if path.exists() or path.is_symlink():
        raise UndercroftProblem("exists", "the output file is already there", "give the path of a new file")
    if not os.access(path.absolute().parent, os.W_OK | os.X_OK):
        raise UndercroftProblem("no_folder", "the output's folder is not there, or closed to you", "make it first")


def _hand_out(handle: int, output: str | None) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    if output is None:
        return _copy(handle, sys.stdout.fileno())
    draft = f"{output}.{secrets.token_hex(4)}.part"
    target = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            _copy(handle, target)
            os.fsync(target)
        finally:
            os.close(target)
        _put_in_place(draft, output)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


def _put_in_place(draft: str, output: str) -> None:
    try:
        os.link(draft, output)  # unlike a rename it refuses to replace
    except FileExistsError:
        raise UndercroftProblem("exists", "the output file is already there", "give the path of a new file") from None
    except OSError as fault:
        # A memory stick's file system knows no links.
        if fault.errno not in (errno.EPERM, errno.EOPNOTSUPP) or os.path.exists(output):
            raise
        os.rename(draft, output)


def _copy(source: int, target: int) -> None:
    while part := os.read(source, 1 << 20):
        view = memoryview(part)
        while view:
            view = view[os.write(target, view) :]


def _identities(options: argparse.Namespace) -> tuple[Identity, ...]:
    return find_identity(Path(options.case), options.identity, options.passphrase_file)


def _has_unnoted(options: argparse.Namespace) -> bool:
    """A document that was sealed and never opened: its path is known only after opening its manifest."""
    with opened(Path(options.case), changes=False) as house:
        return any(not row.note for row in house.catalogue.rows())


def _show(house: House, row: Row, as_json: bool) -> None:
    note = note_of(house, row)
    path = shown_path(note.path)
    if as_json:
        show_json(
            {
                "doc_id": row.doc_id, "parent_id": note.parent_id or None, "path": path, "media_type": note.media_type,
                "size": note.size, "state": row.state, "reason": row.reason,
            }
        )  # fmt: skip
    else:
        print(f"{row.doc_id}  {row.state:<12} {row.reason:<18} {note.size:>12}  {path!r}")
