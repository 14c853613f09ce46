"""Who outside the case saw a part of its log: an auditor who kept a checkpoint, a witness, a timestamp authority."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.anchor import refuse_another_past
from flows.problem import VERIFICATION, UndercroftProblem
from flows.settings import Settings
from vault.growth import compare
from vault.log import WITNESSED
from vault.note import Checkpoint, parse_verifiers, read_note
from vault.problem import VaultProblem
from vault.stamps import Stamp
from vault.standing import Standing
from vault.timestamp import Authority, read_authority
from vault.tree_check import Difference
from vault.witness import Witnessed, read_witnessed

_LAST_SECOND = 253402300799  # of the year 9999; a witness may say any time


def read_checkpoint_file(name: str, settings: Settings) -> Checkpoint:
    """A checkpoint that an auditor kept; only a key of this case can have signed it."""
    try:
        return read_note(Path(name).read_bytes(), parse_verifiers(settings.log_keys))
    except OSError:
        raise UndercroftProblem("no_checkpoint", "the checkpoint file cannot be read", "check its path") from None
    except VaultProblem as problem:
        code = problem.code
    if code == "unknown_signer":
        what = "the checkpoint given is signed by none of the keys in undercroft.toml"
        hint = "if it is of this case, the case was replaced by one with other keys"
        raise UndercroftProblem(code, what, hint, VERIFICATION)
    hint = "give a whole copy of CASE/log/checkpoint"
    raise UndercroftProblem("no_checkpoint", "the file given is no checkpoint, or was altered", hint)


def read_cosigned(case: Path, settings: Settings) -> Witnessed | Difference | None:
    """The last cosigned checkpoint; one that is not right is a difference like any other."""
    try:
        note = (case / "log" / WITNESSED).read_bytes()
        return read_witnessed(note, settings.log_keys, settings.witnesses)
    except FileNotFoundError:
        return None
    except OSError:
        code = "unreadable"
    except VaultProblem as problem:
        code = "unknown_signer" if problem.code == "unknown_signer" else "damaged"
    return Difference(f"log/{WITNESSED}", code)


def read_authority_file(name: str) -> Authority:
    """The root certificates that an auditor trusts to name timestamp authorities."""
    try:
        return read_authority(Path(name).read_bytes())
    except OSError:
        raise UndercroftProblem("bad_authority", "the authority's file cannot be read", "check its path") from None


def told_by_auditor(log: Standing, given: Checkpoint | None) -> Iterator[str]:
    """Raises where the log does not extend the checkpoint given."""
    if given is not None:
        hint = "undercroft audit CASE consistency FILE tells more"
        refuse_another_past(compare(given, log), "the checkpoint given is of", hint)
        yield f"extends the auditor's checkpoint of {given.size} entries"


def told_by_witnesses(log: Standing, witnessed: Witnessed | None) -> Iterator[str]:
    """Raises where the log does not extend what was cosigned."""
    if witnessed is not None:
        hint = "ask the witness for the last checkpoint it cosigned"
        refuse_another_past(compare(witnessed.checkpoint, log), "a witness cosigned", hint)
        for name, at in witnessed.by:
            day = datetime.fromtimestamp(min(at, _LAST_SECOND), UTC).strftime("%Y-%m-%d")
            yield f"extends the {witnessed.checkpoint.size} entries that {name} cosigned on {day}"


def told_by_authorities(log: Standing, stamps: Sequence[Stamp]) -> Iterator[str]:
    """Raises where the log does not extend what was stamped."""
    for stamp in stamps:
        hint = "the entries that were stamped are not these; ask for the newer case"
        refuse_another_past(compare(stamp.checkpoint, log), "an authority stamped", hint)
        yield told_by_authority(stamp)


def told_by_authority(stamp: Stamp) -> str:
    told = f"timestamped: {stamp.checkpoint.size} entries"
    if stamp.proven is None:
        return f"{told}, unverified: give --authority CA.pem"
    return f"{told} existed at {stamp.proven.at.strftime('%Y-%m-%d %H:%M:%S')} UTC, by {stamp.proven.by}"
