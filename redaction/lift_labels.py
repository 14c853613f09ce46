"""Labels of forms and heads of columns: which field a few words name, and the value that stands by them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.lift_text import Books, Text
from redaction.phrases import words_of

_MOST = 1000  # labels of one page; more are no form
_LONGEST = 9  # words in a label
_PARTED = re.compile(r"\t|\s*[:：]\s+|\s*[:：]$|\s+[–—-]\s+|\s*[:：](?=\S)|\s?\.{3,}\s?|\s?_{3,}\s?|\s?\|\s?")
_INLINE = re.compile(r"(?<=[.;!?–—)\]])\s+([^\W\d_][^\n\x0b.:;\[\]]{2,38}):\s+([^\n\x0b]{2,120})")
_END = re.compile(r"(?<!\b\w)(?<!\d)\.(?:\s|$)|;")
_ASIDE = re.compile(r"\([^)]*\)|/.*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A field, the value beside its label, and the offset of that value in the text."""

    field: str
    weight: float
    value: str
    start: int


def label_of(text: str, books: Books) -> tuple[str, float]:
    """The field that a few words name and how sure that is, or ("", 0)."""
    best = _label(text, books)
    if not best[0] and (plain := _ASIDE.sub(" ", text)).strip() and plain != text:
        best = _label(plain, books)
    return best


def _label(text: str, books: Books) -> tuple[str, float]:
    words = words_of(text)
    count = len(words.words)
    if not 0 < count <= _LONGEST:
        return "", 0.0
    best, name = 0.0, ""
    for hit in books.label.scan(words):
        covered = (hit.last - hit.first) / count
        score = covered * hit.weight + (0.05 if hit.first == 0 else 0)
        if covered >= 0.6 and score > best:
            best, name = score, hit.name
    return (name, min(best, 1.0)) if name else ("", 0.0)


def labelled(text: Text, books: Books) -> list[Labelled]:
    """Every label with its value: on one line, or the value on the next."""
    found: list[Labelled] = []
    lines = text.lines
    for at, (start, line) in enumerate(lines):
        pair = _pair(line, books)
        if pair is not None:
            field, weight, value_at = pair
            value = line[value_at:].strip(" \t")
            if value:
                found.append(Labelled(field, weight, value, start + value_at))
            elif at + 1 < len(lines) and not _pair(lines[at + 1][1], books):
                found.append(Labelled(field, weight * 0.9, lines[at + 1][1], lines[at + 1][0]))
        elif at + 1 < len(lines) and len(line) < 50 and _is_bare(line, lines[at + 1][1], books):
            field, weight = label_of(line, books)
            found.append(Labelled(field, weight * 0.7, lines[at + 1][1], lines[at + 1][0]))
    return (found + list(_inline(text, books)))[:_MOST]


def _inline(text: Text, books: Books) -> Iterator[Labelled]:
    """Labels in the middle of a line: `He left. Outcome: refused, 3 May 2016.`"""
    at = 0
    while inline := _INLINE.search(text.words.plain, at):
        at = inline.start(2)
        field, weight = label_of(inline[1], books)
        if field:
            yield Labelled(field, weight * 0.9, _END.split(inline[2])[0], inline.start(2))


def _pair(line: str, books: Books) -> tuple[str, float, int] | None:
    """(field, weight, where the value begins) of a line that begins with a label."""
    for parted in list(_PARTED.finditer(line))[:3]:
        left = line[: parted.start()]
        if not 0 < len(left) <= 70:
            continue
        field, weight = label_of(left, books)
        if field:
            return field, weight, parted.end()
    return None


def _is_bare(line: str, after: str, books: Books) -> bool:
    field, weight = label_of(line, books)
    return (
        bool(field) and weight >= 0.95 and len(after) < 90 and not _pair(after, books) and not label_of(after, books)[0]
    )


def cells_of(line: str) -> list[str]:
    """A row's cells."""
    return [each.strip() for each in line.split("\t")]


def values(found: list[Labelled], *fields: str) -> Iterator[Labelled]:
    """Those of some fields."""
    return (one for one in found if one.field in fields)
