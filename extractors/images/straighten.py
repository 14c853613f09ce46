"""The geometry of a scan: its skew, its light, and the strip of it that holds most ink."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from extractors.images.layout_cells import Box

_WIDTH = 800  # skew shows at this width as well as at full size
_MOST_DEGREES = 6.0
_LEAST_DEGREES = 0.25


def straightened(grey: Image.Image) -> tuple[Image.Image, float]:
    """The image turned so that its lines run level, and the angle it was turned by."""
    angle = skew_of(grey)
    if abs(angle) < _LEAST_DEGREES:
        return grey, 0.0
    paper = int(np.percentile(np.asarray(grey.resize((64, 64))), 90))
    return grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper), angle


def turned_back(box: Box, size: tuple[int, int], angle: float) -> Box:
    """A box of the straightened image as a box of the image before it was turned."""
    if not angle:
        return box
    middle_x, middle_y = size[0] / 2, size[1] / 2
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    corners = [(x - middle_x, y - middle_y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    turned = [(middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine) for x, y in corners]
    across, down = [x for x, _ in turned], [y for _, y in turned]
    return min(across), min(down), max(across), max(down)


def unturned(box: Box, size: tuple[float, float], turn: int) -> Box:
    """A box of an image turned by 90, 180 or 270 degrees, as a box of the image before, whose size is given."""
    left, top, right, bottom = box
    width, height = size
    if turn == 180:
        return width - right, height - bottom, width - left, height - top
    return (width - bottom, left, width - top, right) if turn == 90 else (top, height - right, bottom, height - left)


def skew_of(grey: Image.Image) -> float:
    """The angle at which the rows of ink stand out most sharply from the gaps between them."""
    scale = _WIDTH / max(grey.width, 1)
    if scale < 1:
        grey = grey.resize((_WIDTH, max(1, round(grey.height * scale))), Image.Resampling.BOX)
    rows, columns = np.nonzero(ink_of(grey))
    if rows.size < 200:
        return 0.0
    if rows.size > 40_000:
        chosen = np.linspace(0, rows.size - 1, 40_000).astype(int)
        rows, columns = rows[chosen], columns[chosen]
    coarse = _sharpest(rows, columns, np.arange(-_MOST_DEGREES, _MOST_DEGREES + 0.1, 0.5))
    return _sharpest(rows, columns, np.arange(coarse - 0.5, coarse + 0.55, 0.1))


def _sharpest(rows: NDArray[np.int64], columns: NDArray[np.int64], angles: NDArray[np.float64]) -> float:
    scores = [_sharpness(rows - columns * math.tan(math.radians(angle))) for angle in angles]
    level = int(np.argmin(np.abs(angles)))
    best = int(np.argmax(scores))
    return float(angles[best]) if scores[best] > 1.05 * scores[level] or abs(angles[level]) > 0.1 else 0.0


def _sharpness(heights: NDArray[np.float64]) -> float:
    counts = np.bincount((heights - heights.min()).astype(int))
    return float(np.square(np.diff(counts.astype(float))).sum())


def ink_of(grey: Image.Image) -> NDArray[np.bool_]:
    """Pixels clearly darker than the paper around them."""
    pixels = np.asarray(grey, dtype=np.int16)
    paper = np.asarray(
        grey.resize((max(1, grey.width // 32), max(1, grey.height // 32)), Image.Resampling.BOX).resize(grey.size)
    )
    return np.asarray(pixels < paper.astype(np.int16) - 40)


def dark_on_light(grey: Image.Image) -> Image.Image:
    """Turned over where most of it is dark and what stands out from its surroundings is light."""
    small = grey.resize((max(1, grey.width // 4), max(1, grey.height // 4)), Image.Resampling.BOX)
    pixels = np.asarray(small, dtype=np.float32)
    if np.median(pixels) > 127:
        return grey
    around = np.asarray(small.filter(ImageFilter.BoxBlur(12)), dtype=np.float32)
    return ImageOps.invert(grey) if np.power((pixels - around) / 64, 3).sum() > 0 else grey


def is_unevenly_lit(grey: Image.Image) -> bool:
    """A photograph: the paper itself is much darker in one place than in another."""
    pixels = np.asarray(grey.resize((256, 256), Image.Resampling.BILINEAR))
    blocks = pixels.reshape(8, 32, 8, 32).swapaxes(1, 2).reshape(64, -1)
    paper = np.percentile(blocks, 90, axis=1)
    return bool(np.percentile(paper, 90) - np.percentile(paper, 10) > 40)


def evened(grey: Image.Image) -> Image.Image:
    """Divided by the light that falls on each place, so that paper is white everywhere."""
    small = grey.resize((max(1, grey.width // 8), max(1, grey.height // 8)), Image.Resampling.BOX)
    light = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6)).resize(grey.size)
    pixels = np.asarray(grey, dtype=np.float32) * 250 / np.maximum(np.asarray(light, dtype=np.float32), 8)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def densest_strip(grey: Image.Image, share: float = 0.1) -> Image.Image:
    """The band of rows with most ink, high enough for several lines."""
    height = max(300, round(grey.height * share))
    if grey.height <= height * 1.5:
        return grey
    counts = np.cumsum(np.concatenate(([0], ink_of(grey).sum(axis=1))))
    top = int(np.argmax(counts[height:] - counts[:-height]))
    return grey.crop((0, top, grey.width, top + height))
