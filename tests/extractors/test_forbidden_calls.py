"""From inside either worker no call gets through that could reach another process, a file, a network or the kernel."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.fallback.cell import CELL
from extractors.limits import ReadOptions
from extractors.worker import Worker
from tests.extractors.forbidden_calls import ACTS, X32_CALLS
from tests.extractors.test_worker import code_of, read

pytestmark = pytest.mark.skipif(platform.machine() != "x86_64", reason="calls are asked for by their number")
_ROOT = Path(__file__).parents[2]
_MOSTLY_ALLOWED = {"socket", "socketpair", "fork", "memfd_create", "shmget", "make code", "share memory by name"} | {
    "clone",
    "clone in the same memory",
    "clone with the same signals",
    "clone like vfork",
    "clone3",
}


@pytest.fixture
def shared() -> Iterator[Path]:
    path = Path("/dev/shm/undercroft-trap")
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


def _got_through(how: str) -> list[str]:
    words = [sys.executable, "-m", "tests.extractors.rogue_calls", how]
    run = subprocess.run(words, cwd=_ROOT, stdout=subprocess.PIPE, check=True, timeout=120, env=os.environ)
    return run.stdout.decode().splitlines()


def test_nothing_gets_through_the_first_lock(shared: Path) -> None:
    assert _got_through("locked") == []
    assert not shared.exists()


@pytest.mark.parametrize("name", X32_CALLS)
def test_the_same_calls_under_other_numbers_end_the_cell(name: str) -> None:
    with Worker(ReadOptions(ocr=False), module="tests.extractors.rogue_cell", sandbox=CELL) as worker:
        assert code_of(worker, name.encode()) == "worker_died"


def test_without_the_lock_the_same_calls_do(shared: Path) -> None:
    assert set(_got_through("free")) >= _MOSTLY_ALLOWED


def test_nothing_gets_out_of_the_cell(shared: Path) -> None:
    with Worker(ReadOptions(ocr=False), module="tests.extractors.rogue_cell", sandbox=CELL) as worker:
        said = read(worker, b"everything").pages[0].text
    assert said == f"0 of {len(ACTS)}: "
    assert not shared.exists()
