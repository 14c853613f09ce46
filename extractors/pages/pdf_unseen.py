"""Text of a PDF that its pages do not show: on layers that are off, and in earlier states of the file."""

# mypy: disable-error-code="no-untyped-call"

from collections.abc import Iterator

import pymupdf

_FLAGS = pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
_MOST_PAGES = 300
_MOST_REVISIONS = 5
_END = b"%%EOF"
Pairs = Iterator[tuple[str, str, bool]]


def off_layers(data: bytes, document: pymupdf.Document, count: int) -> Pairs:
    """Read from a copy that knows of no layers."""
    if all(layer.get("on") for layer in document.get_ocgs().values()):
        return
    with pymupdf.open(stream=data, filetype="pdf") as flat:
        flat.xref_set_key(flat.pdf_catalog(), "OCProperties", "null")
        with pymupdf.open(stream=flat.tobytes(), filetype="pdf") as every:
            for number in range(min(count, _MOST_PAGES)):
                known = _lines(document[number])
                yield "hidden_text", "\n".join(line for line in _lines(every[number]) if line not in known), True


def earlier(data: bytes, document: pymupdf.Document, count: int) -> Pairs:
    """Each saving may add to the end of the file and leave what was there before."""
    ends = _ends(data)
    if not ends:
        return
    known = {line for number in range(min(count, _MOST_PAGES)) for line in _lines(document[number])}
    for end in reversed(ends[-_MOST_REVISIONS:]):
        for line in _lines_of(data[:end]):
            if line not in known:
                known.add(line)
                yield "earlier_revision", line, True


def _ends(data: bytes) -> list[int]:
    """Where earlier states of the file ended; a file made for the web has its first end near its beginning."""
    found: list[int] = []
    at = data.find(_END)
    while at >= 0 and len(found) < 1000:
        found.append(at + len(_END))
        at = data.find(_END, at + 1)
    is_linear = b"/Linearized" in data[:2048]
    return found[1 if is_linear else 0 : -1]


def _lines_of(data: bytes) -> Iterator[str]:
    try:
        with pymupdf.open(stream=data, filetype="pdf") as before:
            if not before.needs_pass:
                for number in range(min(before.page_count, _MOST_PAGES)):
                    yield from _lines(before[number])
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own; a broken earlier state costs only itself
        return


def _lines(page: pymupdf.Page) -> dict[str, None]:
    text = page.get_text("text", flags=_FLAGS | pymupdf.TEXT_MEDIABOX_CLIP)
    return dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
