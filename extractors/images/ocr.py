"""Pixels → words with boxes: straightened, enlarged, and read in the one language that fits the page best."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import tesserocr
from PIL import Image

from extractors.document import Page, Word
from extractors.images import straighten
from extractors.images.layout import lay_out
from extractors.images.layout_cells import Box, PlacedWord

_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
)
_SCRIPTS = {
    "rus": "cyrillic",
    "ukr": "cyrillic",
    "bul": "cyrillic",
    "bel": "cyrillic",
    "ara": "arabic",
    "fas": "arabic",
    "ell": "greek",
}
_ENGINES: dict[str, tesserocr.PyTessBaseAPI] = {}
_GOOD_DPI = 300
_COMMON = {
    "eng": frozenset(
        ("the", "of", "and", "to", "in", "is", "for", "that", "by", "at", "with", "be", "was", "from", "this")
    ),
    "fra": frozenset(
        ("le", "la", "les", "de", "des", "du", "et", "est", "que", "en", "une", "au", "pour", "par", "dans")
    ),
    "rus": frozenset(("и", "в", "на", "по", "с", "что", "не", "от", "для", "года", "о", "к", "за", "из", "при")),
}
_MOST_PIXELS = 24_000_000
_SURE = 0.75
_CERTAIN = 0.88  # above this a second look in another script is not worth its time
_POOR = 0.60


@dataclass(frozen=True)
class Reading:
    """What one engine saw."""

    language: str
    words: tuple[PlacedWord, ...] = field(repr=False)

    @property
    def confidence(self) -> float:
        """Mean over letters, so that specks do not count like words."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def weight(self) -> float:
        return sum(len(word.text) * (word.confidence - 0.4) for word in self.words)


