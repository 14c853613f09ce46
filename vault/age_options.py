"""What `python -m vault.age` takes: the flags of age itself, and --passphrase-file."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Never

from vault.problem import VaultProblem

STANDARD = "-"


@dataclass(frozen=True)
class Options:
    """What the command line says, under its own names."""

    encrypt: bool
    decrypt: bool
    recipient: list[str]
    recipients_file: list[str]
    identity: list[str]
    passphrase: bool
    passphrase_file: str | None
    armor: bool
    output: str
    input: str


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Never:
        raise VaultProblem("wrong_use")  # argparse would repeat what was given


def parse_options(arguments: Sequence[str] | None) -> Options:
    """What was asked for; `wrong_use` where it does not go together."""
    parser = _Parser(
        prog="python -m vault.age",
        description="Seals and opens age files; nothing is overwritten, nothing released before all is verified.",
        allow_abbrev=False,
    )
    parser.add_argument("-e", "--encrypt", action="store_true", help="the default")
    parser.add_argument("-d", "--decrypt", action="store_true")
    parser.add_argument("-r", "--recipient", action="append", default=[], metavar="RECIPIENT")
    parser.add_argument("-R", "--recipients-file", action="append", default=[], metavar="FILE")
    parser.add_argument("-i", "--identity", action="append", default=[], metavar="FILE")
    parser.add_argument("-p", "--passphrase", action="store_true", help="seal under a passphrase")
    parser.add_argument("--passphrase-file", metavar="FILE", help="its first line, instead of asking")
    parser.add_argument("-a", "--armor", action="store_true", help="write text")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="default: standard output")
    parser.add_argument("input", nargs="?", default=STANDARD, metavar="INPUT", help="default: standard input")
    options = Options(**vars(parser.parse_args(arguments)))
    if not _fits_together(options):
        raise VaultProblem("wrong_use")
    return options


def _fits_together(options: Options) -> bool:
    named = bool(options.recipient or options.recipients_file)
    inputs = [options.input, *options.recipients_file, *options.identity]
    if inputs.count(STANDARD) > 1:
        return False
    if options.decrypt:
        return not (options.encrypt or named or options.passphrase or options.armor)
    if options.passphrase:
        return not (named or options.identity)
    # As with age: an identity alone may mean that -d was forgotten.
    return options.encrypt or not options.identity
