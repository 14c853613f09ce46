"""Comma, semicolon, tab or pipe separated text as one sheet with every cell kept."""

import csv
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


def read_csv(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    text = decode(data).replace("\x00", "")
    rows: list[tuple[str, ...]] = []
    cells = 0
    for row in _rows(text):
        cells += max(1, len(row))
        if cells > options.limits.cells:
            return _document(rows, "partly_over_limit")
        rows.append(tuple(clean_line(cell) for cell in row))
    return _document(rows)


def _document(rows: list[tuple[str, ...]], reason: str = "") -> ExtractedDocument:
    kept = tuple(row for row in rows if any(row))
    sheets = (Sheet("", kept),) if kept else ()
    return ExtractedDocument("text/csv", stamp("csv", "charset-normalizer"), sheets=sheets, reason=reason)


def _rows(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return _parsed(lines[1:], lines[0][4])
    return _parsed(lines, delimiter_of(lines))


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    """A quote that is never closed would swallow the rest of the file into one cell: then quotes are plain signs."""
    csv.field_size_limit(1 << 30)
    rows = list(csv.reader((line + "\n" for line in lines), delimiter=delimiter))
    longest = max((cell.count("\n") for row in rows for cell in row), default=0)
    if longest > 200:
        rows = list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return rows


def delimiter_of(lines: list[str]) -> str:
    """The sign that parts most lines into the same number of cells, counted outside quotes."""
    sample = list(islice((line for line in lines if line.strip()), _SAMPLE_LINES))
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(lines: list[str], sign: str) -> tuple[float, int]:
    widths = [len(row) for row in csv.reader((line + "\n" for line in lines), delimiter=sign)]
    if not widths or max(widths) < 2:
        return 0.0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0), usual


READERS: dict[str, Reader] = {CSV: read_csv, TSV: read_csv}
