"""What once killed the worker or lost words in silence: now text with a reason, or a code, and the worker lives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.clock import processor_seconds
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.worker import Worker
from tests.extractors.test_worker import read
from tests.makers.traps_known import AFTER, SECOND, TRAPS

pytestmark = pytest.mark.slow
_SECONDS, _GIGABYTE = 30, 1 << 30


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(ReadOptions(ocr=False)) as one:
        yield one


def _words(found: ExtractedDocument) -> str:
    """All that was read, with what is in the members."""
    texts = [page.text for page in found.pages] + [one.value for one in found.metadata]
    texts += ["\t".join(row) for sheet in found.sheets for row in sheet.rows]
    texts += [one.data.decode("utf-8", "replace") for one in found.members]
    return "\n".join([*texts, found.message.subject, found.message.body] if found.message else texts)


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))


@pytest.mark.parametrize(
    ("name", "reason", "wanted"),
    [
        ("outline.pdf", "", ("mark 0", "mark 99999")),
        ("outline_loop.pdf", "", ("only mark",)),
        ("difat.msg", "partly_broken", ("words of the subject", "words of the body")),
        ("minifat.msg", "partly_broken", ("words of the subject",)),
        ("siblings.msg", "", ("words of the subject", "words of the body")),
        ("after.xz", "", ("words", AFTER.decode())),
        ("after.zst", "", ("words", AFTER.decode())),
        ("after.tar.xz", "", ("words", AFTER.decode())),
        ("second.xz", "", ("words ", SECOND.decode())),
        ("corner.xlsx", "partly_over_limit", ("near words", "far words")),
        ("corners.xlsx", "partly_over_limit", ("near words", "far words")),
        ("uses.xlsx", "partly_over_limit", ("www",)),
        ("winmail.dat", "partly_broken", ("words of the body",)),
    ],
)
def test_what_was_lost_is_read_and_what_is_missing_is_said(
    name: str, reason: str, wanted: tuple[str, ...], worker: Worker
) -> None:
    worker.start()
    first = worker.pid
    assert first is not None
    before = processor_seconds(first)
    found = read(worker, TRAPS[name](), name)
    assert found.reason == reason
    assert all(one in _words(found) for one in wanted)
    assert worker.pid == first
    assert processor_seconds(first) - before < _SECONDS and _peak(first) < _GIGABYTE
