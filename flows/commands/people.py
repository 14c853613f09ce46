"""undercroft people list|import"""

import argparse
from pathlib import Path

from flows.cast import load_people
from flows.commands.given import identities_of
from flows.house import opened
from flows.problem import DONE
from flows.register import store_register
from flows.terminal import show_json


def import_register(options: argparse.Namespace) -> int:
    case = Path(options.case)
    identities = identities_of(options)
    with opened(case, identities) as house:
        register = store_register(house, Path(options.file))
    print(f"public people {len(register.entries)}; `undercroft process` applies the register to the case")
    return DONE


def list_people(options: argparse.Namespace) -> int:
    """The people of the case by pseudonym; names of public people only (`people reveal` comes with rulings)."""
    case = Path(options.case)
    identities = identities_of(options)
    with opened(case, identities, changes=False) as house:
        for one in load_people(house):
            if options.json:
                show_json(one)
            else:
                print(f"{one['pseudonym']:<12} {one['status']:<8} {one['spellings']:>4} spellings  {one['name'] or ''}")
    return DONE
