"""undercroft audit timestamp: a request goes to a timestamp authority as a file (RFC 3161), and its answer is kept"""

import argparse
from pathlib import Path

from flows.anchor import refuse_older
from flows.commands.given import refuse_output
from flows.problem import DONE, VERIFICATION, UndercroftProblem
from flows.settings import Settings
from flows.vouchers import read_authority_file, told_by_authority
from vault.problem import VaultProblem
from vault.stamps import ask_for_stamp, take_stamp
from vault.standing import Standing, standing
from vault.store import write_whole


def timestamp(options: argparse.Namespace) -> int:
    """One of: write a request, take the answer. Whether it is believed, `audit verify --authority` says at any time."""
    case = Path(options.case)
    if bool(options.request) == bool(options.answer) or bool(options.answer) != bool(options.authority):
        what = "give --request FILE, or the FILE that the authority sent back with --authority CA.pem"
        raise UndercroftProblem("wrong_use", what, "see: undercroft audit CASE timestamp --help")
    settings = refuse_older(case)
    with standing(case / "log", settings.log_keys) as log:
        return _request(log, options.request) if options.request else _take(log, settings, options)


def _request(log: Standing, output: str) -> int:
    refuse_output(output)
    write_whole(Path(output), ask_for_stamp(log))
    print(f"request: {log.checkpoint.size} entries")
    return DONE


def _take(log: Standing, settings: Settings, options: argparse.Namespace) -> int:
    authority = read_authority_file(options.authority)
    try:
        answer = Path(options.answer).read_bytes()
    except OSError:
        raise UndercroftProblem("not_found", "the file given cannot be read", "check its path") from None
    try:
        stamp = take_stamp(answer, log, settings.log_keys, authority)
    except VaultProblem as problem:
        if not problem.code.startswith("stamp_") and problem.code not in ("log_forked", "other_log", "unknown_signer"):
            raise
        code, hint = problem.code, problem.hint
    else:
        print(told_by_authority(stamp))
        return DONE
    raise UndercroftProblem(code, f"nothing was kept: {code.replace('_', ' ')}", hint, VERIFICATION)
