"""Web pages: what a reader sees, tables row by row, and what the page says about itself out of sight."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.archives.budget import members_of
from extractors.charset import decode
from extractors.clean import clean
from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, MetadataField
from extractors.limits import ReadOptions
from extractors.members import reason_of
from extractors.reader import Reader
from extractors.texts.tags import has_too_many_attributes, stripped, without_scripts
from extractors.types.names import HTML

_UNSEEN = frozenset(
    (
        "script", "style", "template", "noscript", "head", "svg", "iframe", "object",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
        "thead", "tr", "ul", "option", "select", "textarea", "legend",
    )
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "summary", "value", "content", "data-name")
_META = {
    "author": "author",
    "description": "description",
    "keywords": "keywords",
    "dc.creator": "author",
    "date": "date",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,40})(?=[\s/>])")
_DEEPEST = 400
_TOO_DEEP = 5_000
# void elements, and those that the next of their kind ends
_UNCOUNTED = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "optgroup",
    )
)  # fmt: skip
_UNSHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(px|pt|em|%)?\s*(;|$)", re.IGNORECASE
)
_LINKS = ("href", "src", "action")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_CELL_END, _ROW_END = "\x1f", "\x1e"  # cleaned text holds neither
_WHITE = re.compile(r"[ \t\n\r\f\xa0]+")


@dataclass(frozen=True)
class HtmlText:
    """A page's visible text and its unseen words."""

    text: str = field(repr=False)
    metadata: tuple[MetadataField, ...] = field(repr=False)
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def read_html(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    found = html_text(decode(data, _claimed(data)))
    members = members_of(found.files, options.limits)
    return ExtractedDocument(
        "",
        stamp("html", "selectolax"),
        pages=text_page(found.text),
        metadata=found.metadata,
        members=members,
        reason=reason_of(members),
    )


def html_text(markup: str) -> HtmlText:
    """Walks without recursion: hostile pages nest a hundred thousand deep."""
    root = LexborHTMLParser(flattened(clean(markup))).root
    pieces: list[str] = []
    unseen: dict[tuple[str, str, bool], None] = {}
    files: dict[tuple[str, bytes], None] = {}
    inside_hidden = 0
    for node, is_end in _walk(root):
        if inside_hidden:
            inside_hidden += -1 if is_end else 1
        elif not is_end and _is_hidden(node):
            inside_hidden = 1
            unseen[("hidden_text", node.text() or "", True)] = None
        if not is_end:
            unseen |= dict.fromkeys(_unseen_of(node))
            files |= dict.fromkeys(_files_of(node, len(files)))
        pieces.append(_piece(node, is_end))
    metadata = tuple(one for name, value, hidden in unseen for one in field_of(name, value, hidden))
    return HtmlText(_tidied("".join(pieces)), metadata, tuple(files))


def flattened(markup: str) -> str:
    """Elements nested beyond all reason slow the parser with the square of their depth: they become empty ones."""
    depth = deepest = 0

    def counted(found: re.Match[str]) -> str:
        nonlocal depth, deepest
        if found[2].lower() in _UNCOUNTED:
            return found[0]
        depth = max(0, depth + (-1 if found[1] else 1))
        deepest = max(deepest, depth)
        return found[0] if depth + bool(found[1]) <= _DEEPEST else f"<{found[1]}wbr"

    flat = _TAG.sub(counted, markup)
    if deepest > _TOO_DEEP or has_too_many_attributes(markup):
        return escape(stripped(without_scripts(markup)), quote=False)
    return flat if deepest > _DEEPEST else markup


def _claimed(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Each node at its start and its end; what is out of sight is passed at its start only."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)] if root is not None else []
    while stack:
        node, is_end = stack.pop()
        yield node, is_end
        if is_end:
            continue
        stack.append((node, True))
        child = node.last_child
        while child is not None and node.tag not in ("script", "style"):
            stack.append((child, False))
            child = child.prev


def _piece(node: LexborNode, is_end: bool) -> str:
    tag = node.tag or ""
    if tag == "-text":
        return "" if is_end or _is_unseen(node) else _WHITE.sub(" ", node.text_content or "")
    if tag in _CELLS:
        return _CELL_END if is_end else ""
    if tag == "tr":
        return _ROW_END if is_end else "\n"
    return "\n" if tag in _BLOCKS else ""


def _is_unseen(node: LexborNode) -> bool:
    """Unseen elements hold text at most two levels down, so no long climb."""
    parent = node.parent
    for _ in range(2):
        if parent is None:
            return False
        if parent.tag in _UNSEEN:
            return True
        parent = parent.parent
    return False


def _unseen_of(node: LexborNode) -> Iterator[tuple[str, str, bool]]:
    tag = node.tag or ""
    if tag == "-comment":
        yield "comment", node.comment_content or "", True
    elif tag == "title":
        yield "title", node.text() or "", False
    elif tag == "noscript" or tag == "template":
        yield "hidden_text", node.text() or "", True
    elif tag == "meta":
        attributes = node.attributes
        name = str(attributes.get("name") or attributes.get("property") or "").lower()
        yield _META.get(name, "meta"), str(attributes.get("content") or ""), name not in _META
    elif not tag.startswith("-"):
        yield from _attributes_of(node)


def _attributes_of(node: LexborNode) -> Iterator[tuple[str, str, bool]]:
    for name, value in node.attributes.items():
        if value and name in _ATTRIBUTES:
            yield name, value, True
        elif value and name in _LINKS and not value.startswith(("#", "data:")):
            yield "link", value, True


def _is_hidden(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag.startswith("-") or tag in _UNSEEN:
        return False
    attributes = node.attributes
    return "hidden" in attributes or bool(_UNSHOWN.search(attributes.get("style") or ""))


def _files_of(node: LexborNode, number: int) -> Iterator[tuple[str, bytes]]:
    """Pictures and other files that stand in the page itself."""
    if (node.tag or "-").startswith("-"):
        return
    for value in node.attributes.values():
        if value and value[:5].lower() == "data:":
            head, _, body = value[5:].partition(",")
            is_packed = head.lower().endswith(";base64")
            data = _unpacked(body) if is_packed else unquote_to_bytes(body)
            if data:
                suffix = re.sub(r"[^a-z0-9]", "", head.partition(";")[0].rpartition("/")[2].partition("+")[0].lower())
                yield f"embedded-{number + 1}.{suffix or 'bin'}", data


def _unpacked(body: str) -> bytes:
    try:
        return base64.b64decode(unquote_to_bytes(body))
    except ValueError:
        return b""


def _tidied(text: str) -> str:
    """Cells of a row are parted by one tab, lines hold no outer spaces, and no two lines in a row are blank."""
    text = re.sub(r"[ \n\x1f]*\x1e", "\n", text)
    text = re.sub(r"[ \n]*\x1f[ \n]*", "\t", text)
    text = re.sub(r" *\n *", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")


READERS: dict[str, Reader] = {HTML: read_html}
