"""Databases: real tables as sheets, files in cells as members, and nothing that is stored in them is run."""

import io
import os
import sqlite3
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import ExtractedDocument
from extractors.limits import Limits, ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.tables import access, dbf
from extractors.worker import Worker
from tests.extractors.test_worker import read as read_in
from tests.makers import files

NO_OCR = ReadOptions(ocr=False)
DATA = Path(os.environ.get("UNDERCROFT_DATA", Path(__file__).parents[3] / "shared" / "data"))
ACCESS_FILES = sorted(DATA.rglob("*.mdb"))


def read(data: bytes, name: str = "a", **limits: int) -> ExtractedDocument:
    return read_file(data, name, ReadOptions(ocr=False, limits=Limits(**limits)))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(NO_OCR) as worker:
        yield worker


def database(*statements: str, rows: dict[str, list[tuple[object, ...]]] | None = None) -> bytes:
    base = sqlite3.connect(":memory:")
    for statement in statements:
        base.execute(statement)
    for table, values in (rows or {}).items():
        base.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(values[0]))})", values)
    base.commit()
    return bytes(base.serialize())


def table(columns: list[tuple[str, str, int]], rows: list[bytes], code_page: int = 0xC9, version: int = 3) -> bytes:
    width = 1 + sum(size for _, _, size in columns)
    head = struct.pack("<BBBBIHH", version, 124, 5, 17, len(rows), 33 + 32 * len(columns), width) + bytes(17)
    head += bytes([code_page]) + b"\0\0"
    for name, kind, size in columns:
        head += name.encode().ljust(11, b"\0") + kind.encode() + bytes(4) + bytes([size, 0]) + bytes(14)
    return head + b"\r" + b"".join(rows) + b"\x1a"


def test_tables_come_as_sheets_from_the_locked_worker(worker: Worker) -> None:
    data = database("CREATE TABLE people (name, age)", rows={"people": [("Иванов", 40), ("Lefèvre", None)]})
    sheet = read_in(worker, data, "a", NO_OCR).sheets[0]
    assert (sheet.name, sheet.rows) == ("people", (("name", "age"), ("Иванов", "40"), ("Lefèvre", "")))


def test_a_database_left_in_log_mode_is_read(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "a")
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("CREATE TABLE a (b)")
    base.execute("INSERT INTO a VALUES ('kept')")
    base.commit()
    base.close()
    assert read((tmp_path / "a").read_bytes()).sheets[0].rows == (("b",), ("kept",))


def test_files_in_cells_become_members_and_other_bytes_are_counted() -> None:
    page = files.pdf([[(50, 50, "inside")]])
    data = database("CREATE TABLE a (b)", rows={"a": [(page,), (b"\xff\x00\xfe" * 9,), ("текст".encode(),)]})
    document = read(data)
    assert document.members[0].data == page
    assert [row[0] for row in document.sheets[0].rows] == ["b", document.members[0].name, "[27 bytes]", "текст"]


def test_views_and_triggers_are_shown_and_never_run() -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x FROM n"
    data = database(
        "CREATE TABLE a (b)",
        f"CREATE VIEW evil AS {endless}",
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    )
    started = time.perf_counter()
    document = read(data)
    assert time.perf_counter() - started < 5
    assert "evil" not in {sheet.name for sheet in document.sheets}
    assert {one.name for one in document.metadata if one.is_hidden} >= {"view", "trigger", "virtual_table"}


def test_a_table_turned_into_a_view_behind_its_back_gives_nothing(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "a")
    base.execute("CREATE TABLE a (b, c AS (hex(zeroblob(400000000))))")
    base.execute("INSERT INTO a VALUES (1)")
    base.execute("PRAGMA writable_schema=ON")
    base.execute("INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIEW v AS SELECT b FROM a')")
    base.commit()
    base.close()
    document = read((tmp_path / "a").read_bytes())
    assert document.sheets[0].rows == (("b",), ("1",))
    assert all(len(sheet.rows) <= 1 for sheet in document.sheets[1:])


def test_a_table_over_the_limit_keeps_what_was_read() -> None:
    data = database("CREATE TABLE a (b)", rows={"a": [(at,) for at in range(3000)]})
    document = read(data, cells=1000)
    assert document.reason == "partly_over_limit" and len(document.sheets[0].rows) == 1000


