"""A PDF whose tree of pages is lost while its pages are still there: they are put on a tree again, as they lie."""

# mypy: disable-error-code="no-untyped-call"

import pymupdf

_MOST_OBJECTS = 200_000
_TREE = "<</Type/Pages/Count %d/Kids[%s]>>"


def with_pages(document: pymupdf.Document, most: int) -> pymupdf.Document:
    """The document itself where it has pages, or where there are none to be found."""
    if document.page_count or document.needs_pass:
        return document
    pages = _pages(document, most)
    root = document.pdf_catalog()
    if not pages or not root:
        return document
    tree = document.get_new_xref()
    document.update_object(tree, _TREE % (len(pages), " ".join(f"{number} 0 R" for number in pages)))
    for number in pages:
        document.xref_set_key(number, "Parent", f"{tree} 0 R")
    document.xref_set_key(root, "Pages", f"{tree} 0 R")
    return pymupdf.open(stream=document.tobytes(), filetype="pdf")


def _pages(document: pymupdf.Document, most: int) -> list[int]:
    found: list[int] = []
    for number in range(1, min(document.xref_length(), _MOST_OBJECTS)):
        if len(found) <= most and _is_page(document, number):
            found.append(number)
    return found


def _is_page(document: pymupdf.Document, number: int) -> bool:
    try:
        return bool(document.xref_get_key(number, "Type") == ("name", "/Page"))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own; a broken object is no page
        return False
