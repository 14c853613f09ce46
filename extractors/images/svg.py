"""SVG: its text, its titles and descriptions, and what it hides."""

import base64
import binascii
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from lxml import etree

from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.images.beside import xmp_pairs
from extractors.limits import ReadOptions
from extractors.office.parts import parse_xml
from extractors.problem import ReadProblem
from extractors.reader import Reader

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)")
_EMBEDDED = re.compile(r"data:image/([a-z]+)[^,]*;base64,")
_LINES = ("text", "tspan", "textPath", "p", "div", "li", "flowPara")


def read_svg(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    root = _root(_unpacked(data, options))
    shown: list[str] = []
    found: list[tuple[str, str, bool]] = []
    for event, node, is_hidden in _walk(root):
        kind = _kind(node)
        if event == "end":
            shown.append("\n" if kind in ("text", "p", "div", "li", "flowPara") else " " if kind == "tspan" else "")
            shown.append(node.tail or "" if _kind(node.getparent()) in _LINES else "")
        elif kind in ("title", "desc"):
            found.append(("title" if kind == "title" else "description", _text(node), False))
        elif kind == "comment":
            found.append(("comment", node.text or "", True))
        elif kind in ("script", "style"):
            found.append(("script", (node.text or "") if kind == "script" else "", True))
        elif kind in _LINES and is_hidden:
            found.append(("hidden_text", _text(node), True))
        elif kind in _LINES:
            shown.append(node.text or "")
        found += [("link", link, True) for link in _links(node)]
    for node in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"):
        found += list(xmp_pairs(etree.tostring(node, with_tail=False)))
    metadata = tuple(one for label, value, hidden in dict.fromkeys(found) for one in field_of(label, value, hidden))
    pages = text_page(re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t]+", " ", "".join(shown))))
    members = tuple(_pictures(root, options))
    return ExtractedDocument("", stamp("svg", "lxml"), pages, metadata=metadata, members=members)


def _root(data: bytes) -> etree._Element:
    root = None
    with suppress(etree.XMLSyntaxError):
        root = parse_xml(data)
    if root is None:
        raise ReadProblem("damaged")
    return root


def _unpacked(data: bytes, options: ReadOptions) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            return stream.read(min(options.limits.member_bytes, len(data) * options.limits.ratio))
    except (OSError, EOFError, zlib.error):
        pass
    raise ReadProblem("truncated")


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element, bool]]:
    depth = 0  # of elements inside the outermost hidden one
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            yield "start", node, True
            continue
        hides = _is_hidden(node)
        if event == "start" and (depth or hides):
            depth += 1
        yield event, node, depth > 0
        if event == "end" and depth:
            depth -= 1


def _is_hidden(node: etree._Element) -> bool:
    return (
        node.get("display") == "none"
        or node.get("visibility") == "hidden"
        or node.get("opacity") == "0"
        or bool(_HIDDEN.search(str(node.get("style") or "")))
    )


def _kind(node: etree._Element | None) -> str:
    if node is None:
        return ""
    return etree.QName(node).localname if isinstance(node.tag, str) else "comment"


def _text(node: etree._Element) -> str:
    return " ".join(" ".join(str(text) for text in node.itertext()).split())


def _links(node: etree._Element) -> list[str]:
    links = (str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == "href")
    return [link for link in links if not link.startswith(("#", "data:"))]


def _pictures(root: etree._Element, options: ReadOptions) -> Iterator[Member]:
    left, count = options.limits.expansion_bytes, 0
    for node in root.iter(etree.Element):
        for key, value in node.attrib.items():
            found = _EMBEDDED.match(str(value)) if str(key).rpartition("}")[2] == "href" else None
            if found is None:
                continue
            count += 1
            name = f"picture {count}.{found[1]}"
            left -= len(value)
            if left < 0 or count >= options.limits.members:
                yield Member(name, MemberState.OVER_LIMIT)
                return
            try:
                yield Member(name, MemberState.READ, base64.b64decode(str(value)[found.end() :]))
            except (binascii.Error, ValueError):
                yield Member(name, MemberState.BROKEN)


READERS: dict[str, Reader] = {"image/svg+xml": read_svg}
