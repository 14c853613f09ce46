"""Birth dates are told by what stands around them; the dates of a case stay."""

import pytest

from redaction.finding import BIRTH_DATE, BIRTH_PLACE
from redaction.identifiers_dates import DATE_PATTERN, find_births
from redaction.spans import merge


def found(text: str, kind: str = BIRTH_DATE) -> list[str]:
    return [text[one.start : one.end] for one in merge(find_births(text), text) if one.type == kind]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("born on 3 March 1971", "3 March 1971"), ("DOB: 03/03/1971", "03/03/1971"), ("Date of birth 1971-03-03", "1971-03-03"),
        ("b. 3.3.1971", "3.3.1971"), ("née le 4 mai 1977", "4 mai 1977"), ("né(e) le : 4 mai 1977", "4 mai 1977"), ("née en 1980", "1980"),
        ("родился 5 мая 1969 года", "5 мая 1969"), ("5 мая 1969 г.р.", "5 мая 1969"), ("1969 года рождения", "1969"),
        ("дата рождения: 05.05.1969", "05.05.1969"), ("geboren am 3. März 1971", "3. März 1971"), ("nacido el 3 de marzo de 1971", "3 de marzo de 1971"),
        ("Adaeze Okonkwor (03.03.1971)", "03.03.1971"), ("Остап Щербатюк (р. 1969)", "1969"), ("born O3.O3.1971", "O3.O3.1971"),
        ("born: March 3, 1971", "March 3, 1971"), ("народився 3 березня 1971", "3 березня 1971"), ("born at Owerri, Nigeria, on 3 March 1971", "3 March 1971"),
    ],
)  # fmt: skip
def test_a_birth_date_is_found_in_any_writing(text: str, date: str) -> None:
    assert found(text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "Born at : Owerri, Nigeria\nDate of publication : 2022-10-24",
        "Born at: Owerri, Nigeria\nPublished on 24 October 2022",
        "Lieu de naissance Owerri\nDate de publication 23.01.2014",
    ],
)
def test_the_date_of_the_next_field_is_nobodys_birth(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Place and country of birth Owerri, Nigeria", "Owerri"), ("Lieu et pays de naissance Owerri, Nigéria", "Owerri"),
        ("Место и страна рождения Оверри, Нигерия", "Оверри"), ("Born in Owerri.", "Owerri"), ("Родилась в Оверри.", "Оверри"),
    ],
)  # fmt: skip
def test_a_place_of_birth_needs_no_colon(text: str, place: str) -> None:
    assert found(text, BIRTH_PLACE) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "decided on 3 March 2019", "La plainte du 27.05.2020", "Постановление от 5 мая 2019 года", "the Decision (03.03.2019)",
        "In 1971 the statute", "born in Lagos. The case began on 3 March 2019", "12.03.1971",
    ],
)  # fmt: skip
def test_the_dates_of_a_case_are_none(text: str) -> None:
    assert found(text) == []


def test_each_of_several_birth_dates_is_found() -> None:
    text = "dates of birth: 22.02.1962 (Nkosi), 5 March 1968 (Hernández) or 04.04.1970"
    assert found(text) == ["22.02.1962", "5 March 1968", "04.04.1970"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("born on 3 March 1971 in Owerri, Nigeria", "Owerri"), ("né le 4 mai 1977 à Bangui", "Bangui"), ("уроженец города Тараз", "города Тараз"),
        ("родился в г. Лянкяран 5 мая 1969", "г. Лянкяран"), ("born 12.03.1960, Lankaran)", "Lankaran"), ("native of Kribi", "Kribi"),
    ],
)  # fmt: skip
def test_the_place_told_with_a_birth_is_found_and_its_country_stays(text: str, place: str) -> None:
    assert found(text, BIRTH_PLACE) == [place]


@pytest.mark.parametrize("text", ["born on 3 March 1971 in Nigeria", "né le 4 mai 1977, Cameroun"])
def test_a_country_of_birth_stays(text: str) -> None:
    assert found(text, BIRTH_PLACE) == []


@pytest.mark.parametrize(
    "text", ["3 March 1971", "le 1er août 1969", "03.03.71", "1971-03-03", "«3» марта 1971", "3 de marzo de 1971", "1971年3月3日", "21 OCT 1964"]
)  # fmt: skip
def test_a_date_is_read_whole(text: str) -> None:
    match = DATE_PATTERN.search(text)
    assert match and match.end() == len(text)


@pytest.mark.parametrize("text", ["12345/2018", "3.14159", "45 March", "tel 12 34 56"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert DATE_PATTERN.search(text) is None
