"""Which models read a text: by its letters, then by its small words; unclear means more than one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.language import guess_latin, languages_of, main_language, scripts


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("The request of the applicant was refused.", ("en",)), ("La demande du requérant est rejetée par la Chambre.", ("fr",)),
        ("Комиссия рассмотрела жалобу.", ("ru",)), ("Adaeze Okonkwor", ("en", "fr")), ("Der Antrag ist nicht mit dem", ("en", "fr")),
        ("Комиссия рассмотрела the request of the applicant", ("en", "ru")), ("12.03.2019 – 45", ()), ("زاور", ()), ("", ()),
    ],
)  # fmt: skip
def test_a_text_is_read_by_the_models_of_its_languages(text: str, languages: tuple[str, ...]) -> None:
    assert languages_of(text) == languages


@given(st.text())
def test_letters_are_always_read_by_some_model(text: str) -> None:
    latin, cyrillic = scripts(text)
    assert set(languages_of(text)) <= {"en", "fr", "ru"}
    assert bool(languages_of(text)) is (latin > 1 or cyrillic > 1)
    assert main_language(text) in ("en", "fr", "ru")


@pytest.mark.parametrize(
    ("text", "language"),
    [("the request of the man", "en"), ("la demande de la femme est", "fr"), ("der Antrag und die Frau", "de"),
     ("el caso del hombre y los que fue por su", "es"), ("Adaeze Okonkwor", ""), ("la no", "")],
)  # fmt: skip
def test_a_language_is_guessed_by_its_small_words_only_where_they_are_clear(text: str, language: str) -> None:
    assert guess_latin(text) == language
