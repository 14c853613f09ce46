"""What this host last saw of a case's log, kept outside the case: a folder put back to an older state is refused."""

from pathlib import Path

from flows.problem import VERIFICATION, UndercroftProblem
from flows.settings import Settings, host_folder, is_intake, read_settings
from vault.growth import EXTENDS, ROLLED_BACK, Growth, compare
from vault.log import CHECKPOINT
from vault.note import Checkpoint, unverified_checkpoint
from vault.problem import VaultProblem
from vault.standing import standing
from vault.store import make_folder, write_whole

THIS_HOST = "this host last saw"


def anchor_path(settings: Settings) -> Path:
    """An intake's log is its own, so that it may lie on the host that holds the case."""
    return host_folder() / "anchors" / (settings.case_id + (f".{settings.intake}" if settings.intake else ""))


def read_anchor(settings: Settings) -> Checkpoint | None:
    """The newest checkpoint that this host saw, if it ever saw this case."""
    path = anchor_path(settings)
    try:
        return unverified_checkpoint(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, VaultProblem):
        hint = f"compare with an auditor's checkpoint, then move {path} away"
        raise UndercroftProblem("bad_anchor", "what this host last saw of the log cannot be read", hint) from None


def write_anchor(case: Path, settings: Settings) -> None:
    """Remembers the log as it stands now; for those who hold the case, so that it cannot move meanwhile."""
    keep_anchor(settings, (case / "log" / CHECKPOINT).read_bytes())


def keep_anchor(settings: Settings, note: bytes) -> None:
    """Never steps back: of two who remember at once, the one that saw more counts."""
    path, seen = anchor_path(settings), read_anchor(settings)
    if seen is None or seen.size < unverified_checkpoint(note).size:
        make_folder(path.parent)
        write_whole(path, note, overwrite=True)


def check_anchor(case: Path, settings: Settings) -> Growth | None:
    """Refuses a log that does not extend what this host saw; None where it never saw this case."""
    seen = read_anchor(settings)  # before the log: whoever holds no lock must not take a log that grew for a short one
    if seen is None:
        return None
    with standing(case / "log", settings.log_keys) as log:
        growth = compare(seen, log)
    refuse_another_past(
        growth, THIS_HOST, f"restore the newer case; if the older one is meant, move {anchor_path(settings)} away"
    )
    return growth


def refuse_older(case: Path) -> Settings:
    """For commands that only look. They remember nothing: of two who write without a lock, the lesser may win."""
    settings = read_settings(case)
    if not is_intake(case):
        require_log(case)
        check_anchor(case, settings)
    return settings


def require_log(case: Path) -> None:
    if not (case / "log" / CHECKPOINT).is_file():
        raise UndercroftProblem("no_log", "the log is not there", "restore CASE/log from a copy")


def refuse_another_past(growth: Growth, whose: str, hint: str) -> None:
    """One line with both sizes, and exit code 4."""
    old, new = growth.old.size, growth.new.size
    if growth.verdict == ROLLED_BACK:
        what = f"the log was rolled back: it holds {new} entries, {whose} {old}"
        raise UndercroftProblem("log_rolled_back", what, hint, VERIFICATION)
    if growth.verdict != EXTENDS:
        what = f"the log was forked: it holds {new} entries, and does not begin with the {old} that {whose}"
        raise UndercroftProblem("log_forked", what, hint, VERIFICATION)
