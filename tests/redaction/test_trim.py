"""What a hit takes too much of is given back, and a place is no man."""

import pytest

from redaction.finding import ADDRESS, BIRTH_PLACE, PERSON, PHONE
from redaction.spans import Hit
from redaction.trim import names_country, trimmed


def left(text: str, kind: str, detector: str = "label") -> str:
    return "|".join(text[one.start : one.end] for one in trimmed([Hit(0, len(text), kind, 0.9, detector)], text))


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        ("14 Rosewood Avenue, Leeds LS6 2AB, United Kingdom", "14 Rosewood Avenue, Leeds LS6 2AB"),
        ("12 rue des Lilas, 69003 Lyon (France)", "12 rue des Lilas, 69003 Lyon"),
        ("г. Казань, ул. Ленина, д. 5, Россия", "г. Казань, ул. Ленина, д. 5"),
        ("7 Elm Road\nLeeds\nthe Netherlands", "7 Elm Road\nLeeds"),
        ("7 Elm Road, Leeds", "7 Elm Road, Leeds"),
    ],
)
def test_the_country_at_the_end_of_an_address_stays(address: str, rest: str) -> None:
    assert left(address, ADDRESS) == rest


def test_the_country_after_a_birth_place_stays() -> None:
    assert left("Lankaran, Azerbaijan", BIRTH_PLACE) == "Lankaran"
    assert left("Бишкек, Кыргызстан", BIRTH_PLACE) == "Бишкек"


@pytest.mark.parametrize(
    "country",
    ["Nigeria", "Côte d’Ivoire", "Узбекистан", "Узбекистана", "Камеруне", "the United Kingdom", "la Belgique"],
)
def test_a_birth_place_that_is_a_country_alone_is_no_hit(country: str) -> None:
    assert left(country, BIRTH_PLACE) == ""


def test_a_country_of_which_the_hit_has_only_the_first_word_stays_whole() -> None:
    text = "14 Rosewood Avenue, Leeds LS6 2AB, United Kingdom."
    hit = Hit(0, text.index(" Kingdom"), ADDRESS, 0.8, "address")
    (one,) = trimmed([hit], text)
    assert text[one.start : one.end] == "14 Rosewood Avenue, Leeds LS6 2AB"


def test_a_town_is_given_back_with_no_address() -> None:
    text = "7 Elm Road, New York today"
    (one,) = trimmed([Hit(0, 20, ADDRESS, 0.8, "address")], text)
    assert text[one.start : one.end] == "7 Elm Road, New York"


@pytest.mark.parametrize("country", ["United States of America", "United Kingdom", "United Arab Emirates"])
def test_however_many_words_of_the_country_the_hit_has_none_is_taken(country: str) -> None:
    text = f"14 Rosewood Avenue, Leeds, {country} in May"
    (one,) = trimmed([Hit(0, text.index(" ", text.index("United")), ADDRESS, 0.8, "address")], text)
    assert text[one.start : one.end] == "14 Rosewood Avenue, Leeds"


@pytest.mark.parametrize("place", ["Saint Petersburg", "Uzbekistan", "Buenos Aires"])
def test_a_place_that_a_model_took_for_a_man_is_let_go(place: str) -> None:
    assert left(place, PERSON, "model:en") == ""


@pytest.mark.parametrize("detector", ["label", "names:cue", "names:spread"])
def test_a_place_that_a_label_or_a_cue_calls_a_name_stays_one(detector: str) -> None:
    assert left("Buenos Aires", PERSON, detector) == "Buenos Aires"


def test_one_word_that_is_a_place_too_stays_a_name() -> None:
    assert left("Florence", PERSON, "model:en") == "Florence"


def test_other_kinds_are_left_as_they_are() -> None:
    hit = Hit(0, 6, PHONE, 0.9, "contact")
    assert list(trimmed([hit], "France")) == [hit]


@pytest.mark.parametrize(
    ("text", "is_one"), [("the Gambia", True), ("l’Algérie", True), ("Paris, France", False), ("Paris", False)]
)
def test_only_a_whole_name_of_a_country_is_one(text: str, is_one: bool) -> None:
    assert names_country(text) is is_one
