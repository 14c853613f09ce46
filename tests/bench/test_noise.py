"""A changed text keeps its annotations at its words."""

from bench.noise import changed, in_capitals, recognised
from redaction.training.sets import Annotated

ONE = Annotated("set/1", "de", "Herr Groß traf Müller in Kiel.", ((5, 9, "PERSON"), (15, 21, "PERSON")))


def parts(one: Annotated) -> list[str]:
    return [one.text[start:end] for start, end, _ in one.spans]


def test_capitals_that_are_longer_move_what_follows() -> None:
    assert parts(in_capitals(ONE)) == ["GROSS", "MÜLLER"]


def test_a_span_of_which_nothing_is_left_goes() -> None:
    assert parts(changed(ONE, lambda letter: "" if letter in "Groß" else letter)) == ["Mülle"]


def test_noise_is_the_same_each_time_and_without_it_nothing_changes() -> None:
    assert recognised(0.3)(ONE) == recognised(0.3)(ONE) != ONE
    assert recognised(0.0)(ONE) == ONE
