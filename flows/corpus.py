"""The corpus folder: documents.jsonl and the Parquet tables, written beside the old one, put in place at once."""

import hashlib
import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.record import CorpusRecord
from flows.sharing import Fact, shared_by
from redaction.facts import Lifted, join
from vault.store import exchange_folders
from vault.store_files import fsync_folder

GROUP = 2000
Batch = list[dict[str, Any]]

_TEXT, _NUMBER = pa.string(), pa.int64()
_TEXTS = pa.list_(pa.string())
SCHEMAS: dict[str, pa.Schema] = {
    "documents": pa.schema(
        [
            ("doc_id", _TEXT), ("parent_id", _TEXT), ("revision", _NUMBER), ("media_type", _TEXT), ("kind", _TEXT),
            ("languages", _TEXTS), ("title", _TEXT), ("dates", _TEXTS), ("page_count", _NUMBER), ("text", _TEXT),
            ("redactions", _TEXT), ("people", _TEXTS), ("facts", _TEXT), ("provenance", _TEXT), ("checks", _TEXT),
            ("reason", _TEXT),
        ]
    ),
    "pages": pa.schema([("doc_id", _TEXT), ("page", _NUMBER), ("text", _TEXT)]),
    "mentions": pa.schema(
        [
            ("doc_id", _TEXT), ("page", _NUMBER), ("start", _NUMBER), ("end", _NUMBER), ("entity_type", _TEXT),
            ("action", _TEXT), ("pseudonym", _TEXT),
        ]
    ),
    "people": pa.schema(
        [
            ("pseudonym", _TEXT), ("status", _TEXT), ("name", _TEXT), ("documents", _NUMBER), ("mentions", _NUMBER),
            ("k", _NUMBER),
        ]
    ),
    "messages": pa.schema(
        [
            ("doc_id", _TEXT), ("thread", _TEXT), ("sent", _TEXT), ("from", _TEXT), ("to", _TEXT), ("subject", _TEXT),
            ("in_reply_to", _TEXT),
        ]
    ),
    "tables": pa.schema(
        [("doc_id", _TEXT), ("sheet", _TEXT), ("row", _NUMBER), ("column", _NUMBER), ("value", _TEXT)]
    ),
    "facts": pa.schema([("doc_id", _TEXT), ("record", _TEXT), ("field", _TEXT), ("value", _TEXT), ("place", _TEXT)]),
    "quarantine": pa.schema(
        [
            ("doc_id", _TEXT), ("media_type", _TEXT), ("reason", _TEXT), ("kind", _TEXT), ("country", _TEXT),
            ("year", _NUMBER),
        ]
    ),
}  # fmt: skip
OPTIONAL = ("messages", "tables", "facts")  # written only where such rows occur


@dataclass
class _Tally:
    documents: set[str] = field(default_factory=set)
    mentions: int = 0
    status: str = "private"


def write_corpus(
    folder: Path,
    load: Sequence[Callable[[], CorpusRecord]],
    quarantine: Iterable[Mapping[str, Any]],
    public_names: Mapping[str, str],
) -> dict[str, str]:
    """Writes a whole corpus into an empty folder; returns the SHA-256 of every file by its relative path.

    Records are loaded one at a time, twice: once to join the facts of one case, once to be written.
    """
    lifted: list[tuple[str, Lifted]] = []
    message_owners: dict[str, str] = {}
    for each in load:
        record = each()
        lifted.append((record.doc_id, record.lifted))
        if record.message is not None:
            message_owners.setdefault(record.message.own, record.doc_id)
    records_of = join(lifted)
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    told: list[Fact] = []
    writer = _Writer(folder)
    with open(folder / "documents.jsonl", "w", encoding="utf-8") as lines:
        for each in load:
            record = each()
            facts = list(_facts(record, records_of))
            document = _document(record, facts)
            lines.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
            _write_rows(writer, record, document, facts, message_owners)
            _count_people(tallies, record)
            told += ((row["record"], row["field"], row["value"]) for row in facts)
        lines.flush()
        os.fsync(lines.fileno())
    writer.add("people", _people(tallies, public_names, shared_by(told)))
    writer.add("quarantine", [dict(row) for row in quarantine])
    writer.close()
    return _digests(folder)


def put_in_place(new: Path, corpus: Path) -> None:
    """The new corpus appears at once; the old one is removed after."""
    fsync_folder(new)
    exchange_folders(new, corpus)
    fsync_folder(corpus.parent)
    shutil.rmtree(new)


