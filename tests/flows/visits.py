"""What the tests of an auditor's visits share: a case with one letter sealed, copies of it, what a thief puts back."""

import json
import shutil
from pathlib import Path

from tests.flows.cases import Host

LETTER = "Family name: YULDOSHXONOV"


def with_a_letter(place: Path) -> Host:
    host = Host(place).found()
    (place / "letter Yuldoshxonov.txt").write_text(LETTER)
    host.do("seal", host.case, place / "letter Yuldoshxonov.txt")
    return host


def copy_of(sealed: Host, place: Path) -> Host:
    """A case and its host's folder, to be harmed."""
    for name in ("case", "config"):
        shutil.copytree(sealed.place / name, place / name)
    shutil.copy(sealed.identity, place / "identity.txt")
    (place / "more.txt").write_text("more")
    return Host(place)


def doc_of(host: Host) -> str:
    entries = [json.loads(line) for line in host.do("audit", host.case, "show", "--json").splitlines()]
    return next(str(entry["doc"]) for entry in entries if entry["act"] == "sealed")


def size_of(host: Host) -> int:
    return int((host.case / "log" / "checkpoint").read_text().splitlines()[1])


def seal_more(host: Host) -> None:
    host.do("seal", host.case, host.place / "more.txt")


def kept(host: Host, what: str, name: str = "kept") -> Path:
    """A copy of something of the case, as an auditor or a thief keeps it."""
    source, target = host.case / what, host.place / name
    return Path(shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target))


def put_back(host: Host, what: str, copy: Path) -> None:
    shutil.rmtree(host.case / what)
    shutil.copytree(copy, host.case / what)


def refused(host: Host, *words: object) -> str:
    done = host.run(*words)
    assert done.returncode == 4, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 2 and lines[0].startswith("undercroft: ") and lines[1].startswith("  hint: ")
    return lines[0]


def without_a_case(host: Host, name: str = "auditor") -> Host:
    """Another machine that holds a copy of the settings and nothing else."""
    auditor = Host(host.place / name)
    auditor.case.mkdir(parents=True)
    shutil.copy(host.case / "undercroft.toml", auditor.case)
    return auditor


def roll_back(host: Host) -> tuple[int, int]:
    """Puts log and vault back to what they were before one more file; the size now, and the one that was seen."""
    copies = [kept(host, one, f"old-{one}") for one in ("log", "vault")]
    old = size_of(host)
    seal_more(host)
    new = size_of(host)
    for copy in copies:
        put_back(host, copy.name.removeprefix("old-"), copy)
    return old, new


def fork(host: Host) -> tuple[int, int]:
    """A log that begins with other entries than this host saw: its size, and the one that was seen."""
    _, seen = roll_back(host)
    anchors = host.place / "config" / "undercroft" / "anchors"
    anchors.rename(host.place / "anchors")
    seal_more(host)
    seal_more(host)
    shutil.rmtree(anchors)
    (host.place / "anchors").rename(anchors)
    return size_of(host), seen
