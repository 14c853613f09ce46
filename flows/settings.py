"""undercroft.toml and what this host keeps outside the case: no secret, nothing of the leak."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from extractors.limits import Limits
from flows.problem import UndercroftProblem
from redaction.profile import Profile, ProfileProblem, shipped_profile
from vault.signer import Signer
from vault.store import make_folder, write_whole

NAME = "undercroft.toml"
INTAKE_KEY = "intake.key"


@dataclass(frozen=True)
class Settings:
    """What a case folder says of itself."""

    case_id: str
    languages: tuple[str, ...]
    profile: str
    recipients: tuple[str, ...]
    log_keys: tuple[str, ...]
    witnesses: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    intake: str = ""  # the host that seals here for a case that lies elsewhere

    @property
    def origin(self) -> str:
        """The log's origin line (C2SP tlog-checkpoint); an intake's log is its own."""
        return f"undercroft/{self.case_id}" + (f"/intake/{self.intake}" if self.intake else "")


def settings_text(settings: Settings) -> bytes:
    """The file as `init` writes it."""
    return f"""# An Undercroft case. Nothing here is secret, and nothing here is of the leak.
version = 1
case = {_quoted(settings.case_id)}
languages = {_list(settings.languages)} # a hint, never a filter
profile = {_quoted(settings.profile)}
policy = "policy.toml"
recipients = {_list(settings.recipients)}

[log]
keys = {_list(settings.log_keys)}
witnesses = {_list(settings.witnesses)}

# How much one file may cost; sizes in bytes. What reaches a limit is read in part, and says so.
[limits]
{_limits_text(settings.limits)}""".encode()


def _limits_text(limits: Limits) -> str:
    return "".join(f"{name} = {number}\n" for name, number in asdict(limits).items())


def read_settings(case: Path) -> Settings:
    """Raises UndercroftProblem where the folder is no case."""
    try:
        table = tomllib.loads((case / NAME).read_text())
        return Settings(
            case_id=str(table["case"]),
            languages=tuple(map(str, table["languages"])),
            profile=str(table["profile"]),
            recipients=tuple(map(str, table["recipients"])),
            log_keys=tuple(map(str, table["log"]["keys"])),
            witnesses=tuple(map(str, table["log"].get("witnesses", ()))),
            limits=_limits(table.get("limits", {})),
        )
    except (FileNotFoundError, NotADirectoryError):
        raise UndercroftProblem("no_case", f"{case} is not a case", "make one with: undercroft init CASE") from None
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        hint = f"restore {NAME} from a copy; it is plain text"
        raise UndercroftProblem("bad_settings", f"{case / NAME} cannot be read", hint) from None


def _limits(table: Mapping[str, object]) -> Limits:
    """What the table leaves out is as shipped. Raises UndercroftProblem for what is no limit, or no number above 0."""
    known = asdict(Limits())
    for name, number in table.items():
        if name not in known or type(number) is not int or number <= 0:
            hint = f"a whole number above 0 for one of: {', '.join(known)}"
            raise UndercroftProblem("bad_limit", f"{NAME}: [limits] {name[:40]} is no limit that can be kept", hint)
    return replace(Limits(), **table)  # type: ignore[arg-type]


def put_recipients(case: Path, texts: Sequence[str]) -> None:
    """Replaces the recipients in undercroft.toml, and nothing else of it."""
    _put(case, "recipients", texts)


def put_witnesses(case: Path, lines: Sequence[str]) -> None:
    """Replaces the witnesses, or adds them where a case of before names none."""
    _put(case, "witnesses", lines)


def _put(case: Path, name: str, texts: Sequence[str]) -> None:
    text, wanted = (case / NAME).read_text(), f"{name} = {_list(tuple(texts))}"
    new, found = re.subn(rf"(?m)^{name}\s*=\s*\[[^\]]*\]", lambda _: wanted, text, count=1)
    if not found:
        new = re.sub(r"(?m)^keys\s*=\s*\[[^\]]*\].*$", lambda keys: f"{keys[0]}\n{wanted}", text, count=1)
    try:
        tomllib.loads(new)
    except ValueError:
        what, hint = f"{name} in {NAME} cannot be replaced", f"write {name} = [] there, in a line of its own"
        raise UndercroftProblem("bad_settings", what, hint) from None
    write_whole(case / NAME, new.encode(), overwrite=True)


def is_intake(case: Path) -> bool:
    """A folder that holds undercroft.toml alone, or an intake begun in one: it seals, and opens nothing."""
    if (case / INTAKE_KEY).is_file():
        return True
    return not any((case / one).exists() for one in ("policy.toml", "vault", "log", "corpus"))


def as_intake(settings: Settings, signer: Signer) -> Settings:
    """The settings of this host's own vault and log, to be carried over and joined."""
    return replace(settings, intake=signer.name, log_keys=(signer.public,))


def begin_intake(case: Path, signer: Signer) -> None:
    """Makes room for sealing, and says whose intake it is."""
    make_folder(case / "vault")
    if not (case / INTAKE_KEY).exists():
        write_whole(case / INTAKE_KEY, f"{signer.public}\n".encode())


def profile_of(name: str) -> Profile:
    """The profile a case names."""
    try:
        return shipped_profile(name)
    except ProfileProblem:
        raise UndercroftProblem("no_profile", "there is no profile of that name", "there is: interpol") from None


def host_folder() -> Path:
    """Where this host keeps its signing key and remembers where identities lie."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "undercroft"


def default_identity(case_id: str) -> Path:
    return host_folder() / "identities" / f"{case_id}.txt"


def remembered_identity(case_id: str) -> Path:
    """The path that `init` printed on this host."""
    note = host_folder() / "cases" / case_id
    try:
        return Path(os.fsdecode(note.read_bytes()))
    except OSError:
        return default_identity(case_id)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"
