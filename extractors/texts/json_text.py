"""JSON and lines of JSON: records as a table, everything else as lines of names and values; nothing is evaluated."""

import json
from collections.abc import Iterator
from typing import Any

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Sheet
from extractors.limits import MiB, ReadOptions
from extractors.reader import Reader
from extractors.texts.plain import read_plain

JSON, LINES = "application/json", "application/x-ndjson"
_LARGEST = 24 * MiB  # parsed, it takes twenty times as much
_MOST_COLUMNS = 500


class Pairs(list[tuple[str, Any]]):
    """An object with all its names, those given twice included."""


def read_json(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """What does not parse, or is nested beyond measure, is read as the text it is."""
    if len(data) > _LARGEST:
        return read_plain(data, name, options)
    try:
        values = _values(decode(data))
    except (ValueError, RecursionError):
        return read_plain(data, name, options)
    records = values[0] if len(values) == 1 and type(values[0]) is list else values
    rows = _rows(records, options.limits.cells)
    if rows:
        return ExtractedDocument("", stamp("json"), sheets=(Sheet("", rows),))
    text, is_cut = _joined(values, options.limits.text_bytes // 4)
    return ExtractedDocument("", stamp("json"), pages=text_page(text), reason="partly_over_limit" if is_cut else "")


def _values(text: str) -> list[Any]:
    """Values one after the other, whatever stands between them."""
    reader = json.JSONDecoder(object_pairs_hook=Pairs, parse_float=str, parse_int=str, strict=False)
    values: list[Any] = []
    at, end = 0, len(text)
    while at < end:
        if text[at].isspace() or text[at] in ",\x1e\ufeff":
            at += 1
            continue
        value, at = reader.raw_decode(text, at)
        values.append(value)
    return values


def _rows(records: list[Any], most: int) -> tuple[tuple[str, ...], ...]:
    """A header and a row each, where all records are flat; else nothing."""
    if len(records) < 2 or not all(_is_flat(record) for record in records):
        return ()
    names = list(dict.fromkeys(name for record in records for name, _ in record))
    if len(names) > _MOST_COLUMNS or len(names) * (len(records) + 1) > most:
        return ()
    rows = [tuple(clean_line(name) for name in names)]
    for record in records:
        cells = dict(record)
        rows.append(tuple(clean_line(_said(cells.get(name))) for name in names))
    return tuple(rows)


def _is_flat(record: Any) -> bool:
    return (
        isinstance(record, Pairs)
        and len({name for name, _ in record}) == len(record) > 0
        and not any(isinstance(value, list) for _, value in record)
    )


def _said(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _joined(values: list[Any], most: int) -> tuple[str, bool]:
    pieces: list[str] = []
    size = 0
    for line in _lines(values):
        size += len(line) + 1
        if size > most:
            return "\n".join(pieces), True
        pieces.append(line)
    return "\n".join(pieces), False


def _lines(values: list[Any]) -> Iterator[str]:
    """Walked without recursion; what belongs to something is set in by a space."""
    stack: list[tuple[int, str, Any]] = [(0, "", value) for value in reversed(values)]
    while stack:
        depth, name, value = stack.pop()
        label = f"{name}: " if name else ""
        if not isinstance(value, list):
            yield " " * min(depth, 20) + label + _said(value)
            continue
        if name:
            yield " " * min(depth, 20) + label.rstrip()
        inner = value if isinstance(value, Pairs) else [("", one) for one in value]
        stack += [(depth + bool(name), key, one) for key, one in reversed(inner)]


READERS: dict[str, Reader] = dict.fromkeys((JSON, LINES, "application/geo+json", "application/ld+json"), read_json)
