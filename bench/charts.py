"""Bars as a picture: groups side by side, one colour a series."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_COLOURS = ("#1f4e79", "#c55a11", "#548235", "#7f6000", "#7030a0", "#808080", "#c00000", "#00b0a0")
_BAR, _GAP, _HIGH, _TOP, _LEFT, _BELOW = 14, 26, 300, 60, 70, 130


def draw_bars(path: Path, title: str, groups: Mapping[str, Mapping[str, float]], highest: float = 0.0) -> None:
    """`groups` maps the name of a group to its bars; the axis ends at `highest`, or at the highest bar."""
    series = list(dict.fromkeys(name for bars in groups.values() for name in bars))
    top = highest or max((value for bars in groups.values() for value in bars.values()), default=1.0) or 1.0
    wide = len(series) * _BAR + _GAP
    image = Image.new("RGB", (_LEFT + max(len(groups) * wide, 420) + 20, _TOP + _HIGH + _BELOW), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default()
    pen.text((_LEFT, 8), title, fill="black", font=font)
    _legend(pen, font, series)
    _axis(pen, font, top, image.width)
    for at, (group, bars) in enumerate(groups.items()):
        left = _LEFT + at * wide + _GAP // 2
        for number, name in enumerate(series):
            if name in bars:
                height = round(min(bars[name], top) / top * _HIGH)
                start = left + number * _BAR
                box = (start, _TOP + _HIGH - height, start + _BAR - 3, _TOP + _HIGH)
                pen.rectangle(box, fill=_COLOURS[number % len(_COLOURS)])
        _upright(image, font, group, left)
    image.save(path)


def _legend(pen: ImageDraw.ImageDraw, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, series: list[str]) -> None:
    at = _LEFT
    for number, name in enumerate(series):
        pen.rectangle((at, 32, at + 10, 42), fill=_COLOURS[number % len(_COLOURS)])
        pen.text((at + 14, 31), name, fill="black", font=font)
        at += 28 + round(font.getlength(name))


def _axis(pen: ImageDraw.ImageDraw, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, top: float, width: int) -> None:
    for part in range(5):
        height = _TOP + _HIGH - round(part / 4 * _HIGH)
        pen.line((_LEFT, height, width - 10, height), fill="#dddddd" if part else "black")
        value = top * part / 4
        pen.text((8, height - 6), f"{value:.2f}" if top <= 1 else f"{value:,.0f}", fill="black", font=font)


def _upright(image: Image.Image, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, text: str, left: int) -> None:
    label = Image.new("RGB", (_BELOW - 8, 16), "white")
    ImageDraw.Draw(label).text((0, 0), text, fill="black", font=font)
    image.paste(label.rotate(270, expand=True), (left, _TOP + _HIGH + 6))
