"""Files made to hurt end in text or a named code, within seconds and a gigabyte, and the next file is unharmed."""

import io
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.clock import processor_seconds
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.problem import CODES, ReadProblem
from extractors.worker import Worker
from tests.makers import files
from tests.makers.traps import traps
from tests.makers.traps_more import HIDDEN, more_traps

pytestmark = pytest.mark.slow
_TRAPS = traps() | more_traps()
_SECONDS = 30
_GIGABYTE = 1 << 30


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(ReadOptions(ocr=False)) as one:
        yield one


def _read(worker: Worker, data: bytes, name: str) -> ExtractedDocument | str:
    handle = os.memfd_create("trap")
    try:
        with open(handle, "wb", closefd=False) as target:
            target.write(data)
        return worker.read(handle, name)
    except ReadProblem as problem:
        return problem.code
    finally:
        os.close(handle)


def _seconds(worker: Worker) -> float:
    """Processor time of all workers so far: a busy machine is nobody's fault."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + (processor_seconds(worker.pid) if worker.pid else 0.0)


def _peak(pid: int | None) -> int:
    status = Path(f"/proc/{pid}/status").read_text() if pid else ""
    return next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM")), 0)


@pytest.mark.parametrize("name", sorted(_TRAPS))
def test_a_trap_ends_in_text_or_a_code_in_time(name: str, worker: Worker) -> None:
    before = _seconds(worker)
    found = _read(worker, _TRAPS[name], name)
    assert _seconds(worker) - before < _SECONDS
    assert _peak(worker.pid) < _GIGABYTE
    if isinstance(found, str):
        assert found in CODES
    else:
        assert "root:" not in str(found), "nothing of this machine is in it"
    assert _read(worker, b"unharmed words", "next.txt") != "worker_died"


def test_nothing_outside_was_touched() -> None:
    assert not any(Path(place, "undercroft-trap").exists() for place in ("/tmp", "/etc"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_ends_in_text_or_a_code(share: float, worker: Worker) -> None:
    image = files.scan(["words"])
    for name, data in {
        "a.pdf": files.pdf([[(50, 50, "words")]]),
        "a.docx": files.word(["words"] * 50),
        "a.xlsx": files.workbook({"s": [["words"] * 5] * 50}),
        "a.eml": files.mail("words", attachments=[("a.txt", b"more words" * 50)]),
        "a.zip": files.archive([("a.txt", b"words" * 500)]),
        "a.png": files.picture(image),
        "a.tif": files.picture(image, "TIFF"),
        "a.jpg": files.picture(image, "JPEG"),
    }.items():
        found = _read(worker, data[: int(len(data) * share)], name)
        assert not isinstance(found, str) or found in CODES


def test_the_traps_are_small_and_real() -> None:
    assert all(0 < len(data) <= 64 << 20 for data in _TRAPS.values())
    assert io.BytesIO(_TRAPS["nested.zip"]).read(2) == b"PK"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("uncounted.zip", "partly_over_limit"),
        ("unlisted.zip", "partly_over_limit"),
        ("repeated.ods", "partly_over_limit"),
        ("shared.xlsx", "partly_over_limit"),
        ("far_row.xlsx", "partly_over_limit"),
        ("rows.csv", "partly_over_limit"),
        ("pictures.svg", "partly_over_limit"),
        ("pictures.html", "partly_over_limit"),
        ("no.gz", "damaged"),
        ("elsewhere.pdf", "encrypted"),
    ],
)
def test_what_a_trap_costs_is_said(name: str, code: str, worker: Worker) -> None:
    found = _read(worker, _TRAPS[name], name)
    assert (found if isinstance(found, str) else found.reason) == code


def test_one_greedy_member_does_not_cost_the_others(worker: Worker) -> None:
    found = _read(worker, _TRAPS["greedy.zip"], "a.zip")
    assert not isinstance(found, str)
    assert [(one.name, one.state) for one in found.members] == [("greedy.txt", "over_limit"), ("clear.txt", "read")]


def test_what_stands_after_a_stream_is_a_member(worker: Worker) -> None:
    found = _read(worker, _TRAPS["after.gz"], "a.gz")
    assert not isinstance(found, str)
    assert [one.data for one in found.members] == [b"words", HIDDEN]
