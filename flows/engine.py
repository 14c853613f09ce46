"""Prefect at the edge: ids go in, codes and counts come out, and no exception ever crosses with its text."""

import errno
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, cast

from flows.problem import UndercroftProblem
from vault.catalogue import catalogue_fault

_FULL = ("the disk is full", "make room and run the same command again")
_OF_CATALOGUE = {
    "disk_full": _FULL,
    "catalogue_damaged": (
        "the catalogue is damaged",
        "move CASE/vault/catalogue.sqlite away: `undercroft process CASE` makes it anew from the log",
    ),
    "io": (
        "the catalogue could not be read or written",
        "check that the disk has room and may be written, and run the same command again",
    ),
}

Work = Callable[[Sequence[str]], int]

# What keeps Prefect quiet, local and empty; a setting the operator made himself stands.
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_RESULTS_LOCAL_STORAGE_PATH": "/dev/null/none",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "http://127.0.0.1",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
}


class Spread(Protocol):
    """Carries a step out over batches of document ids and returns the sum of what each batch counted."""

    def __call__(self, name: str, batches: Sequence[Sequence[str]], work: Work) -> int: ...


def spread_over_threads(lanes: int) -> Spread:
    """Without Prefect: for the library and for measuring."""

    def spread(name: str, batches: Sequence[Sequence[str]], work: Work) -> int:
        with ThreadPoolExecutor(lanes) as pool:
            return sum(pool.map(work, batches))

    return spread


def run_in_prefect(name: str, lanes: int, run: Callable[[Spread], dict[str, int]]) -> dict[str, int]:
    """Runs a journey as the Prefect flow `name`; its batches are task runs. Counts only, coded problems only."""
    for key, value in QUIET.items():
        os.environ.setdefault(key, value)
    outcome: dict[str, Any] = {}
    _flow(name, lanes, run, outcome)()
    if "problem" in outcome:
        raise outcome["problem"]
    return dict(outcome["counts"])


def _flow(name: str, lanes: int, run: Callable[[Spread], dict[str, int]], outcome: dict[str, Any]) -> Callable[[], Any]:
    from prefect import flow
    from prefect.states import Completed, Failed
    from prefect.task_runners import ThreadPoolTaskRunner

    _die_with_us()
    spread = _spread_over_tasks()

    @flow(
        name=name,
        flow_run_name=f"{name}-{secrets.token_hex(4)}",
        task_runner=cast(Any, ThreadPoolTaskRunner(max_workers=lanes)),
        persist_result=False,
        validate_parameters=False,
        log_prints=False,
    )
    def journey() -> Any:
        counts, problem = _guarded(lambda: run(spread))
        if problem is not None:
            outcome["problem"] = problem
            return Failed(message=problem.code)
        outcome["counts"] = counts
        return Completed(message=", ".join(f"{key} {value}" for key, value in (counts or {}).items()))

    return lambda: journey(return_state=True)


def _spread_over_tasks() -> Spread:
    from prefect import task
    from prefect.cache_policies import NO_CACHE
    from prefect.states import Completed, Failed

    works: dict[str, Work] = {}
    problems: dict[str, UndercroftProblem] = {}
    counted: dict[str, int] = {}

    @task(persist_result=False, cache_policy=NO_CACHE, retries=0, log_prints=False)
    def batch(step: str, ticket: str, doc_ids: list[str]) -> Any:
        count, problem = _guarded(lambda: works[step](doc_ids))
        if problem is not None:
            problems[ticket] = problem
            return Failed(message=problem.code)
        counted[ticket] = count or 0
        return Completed(message=f"{len(doc_ids)} documents, {count} of them quarantined")

    def spread(name: str, batches: Sequence[Sequence[str]], work: Work) -> int:
        works[name] = work
        tickets = [secrets.token_hex(8) for _ in batches]
        step = batch.with_options(name=name, task_run_name=name)
        futures = [step.submit(name, ticket, list(ids)) for ticket, ids in zip(tickets, batches, strict=True)]
        for future in futures:
            future.wait()
        for ticket in tickets:
            if ticket in problems:
                raise problems[ticket]
        return sum(counted.pop(ticket, 0) for ticket in tickets)

    return spread


def _guarded(work: Callable[[], Any]) -> tuple[Any, UndercroftProblem | None]:
    """The result, or the problem as a code: made outside the except block, so that it carries no context."""
    problem: tuple[str, str, str, int] | None = None
    try:
        return work(), None
    except UndercroftProblem as fault:
        problem = (fault.code, fault.what, fault.hint, fault.exit_code)
    except Exception as fault:  # noqa: BLE001 - nothing of a document may leave with an exception
        problem = coded(fault)
    return None, UndercroftProblem(*problem)


def coded(fault: BaseException) -> tuple[str, str, str, int]:
    """Any exception as code, words, hint and exit code: the words are ours, never the exception's."""
    code = getattr(fault, "code", None)
    if isinstance(code, str):
        return code, code.replace("_", " "), str(getattr(fault, "hint", "")), 2
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "disk_full", *_FULL, 2
    if code := catalogue_fault(fault):
        return code, *_OF_CATALOGUE[code], 2
    if isinstance(fault, OSError) and fault.errno:
        what = f"a file or folder cannot be used: {os.strerror(fault.errno).lower()}"
        return "io", what, f"check that it is there and that you may read and write it ({_place(fault)})", 2
    place = _place(fault)
    return "internal", f"a fault in Undercroft itself ({type(fault).__name__} at {place})", "please report it", 2


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"


def _die_with_us() -> None:
    """Prefect's ephemeral server would outlive a killed run: ours watches its parent and goes with it."""
    from prefect.server.api import server

    def start(self: Any) -> "subprocess.Popen[bytes]":
        from prefect.settings import get_current_settings

        own = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
        settings = get_current_settings().to_environment_variables(exclude_unset=True)
        return subprocess.Popen(
            [sys.executable, "-m", "flows.ephemeral", str(os.getpid()), str(self.port)],
            env={**os.environ, **own, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    server.SubprocessASGIServer._run_uvicorn_command = start  # type: ignore[method-assign]
