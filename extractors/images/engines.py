"""Tesseract: an engine for each installed language, one for orientation and script, and what they see in an image."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import tesserocr
from PIL import Image

from extractors.images.language import ARABIC, script_of
from extractors.images.layout_cells import PlacedWord

_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
)
_OSD = "osd"
_ENGINES: dict[str, tesserocr.PyTessBaseAPI] = {}
_PAGE, _LINE = int(tesserocr.PSM.AUTO), int(tesserocr.PSM.SINGLE_LINE)
GOOD_DPI = 240
# letters and their dots are many small blobs: without these, whole lines are taken for dirt or laid into one another
_FOR_ARABIC = {"textord_noise_rejrows": "0", "textord_min_linesize": "2.5"}
_FOR_OTHERS = {"textord_noise_rejrows": "1", "textord_min_linesize": "1.25"}
_LEFT_TO_RIGHT = re.compile(r"[^\W_]+(?:[.,:/'\u066b\u066c-][^\W_]+)*")
_RTL = re.compile(r"[\u0590-\u08ff]")
_RTL_LETTER = re.compile(r"[\u0590-\u065f\u0670-\u06ef\u06fa-\u08ff]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True)
class Reading:
    """What one engine saw."""

    language: str
    words: tuple[PlacedWord, ...] = field(repr=False)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over letters, so that specks do not count like words."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def weight(self) -> float:
        return sum(len(word.text) * (word.confidence - 0.4) for word in self.words)


@dataclass(frozen=True)
class Verdict:
    """How the page lies and in which script it is written, each with how sure that is."""

    turn: int  # degrees to turn the image by, against the clock, until it stands upright
    turn_margin: float
    script: str
    script_margin: float


def start(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Starts an engine for each installed language, and makes it read once; gives those that are ready."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    blank = Image.new("L", (400, 100), 255)
    for language in languages:
        if language not in _ENGINES and (folder := tessdata(language)):
            _ENGINES[language] = _engine(folder, language, _PAGE)
            read(blank, language)
            read(blank, language, is_line=True)
    if _OSD not in _ENGINES and (folder := tessdata(_OSD)):
        _ENGINES[_OSD] = _engine(folder, _OSD, int(tesserocr.PSM.OSD_ONLY))
        verdict_on(blank, 150)
    return ready(languages)


def _engine(folder: str, language: str, mode: int) -> tesserocr.PyTessBaseAPI:
    engine = tesserocr.PyTessBaseAPI(path=folder, lang=language, psm=mode)
    engine.SetVariable("debug_file", "")  # stderr; a file would be opened at the first complaint: a crash
    return engine


def ready(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in languages if language in _ENGINES)


def tessdata(language: str) -> str:
    """The folder that holds this language, or nothing."""
    folders = (os.environ.get("TESSDATA_PREFIX", ""), *_FOLDERS)
    return next((one for one in folders if one and Path(one, f"{language}.traineddata").is_file()), "")


def verdict_on(image: Image.Image, dpi: float) -> Verdict | None:
    """None where too few letters stand, or nobody is there to judge."""
    engine = _ENGINES.get(_OSD)
    if engine is None:
        return None
    _show(engine, _OSD, image, dpi)
    found = engine.DetectOrientationScript()
    engine.Clear()
    if not found:
        return None
    turn = int(found["orient_deg"])
    return Verdict(turn, float(found["orient_conf"]), str(found["script_name"]).lower(), float(found["script_conf"]))


def read(image: Image.Image, language: str, is_photo: bool = False, is_line: bool = False) -> Reading:
    engine = _ENGINES[language]
    engine.SetPageSegMode(_LINE if is_line else _PAGE)
    engine.SetVariable("thresholding_method", "2" if is_photo else "0")  # Sauvola: shadows do not swallow the text
    _show(engine, language, image, GOOD_DPI)
    engine.Recognize()
    words = tuple(_words(engine))
    engine.Clear()
    engine.ClearAdaptiveClassifier()
    return Reading(language, words)


def _show(engine: tesserocr.PyTessBaseAPI, language: str, image: Image.Image, dpi: float) -> None:
    """Some of the engine's settings are shared by all engines, so they are set before every page."""
    for name, value in (_FOR_ARABIC if script_of(language) == ARABIC else _FOR_OTHERS).items():
        engine.SetVariable(name, value)
    engine.SetImageBytes(image.tobytes(), image.width, image.height, 1, image.width)
    engine.SetSourceResolution(round(dpi))


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
    text = _as_spoken(text) if _RTL.search(text) else text
    return PlacedWord(text, (left, top, right, bottom), one.Confidence(level) / 100)


def _as_spoken(text: str) -> str:
    """The engine gives signs from left to right as they stand; Arabic is spoken from the right, its numbers not."""
    turned = text.strip()[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda found: found[0] if _RTL_LETTER.search(found[0]) else found[0][::-1], turned)
