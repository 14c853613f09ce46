"""Ink that no word covers: rows and ends of rows that the engine's layout passed over are read line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractors.images import straighten
from extractors.images.engines import Reading, read
from extractors.images.layout_cells import PlacedWord

_STEP = 2  # pixels looked at together
_MOST_LINES = 60
_SURE = 0.6
_RIM = 6
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Strip:
    """A part of the image that looks like a line of text, and how much ink it holds."""

    box: tuple[int, int, int, int]
    ink: int


def with_missed(reading: Reading, image: Image.Image, is_photo: bool) -> Reading:
    if not reading.words:
        return reading
    height = median(word.box[3] - word.box[1] for word in reading.words)
    strips = _strips(_uncovered(image, reading.words), max(4.0, height / _STEP))
    found: list[PlacedWord] = []
    for strip in sorted(strips, key=lambda one: -one.ink)[:_MOST_LINES]:
        found += _line(image, strip, reading.language, is_photo)
    return Reading(reading.language, reading.words + tuple(found))


def _uncovered(image: Image.Image, words: tuple[PlacedWord, ...]) -> Mask:
    small = image.resize((max(1, image.width // _STEP), max(1, image.height // _STEP)), Image.Resampling.BOX)
    ink = straighten.ink_of(small)
    for word in words:
        left, top, right, bottom = (round(edge / _STEP) for edge in word.box)
        rim = max(2, (bottom - top) // 4)
        ink[max(0, top - rim) : bottom + rim, max(0, left - rim) : right + rim] = False
    return ink


def _strips(ink: Mask, height: float) -> list[Strip]:
    """Runs of rows about as high as a line, each parted at wide gaps."""
    found: list[Strip] = []
    for top, bottom in _runs(ink.sum(axis=1) >= max(2.0, height / 4), 1):
        if 0.4 * height <= bottom - top <= 3.5 * height:
            for left, right in _runs(ink[top:bottom].sum(axis=0) > 0, round(2 * height)):
                count = int(ink[top:bottom, left:right].sum())
                share = count / ((right - left) * (bottom - top))
                if right - left >= 1.2 * height and count >= height * height / 4 and 0.05 < share < 0.6:
                    found.append(Strip((left, top, right, bottom), count))
    return found


def _runs(marks: Mask, gap: int) -> list[tuple[int, int]]:
    """Where marks stand, gaps up to `gap` bridged."""
    places = np.nonzero(marks)[0]
    if not places.size:
        return []
    breaks = np.nonzero(np.diff(places) > gap)[0]
    starts = [int(places[0]), *(int(places[at + 1]) for at in breaks)]
    ends = [*(int(places[at]) + 1 for at in breaks), int(places[-1]) + 1]
    return list(zip(starts, ends, strict=True))


def _line(image: Image.Image, strip: Strip, language: str, is_photo: bool) -> list[PlacedWord]:
    left, top, right, bottom = (edge * _STEP for edge in strip.box)
    left, top = max(0, left - _RIM), max(0, top - _RIM)
    crop = image.crop((left, top, min(image.width, right + _RIM), min(image.height, bottom + _RIM)))
    for variant, sauvola in _variants(crop, is_photo):
        across, down = crop.width / variant.width, crop.height / variant.height
        found = [
            PlacedWord(
                word.text, (x * across + left, y * down + top, z * across + left, w * down + top), word.confidence
            )
            for word in read(variant, language, sauvola, is_line=True).words
            for x, y, z, w in [word.box]
            if word.confidence >= _SURE and sum(char.isalnum() for char in word.text) > 1
        ]
        if found:
            return found
    return []


def _variants(crop: Image.Image, is_photo: bool) -> Iterator[tuple[Image.Image, bool]]:
    """The network now and then gives nothing at all for a clear line; a slightly other picture of it wakes it."""
    yield crop, is_photo
    yield crop.filter(ImageFilter.GaussianBlur(1)), not is_photo
    for share in (0.7, 0.85):
        small = crop.resize((max(1, round(crop.width * share)), max(1, round(crop.height * share))))
        yield small, not is_photo
        yield small, is_photo
