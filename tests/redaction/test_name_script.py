"""The usual spellings of one name have one key, in any script, and no spelling breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.name_script import key, plain, script_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("Щербатюк", "Shcherbatyuk", "Chtcherbatiouk", "SHCHERBATYUK"), ("Хачатрян", "Khachatryan", "Hatchatrian"),
        ("Чингиз", "Chingiz", "Çingiz", "Tchinguiz"), ("Жапаров", "Zhaparov", "Japarov", "Djaparov"),
        ("Джабраил", "Dzhabrail", "Djabrail", "Jabrail"), ("Марта", "Marta", "Martha"), ("Томас", "Thomas", "Tomas"),
        ("Оконквор", "Okonkwor", "Okonkvor"), ("Ерлан", "Yerlan", "Erlan"), ("Александр", "Alexander", "Alexandre"),
        ("Пётр", "Петр", "Piotr", "Petr"), ("Müller", "Muller"), ("Şahin", "Shahin", "Шахин"), ("Łukasz", "Lukasz"),
        ("Юсуф", "Yusuf", "Ioussouf"), ("Гүлнар", "Gulnar"), ("Ахмед", "Akhmed", "Ahmed"), ("Дмитрий", "Dmitry", "Dimitri"),
        ("Cидоров", "Сидоров", "Sidorov"),  # the first one begins with a Latin letter
        ("Ива\u0301нов", "Иванов"), ("Iva\u00adnov", "Ivanov"), ("Ivano\ufb00", "Ivanov"),
    ],
)  # fmt: skip
def test_the_usual_spellings_of_a_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({key(plain(one)) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Иванов", "Иванова"), ("Zaur", "Zahir"), ("Okonkwor", "Okonjor"), ("Сергей", "Сергий")]
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert key(plain(one)) != key(plain(other))


@pytest.mark.parametrize(
    ("word", "script"),
    [("Okonkwor", "latin"), ("Щука", "cyrillic"), ("زاور", "other"), ("毛", "other"), ("-Ö", "latin"), ("12", "other"), ("", "other")],
)  # fmt: skip
def test_the_first_letter_tells_the_script(word: str, script: str) -> None:
    assert script_of(word) == script


@given(st.text(max_size=40))
def test_every_key_is_plain_latin_letters(word: str) -> None:
    found = key(plain(word))
    assert found == "" or (found.isascii() and found.isalpha() and found.islower())


@given(
    st.text(st.characters(min_codepoint=0x41, max_codepoint=0x24F, categories=["Lu", "Ll"]), min_size=1, max_size=20)
)
def test_capitals_make_no_difference(word: str) -> None:
    assert key(plain(word.lower())) == key(plain(word.lower().title()))


@given(st.text(st.characters(categories=["L", "Mn", "Cf", "Pd"]), max_size=30))
def test_a_plain_word_is_plain_already(word: str) -> None:
    assert plain(plain(word)) == plain(word)


@pytest.mark.parametrize("word", ["زاور", "ממדוב", "გიორგი", "毛小明", "Գևորգ", "Γιώργος"])
def test_a_name_in_any_script_has_a_key(word: str) -> None:
    assert len(key(plain(word))) >= 3
