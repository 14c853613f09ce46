"""The corpus appears whole, its tables have the columns of the design, and its digests are of what lies there."""

import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from flows.corpus import SCHEMAS, corpus_files, put_in_place, write_corpus
from flows.record import CorpusRecord, MentionRow, MessageRow, TableCell
from redaction.facts import Lifted, LocalRecord


def record(doc_id: str, **more: object) -> CorpusRecord:
    facts = (("kind", "complaint", "page 1"), ("requesting_country", "RU", "page 1"))
    given = {
        "doc_id": doc_id, "parent_id": "", "media_type": "text/plain", "languages": ("en",), "title": "t",
        "text": "by [PERSON 7F3K-Q2]", "pages": ((1, "by [PERSON 7F3K-Q2]"),),
        "mentions": (MentionRow(1, 3, 19, "PERSON", "pseudonymise", "7F3K-Q2", "unknown"),), "message": None,
        "cells": (),
        "lifted": Lifted("complaint", ("2019-03-12",), (LocalRecord(("9H2M-W4",), facts),)),
        "provenance": {"policy": "x"}, "checks": {"rounds": 1},
    }  # fmt: skip
    return CorpusRecord(**{**given, **more})  # type: ignore[arg-type]


def write(folder: Path, *records: CorpusRecord) -> dict[str, str]:
    folder.mkdir()
    loads = [lambda one=one: one for one in records]
    return write_corpus(folder, loads, [], {})  # type: ignore[arg-type]


def test_every_table_has_its_columns(tmp_path: Path) -> None:
    mail = MessageRow("m1", "t1", "", "2019-03-12", "[PERSON A]", "b", "s")
    cell = TableCell("s", 1, 2, "v")
    write(tmp_path / "c", record("a", message=mail, cells=(cell,)), record("b"))
    for name, schema in SCHEMAS.items():
        assert pq.read_schema(tmp_path / "c" / f"{name}.parquet").names == schema.names, name
    assert len((tmp_path / "c" / "documents.jsonl").read_text().splitlines()) == 2


def test_tables_that_do_not_occur_are_not_written(tmp_path: Path) -> None:
    write(tmp_path / "c", record("a"))
    assert not (tmp_path / "c" / "messages.parquet").exists()
    assert (tmp_path / "c" / "quarantine.parquet").exists()


def test_counts_can_be_asked_of_the_facts(tmp_path: Path) -> None:
    write(tmp_path / "c", record("a"), record("b"))
    asked = f"SELECT count(DISTINCT record) FROM '{tmp_path}/c/facts.parquet' WHERE value = 'RU'"
    assert duckdb.sql(asked).fetchall() == [(1,)]


def test_an_unnamed_person_has_no_name_in_the_people_table(tmp_path: Path) -> None:
    write(tmp_path / "c", record("a"))
    (row,) = pq.read_table(tmp_path / "c" / "people.parquet").to_pylist()
    assert (row["pseudonym"], row["status"], row["name"], row["mentions"]) == ("7F3K-Q2", "private", None, 1)


def test_the_digests_are_of_the_files(tmp_path: Path) -> None:
    files = write(tmp_path / "c", record("a"))
    lines = (tmp_path / "c" / "documents.jsonl").read_bytes()
    assert files["documents.jsonl"] == hashlib.sha256(lines).hexdigest()
    assert files == corpus_files(tmp_path / "c")
    assert json.loads(lines)["people"] == ["7F3K-Q2"]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    assert write(tmp_path / "c", record("a")) == write(tmp_path / "d", record("a"))


def test_the_new_corpus_takes_the_place_of_the_old(tmp_path: Path) -> None:
    write(tmp_path / "corpus", record("a"))
    files = write(tmp_path / "new", record("b"))
    put_in_place(tmp_path / "new", tmp_path / "corpus")
    assert corpus_files(tmp_path / "corpus") == files
    assert not (tmp_path / "new").exists()
