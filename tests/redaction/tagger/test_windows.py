from hypothesis import given
from hypothesis import strategies as st

from redaction.tagger.e5_file import load
from redaction.tagger.pieces import Pieces
from redaction.tagger.windows import windows

PIECES = Pieces(load().vocabulary)


@given(st.text(max_size=600), st.integers(min_value=4, max_value=40))
def test_windows_hold_every_piece_in_order_and_none_is_too_long(text: str, longest: int) -> None:
    pieces = PIECES.of(text)
    seen: list[int] = []
    for window in windows(text, pieces, longest):
        assert 0 < len(window) <= longest
        first = pieces.index(window[0], max(0, (seen[-1] if seen else 0) - longest))
        seen += range(first, first + len(window))
    assert set(seen) == set(range(len(pieces)))


def test_a_window_ends_with_a_sentence_where_one_ends() -> None:
    text = "One two three four five six. Seven eight nine ten eleven twelve thirteen."
    pieces = PIECES.of(text)
    first = next(windows(text, pieces, 12))
    assert text[first[-1].start : first[-1].end] == "."


def test_without_an_end_neighbours_overlap() -> None:
    text = " ".join(f"word{at}" for at in range(200))
    cut = list(windows(text, PIECES.of(text), 60))
    assert all(before[-1].start >= after[0].start for before, after in zip(cut, cut[1:], strict=False))
