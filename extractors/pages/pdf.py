"""PDF: the text layer in reading order, text recognition where there is none, and all that stands beside the pages."""

# mypy: disable-error-code="no-untyped-call"

import unicodedata

import pymupdf
from PIL import Image

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Page
from extractors.images import ocr
from extractors.images.engines import ready
from extractors.images.layout import lay_out
from extractors.images.layout_cells import PlacedWord
from extractors.limits import ReadOptions
from extractors.pages.pdf_beside import beside, embedded
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PDF

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
_FEW_LETTERS = 60  # on a page that is mostly picture, so few are a stamp or a page number
_RENDER_DPI = 300
_MOST_PIXELS = 16_000_000


def read_pdf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    with _opened(data) as document:
        if document.needs_pass:
            raise ReadProblem("encrypted")
        count = min(document.page_count, options.limits.pages)
        if not count:
            raise ReadProblem("damaged")
        found = [_page(document, number, options) for number in range(count)]
        pages = tuple(page or Page(number, "") for number, (page, _) in enumerate(found, 1))
        codes = {code for _, code in found} | ({"partly_over_limit"} if document.page_count > count else set())
        members = embedded(document, options.limits)
        metadata = beside(document, count)
    pymupdf.TOOLS.store_shrink(100)
    return ExtractedDocument("", stamp("pdf", "pymupdf"), pages, (), None, metadata, members, _worst(codes))


def warm() -> None:
    """Silences MuPDF, whose messages quote the file, and loads what it loads late."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    document = pymupdf.open()
    page = document.new_page()
    for font in ("helv", "tiro", "cour", "china-s", "japan", "korea"):
        page.insert_text((50, 50), "warm \u4e2d", fontname=font)
    page.add_freetext_annot((50, 80, 200, 120), "warm")
    with _opened(document.tobytes()) as again:
        _text_layer(again[0], 1)
        _rendered(again[0])
        beside(again, 1)


def _opened(data: bytes) -> pymupdf.Document:
    try:
        return pymupdf.open(stream=data, filetype="pdf")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own, with parts of the file in their text
        pass
    raise ReadProblem("damaged" if b"%%EOF" in data[-2048:] else "truncated")


def _worst(codes: set[str]) -> str:
    return next((one for one in ("partly_over_limit", "partly_broken", "ocr_unavailable") if one in codes), "")


def _page(document: pymupdf.Document, number: int, options: ReadOptions) -> tuple[Page | None, str]:
    try:
        page = document[number]
        layer = _text_layer(page, number + 1)
        if not _is_picture(page, layer):
            return layer, ""
        if not options.ocr or not ready(options.ocr_languages):
            return layer, "ocr_unavailable"
        return _recognised(page, layer, options), ""
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - one broken page must not cost the others
        return None, "partly_broken"


def _text_layer(page: pymupdf.Page, number: int) -> Page:
    """Words where they are seen: a turned page's boxes are turned with it."""
    turn = page.rotation_matrix
    words = [
        PlacedWord(text, tuple(pymupdf.Rect(left, top, right, bottom) * turn))
        for left, top, right, bottom, text, *_ in page.get_text("words", flags=_FLAGS)
    ]
    text, placed = lay_out(words)
    return Page(number, text, placed, "text", page.rect.width, page.rect.height)


def _is_picture(page: pymupdf.Page, layer: Page) -> bool:
    """Whether what is seen on the page cannot be in its text layer."""
    letters = sum(char.isalnum() for char in layer.text)
    if letters == 0:
        return bool(page.get_image_info()) or bool(page.get_cdrawings())
    if _is_garbage(layer.text):
        return True
    return letters < _FEW_LETTERS and _pictured_share(page) > 0.3


def _pictured_share(page: pymupdf.Page) -> float:
    area = abs(page.rect) or 1.0
    return max((abs(pymupdf.Rect(one["bbox"]) & page.cropbox) / area for one in page.get_image_info()), default=0.0)


def _is_garbage(text: str) -> bool:
    """Fonts without a table of meanings give replacement signs, private code points and controls for letters."""
    signs = [char for char in text if not char.isspace()]
    strange = sum(char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc") for char in signs)
    return strange > 0.1 * len(signs)


def _recognised(page: pymupdf.Page, layer: Page, options: ReadOptions) -> Page:
    image, dpi = _rendered(page)
    read = ocr.recognise(image, dpi, options.ocr_languages, layer.number)
    options.tick()
    return layer if len(read.text) < len(layer.text) and not _is_garbage(layer.text) else read


def _rendered(page: pymupdf.Page) -> tuple[Image.Image, float]:
    inches = max(0.01, abs(page.rect) / 72**2)
    dpi = min(_RENDER_DPI, (_MOST_PIXELS / inches) ** 0.5)
    zoom = dpi / 72
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples), dpi


READERS: dict[str, Reader] = {PDF: read_pdf}
