"""undercroft vault CASE export|rewrap|reseal|shred|rebuild|join"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from flows.commands.given import identities_of, new_file, refuse_output, refuse_reason
from flows.export import export_sealed
from flows.filing import note_missing
from flows.house import House, catalogue_path, held, opened
from flows.joining import join_intake
from flows.problem import DONE, UndercroftProblem
from flows.recipients import rewrap_all
from flows.reseal import reseal_all
from flows.shred import shred
from flows.shred_person import Whereabouts, find_person, is_pseudonym, shred_person
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
    """Every original encrypted anew under a fresh key, every record under a fresh secret."""
    with opened(Path(options.case), identities_of(options)) as house:
        print(f"resealed {reseal_all(house)} objects")
    complain("copies of the former objects can still be opened with the lost key", "destroy backups that hold them")
    return DONE


def shred_one(options: argparse.Namespace) -> int:
    """Destroys a document, or a person with every document that tells of them; the log still verifies."""
    is_person = is_pseudonym(options.id)
    if options.with_documents is not None and not is_person:
        raise UndercroftProblem(
            "no_pseudonym", "--with-documents goes with a pseudonym", "see: undercroft people CASE list"
        )
    with opened(Path(options.case), identities_of(options)) as house:
        documents = _shred_person(house, options) if is_person else _shred_document(house, options.id)
    for doc_id in documents:
        print(f"shredded {doc_id}")
    complain("backups and exports made before are out of reach", "destroy them, and what was copied from the corpus")
    return DONE


def _shred_document(house: House, doc_id: str) -> Sequence[str]:
    done = shred(house, doc_id)
    if done.holders:
        complain("a container that stays holds it too, within its own bytes", f"shred: {' '.join(done.holders)}")
    return done.documents


def _shred_person(house: House, options: argparse.Namespace) -> Sequence[str]:
    found = find_person(house, options.id)
    count = len(found.documents)
    _tell_limits(found)
    if found.person is not None and options.with_documents != count:
        for doc_id in found.documents:
            print(f"would shred {doc_id}")
        what = f"{count} documents go with this person: all that tell of them, members, copies and containers"
        raise UndercroftProblem("not_confirmed", what, f"if they may: --with-documents {count}")
    shred_person(house, options.id, found)
    print("shredded the person")
    return found.documents


def _tell_limits(found: Whereabouts) -> None:
    if found.unread:
        what = f"{found.unread} documents were not read, or in part only, and may tell of them too"
        complain(what, "see: undercroft vault CASE list")
    if found.namesakes:
        what = f"others bear such a name and stay: {' '.join(found.namesakes)}"
        complain(what, "shred them too, where they may be the same")
    if found.person is not None and found.person.register_name:
        complain("the register still names this person", "import one without them: undercroft people CASE import FILE")


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
