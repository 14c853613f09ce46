"""undercroft audit witness: a request goes to a witness's machine as a file, comes back cosigned; who is a witness"""

import argparse
from pathlib import Path

from flows.anchor import refuse_older
from flows.commands.audit_proofs import hand_out
from flows.house import opened
from flows.problem import DONE, VERIFICATION, UndercroftProblem
from flows.settings import Settings, host_folder, read_settings
from flows.witness_lines import with_logged_witnesses
from flows.witnesses import admit_witness, dismiss_witness
from vault.growth import ROLLED_BACK
from vault.log import WITNESSED
from vault.problem import VaultProblem
from vault.signer import fingerprint_of
from vault.standing import Standing, standing
from vault.store import write_whole
from vault.witness import Refusal, cosign, read_witnessed, request, take_answer, witness_signer

REFUSED = ("log_forked", "log_rolled_back", "log_damaged", "unknown_signer", "other_log", "proof_damaged")


def witness(options: argparse.Namespace) -> int:
    """One of: admit a witness or dismiss one, write a request, take the answer; on its machine: its key, cosign."""
    case = Path(options.case)
    acts = (options.request, options.cosign, options.answer, options.key, options.admit, options.dismiss)
    if len([one for one in acts if one]) != 1:
        what = "give one of --admit, --dismiss, --request, --cosign, --key, or the FILE that a witness sent back"
        raise UndercroftProblem("wrong_use", what, "see: undercroft audit CASE witness --help")
    if options.key:
        print(witness_signer(_folder()).witness)
        return DONE
    if options.admit or options.dismiss:
        return _change(case, options)
    settings = read_settings(case)
    try:
        return _act(case, settings, options)
    except VaultProblem as problem:
        if problem.code == "witness_ahead":
            size = problem.numbers["size"]
            what, hint = f"this witness last cosigned {size} entries", f"make the request with --old {size}"
            raise UndercroftProblem(problem.code, what, hint) from None
        if problem.code not in REFUSED:
            raise
        code = problem.code
        hint = "compare `keys` in undercroft.toml; --admit the witness" if code == "unknown_signer" else problem.hint
    raise UndercroftProblem(code, f"nothing was cosigned or kept: {code.replace('_', ' ')}", hint, VERIFICATION)


def _change(case: Path, options: argparse.Namespace) -> int:
    """Logged; needs no identity, as a witness sees checkpoints only."""
    with opened(case) as house:
        if options.admit:
            print(f"admitted {admit_witness(house, options.admit)}, {fingerprint_of(options.admit)}")
        else:
            print(f"dismissed {dismiss_witness(house, options.dismiss)}")
    return DONE


def _act(case: Path, settings: Settings, options: argparse.Namespace) -> int:
    if options.cosign:
        return _cosign(settings, _read(options.cosign), options.output)
    settings = with_logged_witnesses(case, refuse_older(case))
    with standing(case / "log", settings.log_keys) as log:
        if options.request:
            return _request(log, settings, options)
        found = take_answer(_read(options.answer), log, settings.log_keys, settings.witnesses)
    for name, _ in found.by:
        print(f"witnessed: {found.checkpoint.size} entries, by {name}")
    return DONE


def _request(log: Standing, settings: Settings, options: argparse.Namespace) -> int:
    old = _last_size(log, settings) if options.old is None else options.old
    write_whole(Path(options.request), request(log, old))
    print(f"request: from {old} to {log.checkpoint.size} entries")
    return DONE


def _last_size(log: Standing, settings: Settings) -> int:
    path = log.folder / WITNESSED
    if not path.exists():
        return 0
    return read_witnessed(path.read_bytes(), settings.log_keys, settings.witnesses).checkpoint.size


def _cosign(settings: Settings, asked: bytes, output: str | None) -> int:
    """On the witness's machine, where CASE need hold no more than a copy of undercroft.toml."""
    if output and Path(output).exists():
        raise UndercroftProblem("exists", "the output file is already there", "give the path of a new file")
    try:
        hand_out(cosign(asked, settings.log_keys, settings.origin, _folder()), output)
    except Refusal as refusal:
        verdict, size, last = refusal.growth.verdict, refusal.growth.new.size, refusal.growth.old.size
        print(f"last cosigned:\n{refusal.last.decode()}\nasked for:\n{refusal.asked.decode()}", end="")
    else:
        return DONE
    what = "was rolled back" if verdict == ROLLED_BACK else "was forked"
    hint = "keep both checkpoints: they are the proof"
    said = f"not cosigned, the log {what}: asked for {size} entries, {last} were cosigned"
    raise UndercroftProblem(f"log_{verdict}", said, hint, VERIFICATION)


def _folder() -> Path:
    return host_folder() / "witness"


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError:
        raise UndercroftProblem("not_found", "the file given cannot be read", "check its path") from None
