"""Comma, semicolon, tab or pipe separated text as one sheet with every cell kept."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.describe import stamp
from extractors.document import ExtractedDocument, Sheet
from extractors.limits import ReadOptions
from extractors.reader import Reader
from extractors.types.names import CSV, TSV

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200
_SAMPLE_WIDTH = 4_000
_LINES_IN_CELL = 200
_TICK_ROWS = 50_000


class _Swallowed(Exception):
    """A cell grew over hundreds of lines."""


def read_csv(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    text = decode(data).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = ""
    if text[:4].lower() == "sep=" and text[5:6] in ("", "\n"):
        delimiter, text = text[4:5], text[6:]
    rows, is_cut = _parsed(text, delimiter or delimiter_of(_lines(text)), options)
    return _document(rows, "partly_over_limit" if is_cut else "")


def _lines(text: str) -> Iterator[str]:
    """One after the other: all at once they take many times the text's memory."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]


def _document(rows: list[tuple[str, ...]], reason: str = "") -> ExtractedDocument:
    kept = tuple(row for row in rows if any(row))
    sheets = (Sheet("", kept),) if kept else ()
    return ExtractedDocument("text/csv", stamp("csv", "charset-normalizer"), sheets=sheets, reason=reason)


def _parsed(text: str, delimiter: str, options: ReadOptions) -> tuple[list[tuple[str, ...]], bool]:
    """A quote that is never closed would swallow the rest of the file into one cell: then quotes are plain signs."""
    csv.field_size_limit(1 << 30)
    try:
        return _kept(csv.reader((line + "\n" for line in _lines(text)), delimiter=delimiter), options)
    except (_Swallowed, csv.Error):
        pass
    return _kept((line.split(delimiter) for line in _lines(text)), options)


def _kept(rows: Iterable[list[str]], options: ReadOptions) -> tuple[list[tuple[str, ...]], bool]:
    """Rows up to the limit, and whether there were more."""
    kept: list[tuple[str, ...]] = []
    cells = 0
    for row in rows:
        cells += max(1, len(row))
        if cells > options.limits.cells:
            return kept, True
        if any(len(cell) > _LINES_IN_CELL and cell.count("\n") > _LINES_IN_CELL for cell in row):
            raise _Swallowed
        kept.append(tuple(clean_line(cell) for cell in row))
        if len(kept) % _TICK_ROWS == 0:
            options.tick()
    return kept, False


def delimiter_of(lines: Iterable[str]) -> str:
    """The sign that parts most lines into the same number of cells, counted outside quotes."""
    sample = list(islice((line[:_SAMPLE_WIDTH] for line in lines if line.strip()), _SAMPLE_LINES))
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(lines: list[str], sign: str) -> tuple[float, int]:
    widths = [len(row) for row in csv.reader((line + "\n" for line in lines), delimiter=sign)]
    if not widths or max(widths) < 2:
        return 0.0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0), usual


READERS: dict[str, Reader] = {CSV: read_csv, TSV: read_csv}
