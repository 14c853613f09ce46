"""Names found anywhere are looked for everywhere."""

import time

import pytest
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


CASE = NameIndex(
    {
        "p1": ["Заур Мамедзаде", "Zaur Mamedzade"],
        "p2": ["Adaeze Okonkwor"],
        "p3": ["Fanta Okonkwor"],
        "p4": ["毛小明"],
        "p5": ["Thibault Maréchaux-Delcourt"],
        "p6": ["Hope Rivers"],
    }
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], " ".join(one.person_ids)) for one in CASE.find(text)]


@pytest.mark.parametrize(
    ("text", "name", "people"),
    [
        ("ЗАУРУ МАМЕДЗАДЕ отказано", "ЗАУРУ МАМЕДЗАДЕ", "p1"), ("Mamedzade, Zaur", "Mamedzade, Zaur", "p1"),
        ("в лице З. Мамедзаде", "З. Мамедзаде", "p1"), ("Mamedzade Z. signed", "Mamedzade Z.", "p1"),
        ("Zaur\nMamedzade", "Zaur\nMamedzade", "p1"), ("zaur_mamedzade.pdf", "zaur_mamedzade", "p1"),
        ("zmamedzade@post.example", "zmamedzade", "p1"), ("login mamedzadezaur", "mamedzadezaur", "p1"),
        ("A. Okonkwor wrote", "A. Okonkwor", "p2"), ("Okonkwor, F.", "Okonkwor, F.", "p3"),
        ("会见毛小明先生", "毛小明", "p4"), ("Me Maréchaux-Delcourt", "Maréchaux-Delcourt", "p5"), ("Mamed-\nzade", "Mamed-\nzade", "p1"),
        ("Hope Rivers came", "Hope Rivers", "p6"),
    ],
)  # fmt: skip
def test_a_known_name_is_found_whole_and_for_whom(text: str, name: str, people: str) -> None:
    assert found(text) == [(name, people)]


@pytest.mark.parametrize("text", ["the Okonkwors", "Mr Okonkwor’s letter"])
def test_a_surname_of_two_people_may_be_either(text: str) -> None:
    ((name, people),) = found(text)
    assert name.startswith("Okonkwor") and people == "p2 p3"


def test_a_surname_alone_is_no_whole_name() -> None:
    assert [one.is_whole for one in CASE.find("Okonkwor came, A. Okonkwor came, Adaeze Okonkwor came")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "text", ["Hope remains", "the Rivers of Mali", "an okonkwor tree", "hope rivers run", "Zaur", "З. М."]
)
def test_what_may_mean_something_else_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_paragraph_ends_a_name() -> None:
    assert found("Zaur\n\nMamedzade") == [("Mamedzade", "p1")]


@given(
    st.text(max_size=40),
    st.sampled_from(["Zaur Mamedzade", "ЗАУРОМ МАМЕДЗАДЕ", "Okonkwor, Adaeze"]),
    st.text(max_size=40),
)
def test_a_full_name_between_any_other_texts_is_covered(before: str, name: str, after: str) -> None:
    text = f"{before} then {name} said {after}"
    start = len(before) + 6
    covered = {at for one in CASE.find(text) for at in range(one.start, one.end)}
    assert {start + at for at, each in enumerate(name) if each.isalpha()} <= covered


@given(st.lists(st.text(max_size=20), max_size=6), st.text(max_size=100))
def test_any_names_are_looked_for_in_any_text(names: list[str], text: str) -> None:
    for one in NameIndex.of_names(names).find(text):
        assert text[one.start : one.end].strip() and set(one.person_ids) <= set(names)


@pytest.mark.parametrize("unit", ["a", "А.", "Mamedzade ", "Z. ", "\n\t", "Okonkwor-"])
def test_a_long_text_is_walked_once(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    hits = CASE.find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in hits)
    assert time.perf_counter() - started < 10


def test_a_letter_of_a_number_is_no_initial() -> None:
    index = NameIndex({"one": ("Рамиз Хаддадин", "R. Haddadin")})
    text = "CCF/2018/R9725\tХАДДАДИН Махмуд"
    assert all(hit.start > text.index("\t") for hit in index.find(text))


def test_a_country_is_nobody() -> None:
    assert NameIndex({"one": ("Viet Nam",)}).find("at the request of Viet Nam") == []
