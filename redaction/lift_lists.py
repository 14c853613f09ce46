"""Registers in running text, where columns have flowed together: a line a case, told by what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Channel
from redaction.lift_labels import cells_of, label_of
from redaction.lift_lines import facts_of_line
from redaction.lift_tables import OF_CASES, RowRecord
from redaction.lift_text import TOKEN, Books, Text, place_of, shown, text_of
from redaction.phrases import fold_letters, words_of
from redaction.redact import RedactedPassage
from redaction.written_dates import dates_in

_BEGINS = re.compile(r"^\W*(?:\d{1,4}[.)]?\s+)?\[CASE ")
_FEWEST = 3  # lines that make a list
_DATES = ("complaint_date", "decision_date")
_OF_OTHERS = frozenset({"notice", "letter_date", "other_date"})


_ITEM = re.compile(r"^\s*(?:[-–—•*]|\d{1,3}[.)])\s")


_STAMP = re.compile(r"\d\s*(?:/|of|sur|из)\s*\d+\s*$", re.IGNORECASE)  # a page's running head


def items_of(texts: Sequence[Text], books: Books) -> list[Text]:
    """The items of a list that name cases, each as a text of its own, where no case is named before the list."""
    items: list[tuple[str, str]] = []
    for text in texts:
        item: list[str] = []
        for line in re.split("[\n\x0b\x0c]", text.words.plain):
            if _ITEM.match(line) and item:
                items.append((text.place, "\n".join(item)))
            if _ITEM.match(line):
                item = [line]
            elif item:
                item.append(line)
            elif "[CASE " in line and not items and not _STAMP.search(line):
                return []
        items += [(text.place, "\n".join(item))] if item else []
    named = [one for one in items if "[CASE " in one[1]]
    return [text_of(place, text, books) for place, text in named] if len(named) > 1 else []


@dataclass
class _Line:
    """A line that begins with a case number, and whatever of it the layout put elsewhere."""

    code: str
    place: str
    text: str = field(repr=False)


def listed(passages: Sequence[RedactedPassage], books: Books) -> list[RowRecord]:
    """A record a line, if lines that begin with different case numbers are most of the text."""
    lines: list[_Line] = []
    order: tuple[str, ...] = ()
    rest = 0
    for passage in passages:
        if passage.channel in (Channel.PAGE, Channel.BODY):
            order = order or _order(passage, books)
            rest += _collect(passage, lines, len(lines))
    codes = {one.code for one in lines}
    if len(codes) < _FEWEST or len(codes) < len(lines) or rest > 3 * len(lines) + 6:
        return []
    records = [_record(one, order or _DATES, books) for one in lines]
    told = sum(len(one.facts) >= 3 for one in records)
    return records if told * 2 >= len(records) else []


def is_of_others(passages: Sequence[RedactedPassage], books: Books) -> bool:
    """Whether the heads are those of notices or of letters sent: a day that they give is no complaint's."""
    found: set[str] = set()
    for passage in passages:
        if passage.channel in (Channel.PAGE, Channel.BODY, Channel.SHEET):
            for raw in shown(passage).split("\n")[:8]:
                if TOKEN.search(raw):
                    break
                found |= {label_of(cell, books)[0] for cell in cells_of(raw) if cell}
    return bool(found & _OF_OTHERS) and not found & OF_CASES


def _collect(passage: RedactedPassage, lines: list[_Line], first: int) -> int:
    """Adds a page's lines; returns how many there were that belong to none."""
    rest = 0
    orphans: list[str] = []
    for raw in shown(passage).split("\n"):
        if not raw.strip():
            continue
        if _BEGINS.match(raw):
            tokens = [one for one in TOKEN.finditer(raw) if one[1] == "CASE"]
            if len(tokens) > 2:
                rest += 1
            lines.append(_Line(tokens[0][2], f"{place_of(passage)}, row {len(lines) - first + 1}", raw))
        elif len(lines) > first and _is_more(raw):
            orphans.append(raw)
        else:
            rest += 1
    return rest + _adopt(lines[first:], orphans)


def _is_more(line: str) -> bool:
    return bool(dates_in(fold_letters(line)[:40]) or "[PERSON " in line or "\t" in line or len(line) < 70)


def _adopt(lines: list[_Line], orphans: list[str]) -> int:
    """Halves of rows that were read apart go back in their order, where their number leaves no doubt."""
    halves = [one for one in orphans if dates_in(fold_letters(one))]
    bare = [one for one in lines if not dates_in(fold_letters(one.text))]
    if halves and len(halves) == len(bare):
        for line, half in zip(bare, halves, strict=True):
            line.text += "\t" + half
        return len(orphans) - len(halves)
    return len(orphans)


def _order(passage: RedactedPassage, books: Books) -> tuple[str, ...]:
    """The date columns in the order of the head's labels."""
    for raw in shown(passage).split("\n")[:8]:
        if TOKEN.search(raw):
            break
        hits = sorted((hit for hit in books.label.scan(words_of(raw.replace("\t", "\n\n")))), key=lambda one: one.start)
        found = tuple(dict.fromkeys(hit.name for hit in hits if hit.name in _DATES))
        if len(found) == 2:
            return found
    return ()


def _record(line: _Line, order: tuple[str, ...], books: Books) -> RowRecord:
    facts = [("case", line.code, line.place)]
    facts += [(name, value, line.place) for name, value in facts_of_line(line.text, order, books)]
    return RowRecord(line.code, tuple(facts))
