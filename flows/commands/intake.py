"""undercroft seal"""

import argparse
from pathlib import Path

from flows.house import opened
from flows.intake import SealReceipt, finish_intake, intake_session, seal_drop
from flows.problem import DONE, QUARANTINE
from flows.terminal import complain, progress


def seal(options: argparse.Namespace) -> int:
    """Public keys only: the case is not opened, nothing is parsed."""
    paths = [Path(one) for one in options.paths]
    with opened(Path(options.case)) as house:
        with progress("seal") as show:
            receipt = seal_drop(house, paths, show)
        # told first: whoever was not told runs the same command again, and must not seal the same files twice
        print(f"sealed {receipt.sealed}, sealed before {receipt.resumed}", flush=True)
        finish_intake(house, intake_session(house, paths))
    return told(receipt)


def told(receipt: SealReceipt) -> int:
    """What an intake could not seal, and the exit code that says so."""
    if not receipt.sealed + receipt.resumed:
        complain("no file was found below the paths given", "is the medium mounted, and is the folder the right one?")
    if not receipt.unreadable:
        return DONE
    what = f"{receipt.unreadable} source file(s) could not be sealed"
    complain(what, "undercroft vault CASE list names each with its reason")
    return QUARANTINE
