"""OpenDocument and OpenOffice.org 1 files, packed or flat: text, presentations, drawings and spreadsheets."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Member, MetadataField, Page
from extractors.limits import Limits, ReadOptions
from extractors.office.flow import hidden_fields, pages_of
from extractors.office.objects import member_of, unwrapped
from extractors.office.odf_sheets import Tables, read_tables
from extractors.office.odf_text import Walked, attribute, hidden_styles, local_name, walk
from extractors.office.parts import Parts, open_parts, parse_whole, properties, properties_in
from extractors.problem import ReadProblem
from extractors.reader import Reader

_ODF, _SXW = "application/vnd.oasis.opendocument.", "application/vnd.sun.xml."
_KINDS = ("text", "spreadsheet", "presentation", "graphics")
_MORE = ("text-master", "text-web", "chart", "formula", "image", "database")
_OLD = ("writer", "writer.template", "writer.global", "calc", "calc.template", "impress", "impress.template", "draw",
        "draw.template", "math")  # fmt: skip
_FILES = ("Pictures/", "Thumbnails/", "media/", "Media/")
_SHOWN = ("", "header", "footer", "date-time")  # all other frames of a master only say where to click
_HIDDEN = ("hidden_text", "deleted_text", "alternative_text", "printed_header")


@dataclass(frozen=True)
class Source:
    """The trees of one document: its content, its styles, the documents inside it, and what else it holds."""

    content: etree._Element
    styles: etree._Element | None
    inner: tuple[etree._Element, ...]
    metadata: tuple[MetadataField, ...] = field(repr=False)
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    members: tuple[Member, ...] = field(repr=False)
    reason: str = ""


def read_opendocument(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    if b"encryption-data" in (parts.data("META-INF/manifest.xml") if "META-INF/manifest.xml" in parts.names else b""):
        raise ReadProblem("encrypted")
    content = parts.tree("content.xml")
    if content is None:
        raise ReadProblem("damaged")
    inner = tuple(tree for one in parts.names if one.endswith("/content.xml") and (tree := parts.tree(one)) is not None)
    styles, macros, about = parts.tree("styles.xml"), tuple(_macros(parts)), properties(parts)
    return _document(Source(content, styles, inner, about, macros, tuple(_members(parts)), parts.reason()), options)


def read_flat(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    root, is_whole = parse_whole(data)
    if root is None:
        raise ReadProblem("damaged")
    files = list(root.iter("{*}binary-data"))
    members = tuple(_decoded(number, one, options.limits) for number, one in enumerate(files, 1))
    for one in files:
        one.text = None
    head = next(root.iter("{*}meta"), None)
    inner = tuple(one for one in root.iter("{*}document") if one is not root)
    found = properties_in(head) if head is not None else ()
    reason = "" if is_whole else "partly_broken"
    return _document(Source(root, root, inner, found, (), members[: options.limits.members], reason), options)


def _decoded(number: int, node: etree._Element, limits: Limits) -> Member:
    try:
        return unwrapped(f"picture{number}", b64decode(node.text or ""), limits)
    except ValueError:
        return member_of(f"picture{number}", b"", limits)


def _members(parts: Parts) -> Iterator[Member]:
    for name in parts.names:
        is_object = name.startswith("Object ") and "/" not in name
        if (name.startswith(_FILES) or is_object) and not name.endswith("/"):
            yield parts.member(name)


def _macros(parts: Parts) -> Iterator[tuple[str, str]]:
    for name in parts.names:
        if name.startswith("Basic/") and name.endswith(".xml") and not name.endswith(("-lb.xml", "-lc.xml")):
            root = parts.tree(name)
            if root is not None:
                yield "macro", "".join(str(one) for one in root.itertext())


def _document(source: Source, options: ReadOptions) -> ExtractedDocument:
    roots = (source.content, *(() if source.styles is None else (source.styles,)))
    unseen = hidden_styles(iter(roots))
    body = next(
        (one for one in source.content if isinstance(one.tag, str) and local_name(one) == "body"), source.content
    )
    tables, walked = Tables(), [walk(one, unseen) for one in source.inner]
    if _is_spreadsheet(body):
        tables = read_tables(body, unseen, options.limits)
        for one in [*body.iter("{*}table")]:
            _empty(one)
    slides = list(body.iter("{*}page"))[: options.limits.pages]
    texts = [walk(one, unseen) for one in slides]
    for one in slides:
        one.clear()
    rest = walk(body, unseen)
    masters = [walk(one, unseen) for one in _masters(source.styles)]
    pages = _slides(texts, [rest, *walked]) if slides else pages_of(rest.text(), _sides(rest, walked, masters, tables))
    shown = [("master_text", one.text()) for one in masters] if slides else []
    beside = [*_hidden([rest, *texts, *walked, *masters]), *source.hidden, *tables.beside, *shown]
    return ExtractedDocument(
        "",
        stamp("opendocument", "lxml"),
        pages=pages,
        sheets=tuple(tables.sheets),
        metadata=source.metadata + hidden_fields(beside),
        members=source.members,
        reason="partly_over_limit" if tables.is_over else source.reason,
    )


def _is_spreadsheet(body: etree._Element) -> bool:
    first = next((one for one in body if isinstance(one.tag, str)), None)
    return first is not None and local_name(first) in ("spreadsheet", "table", "calculation-settings")


def _empty(table: etree._Element) -> None:
    """Cells are read; shapes above them are not yet."""
    for row in [*table.iter("{*}table-row")]:
        row.clear()


def _masters(styles: etree._Element | None) -> Iterator[etree._Element]:
    for node in styles.iter("{*}master-page") if styles is not None else ():
        for one in node.iter("{*}frame"):
            if attribute(one, "class") not in _SHOWN:
                one.clear()
        yield node


def _sides(rest: Walked, inner: list[Walked], masters: list[Walked], tables: Tables) -> list[str]:
    beside = [*rest.pieces("note"), *rest.pieces("comment"), *tables.comments]
    return [one.text() for one in masters] + beside + [one.text() for one in inner]


def _slides(slides: list[Walked], rest: list[Walked]) -> tuple[Page, ...]:
    """What stands on no slide, such as tables and charts that are documents of their own, follows as a last page."""
    texts = ["\n".join([one.text().strip("\n"), *one.pieces("note"), *one.pieces("comment")]) for one in slides]
    texts += ["\n".join(text for one in rest if (text := one.text().strip("\n")))]
    return tuple(page for number, text in enumerate(texts, 1) for page in text_page(text.replace("\f", "\n"), number))


def _hidden(walked: list[Walked]) -> Iterator[tuple[str, str]]:
    for one in walked:
        yield from one.found
        yield from ((name, piece) for name in _HIDDEN for piece in one.pieces(name))


PACKED = [_ODF + kind + end for kind in _KINDS for end in ("", "-template")] + [_ODF + kind for kind in _MORE]
PACKED += [_SXW + kind for kind in _OLD]
READERS: dict[str, Reader] = {
    **dict.fromkeys(PACKED, read_opendocument),
    **dict.fromkeys((f"{_ODF}{kind}-flat-xml" for kind in _KINDS), read_flat),
}
