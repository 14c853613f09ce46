"""The markup that Tika writes, as pages, tables and links: read as it streams by, so that depth costs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractors.clean import clean, clean_line
from extractors.describe import field_of, text_page
from extractors.document import MetadataField, Page, Sheet
from extractors.limits import Limits

_PAGES = ("page", "slide", "slide-content", "sheet")
_MEMBERS = ("package-entry", "embedded", "attachment-entry")
_LINES = frozenset(("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "hr", "pre", "dt", "dd", "table"))
_HEADINGS = frozenset(("h1", "h2"))
_PIECE = 1 << 16


@dataclass(frozen=True)
class Markup:
    """`is_cut` if a limit was reached; `has_members` if files inside were found."""

    pages: tuple[Page, ...] = field(repr=False)
    sheets: tuple[Sheet, ...] = field(repr=False)
    links: tuple[MetadataField, ...] = field(repr=False)
    has_members: bool
    is_cut: bool


def read_xhtml(markup: str, limits: Limits) -> Markup:
    """Broken or cut markup gives what stands before the break."""
    seen = _Seen(limits)
    make: Any = etree.XMLParser  # its stubs want a base class that only they have
    parser = make(target=seen, recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    data = markup.encode("utf-8", "replace")
    try:
        for at in range(0, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
        parser.close()
    except etree.XMLSyntaxError:
        seen.is_broken = True
    return seen.found()


class _Seen:
    """The parser's target. Tables nested in a cell are part of its text."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._text: list[str] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[tuple[str, ...]] = []
        self._heading: list[str] = []
        self._pages: list[Page] = []
        self._sheets: list[Sheet] = []
        self._links: dict[str, None] = {}
        self._tables = self._headings = self._cells = 0
        self._has_members = self._is_cut = self._is_in_head = False
        self.is_broken = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        kind = attributes.get("class", "")
        self._is_in_head = self._is_in_head or name == "head"
        self._has_members = self._has_members or kind in _MEMBERS
        if kind in _PAGES and not self._tables:
            self._end_page()
        if name in _HEADINGS:
            self._heading, self._headings = [], self._headings + 1
        for one in ("href", "alt", "title"):
            if attributes.get(one):
                self._links[attributes[one]] = None
        self._tables += name == "table"

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "head":
            self._is_in_head = False
        if name in _HEADINGS:
            self._headings -= 1
        if self._tables:
            self._end_in_table(name)
        elif name in _LINES:
            self._text.append("\n")

    def data(self, text: str) -> None:
        if self._is_in_head:
            return
        if self._headings:
            self._heading.append(text)
        (self._cell if self._tables else self._text).append(text)

    def close(self) -> None:
        """Asked for by the parser; what was found is told by `found`."""

    def found(self) -> Markup:
        while self._tables:
            self._end_in_table("table")
        self._end_page()
        links = tuple(one for value in self._links for one in field_of("link", value, True))
        return Markup(tuple(self._pages), tuple(self._sheets), links, self._has_members, self._is_cut)

    def _end_in_table(self, name: str) -> None:
        if self._tables > 1:
            self._tables -= name == "table"
            self._cell.append("\n" if name in _LINES else " ")
        elif name in ("td", "th"):
            self._end_cell()
        elif name == "tr":
            self._end_row()
        elif name == "table":
            self._end_row()
            if self._rows:
                self._sheets.append(Sheet(clean_line("".join(self._heading)), tuple(self._rows)))
            self._rows, self._tables = [], 0
        elif name in _LINES:
            self._cell.append("\n")

    def _end_cell(self) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            self._is_cut = True
        else:
            self._row.append(clean_line("".join(self._cell)))
        self._cell = []

    def _end_row(self) -> None:
        if "".join(self._cell).strip():
            self._end_cell()
        if any(self._row):
            self._rows.append(tuple(self._row))
        self._row, self._cell = [], []

    def _end_page(self) -> None:
        text, self._text = _tidied("".join(self._text)), []
        if len(self._pages) >= self._limits.pages:
            self._is_cut = self._is_cut or bool(text)
        else:
            self._pages += text_page(text, len(self._pages) + 1)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _tidied(text: str) -> str:
    lines = [line.strip(" \t") for line in clean(text).split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n")
