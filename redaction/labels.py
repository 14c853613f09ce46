"""Form fields: a label, and the value beside or below it."""

import re
from dataclasses import dataclass

from redaction.bodies import NAMELIKE
from redaction.bodies import kind as kind_of_word
from redaction.identifiers_dates import DATE_PATTERN
from redaction.label_sheets import sheet_hits
from redaction.label_values import value_hits
from redaction.label_words import NAME, ROLE, STAY, exact_kind_of, kind_of, listed_kind_of
from redaction.spans import Hit

_GAP = re.compile(r"\t[ \t]*|[ \u00a0]{2,}\t?[ \u00a0]*|[ .]{0,2}(?:\.{3,}|…{2,}|_{3,})[ .]*| ?\| ?")
_COLON = re.compile(r"[ \u00a0]?(?:[:：=](?![/\d]\S)|[:：](?=\d)|\s[–—-]{1,2}\s|\s;(?=\s))[ \u00a0]?")
# Rows of cells; what wrapped out of a cell stands in a short line of its own
_TABLE = re.compile(
    r"(?:^[^\n\t]*\t[^\n]*(?:\n{1,2}|\Z)(?:[^\n\t]{1,40}\n{1,2}(?=(?:[^\n\t]{1,40}\n{1,2})?[^\n\t]*\t)){0,2}){2,}", re.M
)
_WORD = re.compile(r"[^\s,;]+")
_LONGEST_LABEL = 90
_MOST_CONTINUED = 3
_LINE_LIMIT = 4000


@dataclass(frozen=True)
class Mark:
    """A label in a line: where it begins, where its value begins, what it announces; `is_firm` with a colon."""

    start: int
    value: int
    kind: str
    is_firm: bool


@dataclass(frozen=True)
class Line:
    start: int
    end: int
    marks: tuple[Mark, ...]


def find_labelled(text: str, is_sheet: bool) -> list[Hit]:
    """What stands by a label is what the label says, whatever its origin or script."""
    hits = sheet_hits(text) if is_sheet else _table_hits(text)
    hits += _line_hits(text)
    return sorted(set(hits))


def _table_hits(text: str) -> list[Hit]:
    """Rows of cells parted by tabs inside a page read as a sheet does."""
    hits: list[Hit] = []
    for rows in _TABLE.finditer(text):
        hits += [
            Hit(one.start + rows.start(), one.end + rows.start(), one.type, one.score, one.detector)
            for one in sheet_hits(rows.group().rstrip("\n"))
        ]
    return hits


def _line_hits(text: str) -> list[Hit]:
    lines = _lines(text)
    hits: list[Hit] = []
    for at, line in enumerate(lines):
        for number, mark in enumerate(line.marks):
            end = line.marks[number + 1].start if number + 1 < len(line.marks) else line.end
            hits += _field(text, lines, at, mark, end)
    return hits + _stacked(text, lines)


def _lines(text: str) -> list[Line]:
    lines, at = [], 0
    for body in text.split("\n"):
        lines.append(Line(at, at + len(body), tuple(_marks(text, at, at + len(body)))))
        at += len(body) + 1
    return lines


def _field(text: str, lines: list[Line], at: int, mark: Mark, end: int) -> list[Hit]:
    """The value on the line, or on the next when the label stands alone; an address runs on."""
    if mark.kind == STAY:
        return []
    if text[mark.value : end].strip(" \t\u00a0:.-_"):
        stop = _continued(text, lines, at, mark, end) if end == lines[at].end else end
        return value_hits(text, mark.value, _cut(text, mark, stop), mark.kind)
    if end != lines[at].end or len(lines[at].marks) != 1:
        return []
    below = _below(text, lines, at)
    if below is None or (_is_label_alone(text, lines[at]) and _is_stack(text, lines, at)):
        return []
    line = lines[below]
    stop = _continued(text, lines, below, mark, line.end)
    return value_hits(text, line.start, _cut_at(text, line.start, stop, mark), mark.kind)


def _cut(text: str, mark: Mark, end: int) -> int:
    return _cut_at(text, mark.value, end, mark)


