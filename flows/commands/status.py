"""undercroft status: the sum of everything; needs no identity."""

import argparse
from pathlib import Path

from flows.anchor import refuse_older
from flows.problem import DONE
from flows.status import case_status
from flows.terminal import show_json


def status(options: argparse.Namespace) -> int:
    case = Path(options.case)
    refuse_older(case)
    found = case_status(case)
    if options.json:
        show_json(found)
    else:
        _show(found)
    return DONE


def _show(found: dict[str, object]) -> None:
    print(f"documents {found['documents']}, accounted for: {'yes' if found['adds_up'] else 'no'}")
    for name in ("states", "reasons", "partly_read", "members", "kinds", "languages", "countries", "media_types"):
        part = found[name]
        if isinstance(part, dict) and part:
            print(f"{name}")
            for key, number in part.items():
                print(f"  {key or '(none)':<40} {number:>8}")
