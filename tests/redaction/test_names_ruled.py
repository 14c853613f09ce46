import pytest

from redaction.finding import ADDRESS, PERSON
from redaction.names_ruled import ruled
from redaction.spans import Hit


def _ruled(text: str, detector: str = "tagger", type_: str = PERSON) -> tuple[str, float]:
    start, end = text.index("<"), text.index(">") - 1
    bare = text.replace("<", "").replace(">", "")
    (one,) = ruled([Hit(start, end, type_, 1.0, detector)], bare)
    return bare[one.start : one.end], one.score


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<l'Azerbaïdjan Gunel Salimova> en est informé", "Gunel Salimova"),
        ("the <Minister Anna Holm> said", "Anna Holm"),
        ("<Сергей Белоусенко\nПросим> представить", "Сергей Белоусенко"),
        ("<АДЕЛЯ ЭЛЬ-ГОХАРИ ТЧК>", "АДЕЛЯ ЭЛЬ-ГОХАРИ"),
        ("<Anna Holm>", "Anna Holm"),
    ],
)
def test_countries_titles_and_the_next_line_are_no_part_of_a_name(text: str, left: str) -> None:
    assert _ruled(text) == (left, 1.0)


@pytest.mark.parametrize(
    "text", ["<Cameroun> asked", "<INTERPOL's> files", "НЦБ <Каир> сообщает", "the court of <Bradford> held"]
)
def test_a_country_a_body_and_the_seat_of_an_office_are_doubted_and_keep_their_place(text: str) -> None:
    said, score = _ruled(text)
    assert f"<{said}>" in text
    assert score == 0.5


def test_after_a_title_a_month_is_a_surname() -> None:
    assert _ruled("Mr <May> denied it") == ("May", 1.0)


def test_a_date_is_no_address_and_a_postcode_is_one() -> None:
    assert _ruled("on 2018<-12-23.>", "rampart", ADDRESS)[1] == 0.5
    assert _ruled("NC\n<29451>", "rampart", ADDRESS)[1] == 1.0
    assert _ruled("at <12 Holm Street>", "rampart", ADDRESS)[1] == 1.0


def test_what_rules_and_forms_say_is_left_alone() -> None:
    assert _ruled("<Cameroun>", "label") == ("Cameroun", 1.0)
