"""The worker from its parent's side: what comes back, what never does, and what is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.document import ExtractedDocument
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.worker import SandboxUnavailable, Worker

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ReadOptions(ocr=False)
QUICK = ReadOptions(ocr=False, limits=Limits(seconds=1))


def read(worker: Worker, data: bytes, name: str = "a.txt", options: ReadOptions = PLAIN) -> ExtractedDocument:
    fd = os.memfd_create("original")
    try:
        os.write(fd, data)
        return worker.read(fd, name, options)
    finally:
        os.close(fd)


def code_of(worker: Worker, data: bytes, name: str = "a.txt", options: ReadOptions = PLAIN) -> str:
    with pytest.raises(ReadProblem) as caught:
        read(worker, data, name, options)
    return caught.value.code


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture(scope="module")
def rogue() -> Iterator[Worker]:
    with Worker(PLAIN, module="tests.extractors.rogue_worker") as worker:
        yield worker


@pytest.fixture(scope="module")
def liar() -> Iterator[Worker]:
    with Worker(PLAIN, module="tests.extractors.rogue_liar") as worker:
        yield worker


def test_a_file_comes_back_as_a_document_and_the_worker_stays() -> None:
    with Worker(PLAIN) as worker:
        first = worker.pid
        document = read(worker, "Name: Иванов, Пётр\n".encode())
        assert "Иванов, Пётр" in document.pages[0].text
        assert code_of(worker, b"\x00" * 64) == "unknown_type"
        assert worker.pid == first
        assert worker.missing_layers == ()


def test_an_empty_or_oversized_file_is_refused_before_it_is_sent(rogue: Worker) -> None:
    assert code_of(rogue, b"") == "empty"
    assert code_of(rogue, b"12345", options=ReadOptions(limits=Limits(bytes=4))) == "over_limit"


@pytest.mark.parametrize("order", [b"connect", b"kill", b"quit", b"overwrite"])
def test_a_worker_that_breaks_out_or_quits_is_replaced(rogue: Worker, order: bytes) -> None:
    assert code_of(rogue, order) == "worker_died"
    assert read(rogue, b"next").pages[0].text.startswith("next")


def test_a_faulty_worker_is_gone_when_its_fault_is_told(rogue: Worker) -> None:
    read(rogue, b"hello")
    before = rogue.pid
    assert before is not None
    assert code_of(rogue, b"quit") == "worker_died"
    assert rogue.pid is None
    assert not is_alive(before)


def test_opening_a_file_is_refused_without_losing_the_worker(rogue: Worker) -> None:
    first = read(rogue, b"one").pages[0].text.split()[1]
    assert code_of(rogue, b"open") == "damaged"
    assert read(rogue, b"one").pages[0].text.split()[1] == first


def test_a_worker_may_begin_threads_but_not_without_end() -> None:
    with Worker(PLAIN, module="tests.extractors.rogue_worker") as worker:
        with pytest.raises(ReadProblem) as caught:
            read(worker, b"begin threads")
        assert 1 <= caught.value.numbers["members"] < 512


def test_too_much_memory_is_a_code_and_a_new_worker(rogue: Worker) -> None:
    first = read(rogue, b"one").pages[0].text
    assert code_of(rogue, b"eat") == "memory"
    assert read(rogue, b"one").pages[0].text != first


@pytest.mark.slow
@pytest.mark.parametrize("order", [b"spin", b"tick for ever"])
def test_a_reader_without_end_is_stopped(rogue: Worker, order: bytes) -> None:
    options = ReadOptions(ocr=False, limits=Limits(seconds=1, most_seconds=2))
    assert code_of(rogue, order, options=options) == "timeout"


@pytest.mark.slow
def test_a_reader_that_sleeps_is_stopped_by_the_wall_clock(rogue: Worker) -> None:
    assert code_of(rogue, b"sleep", options=QUICK) == "timeout"


def test_a_tick_for_each_page_gives_more_time(rogue: Worker) -> None:
    assert read(rogue, b"work with ticks", options=QUICK).pages


def test_endless_recursion_and_quoting_errors_become_a_bare_code(rogue: Worker) -> None:
    assert code_of(rogue, b"recurse") == "damaged"
    with pytest.raises(ReadProblem) as caught:
        read(rogue, b"quote")
    assert "CANARY" not in repr((caught.value, caught.value.__context__, caught.value.__cause__))


def test_numbers_come_with_the_code(rogue: Worker) -> None:
    with pytest.raises(ReadProblem) as caught:
        read(rogue, b"damage")
    assert (caught.value.code, caught.value.numbers) == ("damaged", {"pages": 3})


@pytest.mark.parametrize("lie", ["garbage", "too long", "no kind", "wrong kind"])
def test_a_reply_out_of_form_is_not_believed(liar: Worker, lie: str) -> None:
    assert code_of(liar, b"x", lie) == "untrusted_reply"
    assert read(liar, b"x", "honest").pages[0].text == "honest"


def test_a_reply_cut_short_is_a_death(liar: Worker) -> None:
    assert code_of(liar, b"x", "cut short") == "worker_died"


@pytest.mark.slow
def test_a_reply_that_stalls_is_a_timeout(liar: Worker) -> None:
    assert code_of(liar, b"x", "stalled", QUICK) == "timeout"


def test_an_answer_nobody_asked_for_is_not_taken_for_the_next_file(liar: Worker) -> None:
    assert read(liar, b"x", "twice").pages
    time.sleep(0.1)
    before = liar.pid
    assert read(liar, b"x", "honest").pages[0].text == "honest"
    assert liar.pid != before


def test_a_missing_layer_is_named_and_refused() -> None:
    with pytest.raises(SandboxUnavailable) as caught:
        Worker(ReadOptions(ocr_languages=("gentle",)), module="tests.extractors.rogue_weak").start()
    assert caught.value.layers == ("landlock",)


def test_a_weak_sandbox_is_taken_only_when_allowed_and_never_without_the_filter() -> None:
    gentle = ReadOptions(ocr_languages=("gentle",))
    with Worker(gentle, module="tests.extractors.rogue_weak", allow_weak_sandbox=True) as worker:
        assert worker.missing_layers == ("landlock",)
    with pytest.raises(SandboxUnavailable):
        Worker(PLAIN, module="tests.extractors.rogue_weak", allow_weak_sandbox=True).start()


def test_a_worker_that_cannot_start_says_so() -> None:
    with pytest.raises(SandboxUnavailable) as caught:
        Worker(PLAIN, module="tests.extractors.no_such_module").start()
    assert caught.value.layers == ("start",)


def test_the_original_cannot_be_written_through_the_descriptor_passed(rogue: Worker) -> None:
    fd = os.memfd_create("original")
    os.write(fd, b"overwrite")
    with pytest.raises(ReadProblem):
        rogue.read(fd, "a", PLAIN)
    assert os.pread(fd, 20, 0) == b"overwrite"
    os.close(fd)


def test_closing_leaves_no_process_and_no_zombie() -> None:
    worker = Worker(PLAIN, module="tests.extractors.rogue_worker")
    worker.start()
    pid = worker.pid
    assert pid is not None
    worker.close()
    assert not Path(f"/proc/{pid}").exists()


def test_a_worker_outlives_the_thread_that_started_it() -> None:
    worker = Worker(PLAIN, module="tests.extractors.rogue_worker")
    starter = threading.Thread(target=worker.start)
    starter.start()
    starter.join()
    pid = worker.pid
    time.sleep(0.2)
    assert pid is not None and is_alive(pid)
    worker.close()


def test_a_busy_worker_dies_with_its_parent() -> None:
    script = (
        "import os\nfrom extractors.worker import Worker\nfrom extractors.limits import ReadOptions\n"
        "w = Worker(ReadOptions(ocr=False), module='tests.extractors.rogue_worker')\n"
        "w.start()\nprint(w.pid, flush=True)\n"
        "fd = os.memfd_create('x')\nos.write(fd, b'spin')\nw.read(fd, 'a')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(pid)


def test_nothing_of_the_environment_reaches_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERCROFT_PASSPHRASE_FILE", "CANARY-7719")
    with Worker(PLAIN, module="tests.extractors.rogue_liar") as worker:
        assert b"CANARY" not in Path(f"/proc/{worker.pid}/environ").read_bytes()
