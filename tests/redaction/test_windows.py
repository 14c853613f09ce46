"""A long text in windows: nothing between them is lost, and a short text is one."""

from extractors.document import Channel, Passage
from redaction.detect import Detector
from redaction.finding import PERSON
from redaction.windows import windows


def test_a_text_of_usual_length_is_one_window() -> None:
    assert [(one.start, one.text) for one in windows("as it is")] == [(0, "as it is")]
    assert [one.text for one in windows("")] == [""]


def test_windows_overlap_and_hold_everything() -> None:
    for text in ("word " * 10_000, "x" * 50_000, "line of words\n" * 4_000):
        found = list(windows(text, 9_000))
        assert all(text[one.start :].startswith(one.text) and len(one.text) <= 9_000 for one in found)
        ends = [one.start + len(one.text) for one in found]
        assert found[0].start == 0 and ends[-1] == len(text)
        assert all(after.start < end - 400 for end, after in zip(ends, found[1:], strict=False))


def test_a_name_is_found_wherever_the_edge_of_a_window_falls() -> None:
    text = "The court heard Mr Abdelkarim Boulahia. " * 13_000
    found = [one for one in Detector(only=("names:cue",)).find((Passage(Channel.BODY, 0, text),)) if one.type == PERSON]
    assert {text[one.start : one.end] for one in found} == {"Abdelkarim Boulahia"}
    assert len(found) == 13_000
