"""XML of any kind: the text of all elements and attributes in order; entities stay unexpanded, nothing is fetched."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from extractors.archives.budget import members_of
from extractors.charset import decode
from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, MetadataField
from extractors.limits import ReadOptions
from extractors.members import reason_of
from extractors.reader import Reader
from extractors.texts.tags import stripped

XML = "application/xml"
_DECLARED = re.compile(r"^\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s\"'<>]{1,100})\s+(?:SYSTEM\s+|PUBLIC\s+)?[\"']([^\"']{1,2000})")
_STEP = 1 << 20
_UNTOLD = frozenset(("schemaLocation", "noNamespaceSchemaLocation", "space"))
# elements whose names say nothing about their text, and those that do not even end a line
_PROSE = frozenset(
    (
        "p", "para", "li", "td", "th", "text", "string", "div", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "line",
        "entry", "cmd", "info", "body", "content", "binary", "data",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "span", "b", "i", "u", "s", "em", "strong", "a", "t", "r", "ph", "codeph", "sub", "sup", "tt", "code", "font",
        "xref", "term", "keyword", "uicontrol", "emphasis", "link", "small", "big", "q", "cite", "tspan", "v",
    )
)  # fmt: skip
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*")
_SHORTEST_BASE64 = 400
_WHITE = re.compile(r"\s+")
_COUNTED = 1_000  # comments, instructions and entities


@dataclass
class Heard:
    """Listens to the parser. An element that holds nothing but a short text is told with its name."""

    most: int
    pieces: list[str] = field(default_factory=list)
    beside: dict[tuple[str, str], None] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    size: int = 0
    name: str = ""  # of the element just opened, while it has no element inside
    file_name: str = ""
    text: list[str] = field(default_factory=list)
    blocks: list[bool] = field(default_factory=list)  # which of the open elements end a line
    is_amid_words: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        self.name = _local(tag)
        is_block = not self.is_amid_words and self.name not in _INLINE
        self.blocks.append(is_block)
        if is_block:
            self._say("\n")
        for key, value in attributes.items():
            if value.strip() and _local(key) not in _UNTOLD:
                self._say(f"\n{_local(key)}: {_WHITE.sub(' ', value)}\n")
            if _local(key) in ("name", "id", "href"):
                self.file_name = value
        self.is_amid_words = False

    def end(self, tag: str) -> None:
        is_block = self.blocks.pop() if self.blocks else True
        if self.name and not self._is_file():
            told = _WHITE.sub(" ", "".join(self.text)).strip()
            if told and is_block and self.name.lower() not in _PROSE and len(told) < 200:
                self._say(f"{self.name}: ")
        self._flush()
        self.name = ""
        if is_block:
            self._say("\n")
            self.is_amid_words = False

    def _is_file(self) -> bool:
        """A long run of base64 is a file and no text."""
        if sum(map(len, self.text)) < _SHORTEST_BASE64:
            return False
        whole = "".join(self.text)
        if not _BASE64.fullmatch(whole) or max(map(len, whole.split())) < 60:
            return False
        try:
            data = base64.b64decode("".join(whole.split()))
        except ValueError:
            return False
        self.files.append((self.file_name, data))
        self.text = []
        return True

    def data(self, text: str) -> None:
        self.text.append(text)

    def comment(self, text: str) -> None:
        self._beside("comment", text)

    def pi(self, target: str, data: str | None = None) -> None:
        self._beside("instruction", f"{target} {data or ''}")

    def close(self) -> "Heard":
        self._flush()
        return self

    @property
    def is_full(self) -> bool:
        return self.size > self.most

    def _beside(self, name: str, text: str) -> None:
        if text.strip() and len(self.beside) < _COUNTED:
            self.beside[(name, text.strip())] = None

    def _flush(self) -> None:
        whole = "".join(self.text)
        self.text = []
        if whole.strip():
            self._say(_WHITE.sub(" ", whole) if self.name not in ("pre", "codeblock") else whole)
            self.is_amid_words = True
        elif whole:
            self._say("\n" if "\n" in whole else " ")

    def _say(self, text: str) -> None:
        self.size += len(text)
        if not self.is_full:
            self.pieces.append(text)


def read_xml(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    found = _ENCODING.match(data[:300])
    text = _CONTROLS.sub(" ", decode(data, found[1].decode("ascii") if found else ""))
    heard, is_whole = _heard(text, options.limits.text_bytes // 4)
    words = _tidied("".join(heard.pieces))
    if not is_whole:
        words = _tidied(stripped(text))
    reason = "partly_over_limit" if heard.is_full else ""
    members = members_of(heard.files, options.limits)
    return ExtractedDocument(
        "",
        stamp("xml", "lxml"),
        pages=text_page(words),
        metadata=tuple(_hidden(heard, text)),
        members=members,
        reason=reason or reason_of(members),
    )


def _heard(text: str, most: int) -> tuple[Heard, bool]:
    heard = Heard(most)
    parser = etree.XMLParser(
        target=cast(Any, heard),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    raw = _DECLARED.sub("", text, count=1).lstrip("\ufeff \t\r\n").encode("utf-8", "replace")
    is_whole = True
    try:
        for at in range(0, len(raw), _STEP):
            parser.feed(raw[at : at + _STEP])
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        is_whole = False
    return heard, is_whole


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _hidden(heard: Heard, text: str) -> Iterator[MetadataField]:
    for name, value in heard.beside:
        yield from field_of(name, value, True)
    if "<!ENTITY" in text[:_STEP]:
        for number, found in enumerate(_ENTITY.finditer(text[:_STEP])):
            if number < _COUNTED:
                yield from field_of("entity", f"{found[1]} {found[2]}", True)


def _tidied(text: str) -> str:
    text = re.sub(r"[ \t]*\n\s*", "\n", text)
    return re.sub(r"[ \t]{2,}", " ", text).strip()


READERS: dict[str, Reader] = dict.fromkeys(
    (
        XML, "application/xhtml+xml", "application/vnd.google-earth.kml+xml", "application/gpx+xml",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/x-opml",
    ),
    read_xml,
)  # fmt: skip
