"""A name is taken apart the same way however it is ordered, inflected or typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.name_forms import full_keys, initial_letters, lemmas, name_form, stems, unit_keys, unit_stems, words

LATIN = st.sampled_from("Adaeze Okonkwor Fanta Çingiz Yılmazer Hjalmar Trelawney Qobiljon Shahnazar".split())
CYRILLIC = st.sampled_from("Остап Щербатюк Заур Гайнутдинов Ерлан Сапаргали Бахтиёр Шахназарян".split())
ENDINGS = {"Щербатюк": ("а", "у", "ом", "е"), "Гайнутдинов": ("а", "у", "ым", "е"), "Остап": ("а", "у", "ом", "е")}


@given(st.text())
def test_words_stand_in_the_text_where_they_say_and_in_order(text: str) -> None:
    found = words(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text: str) -> None:
    form = name_form(text)
    assert len(full_keys(form)) <= 12
    assert form.is_full is False or len(form.units) >= 2


@given(st.lists(LATIN, min_size=2, max_size=3, unique=True) | st.lists(CYRILLIC, min_size=2, max_size=3, unique=True))
def test_order_and_capitals_make_no_other_name(parts: list[str]) -> None:
    whole = full_keys(name_form(" ".join(parts)))[0]
    for other in (" ".join(parts[::-1]), " ".join(parts).upper(), f"{parts[-1].upper()}, {' '.join(parts[:-1])}"):
        assert whole in full_keys(name_form(other))


@given(st.sampled_from(sorted(ENDINGS)), st.data())
def test_a_case_form_may_be_its_first_form_and_shares_its_stem(name: str, data: st.DataObject) -> None:
    inflected = name + data.draw(st.sampled_from(ENDINGS[name]))
    first = lemmas(name)[0][0]
    assert first in dict(lemmas(inflected))
    assert stems(inflected) & stems(name)


@pytest.mark.parametrize(
    ("inflected", "first"),
    [
        ("Павла", "Павел"), ("Льва", "Лев"), ("Кравца", "Кравец"), ("Гайнутдиновой", "Гайнутдинова"), ("Заболотского", "Заболотский"),
        ("Заболотской", "Заболотская"), ("Сергея", "Сергей"), ("Юрию", "Юрий"), ("Ильёй", "Илья"), ("Марии", "Мария"),
        ("Игорем", "Игорь"), ("Тарасовичу", "Тарасович"), ("Yılmazer'in", "Yılmazer"), ("Okonkwor’s", "Okonkwor"),
    ],
)  # fmt: skip
def test_the_first_form_is_among_the_readings(inflected: str, first: str) -> None:
    assert lemmas(first)[0][0] in dict(lemmas(inflected))


def test_man_and_woman_of_one_surname_differ() -> None:
    man, woman = name_form("Остап Гайнутдинов"), name_form("Юлия Гайнутдинова")
    assert not set(full_keys(man)) & set(full_keys(woman))
    assert "iulia gainutdinov" not in full_keys(woman)


@pytest.mark.parametrize(
    "text", ["Mr Adaeze Okonkwor", "Mme Adaeze Okonkwor", "Adaeze Okonkwor", "Dr. Adaeze Okonkwor", "госпожа Adaeze Okonkwor"]
)  # fmt: skip
def test_a_title_is_no_part_of_a_name(text: str) -> None:
    assert full_keys(name_form(text)) == full_keys(name_form("Adaeze Okonkwor"))


@pytest.mark.parametrize("text", ["Hjalmar van der Brekk", "Hjalmar Brekk", "BREKK, Hjalmar van der"])
def test_a_particle_makes_no_other_name(text: str) -> None:
    assert full_keys(name_form(text))[0] == "brek gwalmar"


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("OKONKWOR Adaeze", "okonkvor"), ("Okonkwor, Adaeze", "okonkvor"), ("Adaeze Okonkwor", "okonkvor"),
        ("Гайнутдинов Остап", "gainutdinov"), ("A. Okonkwor", "okonkvor"),
        ("Thibault Maréchaux-Delcourt", "marexauks-delkurt"),
    ],
)  # fmt: skip
def test_the_surname_is_told_by_comma_capitals_or_ending(text: str, surname: str) -> None:
    form = name_form(text)
    assert unit_keys(form.units[form.surname_at])[0] == surname


def test_a_fathers_name_is_set_aside() -> None:
    with_, without = name_form("Остап Тарасович Щербатюк"), name_form("Остап Щербатюк")
    assert with_.patronymic and not without.patronymic
    assert full_keys(with_) == full_keys(without)


def test_a_word_broken_over_a_line_is_one_word() -> None:
    assert [one.text for one in words("Adaeze Okon-\nkwor came")] == ["Adaeze", "Okon-\nkwor", "came"]
    assert full_keys(name_form("Adaeze Okon-\nkwor")) == full_keys(name_form("Adaeze Okonkwor"))


def test_initials_are_kept_apart_from_names() -> None:
    form = name_form("А.В. Щербатюк")
    assert (form.is_full, form.is_bare, len(form.initials)) == (False, False, 2)


@pytest.mark.parametrize(
    ("initial", "name"),
    [("J", "Jean"), ("J", "Jakub"), ("C", "Charles"), ("C", "Cédric"), ("Ж", "Жанна"), ("Ю", "Юлия"), ("H", "Hjalmar"), ("Х", "Хачатур"), ("Y", "Yerlan")],
)  # fmt: skip
def test_an_initial_may_begin_every_name_it_stands_for(initial: str, name: str) -> None:
    assert lemmas(name)[0][0][0] in initial_letters(initial)


def test_a_hyphenated_surname_is_one_unit() -> None:
    form = name_form("Thibault Maréchaux-Delcourt")
    assert [len(unit) for unit in form.units] == [1, 2]
    assert len(unit_stems(form.units[1])) == 1


def test_a_surname_in_iya_is_a_mans_too() -> None:
    bearer = set(full_keys(name_form("Хавьер Эчеверрия")))
    assert all(bearer & set(full_keys(name_form(one))) for one in ("Хавьера Эчеверрии", "Хавьером Эчеверрией"))
