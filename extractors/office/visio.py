"""Visio drawings (VSDX and its kin): the text of each page in order, shape data, comments and links."""

from collections.abc import Iterator

from lxml import etree

from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.office.drawings import local_name
from extractors.office.flow import hidden_fields
from extractors.office.parts import (
    Parts,
    custom_data,
    embedded_files,
    external_links,
    open_parts,
    properties,
    relations,
)
from extractors.reader import Reader
from extractors.types.names import VISIO

_PAGES = "visio/pages/pages.xml"
_DATA = {
    "Property": ("Label", "Value", "Prompt"),
    "User": ("Value", "Prompt"),
    "Hyperlink": ("Description", "Address", "SubAddress"),
}


def read_visio(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    listed = _pages(parts)
    kept = listed[: options.limits.pages]
    texts = ["\n".join(_texts(parts.tree(part))) for part, _ in kept]
    return ExtractedDocument(
        "",
        stamp("visio", "lxml"),
        pages=tuple(page for number, text in enumerate(texts, 1) for page in text_page(text, number)),
        metadata=properties(parts) + hidden_fields(_beside(parts, kept)),
        members=embedded_files(parts),
        reason=parts.reason("partly_over_limit" if len(listed) > len(kept) else ""),
    )


def _pages(parts: Parts) -> list[tuple[str, str]]:
    """Each page's part and name, in the order of the list."""
    targets = {one.id: one.target for one in relations(parts, _PAGES)}
    root = parts.tree(_PAGES)
    found = []
    for node in root.iter("{*}Page") if root is not None else ():
        ids = [
            str(value) for one in node.iter("{*}Rel") for key, value in one.attrib.items() if str(key).endswith("}id")
        ]
        found.append((targets.get(ids[0] if ids else "", ""), str(node.get("Name", ""))))
    return [one for one in found if one[0] in parts.names]


def _texts(root: etree._Element | None) -> Iterator[str]:
    for node in root.iter("{*}Text") if root is not None else ():
        text = "".join(map(str, node.itertext())).strip("\n")
        if text.strip():
            yield text


def _beside(parts: Parts, pages: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from (("page_name", name) for _, name in pages)
    for part, _ in pages:
        root = parts.tree(part)
        yield from _shape_data(root) if root is not None else ()
    for part in parts.names:
        if part.startswith("visio/masters/master") and part.endswith(".xml"):
            yield from (("master_text", text) for text in _texts(parts.tree(part)))
    root = parts.tree("visio/comments.xml")
    for node in root.iter(etree.Element) if root is not None else ():
        if local_name(node) == "AuthorEntry":
            yield from (("author", str(node.get(key, ""))) for key in ("Name", "Initials"))
        elif local_name(node) == "CommentEntry":
            yield "comment", "".join(map(str, node.itertext()))
    yield from external_links(parts, "visio/")
    yield from custom_data(parts)


def _shape_data(root: etree._Element) -> Iterator[tuple[str, str]]:
    for section in root.iter("{*}Section"):
        names = _DATA.get(str(section.get("N")), ())
        for cell in section.iter("{*}Cell") if names else ():
            value = str(cell.get("V", ""))
            if cell.get("N") in names and any(char.isalpha() for char in value):
                yield "link" if section.get("N") == "Hyperlink" else "shape_data", value


READERS: dict[str, Reader] = {VISIO: read_visio}
