"""One run of a command under strace: what of it changes a disk, and a fault put in the place of one such call."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.flows.cases import Host

_CHANGING = (
    "write,writev,pwrite64,pwritev,pwritev2,copy_file_range,sendfile,splice,fallocate,truncate,ftruncate,"
    "fsync,fdatasync,sync_file_range,link,linkat,symlink,symlinkat,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,utimensat,fchown,fchmod,fchmodat,open,openat"
)
_LINE = re.compile(r"(\d+) +(\w+)\((.*)")
_MAKES = re.compile(r"O_CREAT|O_TMPFILE|O_TRUNC")


@dataclass(frozen=True)
class Place:
    """The `number`th call of this name in its thread, which is how strace counts."""

    call: str
    number: int


@dataclass(frozen=True)
class Struck:
    """How a command ended that met a fault; `line` is the call in whose place it came, or empty where none did."""

    code: int
    out: str
    error: str
    line: str

    @property
    def is_output(self) -> bool:
        """Whether what the command said was struck, and nothing that it did."""
        return self.line.startswith(("write(1<", "write(2<"))


def places_of(host: Host, words: Sequence[str]) -> list[Place]:
    """Every call of the command that changes a disk, in their order."""
    code, _, _, lines = _traced(host, words, _CHANGING)
    assert code == 0, f"the command fails untouched: exit {code}"
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[Place, None] = {}
    for thread, call, rest in lines:
        counts[thread, call] += 1
        if _changes(call, rest):
            found.setdefault(Place(call, counts[thread, call]))
    return list(found)


def struck(host: Host, words: Sequence[str], place: Place, fault: str) -> Struck:
    """`kill` ends the command before the call; any other fault is the error that the call returns."""
    effect = "signal=SIGKILL" if fault == "kill" else f"error={fault}"
    inject = f"inject={place.call}:{effect}:when={place.number}"
    code, out, error, lines = _traced(host, words, place.call, "-e", inject)
    if fault == "kill":
        hit = lines[-1] if code in (-9, 137) and lines else None
    else:
        hit = next((one for one in lines if "(INJECTED)" in one[2]), None)
    return Struck(code, out, error, f"{hit[1]}({hit[2]}" if hit and _changes(hit[1], hit[2]) else "")


def _traced(
    host: Host, words: Sequence[str], calls: str, *more: str
) -> tuple[int, str, str, list[tuple[str, str, str]]]:
    trace = host.place / "trace"
    pace = [] if any("signal=" in one for one in more) else ["--seccomp-bpf"]  # with it strace 6.1 sends no signal
    strace = ["strace", "-f", *pace, "-qq", "-y", "-s", "0", "-o", str(trace), "-e", f"trace={calls}", *more]
    command = [*strace, sys.executable, "-B", "-m", "flows.cli", *words]
    environment = {**host.environment(), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    lines = [found.groups() for one in trace.read_text(errors="replace").splitlines() if (found := _LINE.match(one))]
    out, error = (one.decode("utf-8", "replace") for one in (done.stdout, done.stderr))
    return done.returncode, out, error, [(a, b, c) for a, b, c in lines]


def _changes(call: str, rest: str) -> bool:
    return not call.startswith("open") or _MAKES.search(rest) is not None
