"""The log grows in one piece, survives a kill at any step, and never grows on what is not its own."""

import base64
import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from vault.audit import verify_case
from vault.log import Checkpoint, LogEntry, append, read_checkpoint, read_entries
from vault.problem import VaultProblem
from vault.signer import Signer

SIGNER = Signer("host", b"1" * 32, b"2" * 32)
ORIGIN = "undercroft/case"


class Killed(BaseException):
    """Stands in for a SIGKILL: nothing of ours catches it."""


def acts(count: int, tag: str = "a") -> list[LogEntry]:
    return [LogEntry("read", {"number": number, "tag": tag}, "2026-W47", "key") for number in range(count)]


def tags(folder: Path) -> list[tuple[object, object]]:
    return [(entry.fields["tag"], entry.fields["number"]) for _, entry in read_entries(folder)]


def is_sound(folder: Path) -> bool:
    return verify_case(folder.parent, [SIGNER.public]).differences == ()


def test_what_was_appended_is_read_with_its_numbers(tmp_path: Path) -> None:
    log = tmp_path / "log"
    first = append(log, ORIGIN, SIGNER, acts(3))
    second = append(log, ORIGIN, SIGNER, acts(600, "b"), expect=first)
    assert (first.size, second.size) == (3, 603)
    assert read_checkpoint(log, [SIGNER.public]) == second
    found = list(read_entries(log))
    assert [number for number, _ in found] == list(range(603))
    assert [entry for _, entry in found] == acts(3) + acts(600, "b")
    assert list(read_entries(log, 255, 258, [SIGNER.public])) == found[255:258]
    assert is_sound(log)


