"""A real Prefect run: ids in, counts and codes out, and nothing of an exception anywhere."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.engine import coded, spread_over_threads
from tests.flows.cases import ROOT, Host

PROGRAM = """
import sys
from flows.engine import run_in_prefect
from flows.problem import UndercroftProblem

def good(spread):
    return {"read": spread("read", [["a", "b"], ["c"]], len)}

def bad(spread):
    def work(ids):
        raise ValueError("canaryofanexception")
    return {"read": spread("read", [["a"]], work)}

print(run_in_prefect("process", 2, good))
try:
    run_in_prefect("process", 2, bad)
except UndercroftProblem as problem:
    print(problem.code, problem.__context__, "canary" in problem.what)
"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return Host(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def output(host: Host) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=host.environment(), cwd=ROOT, capture_output=True, timeout=200
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.decode() + done.stderr.decode()


def test_counts_come_out_of_a_flow_run(output: str) -> None:
    assert "{'read': 3}" in output


def test_a_fault_comes_out_as_a_code_without_context(output: str) -> None:
    assert "internal None False" in output


def test_nothing_of_an_exception_reaches_prefect(host: Host, output: str) -> None:
    assert "canaryofanexception" not in output
    files = [path for path in Path(host.environment()["PREFECT_HOME"]).rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in files)
    assert [path for path in files if b"canaryofanexception" in path.read_bytes()] == []


def test_batches_add_up_over_threads() -> None:
    assert spread_over_threads(2)("read", [["a"], ["b", "c"]], len) == 3


def test_an_exceptions_own_words_are_never_told() -> None:
    try:
        raise ValueError("canaryofanexception")
    except ValueError as fault:
        code, what, hint, exit_code = coded(fault)
    assert code == "internal" and exit_code == 2
    assert "canary" not in what + hint and "test_engine.py" in what
