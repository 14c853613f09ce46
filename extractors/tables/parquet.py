"""Parquet by Arrow, from memory and without its threads."""

import io
import json
from collections.abc import Iterator

import pyarrow as arrow
import pyarrow.parquet as parquet

from extractors.clean import clean_line
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, MetadataField, Sheet
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.tables.cells import cells_for
from extractors.types.tables import PARQUET

_BATCH = 1_000
_OURS = frozenset((b"ARROW:schema",))  # the columns' types once more, in base64


def read_parquet(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    source = _opened(data)
    cells = cells_for(data, options.limits)
    rows = [tuple(clean_line(column) for column in source.schema_arrow.names)]
    reason = ""
    try:
        for batch in source.iter_batches(_BATCH, use_threads=False):
            columns = [[_plain(value) for value in column.to_pylist()] for column in batch.columns]
            rows += [cells.row("", values) for values in zip(*columns, strict=True)]
            options.tick()
            if cells.is_full:
                reason = "partly_over_limit"
                break
    except (arrow.ArrowException, OSError, ValueError):
        reason = "partly_broken"
    return ExtractedDocument(
        "",
        stamp("parquet", "pyarrow"),
        sheets=(Sheet("", tuple(rows)),),
        metadata=tuple(_metadata(source)),
        members=tuple(cells.members),
        reason=reason,
    )


def _opened(data: bytes) -> parquet.ParquetFile:
    try:
        return parquet.ParquetFile(arrow.BufferReader(data), pre_buffer=False, memory_map=False)
    except (arrow.ArrowException, OSError):
        pass
    raise ReadProblem("damaged")


def _plain(value: object) -> object:
    """Nested values as JSON."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict | tuple) else value


def _metadata(source: parquet.ParquetFile) -> Iterator[MetadataField]:
    yield from field_of("producer", source.metadata.created_by)
    for key, value in (source.metadata.metadata or {}).items():
        if key not in _OURS:
            yield from field_of(key.decode("utf-8", "replace"), value.decode("utf-8", "replace"), True)


def warm() -> None:
    stream = io.BytesIO()
    for codec in ("snappy", "zstd", "gzip", "brotli", "lz4"):
        stream = io.BytesIO()
        table = arrow.table({"a": [1], "b": ["c"], "d": [[1]]})
        parquet.write_table(table, stream, compression=codec)
        read_parquet(stream.getvalue(), "", ReadOptions())


READERS: dict[str, Reader] = {PARQUET: read_parquet}
