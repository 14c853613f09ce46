"""Tables without rules: cells parted where a column begins, and what wrapped inside a cell put back into it."""

from bisect import bisect_left
from dataclasses import dataclass, field
from statistics import median

Box = tuple[float, float, float, float]

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3  # that begin in the first column: fewer are a letterhead
_NEAR = 0.45  # text heights by which words of one column may begin apart
_APART = 9.0  # text heights between rows of a table
_LINE = 2.2  # text heights from a line to the next of the same cell


@dataclass(frozen=True)
class PlacedWord:
    """A word before it has a place in the text."""

    text: str = field(repr=False)
    box: Box = field(repr=False)
    confidence: float = 1.0


Segment = list[PlacedWord]
Row = list[Segment]


def parted(rows: list[Row]) -> list[tuple[bool, list[Row]]]:
    """Runs of rows in their order, each with whether it is a table; in a table the lines of a row are one row.

    A cell that a row leaves empty is an empty segment, so that all its rows have their cells in the same columns."""
    found: list[tuple[bool, list[Row]]] = []
    at = 0
    while at < len(rows):
        count = _table_from(rows, at)
        if count:
            found.append((True, _whole(rows[at : at + count])))
        elif found and not found[-1][0]:
            found[-1][1].append(rows[at])
        else:
            found.append((False, [rows[at]]))
        at += count or 1
    return found


def _table_from(rows: list[Row], at: int) -> int:
    """How many rows from here on keep to the columns of the first; 0 if they make no table.

    In running text, however wide its spaces, words stand across whatever edge the line above may suggest."""
    if len(rows[at]) < _FEWEST_COLUMNS:
        return 0
    edges = [segment[0].box[0] for segment in rows[at]]
    count, wide = 1, 1
    for above, row in zip(rows[at:], rows[at + 1 :], strict=False):
        height = _height(row)
        lefts = [segment[0].box[0] for segment in row]
        new = [left for left in lefts if not _is_edge(left, edges, height)]
        is_first = _is_edge(lefts[0], edges[:1], height)
        if row[0][0].box[1] - above[0][0].box[1] > _APART * height or any(
            _straddles(word, edges, height) for segment in row for word in segment
        ):
            break
        if is_first and len(lefts) >= _FEWEST_COLUMNS:
            if len(new) > (2 if wide < _FEWEST_ROWS else 0):
                break
            edges += new
            wide += 1
        elif new:
            break
        count += 1
    return count if wide >= _FEWEST_ROWS and (count > wide or wide > 2 * _FEWEST_ROWS) else 0


def _straddles(word: PlacedWord, edges: list[float], height: float) -> bool:
    left, _, right, _ = word.box
    return any(left < edge - _NEAR * height and right > edge + _NEAR * height for edge in edges)


def _whole(rows: list[Row]) -> list[Row]:
    """The rows of one table, parted at its columns; a line without a first cell goes on with the row above."""
    edges = _columns(rows)
    found: list[tuple[dict[int, Segment], float]] = []
    for row in rows:
        cells: dict[int, Segment] = {}
        for word in (word for segment in row for word in segment):
            cells.setdefault(_column(word, edges), []).append(word)
        top = row[0][0].box[1]
        is_more = 0 not in cells and found and top - found[-1][1] <= _LINE * _height(row)
        if is_more:
            for column, words in cells.items():
                found[-1][0].setdefault(column, []).extend(words)
            found[-1] = (found[-1][0], top)
        else:
            found.append((cells, top))
    return [[cells.get(column, []) for column in range(min(cells), max(cells) + 1)] for cells, _ in found]


def _columns(rows: list[Row]) -> list[float]:
    """Where columns begin: left edges of cells that several rows share."""
    height = median(_height(row) for row in rows)
    lefts = sorted(segment[0].box[0] for row in rows for segment in row)
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][-1] <= _NEAR * height:
            groups[-1].append(left)
        else:
            groups.append([left])
    return [group[0] for group in groups if len(group) >= _FEWEST_ROWS] or [lefts[0]]


def _column(word: PlacedWord, edges: list[float]) -> int:
    """The last column that begins before the word does."""
    return max(0, bisect_left(edges, word.box[0] + _NEAR * (word.box[3] - word.box[1])) - 1)


def _is_edge(left: float, edges: list[float], height: float) -> bool:
    return any(abs(left - edge) <= _NEAR * height for edge in edges)


def _height(row: Row) -> float:
    return median(word.box[3] - word.box[1] for segment in row for word in segment)