def warm(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Starts an engine for each installed language, and makes it read once; gives those that are ready."""
    for language in languages:
        if language not in _ENGINES and (folder := tessdata(language)):
            os.environ.setdefault("OMP_THREAD_LIMIT", "1")
            engine = tesserocr.PyTessBaseAPI(path=folder, lang=language, psm=tesserocr.PSM.AUTO)
            engine.SetVariable("debug_file", "")  # stderr; a file would be opened at the first complaint: a crash
            _ENGINES[language] = engine
            _read(Image.new("L", (400, 100), 255), language)
    return ready(languages)


def ready(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in languages if language in _ENGINES)


def tessdata(language: str) -> str:
    """The folder that holds this language, or nothing."""
    folders = (os.environ.get("TESSDATA_PREFIX", ""), *_FOLDERS)
    return next((one for one in folders if one and Path(one, f"{language}.traineddata").is_file()), "")


def recognise(image: Image.Image, dpi: float, languages: tuple[str, ...], number: int = 1) -> Page:
    """A page from pixels; boxes are in points from the top left of the image as given."""
    grey = image.convert("L")
    page = _recognised(grey, dpi, languages, number)
    if not _is_poor(page):
        return page
    turned = {turn: _recognised(grey.rotate(turn, expand=True), dpi, languages, number) for turn in (90, 180, 270)}
    turn = max(turned, key=lambda one: _sure_letters(turned[one]))
    if _sure_letters(turned[turn]) < 1.5 * _sure_letters(page) + 10:
        return page
    size = (page.width, page.height)
    words = tuple(replace(word, box=straighten.unturned(word.box, size, turn)) for word in turned[turn].words)
    return replace(page, text=turned[turn].text, words=words)


def _is_poor(page: Page) -> bool:
    """Much was taken for letters, and little of it is certain and level: the page may lie on its side."""
    letters = sum(word.end - word.start for word in page.words)
    return letters >= 30 and _sure_letters(page) < 0.4 * letters


def _sure_letters(page: Page) -> int:
    """Of level words, since a page on its side gives single letters that look certain, or words that stand upright."""
    sure = (word for word in page.words if word.confidence > _SURE and word.end - word.start > 2)
    return sum(word.end - word.start for word in sure if word.box[2] - word.box[0] > word.box[3] - word.box[1])


def _recognised(image: Image.Image, dpi: float, languages: tuple[str, ...], number: int) -> Page:
    grey, scale = _sized(image, dpi)
    straight, angle = straighten.straightened(grey)
    reading = _best_reading(straight, ready(languages))
    text, placed = lay_out(list(reading.words))
    factor = 72 / (dpi * scale)
    words = tuple(replace(word, box=_in_points(word, straight.size, angle, factor)) for word in placed)
    return Page(number, text, words, "ocr", image.width * 72 / dpi, image.height * 72 / dpi)


def _in_points(word: Word, size: tuple[int, int], angle: float, factor: float) -> Box:
    left, top, right, bottom = straighten.turned_back(word.box, size, angle)
    return left * factor, top * factor, right * factor, bottom * factor


def _sized(grey: Image.Image, dpi: float) -> tuple[Image.Image, float]:
    """Tesseract is trained on letters about thirty pixels high: coarse scans are enlarged, huge ones made smaller."""
    scale = min(3.0, _GOOD_DPI / dpi) if dpi < 0.8 * _GOOD_DPI else min(1.0, _GOOD_DPI / dpi)
    scale = min(scale, (_MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    if abs(scale - 1) < 0.05:
        return grey, 1.0
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Image.Resampling.LANCZOS if scale > 1 else Image.Resampling.BOX), scale


def _best_reading(image: Image.Image, languages: tuple[str, ...]) -> Reading:
    if not languages:
        return Reading("", ())
    is_photo = straighten.is_unevenly_lit(image)
    image = straighten.evened(image) if is_photo else image
    language = _language_of(image, languages, is_photo)
    reading = _read(image, language, is_photo)
    if reading.confidence < _POOR:
        again = _read(image, language, not is_photo)
        reading = max(reading, again, key=lambda one: one.weight)
    return _mended(reading, image, languages, is_photo)


def _language_of(image: Image.Image, languages: tuple[str, ...], is_photo: bool) -> str:
    """Each language reads the densest strip of the page; the most certain letters win."""
    if len(languages) == 1:
        return languages[0]
    strip = straighten.densest_strip(image)
    return max((_read(strip, language, is_photo) for language in languages), key=_fit).language


def _fit(reading: Reading) -> float:
    """Languages of one script read each other's letters almost as surely: their commonest words part them."""
    words = [word.text.lower().strip(".,;:()") for word in reading.words]
    common = sum(word in _COMMON.get(reading.language, ()) for word in words)
    return reading.weight * (1 + 0.3 * common / max(1, len(words)))


def _read(image: Image.Image, language: str, is_photo: bool = False) -> Reading:
    engine = _ENGINES[language]
    engine.SetVariable("thresholding_method", "2" if is_photo else "0")  # Sauvola: shadows do not swallow the text
    engine.SetImageBytes(image.tobytes(), image.width, image.height, 1, image.width)
    engine.SetSourceResolution(_GOOD_DPI)
    engine.Recognize()
    words = tuple(_words(engine))
    engine.Clear()
    engine.ClearAdaptiveClassifier()
    return Reading(language, words)


def _words(engine: tesserocr.PyTessBaseAPI) -> list[PlacedWord]:
    level = tesserocr.RIL.WORD
    iterator = engine.GetIterator()
    if iterator is None:
        return []
    found = [_word(one, level) for one in tesserocr.iterate_level(iterator, level) if not one.Empty(level)]
    return [word for word in found if word.text.strip()]


def _word(one: tesserocr.PyResultIterator, level: int) -> PlacedWord:
    text, box = one.GetUTF8Text(level), one.BoundingBox(level)
    left, top, right, bottom = map(float, box)
    return PlacedWord(text, (left, top, right, bottom), one.Confidence(level) / 100)


def _is_no_speck(word: PlacedWord) -> bool:
    """Doubtful letters are kept, since a lost name is found by nobody; doubtful signs are dirt."""
    letters = sum(char.isalnum() for char in word.text)
    return word.confidence >= 0.5 or letters >= 3 or (letters > 0 and word.confidence > 0.05)


def _mended(reading: Reading, image: Image.Image, languages: tuple[str, ...], is_photo: bool) -> Reading:
    """Doubtful words are read once more in another script: a Russian name in an English letter is no noise."""
    script = _script(reading.language)
    others = [one for one in languages if _script(one) != script]
    doubtful = [word for word in reading.words if word.confidence < _CERTAIN and len(word.text) > 1]
    words = list(reading.words)
    for language in others:
        if doubtful and sum(len(word.text) for word in doubtful) < 2000:
            words = _replaced(words, _reread(image, doubtful, language, is_photo))
    return replace(reading, words=tuple(word for word in words if _is_no_speck(word)))


def _script(language: str) -> str:
    return _SCRIPTS.get(language, "latin")


def _reread(image: Image.Image, doubtful: list[PlacedWord], language: str, is_photo: bool) -> list[PlacedWord]:
    """All else is painted over, so that one pass reads every doubtful word in its place."""
    canvas = Image.new("L", image.size, 255)
    for word in doubtful:
        left, top, right, bottom = (round(edge) for edge in word.box)
        box = (max(0, left - 4), max(0, top - 4), min(image.width, right + 4), min(image.height, bottom + 4))
        canvas.paste(image.crop(box), box)
    return list(_read(canvas, language, is_photo).words)


def _replaced(words: list[PlacedWord], second: list[PlacedWord]) -> list[PlacedWord]:
    """Where the second reading is clearly surer of the same place, it stands instead."""
    kept: list[PlacedWord] = []
    for word in words:
        rivals = [one for one in second if _shares_place(one.box, word.box)]
        surer = rivals and min(one.confidence for one in rivals) > max(
            word.confidence + 0.08, 0.65 if word.confidence > 0.3 else 0.35
        )
        kept += sorted(rivals, key=lambda one: one.box[0]) if surer and word.confidence < _CERTAIN else [word]
    return kept


def _shares_place(inner: Box, outer: Box) -> bool:
    middle_x, middle_y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 4 <= middle_x <= outer[2] + 4 and outer[1] - 4 <= middle_y <= outer[3] + 4
