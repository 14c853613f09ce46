"""Pages, Keynote and Numbers: the XML of iWork '09, and the archives since 2013; previews are members."""

from collections.abc import Iterator

from lxml import etree

from extractors.describe import stamp
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.office import iwa
from extractors.office.drawings import local_name
from extractors.office.flow import hidden_fields, pages_of
from extractors.office.objects import apart
from extractors.office.parts import Parts, open_parts, parse_xml
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import IWORK

_INDEXES = ("index.xml", "index.apxl")
_SIGNS = {"tab": "\t", "br": "\n", "lnbr": "\n", "crbr": "\n", "pgbr": "\f", "sectbr": "\f"}
_ABOUT = {"authors": "author", "title": "title", "keywords": "keywords", "comment": "description"}
_PACKINGS = (0, 8)  # a protected file of iWork '09 calls its cipher a way of packing
_ENCRYPTED = (".iwpv2", ".iwph")


def read_iwork(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    is_ciphered = any(one.compress_type not in _PACKINGS for one in parts.archive.infolist())
    if is_ciphered or any(one.rpartition("/")[2].startswith(_ENCRYPTED) for one in parts.names):
        raise ReadProblem("encrypted")
    index = next((one for one in _INDEXES if one in parts.names), "")
    document = _of_xml(parts, index) if index else _of_archives(parts, options)
    return document


def _of_xml(parts: Parts, index: str) -> ExtractedDocument:
    data = parts.data(index)
    if not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        raise ReadProblem("encrypted")
    root = parse_xml(data)
    if root is None:
        raise ReadProblem("damaged")
    return ExtractedDocument(
        "",
        stamp("iwork", "lxml"),
        pages=pages_of("".join(_pieces(root)), ()),
        metadata=hidden_fields(_beside(root)),
        members=apart(
            parts.member(one) for one in parts.names if one not in _INDEXES and not one.endswith((".plist", "/"))
        ),
    )


def _pieces(root: etree._Element) -> Iterator[str]:
    """Paragraphs as lines; a table's cells row by row, as wide as its grid says."""
    paragraphs = columns = cells = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = local_name(node)
        if event == "start":
            paragraphs += name == "p"
            yield _SIGNS.get(name, "") if paragraphs else ""
            yield node.text or "" if paragraphs and isinstance(node.tag, str) else ""
            if name == "tabular-model":
                yield _value(node, "name") + "\n"
            elif name == "grid":
                columns, cells = _number(_value(node, "numcols")), 0
            continue
        paragraphs -= name == "p"
        if name == "p":
            yield "\n"
        elif paragraphs:
            yield node.tail or ""
        parent = node.getparent()
        if parent is not None and local_name(parent) == "datasource":
            cells += 1
            yield _cell(node) + ("\n" if columns and cells % columns == 0 else "\t")


def _cell(node: etree._Element) -> str:
    """Its text, number or date; `s` on all but the text is the name of a style."""
    names = (
        (one, "s" if local_name(one) == "ct" else key) for one in node.iter(etree.Element) for key in ("v", "cell-date")
    )
    found = (_value(one, name) for one, name in names)
    return next((value for value in found if value), "")


def _value(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _beside(root: etree._Element) -> Iterator[tuple[str, str]]:
    for node in root.iter(etree.Element):
        name = local_name(node)
        if name in _ABOUT:
            yield from ((_ABOUT[name], _value(one, "string")) for one in node.iter(etree.Element))
        elif name in ("annotation-author", "author"):
            yield "author", _value(node, "name")
        elif name == "link":
            yield "link", _value(node, "href")


def _of_archives(parts: Parts, options: ReadOptions) -> ExtractedDocument:
    inner = open_parts(parts.data("Index.zip"), options.limits) if "Index.zip" in parts.names else parts
    body, found, has_numbers = list[str](), list[tuple[str, str]](), False
    left = min(options.limits.text_bytes, options.limits.expansion_bytes)
    for name in sorted(one for one in inner.names if one.endswith(".iwa")):
        data = iwa.unpacked(inner.data(name), left)
        left -= len(data)
        for kind, message in iwa.messages(data):
            has_numbers = has_numbers or (kind == iwa.TILE and iwa.has_rows(message))
            texts = [text.replace("\ufffc", "") for text in iwa.texts_of(kind, message)]
            if "MasterSlide" in name or "TemplateSlide" in name or "Stylesheet" in name:
                found += [("master_text", text) for text in texts]
            elif kind in (iwa.AUTHOR, iwa.COMMENT):
                found += [("author" if kind == iwa.AUTHOR else "comment", text) for text in texts]
            else:
                body += texts
    files = [one for one in parts.names if one.startswith(("Data/", "preview", "QuickLook/")) and not one.endswith("/")]
    return ExtractedDocument(
        "",
        stamp("iwork"),
        pages=pages_of("\n".join(body), ()),
        metadata=hidden_fields(found),
        members=apart(parts.member(one) for one in files),
        reason="partly_over_limit" if left <= 0 else "partly_broken" if has_numbers else "",
    )


READERS: dict[str, Reader] = {IWORK: read_iwork}
