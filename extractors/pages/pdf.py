"""PDF: the text layer in reading order, text recognition where there is none, and all that stands beside the pages."""

# mypy: disable-error-code="no-untyped-call"

import re
from dataclasses import dataclass, field

import pymupdf
from PIL import Image

from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Page
from extractors.images import ocr
from extractors.images.engines import ready
from extractors.images.layout import lay_out
from extractors.images.layout_cells import Box, PlacedWord
from extractors.limits import ReadOptions
from extractors.pages.pdf_beside import beside, embedded, unseen
from extractors.pages.pdf_mended import with_pages
from extractors.pages.plausible import is_doubtful, is_garbage, speaks
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PDF

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")
_FEW_LETTERS = 60  # under a picture of a page, so few are a stamp or a page number
_LARGE = 0.25  # of the page
_MOST_PICTURES = 200
_RENDER_DPI = 300
_MOST_PIXELS = 16_000_000


def read_pdf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    with with_pages(_opened(data), options.limits.pages) as document:
        if document.needs_pass:
            raise ReadProblem("encrypted")
        count = min(document.page_count, options.limits.pages)
        if not count:
            raise ReadProblem("damaged")
        found = [_page(document, number, options) for number in range(count)]
        pages = tuple(one.page or Page(number, "") for number, one in enumerate(found, 1))
        outside = tuple(one for each in found for one in field_of("hidden_text", each.outside, True))
        codes = {one.code for one in found} | ({"partly_over_limit"} if document.page_count > count else set())
        members = embedded(document, options.limits)
        metadata = beside(document, count) + outside + unseen(data, document, count)
    pymupdf.TOOLS.store_shrink(100)
    return ExtractedDocument("", stamp("pdf", "pymupdf"), pages, (), None, metadata, members, _worst(codes))


def warm() -> None:
    """Silences MuPDF, whose messages quote the file, and loads what it loads late.

    A document's bookmarks are read by us and not when it is opened, since a deep tree of them exhausts the stack."""
    setattr(pymupdf.Document, "_loadOutline", _no_outline)  # noqa: B010 - a method of a library, put out of use
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    document = pymupdf.open()
    page = document.new_page()
    for font in ("helv", "tiro", "cour", "china-s", "japan", "korea"):
        page.insert_text((50, 50), "warm \u4e2d", fontname=font)
    page.add_freetext_annot((50, 80, 200, 120), "warm")
    with _opened(document.tobytes()) as again:
        _laid_out(again[0], 1, _words(again[0])[0])
        _rendered(again[0])
        beside(again, 1)
        unseen(again.tobytes(), again, 1)


def _no_outline(_: pymupdf.Document) -> None:
    """Stands in for what would be read at each opening."""


def _opened(data: bytes) -> pymupdf.Document:
    try:
        return pymupdf.open(stream=data, filetype="pdf")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own, with parts of the file in their text
        pass
    if b"%%EOF" not in data[-2048:]:
        raise ReadProblem("truncated")
    raise ReadProblem("encrypted" if _ENCRYPTED.search(data) else "damaged")  # for holders of keys, not of a password


def _worst(codes: set[str]) -> str:
    return next((one for one in ("partly_over_limit", "partly_broken", "ocr_unavailable") if one in codes), "")


@dataclass(frozen=True)
class _Found:
    """A page, what stands outside its frame, and the code of what went wrong."""

    page: Page | None
    outside: str = field(default="", repr=False)
    code: str = ""


def _page(document: pymupdf.Document, number: int, options: ReadOptions) -> _Found:
    try:
        page = document[number]
        words, outside = _words(page)
        layer = _laid_out(page, number + 1, words)
        if not _is_picture(page, layer):
            return _Found(layer, outside)
        if not options.ocr or not ready(options.ocr_languages):
            return _Found(layer, outside, "ocr_unavailable")
        return _Found(_recognised(page, layer, words, options), outside)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - one broken page must not cost the others
        return _Found(None, code="partly_broken")


def _words(page: pymupdf.Page) -> tuple[list[PlacedWord], str]:
    """Words where they are seen, a turned page's boxes turned with it; and those that the frame cuts away."""
    turn, frame = page.rotation_matrix, tuple(page.rect)
    is_turned = page.rotation != 0
    seen: list[PlacedWord] = []
    outside: list[str] = []
    for *corners, text, _, _, _ in page.get_text("words", flags=_FLAGS, clip=pymupdf.INFINITE_RECT()):
        box = tuple(pymupdf.Rect(corners) * turn) if is_turned else tuple(corners)
        if box[2] < frame[0] or box[0] > frame[2] or box[3] < frame[1] or box[1] > frame[3]:
            outside.append(text)
        else:
            seen.append(PlacedWord(text, box))
    return seen, " ".join(outside)


def _laid_out(page: pymupdf.Page, number: int, words: list[PlacedWord], source: str = "text") -> Page:
    text, placed = lay_out(words)
    return Page(number, text, placed, source, page.rect.width, page.rect.height)


def _is_picture(page: pymupdf.Page, layer: Page) -> bool:
    """Whether what is seen on the page cannot all be in its text layer."""
    letters = sum(char.isalnum() for char in layer.text)
    if letters == 0:
        return bool(page.get_image_info() or page.get_cdrawings())
    return is_garbage(layer.text) or is_doubtful(layer.text) or _has_silent_picture(page, layer, letters)


def _has_silent_picture(page: pymupdf.Page, layer: Page, letters: int) -> bool:
    """A picture that takes much of the page, and under which the text layer says little."""
    for info in page.get_image_info()[:_MOST_PICTURES]:
        box = pymupdf.Rect(info["bbox"]) * page.rotation_matrix & page.rect
        share = abs(box) / (abs(page.rect) or 1.0)
        if share > _LARGE:
            under = [word for word in layer.words if box.contains(pymupdf.Point(word.box[:2]))]
            if sum(word.end - word.start for word in under) < _FEW_LETTERS:
                return True
    return False


def _recognised(page: pymupdf.Page, layer: Page, words: list[PlacedWord], options: ReadOptions) -> Page:
    """What the layer says and is plausible is kept; recognition adds what stands in no place of the layer."""
    image, dpi = _rendered(page)
    read = ocr.recognise(image, dpi, options.ocr_languages, layer.number)
    options.tick()
    if is_garbage(layer.text):
        return read if read.text else layer
    if is_doubtful(layer.text):
        return read if speaks(read.text) > speaks(layer.text) else layer
    if not words:
        return read
    taken = [word.box for word in words]
    fresh = [word for word in read.words if not _is_covered(word.box, taken)]
    if not fresh:
        return layer
    added = [PlacedWord(read.text[word.start : word.end], word.box, word.confidence) for word in fresh]
    return _laid_out(page, layer.number, words + added, "ocr")


def _is_covered(box: Box, taken: list[Box]) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(one[0] <= across <= one[2] and one[1] <= down <= one[3] for one in taken)


def _rendered(page: pymupdf.Page) -> tuple[Image.Image, float]:
    inches = max(0.01, abs(page.rect) / 72**2)
    dpi = min(_RENDER_DPI, (_MOST_PIXELS / inches) ** 0.5)
    zoom = dpi / 72
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples), dpi


READERS: dict[str, Reader] = {PDF: read_pdf}
