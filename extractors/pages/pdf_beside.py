"""What a PDF holds beside its pages: properties, bookmarks, notes with their authors, form values, links, files."""

# mypy: disable-error-code="no-untyped-call"

from collections.abc import Callable, Iterator
from functools import partial

import pymupdf

from extractors.clean import clean_line
from extractors.describe import field_of
from extractors.document import Member, MemberState, MetadataField
from extractors.limits import Limits
from extractors.members import Taken
from extractors.office.parts import parse_xml
from extractors.pages import pdf_objects, pdf_unseen
from extractors.pages.pdf_objects import Pairs

_PROPERTIES = {
    "title": "title", "author": "author", "subject": "subject", "keywords": "keywords", "creator": "software",
    "producer": "producer", "creationDate": "created", "modDate": "modified",
}  # fmt: skip
_XMP_SKIPPED = ("InstanceID", "DocumentID", "OriginalDocumentID", "MetadataDate", "format", "Producer", "CreatorTool")


def beside(document: pymupdf.Document, count: int) -> tuple[MetadataField, ...]:
    """Each thing once, in the order found; a broken corner of the file costs only itself."""
    found: dict[tuple[str, str, bool], None] = {}
    for source in (_properties, pdf_objects.bookmarks, _labels, _layers, _xmp, pdf_objects.xfa, pdf_objects.scripts):
        _collect(found, source, document)
    for number in range(count):
        _collect(found, _of_page, document, number)
    return tuple(one for name, value, hidden in found for one in field_of(name, value, hidden))


def unseen(data: bytes, document: pymupdf.Document, count: int) -> tuple[MetadataField, ...]:
    found: dict[tuple[str, str, bool], None] = {}
    _collect(found, pdf_unseen.earlier, data, document, count)
    _collect(found, pdf_unseen.off_layers, data, document, count)
    return tuple(one for name, value, hidden in found for one in field_of(name, value, hidden))


def _collect(found: dict[tuple[str, str, bool], None], source: Callable[..., Pairs], *given: object) -> None:
    try:
        for one in source(*given):
            found[one] = None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own
        return


def _properties(document: pymupdf.Document) -> Pairs:
    for key, name in _PROPERTIES.items():
        value = str((document.metadata or {}).get(key) or "")
        yield name, _date(value) if name in ("created", "modified") else value, False


def _date(value: str) -> str:
    """`D:20240131120000+01'00'` → `2024-01-31 12:00:00`."""
    digits = value.removeprefix("D:")[:14]
    if len(digits) < 8 or not digits.isdigit():
        return value
    clock = f" {digits[8:10]}:{digits[10:12]}:{digits[12:14]}" if len(digits) == 14 else ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}{clock}"


def _labels(document: pymupdf.Document) -> Pairs:
    for rule in document.get_page_labels():
        yield "page_label", str(rule.get("prefix", "")), True


def _layers(document: pymupdf.Document) -> Pairs:
    for layer in document.get_ocgs().values():
        yield "layer", str(layer.get("name", "")), True


def _xmp(document: pymupdf.Document) -> Pairs:
    text = document.get_xml_metadata()
    root = parse_xml(text.encode()) if text else None
    known = {str(value) for value in (document.metadata or {}).values()}
    for node in root.iter() if root is not None else ():
        name = str(node.tag).rpartition("}")[2]
        for value in (node.text or "", *(str(one) for key, one in node.attrib.items() if "rdf-syntax" not in str(key))):
            if (
                value.strip()
                and value not in known
                and name not in _XMP_SKIPPED
                and not value.startswith(("x-default", "uuid:", "xmp."))
            ):
                yield "xmp", value.strip(), True


def _of_page(document: pymupdf.Document, number: int) -> Pairs:
    yield from pdf_objects.notes(document, number)
    page = document[number]
    link = page.first_link
    while link is not None:
        yield "link", link.uri if link.is_external else "", True
        link = link.next


def embedded(document: pymupdf.Document, limits: Limits) -> tuple[Member, ...]:
    """Files in the file, whether listed or pinned to a page."""
    found: list[Member] = []
    taken = Taken()
    left = limits.expansion_bytes
    for name, fetch in _files(document):
        if len(found) >= limits.members:
            break
        label = taken.distinct(clean_line(name) or f"{len(found) + 1}")
        member = _member(label, fetch, min(left, limits.member_bytes))
        left -= len(member.data)
        found.append(member)
    return tuple(found)


def _member(name: str, fetch: Callable[[], bytes], limit: int) -> Member:
    try:
        data = bytes(fetch())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own
        return Member(name, MemberState.BROKEN)
    return Member(name, MemberState.READ, data) if len(data) <= limit else Member(name, MemberState.OVER_LIMIT)


def _files(document: pymupdf.Document) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for found in pdf_objects.files(document):
        yield found.name, partial(document.xref_stream, found.stream)
