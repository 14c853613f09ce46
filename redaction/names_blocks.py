"""A passage cut into blocks that are read alone: paragraphs with their wrapped lines joined, cells, single lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_CELL = re.compile(r"[^\t]+")
_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_LABEL = re.compile(r"^\s*[^\W\d_][^:\n]{1,40}:(?:\s|$)")
_LIST = re.compile(r"^\s*(?:[-•*–—]|\(?\d{1,3}[.)]|\(?[a-zа-я]\))\s")
_LONGEST = 4000
_AROUND = 400  # code points: a form's lines tell what each other are, and short texts cost as much as these
_ALONE = 120  # a paragraph needs no neighbours, and is read once wherever it stands again
_WRAPPED = 0.6  # a line this near to the longest one has been wrapped

# One character for one: what models and rules read like an ordinary space, quote or dash.
_SAME = str.maketrans(
    {each: " " for each in "\u00a0\u2002\u2003\u2007\u2009\u202f\u200b"}
    | {"\u2011": "-", "\u2010": "-"}
    | {chr(half): "\ufffd" for half in range(0xD800, 0xE000)}  # half a character stops a model
)


@dataclass(frozen=True)
class Block:
    """`text` stands at `start` of its passage, character for character; a line that was wrapped still ends in a line break.

    `around` is what may be read along with it (lines and cells beside it), in which it stands at `at`.
    """

    start: int
    text: str = field(repr=False)
    around: str = field(repr=False)
    at: int


def blocks(text: str) -> Iterator[Block]:
    """Every stretch of the passage that holds a letter."""
    group: list[tuple[int, int]] = []
    for start, end in _stretches(text):
        if group and (end - group[0][0] > _AROUND or end - start >= _ALONE):
            yield from _in_context(text, group)
            group = []
        group.append((start, end))
        if end - start >= _ALONE:
            yield from _in_context(text, group)
            group = []
    yield from _in_context(text, group)


def _in_context(text: str, group: Sequence[tuple[int, int]]) -> Iterator[Block]:
    if group:
        first = group[0][0]
        around = _plain(text[first : group[-1][1]])
        for start, end in group:
            yield Block(start, around[start - first : end - first], around, start - first)


def _plain(piece: str) -> str:
    return re.sub(r"[\n\r\f\v\u2028\u2029]", "\n", piece).translate(_SAME)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _joined_lines(text):
        for cell_start, cell_end in _cells(text, start, end):
            for at in range(cell_start, cell_end, _LONGEST):
                end_at = min(at + _LONGEST, cell_end)
                if any(each.isalpha() for each in text[at:end_at]):
                    yield at, end_at


def _joined_lines(text: str) -> Iterator[tuple[int, int]]:
    lines = [one.span() for one in _LINE.finditer(text)]
    widest = max((end - start for start, end in lines), default=0)
    at = 0
    while at < len(lines):
        start, end = lines[at]
        while at + 1 < len(lines) and _runs_on(text, lines[at], lines[at + 1], widest, lines[at + 1][1] - start):
            at += 1
            end = lines[at][1]
        yield start, end
        at += 1


def _runs_on(text: str, line: tuple[int, int], below: tuple[int, int], widest: int, length: int) -> bool:
    """Whether the line was wrapped into the one below it."""
    if below[0] - line[1] > 2 or "\n\n" in text[line[1] : below[0]] or length > _LONGEST:
        return False
    first, second = text[line[0] : line[1]].rstrip(), text[below[0] : below[1]]
    if "\t" in first or "\t" in second or first.endswith((":", ";")) or _LABEL.match(second) or _LIST.match(second):
        return False
    if second.lstrip()[:1].islower() and not _LABEL.match(first):
        return True
    return 40 <= len(first) >= widest * _WRAPPED and not first.endswith((".", "!", "?"))


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cell in _CELL.finditer(text, start, end):
        at = cell.start()
        for gap in _WIDE_GAP.finditer(text, cell.start(), cell.end()):
            yield at, gap.start()
            at = gap.end()
        yield at, cell.end()
