"""Names found anywhere are looked for everywhere."""

from hypothesis import given
from hypothesis import strategies as st

from redaction.lookfor import NameIndex

INDEX = NameIndex.of_names(["Заур Маметкулов", "Obinna Okwuosa", "Hélène Bertholet"])


def texts(text: str) -> list[str]:
    return [text[one.start : one.end] for one in INDEX.find(text)]


def test_a_name_is_found_inflected_in_capitals_in_another_script_and_with_initials() -> None:
    assert texts("письмо Заура Маметкулова") == ["Заура Маметкулова"]
    assert texts("MAMETKULOV Zaur was seen") == ["MAMETKULOV Zaur"]
    assert texts("seen with H. Bertholet there") == ["H. Bertholet"]


def test_a_name_glued_into_an_address_or_path_is_found() -> None:
    assert texts("write to obinna.okwuosa@mail.example") == ["obinna.okwuosa"]


def test_common_words_are_not_looked_for_alone() -> None:
    index = NameIndex.of_names(["Pierre Commission"])
    assert index.find("The Commission decided.") == []


@given(st.text(max_size=200))
def test_hits_lie_inside_the_text_and_do_not_overlap(text: str) -> None:
    hits = INDEX.find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in hits)
    assert all(left.end <= right.start for left, right in zip(hits, hits[1:], strict=False))
