"""A SQLite database in memory: its real tables as sheets; views and triggers are shown and never run."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, MetadataField, Sheet
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.tables.cells import Cells, cells_for
from extractors.types.tables import SQLITE

_OPERATIONS = 100_000
_MOST_WITHOUT_A_ROW = 300  # times as many operations
_ROWS_AT_ONCE = 500
_TICK_ROWS = 20_000
_SETTINGS = ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "temp_store=MEMORY", "writable_schema=ON")
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ))
_WAL, _VERSIONS = b"\x02\x02", slice(18, 20)


@dataclass
class Patience:
    """Stops a statement that works on without ever giving a row."""

    rounds: int = field(default=0)

    def is_over(self) -> bool:
        self.rounds += 1
        return self.rounds > _MOST_WITHOUT_A_ROW


def read_sqlite(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    patience = Patience()
    base = _opened(data, patience)
    cells = cells_for(data, options.limits)
    reason = ""
    sheets: list[Sheet] = []
    try:
        things = base.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(options.limits.members)
        for kind, table, sql in things:
            if kind != "table" or _is_virtual(sql):
                continue
            sheet, fault = _sheet(base, str(table), cells, patience, options)
            sheets.append(sheet)
            reason = reason or fault
            if cells.is_full:
                break
    except sqlite3.Error:
        reason = "partly_broken"
    finally:
        base.close()
    if not sheets and reason:
        raise ReadProblem("damaged")
    return ExtractedDocument(
        "",
        stamp("sqlite"),
        sheets=tuple(sheets),
        metadata=tuple(_definitions(things)),
        members=tuple(cells.members),
        reason=reason,
    )


def _opened(data: bytes, patience: Patience) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    if data[_VERSIONS] == _WAL:  # memory has no write-ahead log beside it
        data = data[: _VERSIONS.start] + b"\x01\x01" + data[_VERSIONS.stop :]
    is_sound = True
    try:
        base.deserialize(data)
        for setting in _SETTINGS:
            base.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        is_sound = False
    if not is_sound:
        base.close()
        raise ReadProblem("damaged")
    base.set_progress_handler(patience.is_over, _OPERATIONS)
    base.set_authorizer(_judge)
    return base


def _judge(action: int, first: str | None, second: str | None, _: str | None, source: str | None) -> int:
    """Plain reading only; `source` is set where a view or a trigger asks."""
    is_allowed = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo")
    return sqlite3.SQLITE_OK if is_allowed and source is None else sqlite3.SQLITE_DENY


def _is_virtual(sql: object) -> bool:
    return not isinstance(sql, str) or sql[:40].upper().split()[:2] == ["CREATE", "VIRTUAL"]


def _sheet(
    base: sqlite3.Connection, table: str, cells: Cells, patience: Patience, options: ReadOptions
) -> tuple[Sheet, str]:
    rows: list[tuple[str, ...]] = []
    reason = ""
    try:
        columns = _columns(base, table)
        rows.append(cells.row(table, tuple(columns)))
        for values in _values(base, table, columns, patience):
            rows.append(cells.row(table, values))
            if cells.is_full:
                rows.pop()
                reason = "partly_over_limit"
                break
            if len(rows) % _TICK_ROWS == 0:
                options.tick()
    except (sqlite3.Error, OverflowError, ValueError):
        reason = "partly_broken"
    return Sheet(cells.cell("", table), tuple(rows), is_hidden=table.startswith("sqlite_")), reason


def _columns(base: sqlite3.Connection, table: str) -> list[str]:
    """Without those that are computed: a database could compute anything in them."""
    found = base.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
    return [str(column[1]) for column in found if column[6] == 0]


def _values(
    base: sqlite3.Connection, table: str, columns: list[str], patience: Patience
) -> Iterator[tuple[object, ...]]:
    wanted = ", ".join(_quoted(column) for column in columns)
    cursor = base.execute(f"SELECT {wanted} FROM {_quoted(table)} NOT INDEXED")
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        patience.rounds = 0
        yield from rows


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _definitions(things: list[tuple[str, str, str]]) -> Iterator[MetadataField]:
    """What the tables were looked at through, and what was to happen when they changed."""
    for kind, _, sql in things:
        if kind in ("view", "trigger") or (kind == "table" and sql and _is_virtual(sql)):
            yield from field_of(kind if kind != "table" else "virtual_table", sql, True)


def warm() -> None:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE a (b)")
    read_sqlite(base.serialize(), "", ReadOptions())
    base.close()


READERS: dict[str, Reader] = {SQLITE: read_sqlite}
