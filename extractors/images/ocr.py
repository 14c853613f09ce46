"""Pixels → words with boxes: set upright, straightened, enlarged, and read in the one language that fits the page."""

from dataclasses import replace

from PIL import Image

from extractors.document import Page, Word
from extractors.images import straighten
from extractors.images.choose import choice_for
from extractors.images.engines import GOOD_DPI, Reading, read, ready, start
from extractors.images.language import in_script, script_of, spoken
from extractors.images.layout import lay_out
from extractors.images.layout_cells import Box
from extractors.images.marks import settled
from extractors.images.mended import mended
from extractors.images.missed import with_missed

_MOST_PIXELS = 24_000_000
_POOR = 0.60
warm = start


def recognise(image: Image.Image, dpi: float, languages: tuple[str, ...], number: int = 1) -> Page:
    """A page from pixels; boxes are in points from the top left of the image as given."""
    width, height = image.width * 72 / dpi, image.height * 72 / dpi
    languages = ready(languages)
    if not languages:
        return Page(number, "", (), "ocr", width, height)
    grey, scale = _sized(straighten.dark_on_light(image.convert("L")), dpi)
    is_photo = straighten.is_unevenly_lit(grey)
    grey = straighten.evened(grey) if is_photo else grey
    choice = choice_for(grey, languages, is_photo)
    reading = _reading(choice.image, choice.language, languages, is_photo)
    text, placed = lay_out(settled(reading.words))
    place = _Place(choice.image.size, grey.size, choice.angle, choice.turn, 72 / (dpi * scale))
    return Page(number, text, tuple(place.given(word) for word in placed), "ocr", width, height)


class _Place:
    """The way back from a place in the straightened image to one in the image as given."""

    def __init__(
        self, straight: tuple[int, int], given: tuple[int, int], angle: float, turn: int, factor: float
    ) -> None:
        self._straight, self._given, self._angle, self._turn, self._factor = straight, given, angle, turn, factor

    def given(self, word: Word) -> Word:
        box: Box = straighten.turned_back(word.box, self._straight, self._angle)
        if self._turn:
            box = straighten.unturned(box, self._given, self._turn)
        left, top, right, bottom = (edge * self._factor for edge in box)
        return replace(word, box=(left, top, right, bottom))


def _sized(grey: Image.Image, dpi: float) -> tuple[Image.Image, float]:
    """Tesseract is trained on letters about thirty pixels high: coarse scans are enlarged, huge ones made smaller."""
    scale = min(3.0, GOOD_DPI / dpi) if dpi < 0.8 * GOOD_DPI else min(1.0, GOOD_DPI / dpi)
    scale = min(scale, (_MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    if abs(scale - 1) < 0.05:
        return grey, 1.0
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Image.Resampling.LANCZOS if scale > 1 else Image.Resampling.BOX), scale


def _reading(image: Image.Image, language: str, languages: tuple[str, ...], is_photo: bool) -> Reading:
    reading = read(image, language, is_photo)
    if reading.confidence < _POOR:
        again = read(image, language, not is_photo)
        is_photo = is_photo != (again.weight > reading.weight)
        reading = max(reading, again, key=lambda one: one.weight)
    other = spoken(reading.text, in_script(languages, script_of(language)))
    if other not in ("", language):
        reading = max(reading, read(image, other, is_photo), key=lambda one: (one.language == other, one.weight))
    return mended(with_missed(reading, image, is_photo), image, languages, is_photo)
