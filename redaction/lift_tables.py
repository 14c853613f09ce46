"""Registers: tables whose rows are cases, in sheets and in the text of pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.document import Channel
from redaction.countries import country_in_cell
from redaction.lift_align import aligned
from redaction.lift_labels import cells_of, label_of
from redaction.lift_outcome import outcome_in_cell
from redaction.lift_text import TOKEN, Books, shown
from redaction.phrases import fold_letters, words_of
from redaction.redact import RedactedPassage
from redaction.written_dates import dates_in

_DATES = ("complaint_date", "decision_date", "other_date", "letter_date")
_PEOPLE = {"subject": "subject", "representative": "representative", "relative": "relative"}
OF_CASES = frozenset({"complaint_date", "decision_date", "outcome", "?outcome"})
_CLOSED = ("deleted", "refused", "withdrawn", "corrected", "inadmissible", "maintained")
_TELLING = frozenset({"requesting_country", "complaint_date", "decision_date", "outcome"})
_FEWEST = 3  # cells that make a line a row
_ABOVE = 2  # rows above a head that are more than a title
_ABOUT = 40  # rows that are looked at to learn what a column holds


@dataclass(frozen=True)
class Row:
    """A row's cells with its number in the sheet or table, and the place it is known by."""

    place: str
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Table:
    """What each column holds, and the rows below the head."""

    columns: Mapping[int, str]
    rows: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True)
class RowRecord:
    """A row as a case: its code, its facts, and the notice numbers that it gives."""

    code: str
    facts: tuple[tuple[str, str, str], ...]
    notices: tuple[str, ...] = ()


def tables_of(passages: Sequence[RedactedPassage], books: Books) -> list[Table]:
    """Every table with a register's columns: sheets, and tables in text whose cells stand apart."""
    found: list[Table] = []
    for one in passages:
        if one.channel in (Channel.SHEET, Channel.PAGE, Channel.BODY):
            head = found[-1].columns if found and one.channel is Channel.PAGE else {}
            for run in _runs(one):
                for columns, rows in _parts(run, books):
                    table = _table(columns or head, rows, books)
                    if table is not None:
                        found.append(table)
                        head = table.columns if one.channel is Channel.PAGE else {}
    return found


def _runs(passage: RedactedPassage) -> Iterator[list[Row]]:
    """Rows that follow one another; in running text a line that is no row ends the table."""
    run: list[Row] = []
    is_sheet = passage.channel is Channel.SHEET
    for number, line in enumerate(shown(passage).split("\n"), 1):
        cells = tuple(cells_of(line))
        if sum(bool(each) for each in cells) >= _FEWEST:
            place = f"row {number}" if is_sheet else f"page {passage.number}, row {len(run) + 1}"
            run.append(Row(place if passage.channel is not Channel.BODY else f"body, row {len(run) + 1}", cells))
        elif run and not is_sheet and _is_continued(run[-1], cells):
            run[-1] = _continued(run[-1], cells)
        elif not is_sheet and len(cells) < 2 and line.strip() and len(line) > 60:
            if len(run) > 1:
                yield run
            run = []
    if run:
        yield run


def _is_continued(row: Row, cells: tuple[str, ...]) -> bool:
    """A line of a row that was too long for its cells: as many cells, most of them empty."""
    return 1 < len(cells) == len(row.cells) and any(cells)


def _continued(row: Row, cells: tuple[str, ...]) -> Row:
    return Row(row.place, tuple(f"{one} {more}".strip() for one, more in zip(row.cells, cells, strict=True)))


def _parts(rows: list[Row], books: Books) -> Iterator[tuple[Mapping[int, str], list[Row]]]:
    """Each head with the rows below it; the same head again, on a new page, begins nothing new."""
    columns: Mapping[int, str] = {}
    part: list[Row] = []
    above: Row | None = None  # the head's first line, while its second may follow
    for row in rows:
        head = _head(row, books)
        if head and above is not None and len(above.cells) == len(row.cells):
            columns, above = _head(_continued(above, row.cells), books) or columns, None
            continue
        above = row if head else None
        if head and head != columns:
            if columns or len(part) >= _ABOVE:
                yield columns, part
            columns, part = head, []
        elif not head:
            part.append(row)
    yield columns, part


