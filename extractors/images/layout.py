"""Words with boxes → text in reading order: a label and its value on one line, columns of running text apart."""

import re
from itertools import groupby
from statistics import median

from extractors.clean import clean_line
from extractors.document import Word
from extractors.images.layout_cells import PlacedWord, Row, Segment, parted
from extractors.images.layout_rows import rows_of

_GAP = 1.6  # wider than this many text heights, a gap parts two cells
_RTL = re.compile(r"[\u0590-\u08ff]")
_LETTER = re.compile(r"[^\W\d_]")


def lay_out(words: list[PlacedWord]) -> tuple[str, tuple[Word, ...]]:
    """The page's text, and each word's place in it."""
    words = [one for word in words for one in _cleaned(word)]
    flat = [word for word in words if not _is_upright(word)]
    runs = parted([_segments(row) for row in rows_of(flat)])
    lines = [line for is_table, rows in runs for band in ([rows] if is_table else _bands(rows)) for line in band]
    lines += [[[word]] for word in words if _is_upright(word)]
    return _written(lines)


def _cleaned(word: PlacedWord) -> list[PlacedWord]:
    text = clean_line(word.text)
    return [PlacedWord(text, word.box, word.confidence)] if text else []


def _is_upright(word: PlacedWord) -> bool:
    left, top, right, bottom = word.box
    return len(word.text) > 3 and bottom - top > 2 * (right - left)


def _segments(row: list[PlacedWord]) -> Row:
    """A row's words in cells, parted by wide gaps."""
    row = sorted(row, key=lambda one: one.box[0])
    height = median(one.box[3] - one.box[1] for one in row)
    segments: Row = [[row[0]]]
    for word in row[1:]:
        if word.box[0] - segments[-1][-1].box[2] > _GAP * height:
            segments.append([])
        segments[-1].append(word)
    return segments


def _bands(rows: list[Row]) -> list[list[Row]]:
    """Runs of rows that are two or more columns of prose are read column by column, all others row by row."""
    bands: list[list[Row]] = []
    for gutter, run in groupby(_with_gutters(rows), key=lambda pair: pair[0]):
        members = [row for _, row in run]
        bands.append(members if gutter is None else _columns(members, gutter))
    return bands


def _with_gutters(rows: list[Row]) -> list[tuple[float | None, Row]]:
    """Each row with the middle of the empty stripe that runs through its neighbours, if prose stands on both sides."""
    marked: list[tuple[float | None, Row]] = []
    at = 0
    while at < len(rows):
        gutter, count = _gutter_from(rows, at)
        if gutter is None:
            marked.append((None, rows[at]))
            at += 1
        else:
            marked += [(gutter, row) for row in rows[at : at + count]]
            at += count
    return marked


def _gutter_from(rows: list[Row], at: int) -> tuple[float | None, int]:
    if len(rows[at]) < 2:
        return None, 0
    for left, right in zip(rows[at], rows[at][1:], strict=False):
        low, high = left[-1].box[2], right[0].box[0]
        count = 0
        for row in rows[at:]:
            edges = _stripe(row, low, high)
            if edges is None:
                break
            low, high = edges
            count += 1
        if count >= 5 and _is_prose(rows[at : at + count], (low + high) / 2):
            return (low + high) / 2, count
    return None, 0


def _stripe(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """The part of low..high that this row leaves empty too."""
    for segment in row:
        left, right = segment[0].box[0], max(word.box[2] for word in segment)
        if right <= (low + high) / 2:
            low = max(low, right)
        elif left >= (low + high) / 2:
            high = min(high, left)
        else:
            return None
    return (low, high) if high - low > 4 else None


def _is_prose(rows: list[Row], gutter: float) -> bool:
    """Running text fills its column: many words a line, and lines that end near the same edge."""
    for is_left in (True, False):
        side = [[word for cell in row for word in cell if (word.box[2] <= gutter) == is_left] for row in rows]
        full = [line for line in side if line]
        if len(full) < 4 or median(len(line) for line in full) < 4:
            return False
        ends = [max(word.box[2] for word in line) for line in full]
        starts = [min(word.box[0] for word in line) for line in full]
        width = max(ends) - min(starts)
        if _is_rtl([word for line in full for word in line]):
            reach = sum(start < min(starts) + 0.25 * width for start in starts)
        else:
            reach = sum(end > max(ends) - 0.25 * width for end in ends)
        if reach < 0.6 * len(full):
            return False
    return True


def _columns(rows: list[Row], gutter: float) -> list[Row]:
    left = [[cell for cell in row if cell[-1].box[2] <= gutter] for row in rows]
    right = [[cell for cell in row if cell[-1].box[2] > gutter] for row in rows]
    rest = [one for band in _bands([row for row in right if row]) for one in band]
    is_rtl = _is_rtl([word for row in rows for cell in row for word in cell])
    return [row for row in (rest + left if is_rtl else left + rest) if row]


def _written(lines: list[Row]) -> tuple[str, tuple[Word, ...]]:
    parts: list[str] = []
    placed: list[Word] = []
    offset = 0
    for at, row in enumerate(lines):
        for word, joint in _in_speech_order(row, "\n" if at else ""):
            parts += [joint, word.text]
            start = offset + len(joint)
            offset = start + len(word.text)
            placed.append(Word(start, offset, word.box, word.confidence))
    return "".join(parts), tuple(placed)


def _in_speech_order(row: Row, first: str) -> list[tuple[PlacedWord, str]]:
    """Each word with what stands before it; rows mostly in a right-to-left script are read from the right."""
    is_rtl = _is_rtl([word for segment in row for word in segment])
    ordered: list[tuple[PlacedWord, str]] = []
    tabs = ""
    for segment in reversed(row) if is_rtl else row:
        words = _from_the_right(segment) if is_rtl else segment
        for at, word in enumerate(words):
            ordered.append((word, " " if at else (tabs if ordered else first)))
            tabs = ""
        tabs += "\t"
    return ordered


def _is_rtl(words: list[PlacedWord]) -> bool:
    text = "".join(word.text for word in words)
    return 2 * len(_RTL.findall(text)) > len(_LETTER.findall(text)) > 0


def _from_the_right(segment: Segment) -> Segment:
    """Reversed, but runs of left-to-right words keep their own order."""
    ordered: Segment = []
    for is_rtl, run in groupby(reversed(segment), key=lambda word: bool(_RTL.search(word.text))):
        words = list(run)
        ordered += words if is_rtl else words[::-1]
    return ordered
