"""PowerPoint files (PPTX, PPTM, PPSX, POTX): a page for each slide in its order, with its notes and comments."""

from collections.abc import Iterator

from lxml import etree

from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Page
from extractors.limits import ReadOptions
from extractors.office.drawings import described, drawing_text, drawn_text, local_name
from extractors.office.flow import hidden_fields
from extractors.office.parts import (
    Parts,
    custom_data,
    embedded_files,
    external_links,
    main_part,
    open_parts,
    properties,
    relations,
)
from extractors.reader import Reader
from extractors.types.names import PPTX

_DRAWN = ("chart", "chartEx", "diagramData")
_NUMBERS = frozenset(("sldNum",))
_SHOWN = frozenset((None, "hdr", "ftr", "dt"))


def read_pptx(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    slides = _slides(parts)
    authors = _authors(parts)
    kept = slides[: options.limits.pages]
    pages = tuple(page for number, slide in enumerate(kept, 1) for page in _page(parts, slide, number, authors))
    return ExtractedDocument(
        "",
        stamp("pptx", "lxml"),
        pages=pages,
        metadata=properties(parts) + hidden_fields(_hidden(parts, kept, authors)),
        members=embedded_files(parts),
        reason=parts.reason("partly_over_limit" if len(slides) > len(kept) else ""),
    )


def _slides(parts: Parts) -> list[str]:
    """In the order of the show; slides that it does not list follow, since they are still in the file."""
    main = main_part(parts, "ppt/presentation.xml")
    root = parts.tree(main)
    targets = {one.id: one.target for one in relations(parts, main) if one.kind == "slide"}
    ids = [_attribute(node, "id", 1) for node in root.iter("{*}sldId")] if root is not None else []
    listed = [targets.pop(one) for one in ids if one in targets]
    others = [one for one in parts.names if one.startswith("ppt/slides/") and one.endswith(".xml")]
    return [one for one in dict.fromkeys([*listed, *targets.values(), *others]) if one in parts.names]


def _attribute(node: etree._Element, name: str, least_spaces: int = 0) -> str:
    """By its local name; a slide has two called id, of which the one in a namespace is meant."""
    found = [str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name
             and str(key).count("}") >= least_spaces]  # fmt: skip
    return found[0] if found else ""


def _page(parts: Parts, slide: str, number: int, authors: dict[str, str]) -> tuple[Page, ...]:
    root = parts.tree(slide)
    texts = [drawing_text(root)] if root is not None else []
    for one in relations(parts, slide):
        if one.is_external or one.target not in parts.names:
            continue
        if one.kind in _DRAWN:
            texts.append(drawn_text(parts, one.target))
        elif one.kind == "notesSlide":
            texts.append(_notes(parts, one.target))
        elif one.kind == "comments":
            texts += _comments(parts, one.target, authors)
    return text_page("\n".join(text for text in texts if text.strip()), number)


def _notes(parts: Parts, name: str) -> str:
    """Without the number of the slide, which a notes page repeats."""
    root = parts.tree(name)
    if root is None:
        return ""
    return _texts(one for one in root.iter("{*}sp") if _place_of(one) not in _NUMBERS)


def _place_of(shape: etree._Element) -> str | None:
    """What a placeholder is for; nothing for a shape of its own."""
    mark = next(shape.iter("{*}ph"), None)
    return None if mark is None else str(mark.get("type", "body"))


def _texts(shapes: Iterator[etree._Element]) -> str:
    return "\n".join(text for one in shapes if (text := drawing_text(one)))


def _comments(parts: Parts, name: str, authors: dict[str, str]) -> Iterator[str]:
    root = parts.tree(name)
    for node in root.iter(etree.Element) if root is not None else ():
        if local_name(node) in ("cm", "reply"):
            own = [one for one in node if local_name(one) in ("text", "txBody")]
            text = "\n".join(drawing_text(one) or "".join(one.itertext()) for one in own)
            author = authors.get(str(node.get("authorId", "")), "")
            yield f"{author}: {text}" if author else text


def _authors(parts: Parts) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
        root = parts.tree(name)
        for node in root if root is not None else ():
            if isinstance(node.tag, str):
                found[str(node.get("id", ""))] = str(node.get("name", ""))
    return found


def _hidden(parts: Parts, slides: list[str], authors: dict[str, str]) -> Iterator[tuple[str, str]]:
    for number, slide in enumerate(slides, 1):
        root = parts.tree(slide)
        if root is not None:
            yield from described(root)
            if root.get("show") in ("0", "false"):
                yield "hidden_slide", str(number)
    yield from (("author", one) for one in authors.values())
    for name in parts.names:
        if name.startswith(("ppt/slideMasters/s", "ppt/slideLayouts/s", "ppt/notesMasters/n", "ppt/handoutMasters/h")):
            yield "master_text", _own_text(parts, name)
        if name.startswith("ppt/tags/"):
            yield from _tags(parts, name)
    yield from external_links(parts, "ppt/")
    yield from custom_data(parts)


def _own_text(parts: Parts, name: str) -> str:
    """What a master shows on every slide; its placeholders only say where to click."""
    root = parts.tree(name)
    if root is None:
        return ""
    return _texts(one for one in root.iter("{*}sp") if _place_of(one) in _SHOWN)


def _tags(parts: Parts, name: str) -> Iterator[tuple[str, str]]:
    root = parts.tree(name)
    for node in root if root is not None else ():
        if isinstance(node.tag, str) and node.get("val"):
            yield "tag", f"{node.get('name')}: {node.get('val')}"


READERS: dict[str, Reader] = {PPTX: read_pptx}