def _table(head: Mapping[int, str], rows: list[Row], books: Books) -> Table | None:
    if not rows:
        return None
    if not head:
        guessed = _checked({}, tuple(rows), books)
        return guessed if guessed is not None and "case" in guessed.columns.values() else None
    body = tuple(Row(one.place, cells) for one in rows for cells in aligned(one.cells, head, books))
    return _checked(dict(head), body, books)


def _head(row: Row, books: Books) -> dict[int, str]:
    """Column → field, if the row is a table's head."""
    cells = [(at, cell) for at, cell in enumerate(row.cells) if cell]
    tokens = [one[1] for _, cell in cells for one in TOKEN.finditer(cell)]
    if "CASE" in tokens or len(tokens) > 2 or any(dates_in(fold_letters(cell)) or len(cell) > 60 for _, cell in cells):
        return {}  # a head may hold a word or two that were taken for names
    named = {at: label_of(cell, books)[0] if cell else "" for at, cell in enumerate(row.cells)}
    known = sum(bool(name) for name in named.values())
    fields = {name for name in named.values() if name}
    return named if known >= 2 and known * 2 >= len(cells) and len(fields) >= 2 else {}


def _checked(columns: dict[int, str], rows: tuple[Row, ...], books: Books) -> Table | None:
    """The columns once their cells have been looked at: what does not hold what its head says is named anew."""
    width = max(len(row.cells) for row in rows)
    found: dict[int, str] = {}
    for at in range(width):
        cells = [row.cells[at] for row in rows[:_ABOUT] if at < len(row.cells) and row.cells[at]]
        found[at] = _column(columns.get(at, ""), cells, books)
    found = _settle(found, columns)
    fields = set(found.values())
    if fields >= {"from", "to"} and not fields & {"outcome", "decision_date"}:
        return None  # a list of messages
    if not fields & {"case", "complaint_date", "decision_date"}:
        found = {at: "" if name in ("outcome", "remark") else name for at, name in found.items()}  # of notices
    is_register = "case" in fields or ("subject" in fields and fields & {"complaint_date", "decision_date", "outcome"})
    is_of_cases = fields & {"outcome", "decision_date", "complaint_date", "requesting_country"}
    return Table(found, rows) if is_register and is_of_cases else None


def _column(name: str, cells: list[str], books: Books) -> str:
    if not cells:
        return ""
    dated = sum(bool(dates_in(fold_letters(cell))) for cell in cells) / len(cells)
    coded = sum("[CASE " in cell for cell in cells) / len(cells)
    if name in _DATES:
        return name if dated >= 0.3 else "case" if coded >= 0.5 else "outcome" if _has_outcomes(cells, books) else ""
    if name == "outcome":
        if dated >= 0.6 and not _has_outcomes(cells, books):
            return "decision_date"
        return name if any(outcome_in_cell(cell, books) for cell in cells) else ""
    if name in ("requesting_country", "country"):
        return name if _has_countries(cells) else "case" if coded >= 0.6 else ""
    if name in ("case", "notice", "other_code"):
        return name if coded >= 0.3 else ""
    if name:
        return name
    if coded >= 0.6:
        return "?case"
    if dated >= 0.6:
        return "?date"
    if _has_outcomes(cells, books):
        return "?outcome"
    return "?country" if _has_countries(cells) else ""


def _has_outcomes(cells: list[str], books: Books) -> bool:
    return sum(bool(outcome_in_cell(cell, books)) for cell in cells) / len(cells) >= 0.5


def _has_countries(cells: list[str]) -> bool:
    return sum(bool(country_in_cell(words_of(cell[:90]))) for cell in cells) / len(cells) >= 0.4


