"""E-books: EPUB chapter by chapter in the order of its spine, FictionBook as one text, and their own words on both."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, Member, MemberState, MetadataField, Page
from extractors.limits import ReadOptions
from extractors.members import Taken
from extractors.office.parts import Parts, open_parts, parse_xml
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.texts.html import html_text

EPUB, IBOOKS, FICTION = "application/epub+zip", "application/x-ibooks+zip", "application/x-fictionbook+xml"
_SAID = {
    "title": "title", "creator": "author", "contributor": "author", "publisher": "publisher", "date": "created",
    "description": "description", "subject": "keywords", "rights": "copyright", "source": "source",
    "identifier": "identifier", "coverage": "place",
}  # fmt: skip
_CHAPTERS = (".xhtml", ".html", ".htm", ".xml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".tif", ".bmp")
_LEAST_PICTURE = 20_000  # bytes; smaller ones are ornaments


def read_epub(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    if any(name in parts.names for name in ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")):
        raise ReadProblem("encrypted")
    package, root = _package(parts)
    metadata = list(_said(root))
    pages: list[Page] = []
    reason = ""
    for chapter in _reading_order(parts, package, root):
        if len(pages) >= options.limits.pages:
            reason = "partly_over_limit"
            break
        try:
            found = html_text(decode(parts.data(chapter)))
        except ReadProblem:
            reason = "partly_over_limit"
            break
        except Exception:  # noqa: BLE001 - zlib and zipfile each raise their own on broken bytes
            reason = "partly_broken"
            continue
        pages += text_page(found.text, len(pages) + 1)
        metadata += [one for one in found.metadata if one.name not in ("link", "title", "meta")]
    members = tuple(_pictures(parts))
    return ExtractedDocument(
        "", stamp("ebook", "selectolax"), tuple(pages), (), None, tuple(dict.fromkeys(metadata)), members, reason
    )


def _package(parts: Parts) -> tuple[str, etree._Element | None]:
    container = parts.tree("META-INF/container.xml")
    named = [str(node.get("full-path")) for node in _all(container, "rootfile")]
    path = next((one for one in (*named, *parts.names) if one.endswith(".opf") and one in parts.names), "")
    try:
        return path, parts.tree(path) if path else None
    except etree.XMLSyntaxError:
        return path, None


def _all(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    for node in root.iter(etree.Element) if root is not None else ():
        if etree.QName(node).localname == name:
            yield node


def _said(root: etree._Element | None) -> Iterator[MetadataField]:
    for node in root.iter(etree.Element) if root is not None else ():
        name = _SAID.get(etree.QName(node).localname)
        if name and "purl.org/dc" in (etree.QName(node).namespace or ""):
            yield from field_of(name, "".join(str(text) for text in node.itertext()))


def _reading_order(parts: Parts, package: str, root: etree._Element | None) -> list[str]:
    """The spine first, then chapters that it leaves out, which a reader never sees."""
    folder = posixpath.dirname(package)
    places = {
        str(node.get("id")): posixpath.normpath(posixpath.join(folder, unquote(str(node.get("href")))))
        for node in _all(root, "item")
    }
    spine = [places.get(str(node.get("idref")), "") for node in _all(root, "itemref")]
    others = [one for one in parts.names if one.lower().endswith(_CHAPTERS) and not one.startswith("META-INF/")]
    known = set(parts.names)
    return [one for one in dict.fromkeys(spine + sorted(others)) if one in known]


def _pictures(parts: Parts) -> Iterator[Member]:
    taken = Taken()
    for name in parts.names:
        info = parts.archive.getinfo(name)
        if not name.lower().endswith(_PICTURES) or info.file_size < _LEAST_PICTURE:
            continue
        label = taken.distinct(clean_line(name))
        if info.file_size > parts.limits.member_bytes:
            yield Member(label, MemberState.OVER_LIMIT)
            continue
        try:
            yield Member(label, MemberState.READ, parts.data(name))
        except ReadProblem:
            yield Member(label, MemberState.OVER_LIMIT)
        except Exception:  # noqa: BLE001 - as above
            yield Member(label, MemberState.BROKEN)


_BLOCKS = frozenset(
    ("p", "v", "title", "subtitle", "section", "epigraph", "text-author", "tr", "poem", "stanza", "cite")
)


def read_fiction(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    root = parse_xml(data)
    if root is None:
        raise ReadProblem("damaged")
    pages = tuple(
        page for number, body in enumerate(_all(root, "body"), 1) for page in text_page("".join(_pieces(body)), number)
    )
    about = next(_all(root, "description"), None)
    fields = tuple(
        one
        for node in (about.iter(etree.Element) if about is not None else ())
        if not len(node)
        for one in field_of(_fiction_name(node), node.text or "")
    )
    return ExtractedDocument("", stamp("ebook", "lxml"), pages, metadata=tuple(dict.fromkeys(fields)))


def _pieces(body: etree._Element) -> Iterator[str]:
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            yield node.text or ""
            continue
        if etree.QName(node).localname in _BLOCKS:
            yield "\n"
        yield node.tail or "" if node is not body else ""


def _fiction_name(node: etree._Element) -> str:
    name = etree.QName(node).localname
    if name in ("first-name", "last-name", "middle-name", "nickname"):
        return "author"
    return {"book-title": "title", "p": "description", "program-used": "software"}.get(name, "property")


READERS: dict[str, Reader] = {EPUB: read_epub, IBOOKS: read_epub, FICTION: read_fiction}
