"""Whole pages, drawn here: each in its own language, however it lies, and no line of it passed over."""

import pytest
from PIL import Image, ImageDraw, ImageOps

from bench.ocr import DPI, error, page_of
from bench.ocr_texts import PARAGRAPHS
from extractors.images import choose, engines, language, layout, missed, ocr, straighten
from extractors.images.image import squared
from extractors.limits import ReadOptions

LANGUAGES = ocr.warm(ReadOptions().ocr_languages)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
pytestmark = pytest.mark.skipif(len(LANGUAGES) < 8, reason="not all eight languages of Tesseract are installed")


DASHED = (
    "RÉPUBLIQUE FRANÇAISE – COUR D’APPEL DE NÎMES",
    "L’œuvre du sous-préfet a été saluée par le maire – « Voilà », dit-il, – « l’été où tout a changé ! » ",
    "M. Gaël Île-Bœuf a reçu 1 250 € – sa sœur Noëlle, 500 €. L’enquête n’a pas abouti – faute de preuves.",
)


def half(page: Image.Image) -> Image.Image:
    return page.crop((0, 0, page.width, page.height // 3))


def test_an_arabic_page_is_read_whole_and_in_the_order_it_is_spoken() -> None:
    page, truth = page_of("ara", FONT, size=32)
    assert error(ocr.recognise(page, DPI, LANGUAGES).text, truth) < 0.03


def test_lines_of_arabic_are_not_taken_for_dirt() -> None:
    page, truth = page_of("ara", FONT)
    choice = choose.choice_for(page.resize((1984, 2806)), ("ara",), False)
    words = engines.read(choice.image, "ara").words
    assert error(layout.lay_out(list(words))[0], truth) < 0.02


def test_dashes_and_apostrophes_neither_part_lines_nor_change_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARAGRAPHS, "fra", DASHED)
    page, truth = page_of("fra", FONT)
    assert error(ocr.recognise(page, DPI, LANGUAGES).text, truth) < 0.02


@pytest.mark.parametrize("spoken", ["spa", "deu", "ukr", "tur", "fra"])
def test_the_language_is_chosen_among_those_of_its_script(spoken: str) -> None:
    page, _ = page_of(spoken, FONT)
    choice = choose.choice_for(half(page).resize((1984, 934)), LANGUAGES, False)
    assert (choice.turn, choice.language) == (0, spoken)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_set_upright(turn: int) -> None:
    page, _ = page_of("rus", FONT)
    lying = half(page).resize((1984, 934)).rotate(turn, expand=True)
    choice = choose.choice_for(lying, LANGUAGES, False)
    assert (choice.turn, choice.language) == (360 - turn, "rus")


def test_white_on_black_is_turned_over_and_black_on_white_is_not() -> None:
    page, _ = page_of("eng", FONT)
    assert straighten.dark_on_light(page) is page
    assert straighten.dark_on_light(ImageOps.invert(page)).tobytes() == page.tobytes()


def test_a_fax_is_made_as_dense_down_as_across() -> None:
    fax = Image.new("1", (1728, 1078), 1)
    fax.info["dpi"] = (204, 98)
    square = squared(fax)
    assert square.size == (1728, 2244) and square.info["dpi"] == (204, 204)


def test_a_row_that_the_layout_passed_over_is_read_alone() -> None:
    page, _ = page_of("eng", FONT, size=36)
    whole = engines.read(half(page), "eng")
    top = sorted({round(word.box[1]) for word in whole.words})[4]
    kept = tuple(word for word in whole.words if not top - 30 < word.box[1] < top + 30)
    lost = {word.text for word in whole.words} - {word.text for word in kept}
    again = missed.with_missed(engines.Reading("eng", kept), half(page), False)
    assert lost and len(lost & {word.text for word in again.words}) > 0.8 * len(lost)


def test_a_picture_without_letters_gives_no_words() -> None:
    image = Image.new("L", (900, 900), 255)
    ImageDraw.Draw(image).ellipse((100, 100, 800, 800), fill=90)
    assert not ocr.recognise(image, 150, LANGUAGES).words


def test_languages_that_are_silent_are_not_guessed() -> None:
    assert language.spoken("", LANGUAGES) == ""
    assert language.spoken("passport 531940276 Whitfield", ("eng", "fra")) == ""
    assert language.spoken("le contrat de la maison est dans une boîte", ("eng", "fra")) == "fra"


def test_without_a_language_a_page_is_empty() -> None:
    assert ocr.recognise(Image.new("L", (100, 100), 255), 150, ("xxx",)).text == ""
