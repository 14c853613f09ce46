"""Redacted text holds the replacement, marks point at it, and the way back leads to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Channel, Passage
from redaction.decide import Decision
from redaction.policy import Action
from redaction.redact import redact


def decision(start: int, end: int, action: Action = Action.REMOVE, replacement: str = "[PHONE]") -> Decision:
    return Decision(0, start, end, "PHONE", "unknown", action, replacement, "", "test")


def body(text: str) -> tuple[Passage, ...]:
    return (Passage(Channel.BODY, 0, text),)


def test_the_replacement_stands_where_the_text_was() -> None:
    (one,) = redact(body("call 123 now"), [decision(5, 8)])
    assert one.text == "call [PHONE] now"
    assert one.text[one.marks[0].start : one.marks[0].end] == "[PHONE]"


def test_what_is_kept_is_marked_and_unchanged() -> None:
    (one,) = redact(body("call 123 now"), [decision(5, 8, Action.KEEP)])
    assert one.text == "call 123 now"
    assert one.marks[0].action is Action.KEEP


def test_overlapping_decisions_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        redact(body("call 123 now"), [decision(2, 6), decision(5, 8)])


@given(st.text(min_size=1, max_size=60), st.data())
def test_what_is_between_replacements_is_the_original(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    (one,) = redact(body(text), [decision(a, b, replacement="\x00") for a, b in spans])
    kept = "".join(
        text[a:b] for a, b in zip([0, *(b for _, b in spans)], [*(a for a, _ in spans), len(text)], strict=True)
    )
    rest, last = "", 0
    for mark in one.marks:
        rest, last = rest + one.text[last : mark.start], mark.end
    assert rest + one.text[last:] == kept
    for here, there, length in one.pieces:
        assert one.text[here : here + length] == text[there : there + length]
        assert one.origin(here, here + length) == (there, there + length)
