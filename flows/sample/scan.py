"""Scans: pages as a grey, slightly turned, noisy picture, alone or inside a PDF."""

import io
import random
from typing import Any

import numpy
import pymupdf
from PIL import Image

from flows.sample.content import Content
from flows.sample.pdf import make_pages

# its own annotations are partial
_pdf: Any = pymupdf
_DPI = 150


def write_scanned_pdf(rng: random.Random, content: Content) -> bytes:
    """A PDF of pictures only."""
    out = _pdf.open()
    for picture in _pictures(rng, content):
        page = out.new_page(width=595, height=842)
        page.insert_image(page.rect, stream=_encode(picture, "JPEG"))
    return bytes(out.tobytes(garbage=3, no_new_id=True))


def write_image(rng: random.Random, content: Content, kind: str) -> bytes:
    """The first page as PNG or JPEG."""
    return _encode(_pictures(rng, content, fits_one_page=True)[0], kind)


def _pictures(rng: random.Random, content: Content, *, fits_one_page: bool = False) -> list[Image.Image]:
    if fits_one_page:
        content = Content(("\n".join(content.blocks),), content.author, content.year)
    pages = make_pages(rng, content)
    return [_age(rng, page.get_pixmap(dpi=_DPI, colorspace=_pdf.csGRAY)) for page in pages]


def _age(rng: random.Random, pixmap: Any) -> Image.Image:
    image = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    image = image.rotate(rng.uniform(-0.7, 0.7), resample=Image.Resampling.BILINEAR, fillcolor=250)
    noise = numpy.random.default_rng(rng.randrange(2**32)).integers(
        -9, 10, (image.height, image.width), dtype=numpy.int16
    )
    grey = numpy.clip(numpy.asarray(image, dtype=numpy.int16) * 0.93 + noise + 8, 0, 255)
    return Image.fromarray(grey.astype(numpy.uint8))


def _encode(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, kind, quality=80, dpi=(_DPI, _DPI))
    else:
        picture.quantize(16).save(out, kind, dpi=(_DPI, _DPI), compress_level=3)
    return out.getvalue()
