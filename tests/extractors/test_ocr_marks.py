"""A dash, an apostrophe and a comma are the ones the page shows, and stand in the line they were written in."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.images.layout import lay_out
from extractors.images.layout_cells import PlacedWord
from extractors.images.marks import settled


def word(text: str, x: float, y: float, width: float = 60, height: float = 20) -> PlacedWord:
    return PlacedWord(text, (x, y, x + width, y + height), 0.9)


def test_a_dash_stands_in_its_line() -> None:
    line = [word("знали», ", 0, 101), word("—", 70, 110, 20, 2), word("сообщил", 100, 99), word("Юрий", 170, 102)]
    below = [word("второй", 0, 130), word("-", 70, 141, 8, 2), word("строки", 100, 131)]
    assert lay_out(below + line)[0].splitlines() == ["знали», — сообщил Юрий", "второй - строки"]


def test_signs_without_words_around_them_are_rows_of_their_own() -> None:
    assert lay_out([word("text", 0, 0), word("-", 5, 400, 8, 2)])[0] == "text\n-"


def test_a_dash_is_as_long_as_it_is_drawn() -> None:
    found = settled([word("words", 0, 0), *(word("-", 70, 9, width, 2) for width in (7, 13, 26))])
    assert [one.text for one in found] == ["words", "-", "–", "—"]


def test_a_text_has_one_kind_of_apostrophe() -> None:
    curly = settled([word("l’été", 0, 0), word("d’avis", 70, 0), word("L'œuvre", 140, 0), word("'abc'", 210, 0)])
    assert [one.text for one in curly] == ["l’été", "d’avis", "L’œuvre", "'abc'"]
    straight = settled([word("l'été", 0, 0), word("d'avis", 70, 0)])
    assert [one.text for one in straight] == ["l'été", "d'avis"]


def test_the_comma_after_an_arabic_word_is_the_arabic_one() -> None:
    assert [one.text for one in settled([word("الجمعة,", 0, 0), word("1,5", 70, 0), word("word,", 140, 0)])] == [
        "الجمعة،",
        "1,5",
        "word,",
    ]


boxes = st.tuples(*[st.floats(0, 500, allow_nan=False)] * 4)
words = st.lists(st.builds(PlacedWord, st.text(alphabet="aб-–—'’,، ", max_size=6), boxes, st.just(0.9)), max_size=40)


@given(words)
def test_no_word_is_lost_among_the_rows(placed: list[PlacedWord]) -> None:
    found = settled(placed)
    assert [one.box for one in found] == [one.box for one in placed]
    _, laid = lay_out(found)
    assert len(laid) == sum(bool(one.text.strip()) for one in found)
