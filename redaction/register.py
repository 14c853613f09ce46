"""The imported list of public people, and which of them a full name may be."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redaction.name_forms import NameForm, full_keys, name_form, unit_keys
from redaction.offices import Office, office_of

_LONGEST_CELL = 100_000  # characters; the csv module's own limit may have been raised by whoever reads spreadsheets
_COLUMNS = ("name", "aliases", "role", "source", "born", "country")


class RegisterProblem(Exception):
    """A register that cannot be used: a code and the numbers of the lines at fault."""

    def __init__(self, code: str, lines: Sequence[int] = ()) -> None:
        super().__init__(f"{code} {' '.join(map(str, lines[:20]))}".strip())
        self.code = code
        self.lines = tuple(lines)


@dataclass(frozen=True)
class Entry:
    """One public person as the editor listed them."""

    name: str = field(repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    role: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    born: str = field(default="", repr=False)
    country: str = field(default="", repr=False)
    forms: tuple[NameForm, ...] = field(default=(), repr=False)
    office: Office = field(default_factory=Office, repr=False)


@dataclass(frozen=True)
class Register:
    """Public people with their names indexed; `digest` names this very list."""

    entries: tuple[Entry, ...] = field(repr=False)
    digest: str
    by_full: Mapping[str, tuple[int, ...]] = field(repr=False)
    by_unit: Mapping[str, tuple[int, ...]] = field(repr=False)

    def full_matches(self, form: NameForm) -> tuple[int, ...]:
        """Entries whose full name is this exact set of words, whatever script, case form or order."""
        if not form.is_full:
            return ()
        found = {at for one in full_keys(form) for at in self.by_full.get(one, ())}
        return tuple(sorted(at for at in found if self._fits(self.entries[at], form)))

    def surname_matches(self, form: NameForm) -> tuple[int, ...]:
        """Entries whose whole surname is the one whole word here, initials (if any) agreeing."""
        if len(form.units) != 1:
            return ()
        found = {at for one in full_unit(form) for at in self.by_unit.get(one, ())}
        return tuple(sorted(at for at in found if has_initials(self.entries[at].forms, form)))

    def _fits(self, entry: Entry, form: NameForm) -> bool:
        known = [set(one.patronymic) for one in entry.forms if one.patronymic]
        return not form.patronymic or not known or any(one & set(form.patronymic) for one in known)


EMPTY_DIGEST = hashlib.sha256(b"").hexdigest()


def no_register() -> Register:
    """The register of a case that has none: everyone is unknown."""
    return Register((), EMPTY_DIGEST, {}, {})


def full_unit(form: NameForm) -> tuple[str, ...]:
    """The readings of a form's only unit."""
    return unit_keys(form.units[0])


def has_initials(forms: Sequence[NameForm], short: NameForm) -> bool:
    """Whether some full form has, beside the surname, words that begin with these initials in their order."""
    return not short.initials or any(_begins(one, short) for one in forms)


def _begins(form: NameForm, short: NameForm) -> bool:
    surname = set(unit_keys(short.units[0])) if short.units else set()
    rest = [part for unit in form.units if not set(unit_keys(unit)) & surname for part in unit]
    letters = [{one[:1] for one, _ in part} for part in rest]
    letters += [{one[:1] for one in form.patronymic}] if form.patronymic else []
    return bool(letters) and all(set(one) & known for one, known in zip(short.initials, letters, strict=False))


def parse_register(data: bytes) -> Register:
    """CSV with a header line; only `name` is required. Raises RegisterProblem."""
    text = _decoded(data)
    rows = list(_rows(text))
    if not rows:
        raise RegisterProblem("register_empty")
    header = [cell.strip().casefold() for cell in rows[0][1]]
    if "name" not in header:
        raise RegisterProblem("register_no_name_column", [rows[0][0]])
    wrong = [line for line, row in rows[1:] if len(row) > len(header) or not _cell(header, row, "name")]
    if wrong:
        raise RegisterProblem("register_bad_line", wrong)
    entries = tuple(_entry(header, row) for _, row in rows[1:])
    return index_entries(entries, hashlib.sha256(data).hexdigest())


def index_entries(entries: tuple[Entry, ...], digest: str) -> Register:
    """A register over these entries."""
    by_full: dict[str, dict[int, None]] = {}
    by_unit: dict[str, dict[int, None]] = {}
    for at, entry in enumerate(entries):
        for form in entry.forms:
            for one in full_keys(form)[:1] if form.is_full else ():
                by_full.setdefault(one, {})[at] = None
            for one in _surname_keys(form):
                by_unit.setdefault(one, {})[at] = None
    return Register(
        entries,
        digest,
        {one: tuple(found) for one, found in by_full.items()},
        {one: tuple(found) for one, found in by_unit.items()},
    )


def _surname_keys(form: NameForm) -> tuple[str, ...]:
    return unit_keys(form.units[form.surname_at])[:1] if form.units and form.surname_at < len(form.units) else ()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterProblem("register_encoding")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise RegisterProblem("register_bad_line", [reader.line_num]) from None
    if huge := [line for line, row in rows if any(len(cell) > _LONGEST_CELL for cell in row)]:
        raise RegisterProblem("register_bad_line", huge)
    return rows


def _cell(header: Sequence[str], row: Sequence[str], column: str) -> str:
    at = header.index(column) if column in header else len(row)
    return " ".join(row[at].split()) if at < len(row) else ""


def _entry(header: Sequence[str], row: Sequence[str]) -> Entry:
    cells = {column: _cell(header, row, column) for column in _COLUMNS}
    aliases = tuple(one.strip() for one in cells.pop("aliases").split("|") if one.strip())
    forms = tuple(dict.fromkeys(name_form(one) for one in (cells["name"], *aliases)))
    return Entry(**cells, aliases=aliases, forms=forms, office=office_of(cells["role"], cells["country"]))
