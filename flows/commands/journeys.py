"""undercroft ingest, process"""

import argparse
from pathlib import Path

from extractors.limits import ReadOptions
from flows.commands.given import identities_of
from flows.commands.intake import told
from flows.engine import run_in_prefect
from flows.equipment import Equipment
from flows.house import House, opened
from flows.intake import finish_intake, intake_session, seal_drop
from flows.journey import process_case
from flows.keyring import load_keys
from flows.problem import DONE, QUARANTINE
from flows.terminal import progress


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
    return max(code, told(receipt))


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
        keys=load_keys(house),
    )
    with equipment, progress("process", options.quiet) as show:
        counts = run_in_prefect(name, equipment.count, lambda spread: process_case(house, equipment, spread, show))
    for key, number in (counts or {"documents": 0}).items():
        print(f"{key} {number}", flush=True)
    return QUARANTINE if counts.get("quarantined") else DONE
