"""What came out of each file of a drop, containers in containers included: a bomb in many layers has an end."""

import threading
from collections import Counter
from collections.abc import Iterable

from extractors.document import Member
from extractors.limits import Limits
from extractors.problem import ReadProblem
from flows.dossier import Note
from flows.filing import note_of
from flows.house import House
from vault.catalogue import Row


class Unfolding:
    """Documents and bytes below each file of a drop. For all lanes of a run."""

    def __init__(self) -> None:
        self._roots: dict[str, str] = {}
        self._documents: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()
        self._turn = threading.Lock()
        self._is_known = False

    def refuse_spent(self, house: House, row: Row, note: Note, limits: Limits) -> None:
        """Raises ReadProblem(`over_limit`) for what lies too deep, or in a file that has given enough."""
        if row.depth == 0:
            return
        with self._turn:
            self._know(house)
            root = self._root(row.doc_id, note.parent_id)
            documents, size = self._documents[root], self._bytes[root]
        if row.depth > limits.depth:
            raise ReadProblem("over_limit", depth=row.depth)
        if documents > limits.unfolded:
            raise ReadProblem("over_limit", members=documents)
        if size > limits.unfolded_bytes:
            raise ReadProblem("over_limit", bytes=size)

    def count(self, house: House, row: Row, note: Note, members: Iterable[Member]) -> None:
        """What a container has just given."""
        sizes = [len(one.data) for one in members]
        if not sizes:
            return
        with self._turn:
            self._know(house)
            root = self._root(row.doc_id, note.parent_id)
            self._documents[root] += len(sizes)
            self._bytes[root] += sum(sizes)

    def _root(self, doc_id: str, parent_id: str) -> str:
        return self._roots.setdefault(doc_id, self._roots.get(parent_id, parent_id) if parent_id else doc_id)

    def _know(self, house: House) -> None:
        """What earlier runs unfolded, once."""
        if self._is_known:
            return
        self._is_known = True
        for row in sorted(house.catalogue.rows(), key=lambda one: one.depth):  # a container before what it holds
            if row.depth and row.note:
                note = note_of(house, row)
                root = self._root(row.doc_id, note.parent_id)
                self._documents[root] += 1
                self._bytes[root] += note.size
