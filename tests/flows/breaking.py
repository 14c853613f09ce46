"""Commands run in a forked process, which may be made to die at its nth fsync: quicker than strace, and as sudden."""

import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

from flows.cli import main
from tests.flows.cases import Host

DIED = 9


def run_forked(host: Host, *words: object, dies_at: int = 0) -> int:
    """The exit code; nothing is cleaned up where it dies."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        os.environ.update(host.environment())
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        _die_at(dies_at)
        code = main([str(word) for word in words])
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 70
    finally:
        os._exit(code)


def run_fresh(host: Host, *words: object, dies_at: int = 0) -> int:
    """The same in a new interpreter, for commands that run models: those do not outlive a fork."""
    asked = [sys.executable, "-m", "tests.flows.breaking", str(dies_at), *map(str, words)]
    quiet = subprocess.DEVNULL
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        asked, env=os.environ | host.environment(), cwd=root, stdout=quiet, stderr=quiet, check=False
    ).returncode


def _die_at(number: int) -> None:
    numbers, fsync = count(1), os.fsync

    def dying(descriptor: Any) -> None:
        if next(numbers) == number:
            os._exit(DIED)
        fsync(descriptor)

    os.fsync = dying


if __name__ == "__main__":
    _die_at(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
