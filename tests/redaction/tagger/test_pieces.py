"""The encoder's pieces lie in the text, in order, whatever stands in it."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.tagger import e5_file
from redaction.tagger.pieces import Pieces

ANY = st.text(st.characters(codec=None) | st.characters(categories=["Cs", "Mn", "Zs", "Cf", "Lo"]), max_size=150)
PIECES = Pieces(e5_file.load().vocabulary)


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_pieces_are_in_order_inside_the_text_and_never_empty(text: str) -> None:
    pieces = PIECES.of(text)
    assert all(0 <= one.start < one.end <= len(text) for one in pieces)
    assert [one.start for one in pieces] == sorted(one.start for one in pieces)
    assert all(first.end - 1 <= second.start for first, second in zip(pieces, pieces[1:], strict=False))


@settings(max_examples=50, deadline=None)
@given(ANY)
def test_every_piece_lies_in_one_word(text: str) -> None:
    words = [one.span() for one in regex.finditer(r"\S+", text)]
    for one in PIECES.of(text):
        assert any(start <= one.start and one.end <= end for start, end in words)


def test_a_word_is_its_pieces() -> None:
    text = "Adaeze Okonkwor lives in Нижний Новгород, حسن, İzmir"
    pieces = PIECES.of(text)
    assert {at for one in pieces for at in range(one.start, one.end)} == {
        at for at, letter in enumerate(text) if not letter.isspace()
    }
    assert all(0 <= one.id < len(e5_file.load().vocabulary.scores) for one in pieces)


def test_a_run_without_white_space_is_cut_and_ends() -> None:
    pieces = PIECES.of("x" * 10_000)
    assert pieces[0].start == 0 and pieces[-1].end == 10_000
