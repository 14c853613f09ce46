"""undercroft doctor"""

import argparse

from flows.doctor import examine
from flows.problem import DONE, WRONG_USE


def doctor(options: argparse.Namespace) -> int:
    """Exit 2 where something needed is not well."""
    findings = examine()
    for one in findings:
        print(f"{'ok     ' if one.is_well else 'missing'}  {one.what:<32} {one.told}")
        if not one.is_well and one.cost:
            print(f"         costs: {one.cost}")
    return WRONG_USE if any(one.is_needed and not one.is_well for one in findings) else DONE