def _settle(found: dict[int, str], heads: Mapping[int, str]) -> dict[int, str]:
    """Guessed columns take the fields that no head has named; a bare `country` is the requesting one if alone."""
    fields = set(found.values())
    out = dict(found)
    for at, name in found.items():
        if name == "?case":
            out[at] = "case" if "case" not in out.values() else "other_code"
        elif name == "?outcome":
            out[at] = "outcome" if "outcome" not in fields else ""
        elif name == "?country":
            out[at] = "country" if not fields & {"requesting_country", "country"} and not heads.get(at) else ""
        elif name == "?date":
            free = [one for one in ("complaint_date", "decision_date") if one not in out.values()]
            is_free = not heads.get(at) and (not any(heads.values()) or bool(fields & OF_CASES))
            out[at] = free[0] if free and is_free else ""
    is_of_cases = bool({"outcome", "decision_date"} & set(out.values()))
    if not is_of_cases and "letter_date" in out.values():  # a list of letters
        out = {
            at: "" if name == "letter_date" or (name == "country" and heads.get(at) != name) else name
            for at, name in out.items()
        }
    elif "complaint_date" not in out.values():
        out = {at: "complaint_date" if name == "letter_date" else name for at, name in out.items()}
    if "requesting_country" not in out.values():
        out = {at: "requesting_country" if name == "country" else name for at, name in out.items()}
    return out


def records_of(tables: Iterable[Table], books: Books) -> Iterator[RowRecord]:
    """A record a row that names a case or tells something of one."""
    for table in tables:
        for row in table.rows:
            cells = _by_field(table, row)
            facts = dict(_facts(cells, books))
            code, notices = facts.pop("case", ""), _codes(cells, "notice")
            if _TELLING & facts.keys() and (code or len(facts) >= 2):
                full = {"case": code} | facts if code else facts
                if {"requesting_country", "complaint_date"} & set(table.columns.values()):
                    full.setdefault("requesting_country", "unspecified")
                yield RowRecord(code, tuple((name, value, row.place) for name, value in full.items() if value), notices)


def _by_field(table: Table, row: Row) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for at, name in table.columns.items():
        if at < len(row.cells) and row.cells[at]:
            cells.setdefault(name, []).append(row.cells[at])
    return cells


def _codes(cells: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    return tuple(one[2] for cell in cells.get(name, []) for one in TOKEN.finditer(cell) if one[1] == "CASE")


def _facts(cells: Mapping[str, list[str]], books: Books) -> Iterator[tuple[str, str]]:
    """(field, value), the surer ones last, so that they stay."""
    for name in ("complaint_date", "decision_date"):
        for cell in reversed(cells.get(name, [])):
            if dated := dates_in(fold_letters(cell)):
                yield name, dated[0].iso
    if codes := _codes(cells, "case") or _codes(cells, "notice"):
        yield "case", codes[0]
    for cell in reversed(cells.get("requesting_country", [])):
        if code := country_in_cell(words_of(cell[:90])):
            yield "requesting_country", code
    for name, fact in _PEOPLE.items():
        for one in (found for cell in cells.get(name, []) for found in TOKEN.finditer(cell) if found[1] == "PERSON"):
            yield fact, one[2]
    if outcome := _outcome(cells, books):
        yield "outcome", outcome
        said = [dates_in(fold_letters(cell)) for cell in cells.get("outcome", [])]
        if outcome in _CLOSED and "decision_date" not in cells and any(said):
            yield "decision_date", next(one for one in said if one)[0].iso


def _outcome(cells: Mapping[str, list[str]], books: Books) -> str:
    """The first column that tells how it ended; else that it has not."""
    said = [outcome_in_cell(cell, books) for name in ("outcome", "remark") for cell in cells.get(name, [])]
    sure = [one for one in said if one in _CLOSED]
    return sure[0] if sure else "pending" if "pending" in said[:2] else ""
