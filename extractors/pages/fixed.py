"""Layouts that MuPDF knows beside PDF: XPS and Mobipocket."""

# mypy: disable-error-code="no-untyped-call"

from functools import partial

import pymupdf

from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, Page
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader

XPS, MOBI = "application/vnd.ms-xpsdocument", "application/x-mobipocket-ebook"
_PROPERTIES = {"title": "title", "author": "author", "subject": "subject", "creator": "software"}


def read_fixed(kind: str, data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    document = _opened(kind, data)
    with document:
        count = min(document.page_count, options.limits.pages)
        pages: list[Page] = []
        reason = "partly_over_limit" if document.page_count > count else ""
        for number in range(count):
            try:
                pages += text_page(document[number].get_text("text", sort=kind == "xps"), number + 1)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own
                reason = "partly_broken"
        said = document.metadata or {}
        metadata = tuple(one for key, label in _PROPERTIES.items() for one in field_of(label, said.get(key)))
        metadata += tuple(one for _, title, *_ in document.get_toc() for one in field_of("bookmark", title))
    pymupdf.TOOLS.store_shrink(100)
    return ExtractedDocument("", stamp("fixed", "pymupdf"), tuple(pages), metadata=metadata, reason=reason)


def _opened(kind: str, data: bytes) -> pymupdf.Document:
    try:
        return pymupdf.open(stream=data, filetype=kind)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own, with parts of the file in their text
        pass
    raise ReadProblem("damaged")


READERS: dict[str, Reader] = {XPS: partial(read_fixed, "xps"), MOBI: partial(read_fixed, "mobi")}
