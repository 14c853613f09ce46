"""Commands struck by a kill, a full disk and a broken one, at some of their system calls; bench/faults.py does all."""

import shutil
import subprocess

import pytest

from bench.faults import founded, strike
from bench.unbroken import ACTS
from tests.flows.cases import Host

_PROBE = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=none:error=EIO", "true"]


def _can_inject() -> bool:
    return bool(shutil.which("strace")) and subprocess.run(_PROBE, check=False, capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not _can_inject(), reason="strace is not there, or may not trace: nothing can be struck"),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return founded(tmp_path_factory.mktemp("faults") / "base")


@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EIO"])
@pytest.mark.parametrize("name", ACTS)
def test_a_command_that_was_struck_is_done_or_undone_and_can_be_run_again(base: Host, name: str, fault: str) -> None:
    found = strike(base, name, fault, every=61)
    assert found.struck
    assert found.well == found.struck
