"""undercroft seal, ingest, process"""

import argparse
from pathlib import Path

from extractors.limits import ReadOptions
from flows.commands.given import identities_of
from flows.engine import run_in_prefect
from flows.equipment import Equipment
from flows.house import House, opened
from flows.intake import SealReceipt, finish_intake, intake_session, seal_drop
from flows.journey import process_case
from flows.problem import DONE, QUARANTINE
from flows.terminal import complain, progress


def seal(options: argparse.Namespace) -> int:
    """Public keys only: the case is not opened, nothing is parsed."""
    paths = [Path(one) for one in options.paths]
    with opened(Path(options.case)) as house:
        with progress("seal") as show:
            receipt = seal_drop(house, paths, show)
        finish_intake(house, intake_session(house, paths))
    print(f"sealed {receipt.sealed}, sealed before {receipt.resumed}")
    return _told(receipt)


def ingest(options: argparse.Namespace) -> int:
    """Seals the drop and processes the case; broken off anywhere, the same command goes on."""
    paths = [Path(one) for one in options.paths]
    case = Path(options.case)
    identities = identities_of(options)
    with opened(case, identities) as house:
        with progress("seal", options.quiet) as show:
            receipt = seal_drop(house, paths, show)
        code = _processed(house, options, "ingest")
        finish_intake(house, intake_session(house, paths))
    return max(code, _told(receipt))


def process(options: argparse.Namespace) -> int:
    case = Path(options.case)
    identities = identities_of(options)
    with opened(case, identities) as house:
        return _processed(house, options, "process")


def _processed(house: House, options: argparse.Namespace, name: str) -> int:
    equipment = Equipment(
        lanes=options.lanes,
        reading=ReadOptions(ocr=not options.no_ocr, limits=house.settings.limits),
        allow_weak_sandbox=options.allow_weak_sandbox,
        caution=options.caution,
        languages=house.settings.languages,
    )
    with equipment, progress("process", options.quiet) as show:
        counts = run_in_prefect(name, equipment.count, lambda spread: process_case(house, equipment, spread, show))
    for key, number in (counts or {"documents": 0}).items():
        print(f"{key} {number}")
    return QUARANTINE if counts.get("quarantined") else DONE


def _told(receipt: SealReceipt) -> int:
    if not receipt.sealed + receipt.resumed:
        complain("no file was found below the paths given", "is the medium mounted, and is the folder the right one?")
    if not receipt.unreadable:
        return DONE
    what = f"{receipt.unreadable} source file(s) could not be sealed"
    complain(what, "undercroft vault CASE list names each with its reason")
    return QUARANTINE
