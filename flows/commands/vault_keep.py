"""undercroft vault CASE export|rewrap|reseal|shred|rebuild|join"""

import argparse
from pathlib import Path

from flows.commands.given import identities_of, new_file, refuse_output, refuse_reason
from flows.filing import note_missing
from flows.house import catalogue_path, held, opened
from flows.joining import join_intake
from flows.keeping import export_sealed, reseal_all, shred
from flows.problem import DONE
from flows.recipients import rewrap_all
from flows.terminal import complain


def export(options: argparse.Namespace) -> int:
    """An original as an age file that any age tool opens; logged, and no identity is needed."""
    refuse_reason(options.reason, "legal")
    refuse_output(options.output)
    with opened(Path(options.case)) as house, new_file(options.output) as file:
        export_sealed(house, options.document, file, options.reason)
    return DONE


def rewrap(options: argparse.Namespace) -> int:
    """Headers written anew for the recipients of now."""
    with opened(Path(options.case), identities_of(options)) as house:
        print(f"rewrapped {rewrap_all(house)} objects")
    complain("rewrapping is no revocation", "after a key was lost: undercroft vault CASE reseal")
    return DONE


def reseal(options: argparse.Namespace) -> int:
    """Every original encrypted anew under a fresh key."""
    with opened(Path(options.case), identities_of(options)) as house:
        print(f"resealed {reseal_all(house)} originals")
    complain("copies of the former objects can still be opened with the lost key", "destroy backups that hold them")
    return DONE


def shred_document(options: argparse.Namespace) -> int:
    """Destroys a document with its members, copies, findings and revisions; the log still verifies."""
    with opened(Path(options.case), identities_of(options)) as house:
        gone = shred(house, options.document)
    for doc_id in gone:
        print(f"shredded {doc_id}")
    complain("backups and exports made before are out of reach", "destroy them, and what was copied from the corpus")
    return DONE


def rebuild(options: argparse.Namespace) -> int:
    """The catalogue made anew from the log and the sealed originals."""
    case = Path(options.case)
    identities = identities_of(options)
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
