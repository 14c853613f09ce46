"""undercroft vault CASE export|rewrap|reseal|shred|rebuild|join"""

import argparse
from pathlib import Path

from flows.commands.vault import REASON, refuse_output
from flows.house import catalogue_path, held, opened
from flows.joining import join_intake
from flows.keeping import export_sealed, reseal_all, shred
from flows.keys import find_identity
from flows.problem import DONE, UndercroftProblem
from flows.read import note_missing
from flows.recipients import rewrap_all
from flows.terminal import complain
from vault.age_keys import Identity
from vault.store_files import fill_file


def export(options: argparse.Namespace) -> int:
    """An original as an age file that any age tool opens; logged, and no identity is needed."""
    if not REASON.fullmatch(options.reason):
        raise UndercroftProblem("bad_reason", "the reason is a code in small letters", "for instance --reason legal")
    refuse_output(options.output)
    with opened(Path(options.case)) as house:
        draft = Path(f"{options.output}.part")
        try:
            fill_file(draft, lambda out: export_sealed(house, options.document, out, options.reason), parts=False)
            draft.rename(options.output)
        finally:
            draft.unlink(missing_ok=True)
    return DONE


def rewrap(options: argparse.Namespace) -> int:
    """Headers written anew for the recipients of now."""
    with opened(Path(options.case), _identities(options)) as house:
        print(f"rewrapped {rewrap_all(house)} objects")
    complain("rewrapping is no revocation", "after a key was lost: undercroft vault CASE reseal")
    return DONE


def reseal(options: argparse.Namespace) -> int:
    """Every original encrypted anew under a fresh key."""
    with opened(Path(options.case), _identities(options)) as house:
        print(f"resealed {reseal_all(house)} originals")
    complain("copies of the former objects can still be opened with the lost key", "destroy backups that hold them")
    return DONE


def shred_document(options: argparse.Namespace) -> int:
    """Destroys a document with its members, copies, findings and revisions; the log still verifies."""
    with opened(Path(options.case), _identities(options)) as house:
        gone = shred(house, options.document)
    for doc_id in gone:
        print(f"shredded {doc_id}")
    complain("backups and exports made before are out of reach", "destroy them, and what was copied from the corpus")
    return DONE


def rebuild(options: argparse.Namespace) -> int:
    """The catalogue made anew from the log and the sealed originals."""
    case = Path(options.case)
    identities = _identities(options)
    with held(case, changes=True):
        catalogue_path(case, must_exist=False).unlink(missing_ok=True)
    with opened(case, identities) as house:
        note_missing(house)
        print(f"rebuilt {len(house.catalogue.rows())} documents")
    return DONE


def join(options: argparse.Namespace) -> int:
    """Takes in what an intake host sealed; its key is admitted once, by its fingerprint read aloud."""
    with opened(Path(options.case)) as house:
        joined, known = join_intake(house, Path(options.folder), options.admit)
    print(f"joined {joined}, joined before {known}")
    return DONE


def _identities(options: argparse.Namespace) -> tuple[Identity, ...]:
    return find_identity(Path(options.case), options.identity, options.passphrase_file)
