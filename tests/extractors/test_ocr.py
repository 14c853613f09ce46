"""Names on scans come out right, in the language and at the angle they were written."""

import pytest

from extractors.images import ocr, straighten
from extractors.images.image import read_image
from extractors.limits import ReadOptions
from extractors.pages.pdf import read_pdf
from tests.makers import files

LANGUAGES = ocr.warm(("eng", "fra", "rus"))
pytestmark = pytest.mark.skipif(len(LANGUAGES) < 3, reason="Tesseract's eng, fra and rus are not installed")
LETTERS = {
    "eng": [
        "The bureau informs you that SAMOYLOV, Ivan",
        "holder of passport 75 1938264 is wanted",
        "by the judicial authorities of the country",
    ],
    "fra": [
        "Le bureau vous informe que Hélène Lefèvre",
        "née à Besançon est recherchée pour être",
        "entendue par l'autorité judiciaire du pays",
    ],
    "rus": [
        "Бюро сообщает, что Самойлов Иван Петрович",
        "проживающий по адресу: ул. Щорса, д. 14",
        "разыскивается правоохранительными органами",
    ],
}


@pytest.mark.parametrize("language", LETTERS)
def test_a_skewed_letter_is_read_in_its_own_language(language: str) -> None:
    page = ocr.recognise(files.scan(LETTERS[language], skew=1.3), 150, LANGUAGES)
    assert page.text.splitlines() == LETTERS[language]
    assert all(page.text[word.start : word.end].strip() for word in page.words)


def test_boxes_lie_where_the_words_were_drawn() -> None:
    page = ocr.recognise(files.scan(LETTERS["eng"], skew=2.0), 150, LANGUAGES)
    straight = ocr.recognise(files.scan(LETTERS["eng"]), 150, LANGUAGES)
    left, top, *_ = straight.words[0].box
    assert left == pytest.approx(0.8 * 72, abs=3) and top == pytest.approx(0.8 * 72, abs=5)
    assert page.words[0].box[0] == pytest.approx(left - 12, abs=5)
    assert page.words[0].box[1] == pytest.approx(top + 8, abs=5)


def test_a_page_on_its_side_is_turned() -> None:
    image = files.scan(LETTERS["eng"])
    page = ocr.recognise(image.rotate(90, expand=True), 150, LANGUAGES)
    assert "SAMOYLOV, Ivan" in page.text
    left, top, right, bottom = page.words[0].box
    assert bottom - top > right - left and bottom > 500


def test_a_russian_name_in_an_english_letter_is_no_noise() -> None:
    lines = [*LETTERS["eng"], "The person is also known as САМОЙЛОВ to us"]
    assert "САМОЙЛОВ" in ocr.recognise(files.scan(lines), 150, LANGUAGES).text


def test_a_scanned_pdf_is_recognised_and_every_frame_of_a_picture_is_a_page() -> None:
    scans = [files.scan(LETTERS["eng"]), files.scan(LETTERS["rus"])]
    for document in (
        read_pdf(files.scanned_pdf(scans), "a", ReadOptions()),
        read_image(files.picture(scans[0], "TIFF", scans[1:]), "a", ReadOptions()),
    ):
        assert [page.source for page in document.pages] == ["ocr", "ocr"]
        assert "Ivan" in document.pages[0].text and "Петрович" in document.pages[1].text


def test_skew_is_measured() -> None:
    assert straighten.skew_of(files.scan(LETTERS["eng"], skew=2.0)) == pytest.approx(-2.0, abs=0.25)