def corpus_files(corpus: Path) -> dict[str, str]:
    """The SHA-256 of every file that lies in the corpus folder now."""
    return _digests(corpus)


class _Writer:
    """One Parquet file a table, flushed in row groups so that memory stays flat."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, pq.ParquetWriter] = {}
        self._waiting: dict[str, Batch] = {name: [] for name in SCHEMAS}

    def add(self, name: str, rows: Batch) -> None:
        self._waiting[name] += rows
        if len(self._waiting[name]) >= GROUP:
            self._flush(name)

    def close(self) -> None:
        for name in SCHEMAS:
            if self._waiting[name] or (name not in OPTIONAL and name not in self._open):
                self._flush(name)
        for writer in self._open.values():
            writer.close()

    def _flush(self, name: str) -> None:
        if name not in self._open:
            self._open[name] = pq.ParquetWriter(self._folder / f"{name}.parquet", SCHEMAS[name], compression="zstd")
        self._open[name].write_table(pa.Table.from_pylist(self._waiting[name], schema=SCHEMAS[name]))
        self._waiting[name] = []


def _write_rows(
    writer: _Writer, record: CorpusRecord, document: dict[str, Any], facts: Batch, owners: Mapping[str, str]
) -> None:
    as_json = {
        name: json.dumps(document[name], ensure_ascii=False) for name in ("redactions", "facts", "provenance", "checks")
    }
    writer.add("documents", [{**document, **as_json}])
    writer.add("pages", [{"doc_id": record.doc_id, "page": page, "text": text} for page, text in record.pages])
    writer.add("mentions", [_mention_row(record.doc_id, one) for one in record.mentions])
    writer.add("tables", [{"doc_id": record.doc_id, **vars(cell)} for cell in record.cells])
    writer.add("facts", facts)
    if record.message is not None:
        one = record.message
        writer.add(
            "messages",
            [
                {
                    "doc_id": record.doc_id, "thread": one.thread, "sent": one.sent, "from": one.sender,
                    "to": one.recipients, "subject": one.subject, "in_reply_to": owners.get(one.in_reply_to, ""),
                }
            ],
        )  # fmt: skip


def _mention_row(doc_id: str, one: Any) -> dict[str, Any]:
    row = {"doc_id": doc_id, **vars(one)}
    row.pop("status")
    row["page"] = row["page"] or None
    return row


def _document(record: CorpusRecord, facts: Batch) -> dict[str, Any]:
    return {
        "doc_id": record.doc_id,
        "parent_id": record.parent_id or None,
        "revision": record.revision,
        "media_type": record.media_type,
        "kind": record.lifted.kind,
        "languages": list(record.languages),
        "title": record.title,
        "dates": list(record.lifted.dates),
        "page_count": len(record.pages),
        "text": record.text,
        "redactions": record.redactions(),
        "people": list(record.people()),
        "facts": [{name: row[name] for name in ("record", "field", "value", "place")} for row in facts],
        "provenance": record.provenance,
        "checks": record.checks,
        "reason": record.reason,
    }


def _facts(record: CorpusRecord, records_of: Mapping[tuple[str, int], str]) -> Iterator[dict[str, Any]]:
    for index, local in enumerate(record.lifted.records):
        name = records_of[(record.doc_id, index)]
        for field_, value, place in local.facts:
            yield {"doc_id": record.doc_id, "record": name, "field": field_, "value": value, "place": place}


def _count_people(tallies: dict[str, _Tally], record: CorpusRecord) -> None:
    for one in record.mentions:
        if one.entity_type == "PERSON" and one.pseudonym:
            tally = tallies[one.pseudonym]
            tally.documents.add(record.doc_id)
            tally.mentions += 1
            if one.status == "public":
                tally.status = "public"


def _people(tallies: Mapping[str, _Tally], public_names: Mapping[str, str], shared: Mapping[str, int]) -> Batch:
    return [
        {
            "pseudonym": pseudonym,
            "status": tally.status,
            "name": public_names.get(pseudonym) if tally.status == "public" else None,
            "documents": len(tally.documents),
            "mentions": tally.mentions,
            "k": shared.get(pseudonym),
        }
        for pseudonym, tally in sorted(tallies.items())
    ]


def kinds_of(counter: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, most frequent first."""
    return dict(Counter(counter).most_common())


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
