"""undercroft vault list|open"""

import argparse
import sys
from pathlib import Path
from typing import BinaryIO

from flows.commands.given import identities_of, new_file, refuse_output, refuse_reason
from flows.dossier import shown_path
from flows.filing import note_missing, note_of
from flows.house import House, opened
from flows.memory import memory_file
from flows.problem import DONE, UndercroftProblem
from flows.terminal import show_json
from vault.age_stream import copy_all
from vault.catalogue import Row
from vault.original import open_original


def list_documents(options: argparse.Namespace) -> int:
    """A line each: {doc_id, parent_id, path, media_type, size, state, reason}; needs the identity for the paths."""
    case = Path(options.case)
    is_behind = _is_behind(options)
    with opened(case, identities_of(options), changes=is_behind) as house:
        if is_behind:
            note_missing(house)
        for row in house.catalogue.rows():
            _show(house, row, options.json)
    return DONE


def open_document(options: argparse.Namespace) -> int:
    """Writes one original out and logs who opened it and why; the file appears whole or not at all."""
    if not options.output and sys.stdout.isatty():
        raise UndercroftProblem("no_output", "an original is not shown on a terminal", "give -o FILE, or a pipe")
    refuse_reason(options.reason, "review")
    if options.output:
        refuse_output(options.output)
    with opened(Path(options.case), identities_of(options)) as house:
        row = house.document(options.document)
        with memory_file() as target:
            with house.store.open(row.original) as source:
                open_original(source, house.identities, target)
            house.commit([house.entry("opened", doc=row.doc_id, why=options.reason)])
            _hand_out(target, options.output)
    return DONE


def _hand_out(plain: BinaryIO, output: str | None) -> None:
    plain.seek(0)
    if output is None:
        with open(sys.stdout.fileno(), "wb", buffering=0, closefd=False) as target:
            return copy_all(plain, target)
    with new_file(output) as file:
        copy_all(plain, file)


def _is_behind(options: argparse.Namespace) -> bool:
    """Whether the log goes on where the catalogue ends, after a run was killed, or a document was sealed and never
    opened: its path is known only after opening its manifest."""
    with opened(Path(options.case), changes=False) as house:
        return house.is_behind() or any(not row.note for row in house.catalogue.rows())


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
