"""A name found once is looked for in all of its document, and a common word only where it must be a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.finding import PERSON, PHONE
from redaction.names_spread import Known, joined, learn_all, stem
from redaction.spans import Hit


def found(text: str, *names: str, is_told: bool = False, is_path: bool = False) -> list[str]:
    known = Known()
    for one in names:
        known.learn(one, is_told)
    known.read(text)
    return [text[one.start : one.end] for one in known.find(text, is_path)]


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("Adaeze Okonkwor", "OKONKWOR met okonkwor and Okonkwor’s son", ["OKONKWOR", "Okonkwor’s"]),
        ("Остап Щербатюк", "Щербатюку и ЩЕРБАТЮКА, а также Остапом", ["Щербатюку", "ЩЕРБАТЮКА", "Остапом"]),
        ("Adaeze Okonkwor", "the Okon-\nkwor family", ["Okon-\nkwor"]), ("Adaeze Okonkwor", "Mrs Okonkwor-Bright", ["Okonkwor-Bright"]),
        ("Юлия Заболотская", "с Юлией Заболотской", ["Юлией", "Заболотской"]),
    ],
)  # fmt: skip
def test_a_name_is_found_alone_in_capitals_inflected_and_broken(name: str, text: str, places: list[str]) -> None:
    assert found(text, name) == places


@pytest.mark.parametrize("name", ["Minister Okonkwor", "Okonkwor of Lagos", "NCB Okonkwor", "Okonkwor Nigeria"])
def test_the_title_place_or_body_beside_a_name_is_not_learnt(name: str) -> None:
    assert found("The Minister of Nigeria wrote to the NCB in Lagos", name) == []


def test_a_common_word_that_is_a_name_is_found_where_the_document_never_writes_it_small() -> None:
    assert found("Blanc was there.", "Pierre Blanc") == ["Blanc"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Le mur blanc. Blanc was there.", []), ("Le mur blanc. We saw Blanc there.", ["Blanc"]), ("Le mur blanc. Blanc said no.", ["Blanc"]),
        ("Le mur blanc\nBlanc", ["Blanc"]), ("le mur blanc et LE MUR BLANC", []),
    ],
)  # fmt: skip
def test_where_it_is_also_written_small_it_must_stand_where_a_name_stands(text: str, places: list[str]) -> None:
    assert found(text, "Pierre Blanc") == places


def test_in_a_path_any_word_of_a_name_may_be_one() -> None:
    assert found("BLANC le mur blanc.pdf", "Pierre Blanc", is_path=True) == ["BLANC"]


def test_a_lone_common_word_is_learnt_only_where_a_label_says_so() -> None:
    assert found("Contractor came.", "Contractor") == []
    assert found("Contractor came.", "Contractor", is_told=True) == ["Contractor"]


def test_without_names_nothing_is_found() -> None:
    assert found("Adaeze Okonkwor") == []


def test_only_people_are_learnt_from() -> None:
    text = "Okonkwor Diabatouré"
    known = learn_all([text], [(0, Hit(0, 8, PERSON, 0.9, "t")), (0, Hit(9, 19, PHONE, 0.9, "t"))])
    assert [text[one.start : one.end] for one in known.find(text)] == ["Okonkwor"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Щербатюком", "Щербатюк"), ("Okonkwor's", "OKONKWOR"), ("Заболотской", "Заболотский"), ("Élodie", "Elodie")],
)
def test_case_forms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_hits_lie_inside_any_text(text: str, names: list[str]) -> None:
    known = Known()
    for one in names:
        known.learn(one)
    known.read(text)
    assert all(0 <= one.start < one.end <= len(text) for one in known.find(text))


def test_names_side_by_side_become_one_and_those_of_two_lines_stay_two() -> None:
    text = "Adaeze Okonkwor met Fanta\nDiabatouré, Остап"
    hits = [Hit(one, one + size, PERSON, 0.9, "t") for one, size in ((0, 6), (7, 8), (20, 5), (26, 10), (38, 5))]
    assert [text[one.start : one.end] for one in joined(hits, text)] == [
        "Adaeze Okonkwor",
        "Fanta",
        "Diabatouré",
        "Остап",
    ]


def test_a_place_that_is_a_surname_is_found_unless_the_document_names_the_place() -> None:
    assert found("Mr Nantes said so. Nantes left.", "Emre Nantes") == ["Nantes", "Nantes"]
    assert found("Nantes left. The court in Nantes sat.", "Emre Nantes") == []


def test_a_name_that_is_a_town_stays_behind_a_preposition() -> None:
    assert found("Rome left via Rome.", "Cliff Rome") == ["Rome"]


def test_a_label_is_no_name() -> None:
    assert found("ИНН: 500100732259\nИнна пришла", "Инна Щербатюк") == ["Инна"]
