"""Numbers of cases are found by their form or by the word before them, and dates and laws are none."""

import pytest

from redaction.identifiers_codes import find_codes, is_code
from redaction.spans import merge


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in merge(find_codes(text), text)]


@pytest.mark.parametrize(
    "code",
    ["CCF/2019/R1234.18", "CCF/R.183.16", "BCN/PAR/2020/123", "A-1234/5-2020", "R1234.18", "R-1234-18", "2019/45678", "12345/20"],
)  # fmt: skip
def test_a_number_of_the_houses_forms_needs_no_word(code: str) -> None:
    assert found(f"see {code} for more") == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dossier 162285", "162285"), ("Dossier n° 162285", "162285"), ("case No. 45-19", "45-19"), ("Our ref.: AB/12", "AB/12"),
        ("уголовное дело № 12345/2018", "12345/2018"), ("Исх. № 17/44-22 от 3 марта", "17/44-22"), ("V/réf : KL 4402", "KL 4402"),
        ("Aktenzeichen: JS 44/19", "JS 44/19"), ("Red notice control no. A-1234/5-2020", "A-1234/5-2020"),
        ("expediente 4402/19", "4402/19"), ("№ 4402-К", "4402-К"), ("протокол № 19/Б", "19/Б"),
    ],
)  # fmt: skip
def test_a_number_after_its_word_is_found_alone(text: str, code: str) -> None:
    assert code in found(text)[0] and len(found(text)) == 1


def test_every_number_of_a_list_is_found() -> None:
    assert found("files No. 45/19, 46/19 and 47/19") == ["45/19", "46/19", "47/19"]
    assert found("дела № 45/19, 46/19 и 47/19") == ["45/19", "46/19", "47/19"]
    assert found("requêtes nos 45/19, 46/19 et 47/19") == ["45/19", "46/19", "47/19"]


def test_a_date_on_the_line_below_is_no_part_of_a_number() -> None:
    assert found("Дело № 12345/2018\nРешение принято 24 августа 2022") == ["12345/2018"]


@pytest.mark.parametrize(
    "text",
    [
        "case of 24.08.2022", "decision 12 March 2019", "Решение от 24 августа 2022 года", "notice of 2019-05-03",
        "complaint 03/05/2019", "дело 24.08.2022", "décision du 3 mai 2019", "notice 2019", "request 05/2019", "decision No. 24 August 2022",
        "case 2019-2020", "file 24/08/2022",
    ],
)  # fmt: skip
def test_a_date_is_never_a_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Article 12/3 of the Constitution",
        "статья 228 УК",
        "Law No. 4402-IV",
        "Закон № 114-ФЗ",
        "the case was closed",
        "loi n° 2019-45",
    ],
)
def test_a_law_is_no_case(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [("NOTICE ROUGE – A-8381/11-2017", ["A-8381/11-2017"]), ("Fichiers d'INTERPOL – 12 mars 2022", [])],
)
def test_the_words_before_a_dash_are_no_part_of_a_number(text: str, codes: list[str]) -> None:
    assert found(text) == codes


def test_what_registries_write_is_a_case_number() -> None:
    assert all(is_code(one) for one in ("CCF/R 417.19", "R 1042.13", "CCF/2019/R4705", "12345/20", "ККФ-17"))
    assert not any(is_code(one) for one in ("500100732259", "AB1234567", "45 09 123456"))
