"""The second worker: what its cell lets a parser do, and what Tika reads in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.document import ExtractedDocument
from extractors.fallback.cell import CELL
from extractors.fallback.proof import prove_cell
from extractors.fallback.tika import read_tika
from extractors.fallback.xhtml import read_xhtml
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.worker import SandboxUnavailable, Worker
from tests.extractors.test_worker import code_of, is_alive, read
from tests.makers.files import wordperfect

DATA = Path(os.environ.get("UNDERCROFT_DATA", "nowhere"))
NO_OCR = ReadOptions(ocr=False)
QUICK = ReadOptions(ocr=False, limits=Limits(seconds=1))


def _worker(module: str) -> Worker:
    return Worker(NO_OCR, module=module, sandbox=CELL)


@pytest.fixture(scope="module")
def rogue() -> Iterator[Worker]:
    with _worker("tests.extractors.rogue_cell") as worker:
        yield worker


@pytest.fixture(scope="module")
def tika() -> Iterator[Worker]:
    with _worker("extractors.fallback.worker_main") as worker:
        yield worker


def said(worker: Worker, order: bytes) -> str:
    return read(worker, order).pages[0].text


def test_a_cell_takes_every_layer_of_its_lock(rogue: Worker) -> None:
    said(rogue, b"hello")
    assert rogue.missing_layers == ()


@pytest.mark.parametrize("order", [b"connect", b"fork", b"read", b"write"])
def test_what_is_forbidden_is_refused_without_losing_the_worker(rogue: Worker, order: bytes) -> None:
    said(rogue, b"hello")
    before = rogue.pid
    assert code_of(rogue, order) == "damaged"
    assert rogue.pid == before


def test_a_cell_shows_our_code_and_nothing_of_the_user(rogue: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERCROFT_IDENTITY", "CANARY-7719")
    rogue.close()
    seen = said(rogue, b"look")
    assert seen == "['extractors', 'tests', 65534, 'LANG', 'LD_LIBRARY_PATH', 'PWD', 'TZ']"


def test_the_original_cannot_be_written_even_by_opening_it_anew(rogue: Worker) -> None:
    fd = os.memfd_create("original")
    os.write(fd, b"the original text")
    assert rogue.read(fd, "a").pages[0].text == "the original text"
    assert os.pread(fd, 99, 0) == b"the original text"
    os.close(fd)


def test_what_one_file_leaves_behind_the_next_does_not_find(rogue: Worker) -> None:
    assert said(rogue, b"leave behind") == "left"
    assert said(rogue, b"find") == "[]"


def test_the_scratch_has_a_bound_and_is_free_again_afterwards(rogue: Worker) -> None:
    for _ in range(2):
        assert 200 << 20 < int(said(rogue, b"fill")) <= 256 << 20
    assert said(rogue, b"find") == "[]"


def test_too_much_memory_is_a_code_and_the_next_file_is_read(rogue: Worker) -> None:
    assert code_of(rogue, b"eat") == "memory"
    assert said(rogue, b"next") == "next"


def test_a_worker_that_quits_is_replaced_and_leaves_no_process(rogue: Worker) -> None:
    said(rogue, b"hello")
    before = rogue.pid
    assert before is not None
    assert code_of(rogue, b"quit") == "worker_died"
    assert rogue.pid is None and not is_alive(before)
    assert said(rogue, b"next") == "next"


@pytest.mark.slow
@pytest.mark.parametrize("order", [b"spin", b"sleep"])
def test_a_reader_without_end_is_stopped_and_gone(rogue: Worker, order: bytes) -> None:
    said(rogue, b"hello")
    before = rogue.pid
    assert before is not None
    assert code_of(rogue, order, options=QUICK) == "timeout"
    assert not is_alive(before)


def test_every_forbidden_act_is_refused_in_the_cell() -> None:
    proofs = prove_cell()
    assert proofs
    assert [proof.attempt for proof in proofs if not proof.is_refused] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user may not write everywhere")
def test_without_the_cell_every_act_gets_through() -> None:
    assert [proof.attempt for proof in prove_cell(is_locked=False) if proof.is_refused] == []


def test_without_bubblewrap_there_is_no_second_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert prove_cell() == ()
    with pytest.raises(SandboxUnavailable):
        _worker("extractors.fallback.worker_main").start()


def test_a_bubblewrap_that_may_do_nothing_here_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bwrap").write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert prove_cell() == ()


def test_a_text_processor_of_1989_is_read(tika: Worker) -> None:
    document = read(tika, wordperfect("Dear Mrs Lefevre, the money went to Cyprus."), "a.wp")
    assert document.media_type == "application/vnd.wordperfect"
    assert document.extractor.startswith("tika/1 iscc-tika ")
    assert "the money went to Cyprus" in document.pages[0].text
    assert not document.is_fallback


def test_what_tika_cannot_write_as_markup_is_read_as_text(tika: Worker) -> None:
    known = sorted(DATA.rglob("testCADKEY.prt"))
    if not known:
        pytest.skip("UNDERCROFT_DATA holds no unpacked documents")
    assert "Text Inside a PRT file" in read(tika, known[0].read_bytes(), "a.prt").pages[0].text


def test_bytes_that_are_nothing_are_not_taken_for_text(tika: Worker) -> None:
    assert code_of(tika, bytes(range(256)) * 40) == "unknown_type"


def test_a_page_without_words_has_no_text(tika: Worker) -> None:
    assert code_of(tika, b"<html><body></body></html>", "a.html") == "no_text"


def test_what_tika_raises_is_a_code_without_the_files_words() -> None:
    with pytest.raises(ReadProblem) as caught:
        read_tika(b"PK\x03\x04CANARY-5521", "a.docx", NO_OCR)
    assert "CANARY" not in repr((caught.value, caught.value.__context__, caught.value.__cause__))


def markup(body: str, limits: Limits | None = None) -> ExtractedDocument:
    found = read_xhtml(
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>{body}</html>', limits or Limits()
    )
    reason = "partly_over_limit" if found.is_cut else "members_inline" if found.has_members else ""
    return ExtractedDocument("", "", found.pages, found.sheets, None, found.links, reason=reason)


def test_pages_tables_and_links_of_the_markup_are_told_apart() -> None:
    found = markup(
        '<body><div class="page"><p>one</p><a href="mailto:a@example.org">write</a></div>'
        '<div class="page"><h1>Costs</h1><table><tr><td>a</td><td>b\tc</td></tr><tr><td/><td>2</td></tr>'
        "</table></div></body>"
    )
    assert [page.text for page in found.pages] == ["one\nwrite", "Costs"]
    assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [("Costs", (("a", "b c"), ("", "2")))]
    assert [one.value for one in found.metadata] == ["mailto:a@example.org"]


def test_files_inside_are_told_by_the_reason() -> None:
    assert markup('<body><div class="package-entry"><h1>a.txt</h1><p>x</p></div></body>').reason == "members_inline"


def test_markup_cut_short_or_very_deep_gives_what_it_holds() -> None:
    assert markup("<body><p>before</p><table><tr><td>cell").sheets[0].rows == (("cell",),)
    assert "deep" in markup("<body>" + "<div>" * 50_000 + "deep").pages[0].text
    assert "deep" in str(markup("<body>" + "<table><tr><td>" * 20_000 + "deep").sheets[0].rows)


def test_cells_and_pages_over_the_limit_are_told() -> None:
    table = "<table>" + "<tr><td>a</td></tr>" * 9 + "</table>"
    assert markup(f"<body>{table}</body>", Limits(cells=5)).reason == "partly_over_limit"
    pages = '<div class="page"><p>a</p></div>' * 9
    found = markup(f"<body>{pages}</body>", Limits(pages=5))
    assert (len(found.pages), found.reason) == (5, "partly_over_limit")