def _cut_at(text: str, start: int, end: int, mark: Mark) -> int:
    """A wide gap ends a value, except of an address; a name may be set in two columns."""
    if mark.kind == "address":
        return end
    while start < end and text[start] in " \t\u00a0":
        start += 1
    gap = re.compile(r"\t|[ \u00a0]{3,}").search(text, start, end)
    if gap is None:
        return end
    rest = text[gap.end() : end].strip()
    is_name_too = mark.kind == NAME and 0 < len(rest.split()) <= 3 and all(word[0].isupper() for word in rest.split())
    return end if is_name_too else gap.start()


def _below(text: str, lines: list[Line], at: int) -> int | None:
    """The next line with text, unless it is a field itself or lies far off."""
    for below in range(at + 1, min(at + 4, len(lines))):
        if text[lines[below].start : lines[below].end].strip():
            return None if lines[below].marks else below
    return None


def _continued(text: str, lines: list[Line], at: int, mark: Mark, end: int) -> int:
    if mark.kind != "address":
        return end
    for below in range(at + 1, min(at + 1 + _MOST_CONTINUED, len(lines))):
        body = text[lines[below].start : lines[below].end]
        if lines[below].marks or not _goes_on(text[lines[below - 1].start : lines[below - 1].end], body):
            break
        end = lines[below].end
    return end


def _goes_on(above: str, body: str) -> bool:
    """Is a line the rest of the address above it?"""
    if not body.strip() or len(body) > 80 or re.search(r"[a-zа-я]{3,}\.\s+[A-ZА-Я]|\t|\s[–—]\s|:\s", body):
        return False
    if DATE_PATTERN.search(body):
        return False
    if above.rstrip().endswith((",", "-")) or re.match(r"\s*(?:[A-Z]{1,2}-)?\d{4,6}\s", body):
        return True
    return len(body.split()) <= 6 and (body[0] in " \t" or bool(re.search(r"\d", body)))


def _is_label_alone(text: str, line: Line) -> bool:
    return len(line.marks) == 1 and not text[line.marks[0].value : line.end].strip(" \t:.")


def _is_stack(text: str, lines: list[Line], at: int) -> bool:
    return at > 0 and _is_label_alone(text, lines[at - 1])


def _stacked(text: str, lines: list[Line]) -> list[Hit]:
    """Labels above and values below: a column of labels then as many values, or a row of labels then rows."""
    hits: list[Hit] = []
    run: list[Mark] = []
    for at, line in enumerate(lines):
        if _is_label_alone(text, line):
            run.append(line.marks[0])
            continue
        if len(run) >= 2 and not line.marks:
            hits += _paired(text, lines, at, run)
        run = []
        if len(line.marks) >= 2 and not any(
            text[left.value : right.start].strip(" \t|:")
            for left, right in zip(line.marks, line.marks[1:], strict=False)
        ):
            hits += _under(text, lines, at)
    return hits


def _paired(text: str, lines: list[Line], at: int, run: list[Mark]) -> list[Hit]:
    """As many lines of values as there were labels, taken in order; short of that, nothing is sure but names."""
    values = []
    for line in lines[at : at + len(run)]:
        if line.marks or not text[line.start : line.end].strip():
            break
        values.append(line)
    if len(values) == len(run):
        return [
            hit
            for mark, line in zip(run, values, strict=True)
            for hit in value_hits(text, line.start, line.end, mark.kind)
        ]
    return value_hits(text, lines[at].start, lines[at].end, run[-1].kind)


def _under(text: str, lines: list[Line], at: int) -> list[Hit]:
    """Rows below a row of labels, cell by cell while the count agrees."""
    hits: list[Hit] = []
    marks = lines[at].marks
    if text[marks[-1].value : lines[at].end].strip(" \t|:"):
        return []
    for line in lines[at + 1 :]:
        cells = _segments(text, line.start, line.end)
        if len(cells) != len(marks) or len(line.marks) >= 2:
            break
        hits += [hit for mark, cell in zip(marks, cells, strict=True) for hit in value_hits(text, *cell, mark.kind)]
    return hits


