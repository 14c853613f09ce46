"""PDF files: with text, with a password, cut short."""

import html
import random
from typing import Any

import pymupdf

from flows.sample.content import Content

# its own annotations are partial
_pdf: Any = pymupdf
_PAGE = _pdf.paper_rect("a4")
_BODY = _PAGE + (56, 56, -56, -56)
_FITS = 2600


def write_pdf(rng: random.Random, content: Content) -> bytes:
    """A PDF with a text layer; long texts over two pages."""
    document = make_pages(rng, content)
    document.set_metadata(_metadata(content))
    return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))


def write_locked_pdf(rng: random.Random, content: Content) -> bytes:
    """A PDF that asks for a password before it shows anything."""
    document = make_pages(rng, content)
    method = _pdf.PDF_ENCRYPT_AES_256
    return bytes(document.tobytes(encryption=method, user_pw="lighthouse", owner_pw="keeper"))


def make_pages(rng: random.Random, content: Content) -> Any:
    """The laid out document, its fonts cut down to what it shows."""
    document = _pdf.open()
    size = rng.choice((9.5, 10, 10.5, 11))
    family = rng.choice(("sans-serif", "serif"))
    css = f"* {{font-family: {family}; font-size: {size}pt; line-height: 1.3}}"
    for blocks in _split(content.blocks):
        page = document.new_page(width=_PAGE.width, height=_PAGE.height)
        page.insert_htmlbox(_BODY, "".join(map(_paragraph, blocks)), css=css, scale_low=0.5)
    document.subset_fonts()
    return document


def _paragraph(block: str) -> str:
    lines = html.escape(block).replace("\t", " &nbsp; ").replace("\n", "<br>")
    return f"<p>{lines}</p>"


def _split(blocks: tuple[str, ...]) -> list[tuple[str, ...]]:
    if sum(map(len, blocks)) < _FITS:
        return [blocks]
    half = (len(blocks) + 1) // 2
    return [blocks[:half], blocks[half:]]


def _metadata(content: Content) -> dict[str, str]:
    day = f"D:{content.year}0301090000Z"
    return {
        "author": content.author,
        "title": content.blocks[0][:80],
        "creationDate": day,
        "modDate": day,
        "producer": "Office",
    }