def test_an_empty_log_is_signed_and_sound(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert append(log, ORIGIN, SIGNER, []).size == 0
    assert list(read_entries(log)) == []
    assert is_sound(log)


def test_a_log_that_moved_on_refuses_what_was_meant_for_an_older_one(tmp_path: Path) -> None:
    log = tmp_path / "log"
    first = append(log, ORIGIN, SIGNER, acts(4))
    second = append(log, ORIGIN, SIGNER, acts(1))
    with pytest.raises(VaultProblem, match="log_moved"):
        append(log, ORIGIN, SIGNER, acts(1), expect=first)
    with pytest.raises(VaultProblem, match="log_forked"):
        append(log, ORIGIN, SIGNER, acts(1), expect=replace(second, root=b"r" * 32))
    assert read_checkpoint(log, [SIGNER.public]) == second


def _swap(folder: Path, tag: str, seen: Checkpoint, start: Barrier, won: "Queue[str]") -> None:
    start.wait()
    try:
        append(folder, ORIGIN, SIGNER, acts(3, tag), expect=seen)
        won.put(tag)
    except VaultProblem as problem:
        won.put(problem.code)


def test_of_two_processes_that_saw_the_same_checkpoint_only_one_appends(tmp_path: Path) -> None:
    for turn in range(5):
        log = tmp_path / str(turn) / "log"
        log.parent.mkdir()
        seen = append(log, ORIGIN, SIGNER, acts(250))
        context = multiprocessing.get_context("fork")
        start, told = context.Barrier(2), context.Queue()
        running = [context.Process(target=_swap, args=(log, tag, seen, start, told)) for tag in "bc"]
        for process in running:
            process.start()
        first, second = sorted(told.get(timeout=60) for _ in running)
        for process in running:
            process.join()
        assert first in "bc" and second == "log_moved"
        assert tags(log)[250:] == [(first, number) for number in range(3)]
        assert is_sound(log)


def test_an_unlisted_act_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    log = tmp_path / "log"
    append(log, ORIGIN, SIGNER, acts(1))
    with pytest.raises(VaultProblem, match="unlisted_act"):
        append(log, ORIGIN, SIGNER, [*acts(1), LogEntry("forged", {}, "", "")])
    with pytest.raises(VaultProblem, match="entry_too_large"):
        append(log, ORIGIN, SIGNER, [LogEntry("read", {"text": "x" * 65536}, "", "")])
    assert len(tags(log)) == 1
    assert is_sound(log)


def test_another_host_appends_only_once_admitted(tmp_path: Path) -> None:
    log, guest = tmp_path / "log", Signer("guest", b"3" * 32, b"4" * 32)
    append(log, ORIGIN, SIGNER, acts(2))
    with pytest.raises(VaultProblem, match="unknown_signer"):
        append(log, ORIGIN, guest, acts(1))
    assert append(log, ORIGIN, guest, acts(1), verifiers=[SIGNER.public]).size == 3
    with pytest.raises(VaultProblem, match="unknown_signer"):
        read_checkpoint(log, [SIGNER.public])
    assert verify_case(tmp_path, [SIGNER.public, guest.public]).is_sound


def test_a_log_of_another_case_is_not_extended(tmp_path: Path) -> None:
    append(tmp_path / "log", "undercroft/other", SIGNER, acts(2))
    with pytest.raises(VaultProblem, match="log_forked"):
        append(tmp_path / "log", ORIGIN, SIGNER, acts(1))


@pytest.mark.parametrize("name", ["checkpoint", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_nothing_grows_on_a_damaged_edge(tmp_path: Path, name: str, harm: str) -> None:
    log = tmp_path / "log"
    append(log, ORIGIN, SIGNER, acts(300))
    data = (log / name).read_bytes()
    changed = {"flip": data[:20] + bytes([data[20] ^ 1]) + data[21:], "cut": data[:-1], "remove": b""}[harm]
    (log / name).unlink() if harm == "remove" else (log / name).write_bytes(changed)
    before = sorted(path for path in log.rglob("*"))
    with pytest.raises(VaultProblem):
        append(log, ORIGIN, SIGNER, acts(1))
    assert sorted(path for path in log.rglob("*")) == before


def kill_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Makes the step-th change to the disk (before or after it is done) the last."""
    done = 0

    def guarded(call: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **named: object) -> object:
            nonlocal done
            done += 1
            if done > step:
                raise Killed
            return call(*args, **named)

        return run

    for name in ("fsync", "replace", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
    return lambda: done


@pytest.mark.parametrize(("size", "more"), [(0, 2), (250, 20), (255, 1), (256, 1), (300, 300)])
def test_after_a_kill_at_any_step_the_next_append_needs_no_repair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, more: int
) -> None:
    base = tmp_path / "base" / "log"
    base.parent.mkdir()
    if size:
        append(base, ORIGIN, SIGNER, acts(size))
    step, was_killed = 0, True
    while was_killed:
        log = tmp_path / f"at{step}" / "log"
        log.parent.mkdir()
        if size:
            shutil.copytree(base, log)
        with monkeypatch.context() as patch:
            kill_at(step, patch)
            try:
                append(log, ORIGIN, SIGNER, acts(more, "killed"))
                was_killed = False
            except Killed:
                pass
        after = append(log, ORIGIN, SIGNER, acts(3, "after"))
        expected = [("a", number) for number in range(size)]
        expected += [("killed", number) for number in range(more)] if after.size > size + 3 else []
        assert tags(log) == expected + [("after", number) for number in range(3)]
        assert is_sound(log), verify_case(log.parent, [SIGNER.public]).differences
        step += 1
    assert step > 8


def test_an_append_of_nothing_clears_what_a_kill_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    append(log, ORIGIN, SIGNER, acts(10))
    with monkeypatch.context() as patch, pytest.raises(Killed):
        kill_at(5, patch)
        append(log, ORIGIN, SIGNER, acts(10))
    report = verify_case(tmp_path, [SIGNER.public])
    assert {one.code for one in report.differences} == {"leftover"}
    assert append(log, ORIGIN, SIGNER, []).size == 10
    assert is_sound(log)


def test_a_log_whose_checkpoint_was_lost_is_not_begun_anew(tmp_path: Path) -> None:
    log = tmp_path / "log"
    append(log, ORIGIN, SIGNER, acts(10))
    (log / "checkpoint").unlink()
    with pytest.raises(VaultProblem, match="log_damaged"):
        append(log, ORIGIN, SIGNER, acts(1))
    assert (log / "tile/entries/000.p/10").exists()


def _append_often(folder: Path, tag: str) -> None:
    for number in range(20):
        append(folder, ORIGIN, SIGNER, [LogEntry("read", {"tag": tag, "number": number}, "", "")] * 7)


def test_two_processes_at_once_make_one_contiguous_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    context = multiprocessing.get_context("fork")
    running = [context.Process(target=_append_often, args=(log, tag)) for tag in "ab"]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0]
    assert sorted(tags(log)) == sorted((tag, number) for tag in "ab" for number in range(20) for _ in range(7))
    assert is_sound(log)


def test_a_reader_sees_one_state_while_another_appends(tmp_path: Path) -> None:
    log = tmp_path / "log"
    append(log, ORIGIN, SIGNER, acts(250))
    reading = read_entries(log)
    next(reading)
    writer = threading.Thread(target=append, args=(log, ORIGIN, SIGNER, acts(20, "b")))
    writer.start()
    writer.join(10)
    assert not writer.is_alive()
    assert len(list(reading)) == 249


def test_an_append_touches_no_more_of_a_long_log_than_of_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    original = Path.read_bytes

    def counting(path: Path) -> bytes:
        read.append(1)
        return original(path)

    counts = []
    for size in (300, 5000):
        log = tmp_path / str(size) / "log"
        log.parent.mkdir()
        append(log, ORIGIN, SIGNER, acts(size))
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", counting)
            read.clear()
            append(log, ORIGIN, SIGNER, acts(1))
        counts.append(len(read))
    assert counts[0] == counts[1]


def test_a_checkpoint_tells_the_time_only_to_the_week(tmp_path: Path) -> None:
    def told(name: str, at: float) -> int:
        (tmp_path / name).mkdir()
        append(tmp_path / name / "log", ORIGIN, SIGNER, acts(2), clock=lambda: at)
        cosignature = (tmp_path / name / "log" / "checkpoint").read_text().split()[-1]
        return int.from_bytes(base64.b64decode(cosignature)[4:12], "big")

    week = 7 * 24 * 3600
    assert told("one", 2000 * week + 5.0) == told("two", 2001 * week - 5.0) == 2000 * week
    assert told("three", 2001 * week + 5.0) == 2001 * week
