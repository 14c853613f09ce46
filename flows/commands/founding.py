"""undercroft init"""

import argparse
from pathlib import Path

from flows.founding import Founding, found_case
from flows.keys import ask_passphrase
from flows.problem import DONE, UndercroftProblem


def init(options: argparse.Namespace) -> int:
    wish = Founding(
        Path(options.case),
        tuple(one.strip() for one in options.languages.split(",") if one.strip()),
        options.profile,
        tuple(options.recipient),
        Path(options.identity) if options.identity else None,
        options.classic,
    )
    if options.no_passphrase and options.passphrase_file:
        what = "a passphrase is given, and --no-passphrase beside it"
        raise UndercroftProblem("contradiction", what, "give one of the two")
    needs_passphrase = not options.recipient and not options.no_passphrase
    passphrase = ask_passphrase(options.passphrase_file, twice=True) if needs_passphrase else None
    identity = found_case(wish, passphrase)
    print(f"case      {wish.case}")
    if identity is None:
        print("identity  the one that belongs to the recipients given")
    else:
        print(f"identity  {identity}")
        print("keep a copy of the identity on another medium: without it nothing in the case can be opened")
    return DONE
