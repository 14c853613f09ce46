"""What the case knows of each document without opening it: opaque ids, states, padded sizes, sealed notes."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

STATES = ("sealed", "read", "published", "duplicate", "quarantined")
NAME = "catalogue.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  doc_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, depth INTEGER NOT NULL, state TEXT NOT NULL,
  reason TEXT NOT NULL, size INTEGER NOT NULL, original TEXT NOT NULL, dossier TEXT NOT NULL,
  revision INTEGER NOT NULL, record TEXT NOT NULL, note BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS objects (name TEXT PRIMARY KEY, doc_id TEXT NOT NULL, head TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS intake (session TEXT NOT NULL, token TEXT NOT NULL, doc_id TEXT NOT NULL,
  PRIMARY KEY (session, token));
"""


@dataclass(frozen=True)
class Row:
    """One document. `original`, `dossier` and `record` name sealed objects; `size` is the padded one;
    `depth` counts the containers around it; `note` is sealed (path, media type, parent, digest)."""

    doc_id: str
    sequence: int
    depth: int = 0
    state: str = "sealed"
    reason: str = ""
    size: int = 0
    original: str = ""
    dossier: str = ""
    revision: int = 0
    record: str = ""
    note: bytes = field(default=b"", repr=False)

    def objects(self) -> tuple[str, ...]:
        """The sealed objects this document still needs."""
        return tuple(name for name in (self.original, self.dossier, self.record) if name)


_COLUMNS = tuple(one.name for one in fields(Row))


class Catalogue:
    """An index that the log can rebuild. A rollback journal, so that readers never change the file."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("PRAGMA secure_delete=ON")
        self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All the changes inside, or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def put(self, rows: Iterable[Row]) -> None:
        marks = ",".join("?" * len(_COLUMNS))
        self._connection.executemany(
            f"INSERT OR REPLACE INTO documents ({','.join(_COLUMNS)}) VALUES ({marks})",
            [tuple(getattr(row, name) for name in _COLUMNS) for row in rows],
        )

    def get(self, doc_id: str) -> Row | None:
        return next(iter(self._rows("WHERE doc_id=?", (doc_id,))), None)

    def change(self, doc_id: str, **values: object) -> None:
        """Sets columns of one known document."""
        row = self.get(doc_id)
        if row is not None:
            self.put([replace(row, **values)])  # type: ignore[arg-type]

    def rows(self, *states: str) -> list[Row]:
        """Documents in the given states (all, if none is named), in the order they were sealed."""
        if not states:
            return self._rows("ORDER BY sequence", ())
        marks = ",".join("?" * len(states))
        return self._rows(f"WHERE state IN ({marks}) ORDER BY sequence", states)

    def remove(self, doc_id: str) -> None:
        """Forgets a document that was shredded."""
        self._connection.execute("DELETE FROM documents WHERE doc_id=?", (doc_id,))
        self._connection.execute("DELETE FROM intake WHERE doc_id=?", (doc_id,))

    def counts(self, least_depth: int = 0) -> Mapping[tuple[str, str], int]:
        """How many documents stand in each (state, reason); those inside a container have a depth of 1 or more."""
        query = "SELECT state, reason, COUNT(*) FROM documents WHERE depth >= ? GROUP BY 1, 2 ORDER BY 1, 2"
        return {(state, reason): number for state, reason, number in self._connection.execute(query, (least_depth,))}

    def next_sequence(self) -> int:
        return int(self._connection.execute("SELECT COALESCE(MAX(sequence), 0) + 1 FROM documents").fetchone()[0])

    def kept(self, name: str) -> str:
        """A case-wide value (the name of the register's object, how far the log was followed…), or empty."""
        row = self._connection.execute("SELECT value FROM kept WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def kept_objects(self) -> Mapping[str, str]:
        """The objects that belong to the case and to no document: name → what it is (people, register, secret)."""
        found = self._connection.execute("SELECT value, substr(name, 8) FROM kept WHERE name LIKE 'object:%'")
        return dict(found.fetchall())

    def keep(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, value))

    def add_objects(self, doc_id: str, heads: Mapping[str, str]) -> None:
        """Sealed objects that came with a document (or the case: no id), each with its header's digest or none."""
        rows = [(name, doc_id, head) for name, head in heads.items()]
        self._connection.executemany("INSERT OR REPLACE INTO objects VALUES (?, ?, ?)", rows)

    def change_heads(self, heads: Mapping[str, str]) -> None:
        """Which header of an object counts from now on."""
        rows = [(head, name) for name, head in heads.items()]
        self._connection.executemany("UPDATE objects SET head=? WHERE name=?", rows)

    def drop_objects(self, names: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM objects WHERE name=?", [(name,) for name in names])

    def objects(self, doc_id: str | None = None) -> Mapping[str, str]:
        """Every sealed object the log speaks of (or those of one document) → its header's digest, or empty."""
        where, values = ("", ()) if doc_id is None else (" WHERE doc_id=?", (doc_id,))
        query = f"SELECT name, head FROM objects{where} ORDER BY name"
        return dict(self._connection.execute(query, values).fetchall())

    def intake_tokens(self, session: str) -> Mapping[str, str]:
        """What an unfinished intake has sealed already: keyed token of a source file → document."""
        query = "SELECT token, doc_id FROM intake WHERE session=? AND doc_id IN (SELECT doc_id FROM documents)"
        return dict(self._connection.execute(query, (session,)).fetchall())

    def remember_intake(self, session: str, tokens: Mapping[str, str]) -> None:
        rows = [(session, token, doc_id) for token, doc_id in tokens.items()]
        self._connection.executemany("INSERT OR REPLACE INTO intake VALUES (?, ?, ?)", rows)

    def forget_intake(self, session: str) -> None:
        self._connection.execute("DELETE FROM intake WHERE session=?", (session,))

    def _rows(self, rest: str, values: tuple[str, ...]) -> list[Row]:
        found = self._connection.execute(f"SELECT {','.join(_COLUMNS)} FROM documents {rest}", values)
        return [Row(*each) for each in found]


def catalogue_fault(fault: BaseException) -> str:
    """The code of a fault that SQLite raised, or nothing. The higher bits of its own code only say where."""
    if not isinstance(fault, sqlite3.DatabaseError):
        return ""
    primary = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "catalogue_damaged"
    return "disk_full" if primary == sqlite3.SQLITE_FULL else "io"
