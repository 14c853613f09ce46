"""The texts of an invented leak, extracted once, to measure the speed of detectors on what a leak repeats."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractors.document import ExtractedDocument, MemberState, Passage, passages
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from flows.sample.write import write_sample

_DEEPEST = 4


def leak_texts(documents: int, seed: int = 1) -> list[tuple[Passage, ...]]:
    """The passages of each document, members after what holds them; scans and hostile files are left out."""
    with tempfile.TemporaryDirectory(prefix="undercroft-texts-") as base:
        write_sample(Path(base), documents, seed)
        files = sorted(one for one in (Path(base) / "drop").rglob("*") if one.is_file())
        return [read for one in files for read in _read(one.read_bytes(), one.name, 0)]


def _read(data: bytes, name: str, depth: int) -> Iterator[tuple[Passage, ...]]:
    try:
        document = read_file(data, name, ReadOptions(ocr=False))
    except ReadProblem:
        return
    yield passages(document, name)
    if depth < _DEEPEST:
        yield from _members(document, depth)


def _members(document: ExtractedDocument, depth: int) -> Iterator[tuple[Passage, ...]]:
    for one in document.members:
        if one.state is MemberState.READ:
            yield from _read(one.data, one.name, depth + 1)
