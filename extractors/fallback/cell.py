"""A sandbox for readers that need threads and files: bubblewrap, with read-only libraries and nothing of the user's."""

import fcntl
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from extractors.fallback.cell_lock import ESSENTIAL, LAYERS
from extractors.fallback.cell_paths import CODE, PACKAGES, PYTHON, SCRATCH, SCRATCH_BYTES, SHARED
from extractors.fallback.cell_syscalls import filter_program
from extractors.spawn import Child, Inner, start
from extractors.worker import Sandbox

_ROOT = Path(__file__).resolve().parents[2]
_NAMESPACES = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
# Root needs no user namespace, and becomes nobody inside; any other user becomes nobody in a namespace of their own.
_AS_ROOT = ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
_AS_USER = ("--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL")
_DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")
_NOTE_BYTES = 4096
_ALL_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


def spawn_in_cell(module: str) -> Child:
    """Runs `main` of one of our modules; raises OSError where bubblewrap is missing or may do nothing here."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with theirs:
            process, inner = _started(module, theirs.fileno())
    except OSError:
        ours.close()
        raise
    child = Child(process, ours, inner)
    if inner is None:
        child.kill()
        raise FileNotFoundError
    return child


def _started(module: str, channel: int) -> tuple["subprocess.Popen[bytes]", Inner | None]:
    note, note_in = os.pipe()
    program = filter_program()
    try:
        try:
            process = start([*_bwrap(module, note_in), str(channel), str(program)], (channel, note_in, program))
        finally:
            os.close(note_in)
        return process, _inner(note)
    finally:
        os.close(note)
        os.close(program)


def _inner(note: int) -> Inner | None:
    """bubblewrap says which process it keeps, or says nothing and ends."""
    try:
        pid = int(json.loads(_all_of(note))["child-pid"])
        return Inner(pid, os.pidfd_open(pid))
    except (ValueError, KeyError, TypeError, OSError):
        return None


def _all_of(note: int) -> bytes:
    said = b""
    while b"}" not in said and len(said) < _NOTE_BYTES and (piece := os.read(note, _NOTE_BYTES)):
        said += piece
    return said


def _bwrap(module: str, note: int) -> list[str]:
    program = shutil.which("bwrap")
    if program is None:
        raise FileNotFoundError
    words = [program, *_NAMESPACES, *(_AS_ROOT if os.geteuid() == 0 else _AS_USER)]
    words += ["--die-with-parent", "--new-session", "--as-pid-1", "--clearenv", "--info-fd", str(note)]
    for place in ("/usr", PYTHON, PACKAGES, CODE, "/dev"):
        words += ["--perms", "0755", "--dir", place]
    for outside, inside in _shown(module):
        words += ["--ro-bind", outside, inside]
    for device in _DEVICES:
        words += ["--dev-bind", device, device]
    words += ["--proc", "/proc", "--size", str(SCRATCH_BYTES), "--perms", "1777", "--tmpfs", SCRATCH]
    words += ["--setenv", "LANG", "C.UTF-8", "--setenv", "TZ", "UTC0", "--setenv", "LD_LIBRARY_PATH", f"{PYTHON}/lib"]
    return [*words, "--chdir", "/", "--", *_python(module)]


def _shown(module: str) -> list[tuple[str, str]]:
    """The interpreter, the packages, our own code and the shared libraries."""
    python = Path(sys.executable).resolve()
    home = Path(sys.base_prefix)
    shown = [(str(python), f"{PYTHON}/bin/python"), (str(home / "lib"), f"{PYTHON}/lib")]
    shown += [(place, f"{PACKAGES}/{number}") for number, place in enumerate(_packages())]
    shown += [(str(_ROOT / room), f"{CODE}/{room}") for room in sorted({"extractors", module.split(".")[0]})]
    return shown + [(place, place) for place in SHARED if os.path.exists(place)]


def _packages() -> list[str]:
    found = importlib.util.find_spec("iscc_tika")
    if found is None or found.origin is None:
        raise FileNotFoundError
    return [str(Path(found.origin).resolve().parents[1])]


def _python(module: str) -> list[str]:
    boot = f"import sys; sys.path[:0] = sys.argv.pop(1).split(); from {module} import main; main()"
    return [f"{PYTHON}/bin/python", "-I", "-S", "-B", "-X", "utf8", "-c", boot, f"{CODE} {PACKAGES}/0"]


def sealed_copy(fd: int) -> int:
    """What may open files could open a memory file anew, for writing: it is handed a copy that nobody can write to."""
    copy = os.memfd_create("copy", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    size = os.fstat(fd).st_size
    at = 0
    while at < size and (sent := os.sendfile(copy, fd, at, size - at)):
        at += sent
    fcntl.fcntl(copy, fcntl.F_ADD_SEALS, _ALL_SEALS)
    os.lseek(copy, 0, os.SEEK_SET)
    return copy


CELL = Sandbox(spawn_in_cell, sealed_copy, tuple(LAYERS), ESSENTIAL)
