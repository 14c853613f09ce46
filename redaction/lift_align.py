"""Rows put back under the head of their table, where a redaction took the border between two cells with it."""

from collections.abc import Callable, Mapping, Sequence

from redaction.countries import country_in_cell
from redaction.lift_outcome import outcome_in_cell
from redaction.lift_text import Books
from redaction.phrases import fold_letters, words_of
from redaction.written_dates import dates_in

Cells = tuple[str, ...]
_WRONG = -1.0  # what a filled cell costs under a head that it does not fit
_LEAST = 2  # cells that make a row of their own


def aligned(cells: Cells, columns: Mapping[int, str], books: Books) -> list[Cells]:
    """The row as wide as its head, or the rows that it was before their border was lost; a row that fits stays."""
    width = len(columns)
    if len(cells) == width or not cells:
        return [cells]
    fits = _fits(cells, columns, books)
    if len(cells) < width:
        return [_spread(cells, *_best(0, len(cells), width, fits))]
    whole = sum(fits[at][at] for at in range(width))
    splits = [
        (first[0] + second[0], at, first, second)
        for at in range(_LEAST, len(cells) - _LEAST + 1)
        if at <= width and len(cells) - at <= width
        for first, second in [(_best(0, at, width, fits), _best(at, len(cells), width, fits))]
    ]
    if not splits or max(splits)[0] <= whole:
        return [cells]
    _, at, first, second = max(splits)
    return [_spread(cells[:at], *first), _spread(cells[at:], *second)]


def _spread(cells: Cells, _: float, places: tuple[int, ...], width: int) -> Cells:
    row = [""] * width
    for cell, place in zip(cells, places, strict=True):
        row[place] = cell
    return tuple(row)


def _best(first: int, last: int, width: int, fits: Sequence[Sequence[float]]) -> tuple[float, tuple[int, ...], int]:
    """(score, the column of each of the cells first..last, width), columns rising."""
    rows: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (width + 1)
    for cell in range(first, last):
        after: list[tuple[float, tuple[int, ...]]] = [(float("-inf"), ())] * (width + 1)
        for column in range(width):
            score, places = rows[column]
            taken = (score + fits[cell][column], (*places, column))
            after[column + 1] = max(after[column], taken, key=lambda one: one[0])
        rows = after
    return (*rows[width], width)


def _fits(cells: Cells, columns: Mapping[int, str], books: Books) -> list[list[float]]:
    """How well each cell stands under each head."""
    scores: list[list[float]] = []
    for cell in cells:
        known: dict[str, float] = {}
        for name in set(columns.values()):
            known[name] = _fit(cell, name, books)
        scores.append([known[columns[at]] for at in sorted(columns)])
    return scores


def _fit(cell: str, name: str, books: Books) -> float:
    if not cell or cell in ("-", "–", "—"):
        return 0.1
    test = _TESTS.get(name)
    if test is None:
        return 0.0
    return 2.0 if test(cell, books) else _WRONG


def _has_date(cell: str, _: Books) -> bool:
    return bool(dates_in(fold_letters(cell)))


def _has_country(cell: str, _: Books) -> bool:
    return bool(country_in_cell(words_of(cell[:90])))


def _has_person(cell: str, _: Books) -> bool:
    return "[PERSON " in cell or "[OFFICIAL " in cell


def _has_code(cell: str, _: Books) -> bool:
    return "[CASE " in cell


def _has_birth(cell: str, books: Books) -> bool:
    return "[born" in cell or "[BIRTH" in cell or _has_date(cell, books)


def _has_outcome(cell: str, books: Books) -> bool:
    return bool(outcome_in_cell(cell, books)) and not _has_country(cell, books)


_TESTS: Mapping[str, Callable[[str, Books], bool]] = {
    "complaint_date": _has_date,
    "decision_date": _has_date,
    "letter_date": _has_date,
    "other_date": _has_birth,
    "case": _has_code,
    "notice": _has_code,
    "requesting_country": _has_country,
    "country": _has_country,
    "subject": _has_person,
    "representative": _has_person,
    "outcome": _has_outcome,
}
