"""Which words stand on one line, by their heights on the page."""

from statistics import median

from extractors.images.layout_cells import PlacedWord

_LOW = 0.4  # of the usual height: a dash, a quotation mark, dots

Span = tuple[float, float]


def rows_of(words: list[PlacedWord]) -> list[list[PlacedWord]]:
    """Words whose middles lie within one another's height stand on one line; low signs join the line they stand in."""
    if not words:
        return []
    least = _LOW * median(_height(word.box[1::2]) for word in words)
    high = [word for word in words if _height(word.box[1::2]) >= least]
    rows = _alike(high)
    strays: list[PlacedWord] = []
    for sign in (word for word in words if _height(word.box[1::2]) < least):
        home = _around(sign, rows)
        (strays if home is None else home).append(sign)
    rows += _alike(strays)
    return sorted(rows, key=lambda row: sum(_mean_span(row)))


def _height(span: tuple[float, ...]) -> float:
    return span[1] - span[0]


def _middle(word: PlacedWord) -> float:
    return (word.box[1] + word.box[3]) / 2


def _alike(words: list[PlacedWord]) -> list[list[PlacedWord]]:
    rows: list[list[PlacedWord]] = []
    spans: list[Span] = []
    for word in sorted(words, key=_middle):
        home = _row_for(word, spans)
        if home is None:
            rows.append([word])
            spans.append((word.box[1], word.box[3]))
        else:
            rows[home].append(word)
            spans[home] = _mean_span(rows[home])
    return rows


def _row_for(word: PlacedWord, spans: list[Span]) -> int | None:
    """Only the last few rows can hold it, since words come sorted by their middle."""
    best, best_share = None, 0.5
    for at in range(len(spans) - 1, max(-1, len(spans) - 4), -1):
        top, bottom = spans[at]
        height = max(0.1, min(bottom - top, word.box[3] - word.box[1]))
        share = (min(bottom, word.box[3]) - max(top, word.box[1])) / height
        if share > best_share and abs(_middle(word) - (top + bottom) / 2) < 0.6 * height:
            best, best_share = at, share
    return best


def _mean_span(row: list[PlacedWord]) -> Span:
    recent = row[-8:]
    return sum(one.box[1] for one in recent) / len(recent), sum(one.box[3] for one in recent) / len(recent)


def _around(sign: PlacedWord, rows: list[list[PlacedWord]]) -> list[PlacedWord] | None:
    """The row whose nearest word reaches as high and as low as the sign."""
    best: tuple[float, list[PlacedWord]] | None = None
    for row in rows:
        top, bottom = _mean_span(row)
        if abs(_middle(sign) - (top + bottom) / 2) < bottom - top:
            near = min(row, key=lambda one: max(one.box[0] - sign.box[2], sign.box[0] - one.box[2]))
            away = abs(_middle(sign) - _middle(near)) / max(0.1, _height(near.box[1::2]))
            if away < 0.75 and (best is None or away < best[0]):
                best = away, row
    return best[1] if best else None
