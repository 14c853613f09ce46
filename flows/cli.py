"""The command line: which words mean which command, and how every fault becomes one line and an exit code."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import NoReturn

from flows.engine import coded
from flows.problem import WRONG_USE, UndercroftProblem
from flows.terminal import complain

Command = Callable[[argparse.Namespace], int]
_ABOUT = "takes a leak in, and lets no one be found in it"
_KEY_FILES = "passwords, one a line; PKCS #12; PEM key and certificate; OpenPGP secret key"

# argparse quotes the word that was wrong; it may be a file's name, so it is left out.
_TOLD = (
    (re.compile(r"argument (\S+): invalid choice: .* \(choose from (.*)\)", re.DOTALL), r"\1 is one of \2"),
    (re.compile(r"argument (\S+): invalid \S+ value: .*", re.DOTALL), r"\1 is a whole number"),
    (re.compile(r"unrecognized arguments: .*", re.DOTALL), "there are more words than this command takes"),
)


class _Parser(argparse.ArgumentParser):
    """Wrong words get one line and a hint, as every other fault does."""

    def error(self, message: str) -> NoReturn:
        for pattern, told in _TOLD:
            message = pattern.sub(told, message)
        complain(message, f"see: {self.prog} --help")
        raise SystemExit(WRONG_USE)


def main(words: Sequence[str] | None = None) -> int:
    """The entry point of `undercroft`; returns (and exits with) 0, 2, 3 or 4."""
    options = _parser().parse_args(words)
    try:
        code = _run(options)
        sys.stdout.flush()
        return code
    except UndercroftProblem as problem:
        complain(problem.what, problem.hint)
        return problem.exit_code
    except KeyboardInterrupt:
        complain("stopped; the same command goes on where it was")
        return 130
    except BrokenPipeError:
        return WRONG_USE
    except Exception as fault:  # noqa: BLE001 - an exception's own text may hold content
        _, what, hint, exit_code = coded(fault)
    finally:
        _let_go_of_output()
    complain(what, hint)
    return exit_code


def _let_go_of_output() -> None:
    """What cannot be printed is dropped here: Python would try once more at its end, and complain in its own words."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(options: argparse.Namespace) -> int:
    """Commands are imported when called: `status` must not wait for Prefect or the models."""
    from importlib import import_module

    module, name = options.command
    command: Command = getattr(import_module(module), name)
    return command(options)


@cache
def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(prog="undercroft", description=_ABOUT)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_intake(commands)
    _add_groups(commands)
    _add_tools(commands)
    return parser


