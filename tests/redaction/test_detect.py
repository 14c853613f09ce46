"""What is found, and what stays, in sentences as they come: real models, invented people."""

import pytest

from extractors.document import Channel, Passage
from redaction.detect import Detector
from redaction.finding import ADDRESS, BIRTH_DATE, CODE, PERSON, PHONE, PLATE


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def found(detector: Detector, text: str) -> list[tuple[str, str]]:
    return [(one.type, text[one.start : one.end]) for one in detector.find((Passage(Channel.BODY, 0, text),))]


def hidden(detector: Detector, text: str, sought: str) -> bool:
    start = text.index(sought)
    spans = [(one.start, one.end) for one in detector.find((Passage(Channel.BODY, 0, text),))]
    return all(
        any(left <= at < right for left, right in spans)
        for at in range(start, start + len(sought))
        if text[at].isalnum()
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The applicant, Obinna Okwuosa, was arrested in Vienna.", "Obinna Okwuosa"),
        ("Maître Hélène Bertholet représente Faysal Chennaoui.", "Faysal Chennaoui"),
        ("Жалоба подана Зауром Маметкуловым 3 мая 2019 г.", "Зауром Маметкуловым"),
        ("SAMOYLENKOV, Ivan is wanted.", "SAMOYLENKOV, Ivan"),
        ("Уважаемый господин Лейте! Ваш запрос получен.", "Лейте"),
        ("Family name: Contractor\nForename: Rajeshwar", "Contractor"),
        ("Njoya Mbarga (Le Patron), disappeared.", "Le Patron"),
        ("a second document in the name of Dang\nVan Thanh. The notice", "Dang\nVan Thanh"),
        ("заслушаны Матьё Лефевр, а Русло М. выехал за границу.", "Русло М."),
        ("Statements by Babatunde Sunday and others.", "Babatunde Sunday"),
    ],
)
def test_a_name_of_any_origin_is_found(detector: Detector, text: str, name: str) -> None:
    assert hidden(detector, text, name)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The Requests Chamber of the Commission met in Lyon on 5 May 2020.", "5 May 2020"),
        ("Place of birth: Kribi, Cameroon", "Cameroon"),
        ("La plainte du 27.05.2020 a été reçue.", "27.05.2020"),
        ("NCB Sofia to General Secretariat", "Sofia"),
        ("Постановление Уголовного суда Гизы вынесено 7 декабря 2016 г.", "Гизы"),
        ("The data shall be deleted from INTERPOL's files.", "INTERPOL's files"),
    ],
)
def test_what_the_story_needs_is_no_finding(detector: Detector, text: str, kept: str) -> None:
    assert not any(kept in part or part in kept for _, part in found(detector, text))


def test_a_date_on_the_line_below_a_case_number_is_no_number(detector: Detector) -> None:
    assert found(detector, "Дело № 12345/2018\nРешение принято 24 августа 2022 года") == [(CODE, "12345/2018")]


def test_telegram_words_end_a_name(detector: Detector) -> None:
    text = "ВОПРОС НА КОНТРОЛЕ У АДЕЛЯ ЭЛЬ-ГОХАРИ ТЧК\nПРИ ОБНАРУЖЕНИИ ЗАДЕРЖАТЬ"
    assert [part for kind, part in found(detector, text) if kind == PERSON] == ["АДЕЛЯ ЭЛЬ-ГОХАРИ"]


def test_a_surname_that_is_a_word_is_found_at_the_start_of_a_sentence(detector: Detector) -> None:
    text = "Harpreet Singh Gill came. Gill was in hospital."
    assert hidden(detector, text, "Gill was in hospital"[:4])
    assert (PERSON, "Gill") in found(detector, text)


def test_rows_of_people_give_their_birth_dates(detector: Detector) -> None:
    text = "KARATKEVICH, Vintsent | July 23, 1973 | AZ7476855\nSTANKEVICH Alesya | April 16, 1961 | 88168703611"
    kinds = found(detector, text)
    assert (BIRTH_DATE, "July 23, 1973") in kinds and (BIRTH_DATE, "April 16, 1961") in kinds


def test_numbers_are_found_by_their_labels_and_over_a_line_break(detector: Detector) -> None:
    assert (PLATE, "712 ZMB 47") in found(detector, "Гос. рег. знак – 712 ZMB 47")
    assert (PHONE, "+58 71\n119 25 20") in found(detector, "abonné à la ligne +58 71\n119 25 20 ;")


@pytest.mark.parametrize(
    "address",
    [
        "14 Rosewood Avenue, Leeds LS6 2AB",
        "12 rue des Lilas, 69003 Lyon",
        "г. Казань, ул. Ленина, д. 5, кв. 12",
        "7 mikrorayon, dom 31, kv. 12, Bishkek",
        "Carrera 43A # 14-57, apto 802, Medellín",
        "Plot 92, Block 20, Wuse Zone, Owerri",
    ],
)
def test_an_address_is_found_in_the_way_of_its_country(detector: Detector, address: str) -> None:
    text = f"She was last seen near {address}, according to the file."
    assert any(kind == ADDRESS for kind, _ in found(detector, text))
    assert hidden(detector, text, address)


@pytest.mark.parametrize("text", ["a" * 60_000, "7" * 60_000, "А. " * 20_000, "\t\n" * 30_000, "A,1 " * 15_000])
def test_hostile_text_ends(detector: Detector, text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in detector.find((Passage(Channel.BODY, 0, text),)))


def test_what_is_said_beside_a_name_is_found_and_the_facts_of_the_case_are_not(detector: Detector) -> None:
    text = (
        "Adaeze Okonkwor worked at Northwind Trading Ltd and suffers from epilepsy. On 3 March 2015 she flew to Larnaca "
        "with her brother. The Commission decided on 12 May 2017, and the NCB of Austria works for the Ministry of Justice."
    )
    assert found(detector, text)[1:] == [
        ("EMPLOYER", "Northwind Trading Ltd"), ("HEALTH", "epilepsy"), ("TRAVEL", "3 March 2015"), ("TRAVEL", "Larnaca"),
        ("RELATION", "her brother"),
    ]  # fmt: skip


def test_one_detector_can_be_asked_alone() -> None:
    passage = Passage(
        Channel.BODY, 0, "Mr Abdel Boulahia, born 12.03.1970, of 14 Rosewood Avenue, Leeds. Name: Petr Samoylov"
    )
    for only in ("model:", "names:", "label", "address", "birth"):
        hits = Detector(only=(only,)).find((passage,))
        assert hits and all(one.detector.startswith(only) for one in hits)
    assert Detector(only=("nobody",)).find((passage,)) == ()
