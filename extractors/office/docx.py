"""Word files (DOCX, DOCM, DOTX, and as one XML file): every part that can hold words, what does not show named."""

from base64 import b64decode
from collections.abc import Iterator

from lxml import etree

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Member
from extractors.limits import ReadOptions
from extractors.office.docx_text import read_words, split_name, unseen_styles, value_of
from extractors.office.drawings import drawn_parts, drawn_text
from extractors.office.flow import hidden_fields, pages_of
from extractors.office.objects import apart, unwrapped
from extractors.office.parts import (
    Parts,
    custom_data,
    embedded_files,
    external_links,
    main_part,
    open_parts,
    parse_whole,
    properties,
    properties_in,
)
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.flat_office import WORD_XML
from extractors.types.names import DOCX

_SIDES = ("header", "footer", "footnotes", "endnotes", "comments")
_DATA = ("binData", "binaryData")


def read_docx(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    main = main_part(parts, "word/document.xml")
    body = parts.tree(main)
    if body is None:
        raise ReadProblem("damaged")
    unseen = unseen_styles(parts.tree("word/styles.xml"))
    words = read_words(body, unseen)
    sides = [read_words(root, unseen) for root in _side_roots(parts)]
    drawn = [drawn_text(parts, one) for one in drawn_parts(parts)]
    hidden = [pair for one in (words, *sides) for pair in one.hidden]
    return ExtractedDocument(
        "",
        stamp("docx", "lxml"),
        pages=pages_of(words.text, [*(one.text for one in sides), *drawn]),
        metadata=properties(parts) + hidden_fields([*hidden, *_beside(parts)]),
        members=embedded_files(parts),
        reason=parts.reason(),
    )


def _side_roots(parts: Parts) -> Iterator[etree._Element]:
    for name in parts.names:
        folder, _, base = name.rpartition("/")
        if folder == "word" and base.startswith(_SIDES) and base.endswith(".xml"):
            root = parts.tree(name)
            if root is not None:
                yield root


def _beside(parts: Parts) -> Iterator[tuple[str, str]]:
    yield from _people(parts)
    yield from external_links(parts, "word/")
    yield from custom_data(parts)
    glossary = parts.tree("word/glossary/document.xml")
    if glossary is not None:
        yield "building_block", read_words(glossary).text
    settings = parts.tree("word/settings.xml")
    for node in settings.iter("{*}docVar") if settings is not None else ():
        yield "document_variable", f"{value_of(node, 'name')}: {value_of(node)}"


def _people(parts: Parts) -> Iterator[tuple[str, str]]:
    root = parts.tree("word/people.xml")
    for node in root.iter(etree.Element) if root is not None else ():
        yield "author", value_of(node, "author") or value_of(node, "userId")


def read_word_xml(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Word 2003 XML, and a package written as one file; the latter's parts stand one after the other."""
    root, is_whole = parse_whole(data)
    if root is None:
        raise ReadProblem("damaged")
    words = read_words(root)
    files = [node for node in root.iter(etree.Element) if split_name(node.tag)[1] in _DATA]
    about = next((one for one in root if split_name(one.tag)[1] == "DocumentProperties"), None)
    return ExtractedDocument(
        "",
        stamp("docx", "lxml"),
        pages=pages_of(words.text, ()),
        metadata=(properties_in(about) if about is not None else ()) + hidden_fields(words.hidden),
        members=apart(_decoded(number, one, options) for number, one in enumerate(files[: options.limits.members], 1)),
        reason="partly_over_limit" if len(files) > options.limits.members else "" if is_whole else "partly_broken",
    )


def _decoded(number: int, node: etree._Element, options: ReadOptions) -> Member:
    name = value_of(node, "name").rpartition("/")[2] or f"object{number}"
    try:
        return unwrapped(name, b64decode(node.text or ""), options.limits)
    except ValueError:
        return unwrapped(name, b"", options.limits)


READERS: dict[str, Reader] = {DOCX: read_docx, WORD_XML: read_word_xml}