@given(at=st.integers(100, 12_000), noise=st.binary(min_size=1, max_size=60), cut=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_bitten_database_gives_a_document_or_a_code(at: int, noise: bytes, cut: bool) -> None:
    data = database("CREATE TABLE a (b, c)", rows={"a": [(str(n) * 9, n) for n in range(300)]})
    broken = data[:at] if cut else data[:at] + noise + data[at + len(noise) :]
    try:
        assert isinstance(read(broken), ExtractedDocument)
    except ReadProblem as problem:
        assert problem.args == (problem.code,)


def test_a_dbase_table_is_read_in_its_code_page_and_deleted_rows_are_hidden(worker: Worker) -> None:
    rows = [
        mark + name.encode("cp1251").ljust(12) + b"20240117" + b"T"
        for mark, name in ((b" ", "Иванов"), (b"*", "Петрова"))
    ]
    document = read_in(worker, table([("NAME", "C", 12), ("BORN", "D", 8), ("OK", "L", 1)], rows), "a", NO_OCR)
    assert document.sheets[0].rows == (("NAME", "BORN", "OK"), ("Иванов", "2024-01-17", "T"))
    assert document.sheets[1].is_hidden and document.sheets[1].rows == (("Петрова", "2024-01-17", "T"),)


def test_numbers_of_a_foxpro_table_are_read_from_their_bytes() -> None:
    moment = struct.pack("<ii", 2460327, 3_723_000)
    row = b" " + struct.pack("<i", -7) + struct.pack("<q", -12_345) + moment + struct.pack("<d", 0.5)
    columns = [("I", "I", 4), ("Y", "Y", 8), ("T", "T", 8), ("B", "B", 8)]
    assert read(table(columns, [row], version=0x30)).sheets[0].rows[1] == (
        "-7",
        "-1.2345",
        "2024-01-17 01:02:03",
        "0.5",
    )


def test_memo_columns_say_that_their_texts_are_elsewhere() -> None:
    document = read(table([("NOTE", "M", 10), ("N", "C", 3)], [b" " + b"1".rjust(10) + b"abc"]))
    assert [(one.name, one.value) for one in document.metadata] == [("memo_elsewhere", "NOTE")]


def test_a_dbase_table_with_fewer_rows_than_it_claims_is_partly_broken() -> None:
    data = table([("N", "C", 3)], [b" abc", b" def"])
    assert read(data[:-3]).reason == "partly_broken"


@given(st.binary(min_size=65, max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_as_a_dbase_table_give_a_document_or_a_fault_of_its_own(data: bytes) -> None:
    try:
        dbf.read_dbf(data, "", NO_OCR)
    except ReadProblem as problem:
        assert problem.code == "damaged"


def test_parquet_is_read_in_the_locked_worker_whatever_its_packing(worker: Worker) -> None:
    rows = pyarrow.table({"имя": ["Иванов", None], "tags": [["a", "б"], []], "n": [1.5, 2]})
    for codec in ("none", "snappy", "zstd", "gzip", "brotli", "lz4"):
        stream = io.BytesIO()
        pyarrow.parquet.write_table(rows, stream, compression=codec)
        sheet = read_in(worker, stream.getvalue(), "a", NO_OCR).sheets[0]
        assert sheet.rows == (("имя", "tags", "n"), ("Иванов", '["a", "б"]', "1.5"), ("", "[]", "2.0"))


@given(cut=st.floats(0.01, 0.99), noise=st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_bitten_parquet_file_gives_a_document_or_a_code(cut: float, noise: bytes) -> None:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"a": ["x"] * 50}), stream)
    data = stream.getvalue()
    at = int(len(data) * cut)
    try:
        assert isinstance(read(data[:at] + noise + data[at + len(noise) :]), ExtractedDocument)
    except ReadProblem as problem:
        assert problem.args == (problem.code,)


def test_a_column_of_equal_cells_is_cut_off_at_the_limit() -> None:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"a": ["x" * 100] * 200_000}), stream)
    document = read(stream.getvalue(), cells=5000)
    assert document.reason == "partly_over_limit" and len(document.sheets[0].rows) < 7000


def test_an_access_database_with_a_key_is_called_encrypted() -> None:
    page = bytearray(4096)
    page[4:19], page[0x14] = b"Standard ACE DB", 3
    page[0x18:0x96] = access._rc4(access._KEY, b"\0" * 38 + b"\1\2\3\4" + b"\0" * 84)
    with pytest.raises(ReadProblem, match="encrypted"):
        read(bytes(page))


@pytest.mark.skipif(not ACCESS_FILES, reason="UNDERCROFT_DATA holds no Access files")
@pytest.mark.parametrize("path", ACCESS_FILES, ids=lambda path: path.name)
def test_real_access_files_are_read_in_the_locked_worker(path: Path, worker: Worker) -> None:
    document = read_in(worker, path.read_bytes(), path.name, NO_OCR)
    assert any(sheet.rows for sheet in document.sheets) and not document.reason


@given(data=st.binary(max_size=3000), version=st.sampled_from([0, 1, 2, 3]))
@settings(max_examples=40, deadline=None)
def test_any_bytes_as_an_access_database_give_a_document_or_a_code(data: bytes, version: int) -> None:
    head = b"\0\1\0\0Standard Jet DB\0" + bytes([version]) + bytes(3)
    padding = b"\0" * (4096 - len(head))
    try:
        read(head + padding + b"\x02\x01" + data.ljust(4094, b"\0") + b"\x01\x01" + data)
    except ReadProblem as problem:
        assert problem.args == (problem.code,)
