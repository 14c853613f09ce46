"""Text recognition on pages drawn here, whose text is known: character error by language and condition, and its speed.

python -m bench.ocr [--languages eng,ara] [--conditions clean,fax] [--fonts FOLDER] [--show]
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bench.ocr_texts import PARAGRAPHS
from extractors.images import ocr

DPI = 150
_SIZE = (1240, 1754)
_MARGIN = 110
_LINE = 1.5  # font sizes
_FONTS = ("DejaVuSans", "DejaVuSerif", "LiberationSerif-Regular", "LiberationSans-Regular", "NotoSerif-Regular")
_ARABIC_FONTS = ("DejaVuSans", "NotoNaskhArabic-Regular", "Amiri-Regular", "NotoSansArabic-Regular", "KacstBook")


def page_of(language: str, font: str, size: int = 23, columns: int = 1) -> tuple[Image.Image, str]:
    """A page filled with the language's text, and the text as it is read."""
    image = Image.new("L", _SIZE, 255)
    draw = ImageDraw.Draw(image)
    letters = ImageFont.truetype(font, size)
    width = (_SIZE[0] - 2 * _MARGIN - 60 * (columns - 1)) // columns
    room = int((_SIZE[1] - 2 * _MARGIN) / (size * _LINE))
    lines = _filled(language, draw, letters, width, room * columns)
    for at, line in enumerate(lines):
        column = columns - 1 - at // room if language == "ara" else at // room
        left = _MARGIN + column * (width + 60)
        top = _MARGIN + (at % room) * size * _LINE
        if language == "ara":
            draw.text((left + width, top), line, 0, letters, anchor="ra", direction="rtl", language="ar")
        else:
            draw.text((left, top), line, 0, letters)
    return image, " ".join(lines)


def _filled(
    language: str, draw: ImageDraw.ImageDraw, letters: ImageFont.FreeTypeFont, width: int, room: int
) -> list[str]:
    lines: list[str] = []
    while len(lines) < room:
        for paragraph in PARAGRAPHS[language]:
            lines += _wrapped(paragraph, draw, letters, width)
    return [line for line in lines[:room] if line]


def _wrapped(text: str, draw: ImageDraw.ImageDraw, letters: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, letters) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _skewed(page: Image.Image) -> tuple[Image.Image, float]:
    return page.rotate(2, Image.Resampling.BICUBIC, fillcolor=255), DPI


def _fax(page: Image.Image) -> tuple[Image.Image, float]:
    """Two hundred by a hundred dots an inch, black or white, some of them wrong; shown as fax software stores it."""
    small = page.resize((round(page.width * 200 / DPI), round(page.height * 100 / DPI)), Image.Resampling.LANCZOS)
    dots = np.asarray(small) > 150
    wrong = np.random.default_rng(1).random(dots.shape) < 0.001
    fax = Image.fromarray(((dots ^ wrong) * 255).astype(np.uint8)).convert("1")
    fax.info["dpi"] = (204, 98)
    return fax, 0


def _photograph(page: Image.Image) -> tuple[Image.Image, float]:
    """Light from one side with a shadow across, not quite straight, unsharp, noisy."""
    across, down = np.meshgrid(np.linspace(0, 1, page.width), np.linspace(0, 1, page.height))
    light = 0.35 + 0.6 * across * (1 - 0.5 * down) - 0.2 * (np.abs(across + down * 0.4 - 0.7) < 0.12)
    turned = page.rotate(-1, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    pixels = np.asarray(turned, dtype=float) * np.clip(light, 0.12, 1) * 0.9 + 10
    pixels += np.random.default_rng(1).normal(0, 5, pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)), 0


def _coarse(page: Image.Image) -> tuple[Image.Image, float]:
    size = (round(page.width * 100 / DPI), round(page.height * 100 / DPI))
    return page.resize(size, Image.Resampling.LANCZOS), 100


def _turned(degrees: int) -> Callable[[Image.Image], tuple[Image.Image, float]]:
    return lambda page: (page.rotate(degrees, expand=True, fillcolor=255), DPI)


CONDITIONS: dict[str, Callable[[Image.Image], tuple[Image.Image, float]]] = {
    "clean": lambda page: (page, DPI),
    "skew": _skewed,
    "fax": _fax,
    "photograph": _photograph,
    "100dpi": _coarse,
    "inverse": lambda page: (Image.eval(page, lambda value: 255 - value), DPI),
    "turned 90": _turned(90),
    "turned 180": _turned(180),
    "turned 270": _turned(270),
    "columns": lambda page: (page, DPI),
}


def error(read: str, truth: str) -> float:
    """Edits needed, as a share of the truth; a run of white space counts as one blank."""
    left, right = " ".join(read.split()), " ".join(truth.split())
    codes = np.array([ord(char) for char in right])
    steps = np.arange(len(right) + 1)
    row = steps.copy()
    for char in left:
        fresh = np.concatenate(([row[0] + 1], np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))))
        row = np.minimum.accumulate(fresh - steps) + steps
    return float(row[-1]) / max(1, len(right))


def _read(image: Image.Image, dpi: float) -> tuple[str, float]:
    from extractors.images.image import dpi_of, squared

    began = time.process_time()
    if not dpi:
        grey = squared(image)
        dpi, image = dpi_of(grey), grey
    page = ocr.recognise(image, dpi, tuple(PARAGRAPHS))
    return page.text, time.process_time() - began


def _fonts(language: str, folders: Sequence[str]) -> list[str]:
    names = _ARABIC_FONTS if language == "ara" else _FONTS
    found = {path.stem: str(path) for folder in folders for path in Path(folder).rglob("*.ttf")}
    return [found[name] for name in names if name in found and _has_all(found[name], language)]


def _has_all(font: str, language: str) -> bool:
    """A sign that the font lacks is drawn as a box, which nobody can read."""
    letters = ImageFont.truetype(font, 20)
    box = bytes(letters.getmask("\uffff"))
    return all(bytes(letters.getmask(char)) != box for text in PARAGRAPHS[language] for char in set(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", default=",".join(PARAGRAPHS))
    parser.add_argument("--conditions", default=",".join(CONDITIONS))
    parser.add_argument("--fonts", default="/usr/share/fonts")
    parser.add_argument("--show", action="store_true", help="print each page's text")
    given = parser.parse_args()
    ocr.warm(tuple(PARAGRAPHS))
    print(f"{'condition':12} {'language':8} {'error':>7} {'worst':>7} {'pages/CPU-s':>12}")
    for condition in given.conditions.split(","):
        for language in given.languages.split(","):
            errors, seconds = [], 0.0
            for font in _fonts(language, given.fonts.split(",")):
                page, truth = page_of(language, font, columns=2 if condition == "columns" else 1)
                text, spent = _read(*CONDITIONS[condition](page))
                errors.append(error(text, truth))
                seconds += spent
                if given.show:
                    print(Path(font).stem, errors[-1], text, sep="\n")
            mean = sum(errors) / len(errors)
            print(
                f"{condition:12} {language:8} {mean:7.4f} {max(errors):7.4f} {len(errors) / seconds:12.2f}", flush=True
            )


if __name__ == "__main__":
    main()