def _marks(text: str, start: int, end: int) -> list[Mark]:
    """The line's labels in order."""
    if start == end or text[start:end].isspace():
        return []
    end = min(end, start + _LINE_LIMIT)
    marks: list[Mark] = []
    segments = _segments(text, start, end)
    for number, (left, right) in enumerate(segments):
        found = _firm_marks(text, left, right)
        if not found:
            is_last = number + 1 == len(segments)
            found = _named_mark(text, left, right) if number == 0 else []
            found = found or _soft_marks(text, left, right, end if is_last else segments[number + 1][0])
            if not found and number == 0:
                found = _leading_mark(text, left, right)
        marks += found
    return [mark for mark in marks if not (mark.is_firm is False and _is_between(mark, marks))]


def _is_between(mark: Mark, marks: list[Mark]) -> bool:
    """Is a soft label really the value of the label before it (`Alias: Father`)?"""
    before = [each for each in marks if each.start < mark.start]
    return bool(before) and before[-1].value == mark.start and before[-1].is_firm


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for gap in _GAP.finditer(text, start, end):
        if gap.start() > at:
            found.append((at, gap.start()))
        at = gap.end()
    if at < end:
        found.append((at, end))
    return found


def _firm_marks(text: str, left: int, right: int) -> list[Mark]:
    """Labels before a colon, within one segment."""
    marks: list[Mark] = []
    at = left
    for colon in _COLON.finditer(text, left, right):
        found = _label_before(
            text,
            at,
            colon.start(),
            is_first=at == left,
            is_dash=colon.group().strip(" \u00a0") not in (":", "：", "=", ";"),
        )
        if found is not None:
            marks.append(Mark(found[0], colon.end(), found[1], True))
            at = colon.end()
    return marks


def _label_before(text: str, at: int, colon: int, is_first: bool, is_dash: bool) -> tuple[int, str] | None:
    """The whole of what stands before the colon, or its longest listed ending."""
    if is_first and (kind := kind_of(text[at:colon])) is not None:
        return at, kind
    if is_dash:
        return None
    words = list(_WORD.finditer(text, max(at, colon - _LONGEST_LABEL), colon))[-6:]
    for word in words:
        body = text[word.start() : colon]
        kind = exact_kind_of(body)
        if kind is not None and not (body[0].islower() and kind in (ROLE, STAY)):
            return word.start(), kind
    return None


def _soft_marks(text: str, left: int, right: int, value: int) -> list[Mark]:
    """A segment that is a label and nothing else."""
    kind = kind_of(text[left:right])
    if kind is None or (value == right and kind == ROLE and text[left:right].strip()[:1].islower()):
        return []
    return [Mark(left, value, kind, False)]


def _leading_mark(text: str, left: int, right: int) -> list[Mark]:
    """`Family name SAMOYLOV`: a listed label of some length opens the line and a fitting value follows."""
    words = list(_WORD.finditer(text, left, min(right, left + _LONGEST_LABEL)))[:7]
    for count in range(min(6, len(words) - 1), 0, -1):
        label = text[words[0].start() : words[count - 1].end()]
        kind = listed_kind_of(label)
        if kind is not None and (count > 1 or len(label) >= 6) and _fits(text[words[count].start() : right], kind):
            return [Mark(left, words[count].start(), kind, False)]
    return []


def _named_mark(text: str, left: int, right: int) -> list[Mark]:
    """The same for names, whose label and value together would pass for a label by their words."""
    if listed_kind_of(text[left:right]) is not None:
        return []
    for mark in _leading_mark(text, left, right):
        label, value = text[left : mark.value].split(), text[mark.value : right]
        is_name = len(label) > 1 or any(kind_of_word(word) in NAMELIKE for word in value.split())
        if mark.kind == NAME and is_name and kind_of(value) is None:
            return [mark]
    return []


def _fits(value: str, kind: str) -> bool:
    words = value.split()
    if kind in (NAME, ROLE):
        return (
            0 < len(words) <= 5
            and all(word[0].isupper() for word in words)
            and not any(each.isdigit() for each in value)
        )
    if kind == "birth_place":
        return 0 < len(words) <= 5 and words[0][0].isupper() and not any(each.isdigit() for each in value)
    if kind in ("nationality", "occupation", "address", STAY):
        return False
    return bool(words) and (any(each.isdigit() for each in words[0]) or "@" in words[0])