def _add_intake(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    init = _command(commands, "init", "make a case", "founding", "init")
    init.add_argument("case", metavar="CASE")
    init.add_argument("--profile", default="interpol", help="the kinds of document and facts to expect")
    init.add_argument("--languages", default="en,fr,ru", help="a hint, never a filter")
    init.add_argument(
        "--recipient", action="append", default=[], metavar="age1…", help="seal to this identity; none is made"
    )
    init.add_argument("--classic", action="store_true", help="an X25519 key, for age tools before 1.3")
    init.add_argument("--no-passphrase", action="store_true", help="leave the identity unprotected, for automation")
    _key_options(init)
    seal = _command(commands, "seal", "encrypt files into the vault; public keys only", "intake", "seal")
    seal.add_argument("case", metavar="CASE")
    seal.add_argument("paths", metavar="PATH", nargs="+")
    for name, words in (
        ("ingest", "seal, then process"),
        ("process", "read, resolve, publish what is new or outdated"),
    ):
        command = _command(commands, name, words, "journeys", name)
        command.add_argument("case", metavar="CASE")
        if name == "ingest":
            command.add_argument("paths", metavar="PATH", nargs="+")
        command.add_argument("--lanes", type=_count, default=0, help="worker processes (default: the number of cores)")
        _reading_options(command)
        _caution_option(command)
        command.add_argument("--quiet", action="store_true", help="no bar and no lines of progress")
        _key_options(command)
    status = _command(commands, "status", "the sum of everything", "status", "status")
    status.add_argument("case", metavar="CASE")
    status.add_argument("--json", action="store_true")


def _add_groups(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    people = _group(commands, "people", "the people of the case and the register of public people")
    listing = _command(people, "list", "who was found", "people", "list_people")
    listing.add_argument("--json", action="store_true")
    _key_options(listing)
    importing = _command(people, "import", "import the register of public people (CSV)", "people", "import_register")
    importing.add_argument("file", metavar="FILE")
    _key_options(importing)
    vault = _group(commands, "vault", "the sealed originals")
    listing = _command(vault, "list", "every document and its state", "vault", "list_documents")
    listing.add_argument("--json", action="store_true")
    _key_options(listing)
    opening = _command(vault, "open", "open one original (logged)", "vault", "open_document")
    opening.add_argument("document", metavar="ID")
    opening.add_argument(
        "-o", "--output", metavar="FILE", help="where to write it (default: standard output, if piped)"
    )
    opening.add_argument("--reason", default="unstated", help="a code: review, legal, correction …")
    _key_options(opening)
    _command(vault, "verify", "compare every sealed object with the log", "audit", "verify_vault")
    _add_keeping(vault)
    keys = _group(commands, "keys", "who can open the case")
    listing = _command(keys, "list", "fingerprints, and what each opens", "keys", "list_keys")
    listing.add_argument("--json", action="store_true")
    adding = _command(keys, "add", "let another key open the case", "keys", "add")
    adding.add_argument("recipient", metavar="age1…")
    adding.add_argument("--dossiers-only", action="store_true", help="for scheduled runs: originals stay closed to it")
    removing = _command(keys, "remove", "seal to this key no more (no revocation)", "keys", "remove")
    removing.add_argument("key", metavar="FINGERPRINT")
    splitting = _command(keys, "split", "the identity, for any N of M holders together", "keys", "split")
    splitting.add_argument("--any", type=_count, required=True, metavar="N")
    splitting.add_argument("--of", type=_count, required=True, metavar="M")
    splitting.add_argument("--recipient", action="append", default=[], metavar="age1…", help="each holder's own key")
    splitting.add_argument("-o", "--output", metavar="DIR", required=True, help="a folder that is there")
    unlocking = _command(keys, "unlock", "give passwords and keys for what the leak holds encrypted", "keys", "unlock")
    unlocking.add_argument("files", metavar="FILE", nargs="+", help=_KEY_FILES)
    _passphrase_of_key(unlocking)
    counting = _command(keys, "unlocks", "how many of these were given", "keys", "list_unlocks")
    counting.add_argument("--json", action="store_true")
    locking = _command(keys, "lock", "forget all of these", "keys", "lock")
    for one in (adding, removing, splitting, unlocking, locking):
        _key_options(one)
    _add_audit(_group(commands, "audit", "the log"))


def _add_audit(audit: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verifying = _command(audit, "verify", "compare log, vault and corpus with each other", "audit", "verify")
    verifying.add_argument("--checkpoint", metavar="FILE", help="one that you kept; the log must extend it")
    verifying.add_argument(
        "--authority", metavar="CA.pem", help="roots that you trust; each timestamp kept must be under one"
    )
    showing = _command(audit, "show", "the acts, one a line", "audit", "show")
    showing.add_argument("--json", action="store_true")
    proving = _command(audit, "prove", "entries with their proofs, in a file of their own", "audit_proofs", "prove")
    proving.add_argument("id", metavar="ID", nargs="?", help="a document's id, or an entry's number")
    proving.add_argument("-o", "--output", metavar="FILE", help="a new file (default: standard output)")
    proving.add_argument("--check", metavar="FILE", help="check such a file; needs undercroft.toml and nothing else")
    growing = _command(
        audit, "consistency", "prove that the log extends a checkpoint you kept", "audit_proofs", "consistency"
    )
    growing.add_argument("old", metavar="OLD", help="a copy of an earlier CASE/log/checkpoint")
    growing.add_argument("-o", "--output", metavar="FILE", help="where to write the proof, of a fork too")
    telling = _command(audit, "disclose", "open one commitment (logged)", "audit_disclose", "disclose")
    telling.add_argument("entry", metavar="ENTRY", help="an entry's number, or a document's id")
    telling.add_argument("field", metavar="FIELD", help="path or sha256")
    telling.add_argument("--check", metavar="FILE", help="check what was disclosed; needs no identity")
    telling.add_argument("--reason", default="unstated", help="a code: audit, legal, correction …")
    _key_options(telling)
    stamping = _command(
        audit, "timestamp", "have an authority tell when the log was there (RFC 3161)", "audit_timestamp", "timestamp"
    )
    stamping.add_argument("answer", metavar="FILE", nargs="?", help="what the authority sent back")
    stamping.add_argument("--request", metavar="FILE", help="write what the authority needs into a new file")
    stamping.add_argument("--authority", metavar="CA.pem", help="with FILE: the root certificates that you trust")
    witness = _command(audit, "witness", "have the log cosigned on another machine", "audit_witness", "witness")
    witness.add_argument("--admit", metavar="KEYLINE", help="let a witness vouch for this log (logged)")
    witness.add_argument("--dismiss", metavar="NAME", help="let it vouch no more (logged); or its fingerprint")
    witness.add_argument("answer", metavar="FILE", nargs="?", help="what the witness sent back")
    witness.add_argument("--request", metavar="FILE", help="write what a witness needs into a new file")
    witness.add_argument("--old", metavar="SIZE", type=_count, help="with --request: the size it last cosigned")
    witness.add_argument("--cosign", metavar="FILE", help="on the witness's machine: cosign a request")
    witness.add_argument("-o", "--output", metavar="FILE", help="with --cosign: a new file for the answer")
    witness.add_argument("--key", action="store_true", help="on the witness's machine: its key, for --admit")


def _add_keeping(vault: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    exporting = _command(vault, "export", "an original as an age file (logged)", "vault_keep", "export")
    exporting.add_argument("document", metavar="ID")
    exporting.add_argument("-o", "--output", metavar="FILE", required=True)
    exporting.add_argument("--reason", default="unstated", help="a code: legal, handover …")
    shredding = _command(
        vault, "shred", "destroy a document, or a person with all that tells of them", "vault_keep", "shred_one"
    )
    shredding.add_argument("id", metavar="ID|PSEUDONYM", help="of a document, or of a person as the corpus names them")
    shredding.add_argument(
        "--with-documents",
        type=_count,
        metavar="N",
        help="of a person: how many documents may go (it says how many do)",
    )
    rewrapping = _command(vault, "rewrap", "write every header anew for the keys of now", "vault_keep", "rewrap")
    resealing = _command(vault, "reseal", "encrypt everything anew, after a key was lost", "vault_keep", "reseal")
    rebuilding = _command(vault, "rebuild", "make the catalogue anew from log and vault", "vault_keep", "rebuild")
    for one in (shredding, rewrapping, resealing, rebuilding):
        _key_options(one)
    joining = _command(vault, "join", "take in what an intake host has sealed", "vault_keep", "join")
    joining.add_argument("folder", metavar="DIR")
    joining.add_argument("--admit", metavar="FINGERPRINT", help="the intake's key, as its host shows it")


def _add_tools(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    extract = _command(commands, "extract", "what the workers read; nothing is kept", "extract", "extract")
    extract.add_argument("paths", metavar="PATH", nargs="+")
    extract.add_argument("--json", action="store_true")
    extract.add_argument("--unlock", metavar="FILE", nargs="+", default=[], help=_KEY_FILES)
    _passphrase_of_key(extract)
    _reading_options(extract)
    detect = _command(commands, "detect", "JSON lines in, findings out", "tools", "detect")
    detect.add_argument("--case-wide", action="store_true", help="look for every found name in every text")
    _caution_option(detect)
    sample = _command(commands, "sample", "write an invented leak with its truth", "tools", "sample")
    sample.add_argument("folder", metavar="DIR")
    sample.add_argument("--documents", type=int, default=100)
    sample.add_argument("--seed", type=int, default=1)
    _command(commands, "doctor", "what is installed, what is missing, what that costs", "doctor", "doctor")


def _group(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> "argparse._SubParsersAction[argparse.ArgumentParser]":
    """undercroft GROUP CASE VERB"""
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("case", metavar="CASE")
    return parser.add_subparsers(metavar="VERB", required=True)


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str, module: str, function: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(command=(f"flows.commands.{module}", function))
    return parser


def _key_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--identity", metavar="FILE", help="default: UNDERCROFT_IDENTITY, else where init puts it")
    parser.add_argument(
        "--passphrase-file", metavar="FILE", help="default: UNDERCROFT_PASSPHRASE_FILE, else it is asked for"
    )


def _passphrase_of_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passphrase-of-key", metavar="FILE", help="of a private key given; its first line")


def _reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-ocr", action="store_true", help="leave scans unread")
    parser.add_argument(
        "--allow-weak-sandbox", action="store_true", help="go on where the worker cannot lock itself in wholly"
    )


def _caution_option(parser: argparse.ArgumentParser) -> None:
    choices = ("low", "normal", "high")
    parser.add_argument("--caution", choices=choices, default="normal", help="how little suffices for a finding")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError("a whole number, 0 or more")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
