"""Word files: every part that can hold words, kept in reading order, with hidden text named as such."""

from collections.abc import Iterator

from lxml import etree

from extractors.clean import clean
from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, MetadataField, Page
from extractors.limits import ReadOptions
from extractors.office.parts import Parts, embedded_files, open_parts, properties
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import DOCX

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SIDE_PARTS = ("header", "footer", "footnotes", "endnotes", "comments", "glossary")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HIDDEN = {"instrText": "field_code", "delInstrText": "field_code"}


def read_docx(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    parts = open_parts(data, options.limits)
    body = parts.tree(_main_part(parts))
    if body is None:
        raise ReadProblem("damaged")
    pages = _pages(_blocks(body), _side_texts(parts))
    metadata = properties(parts) + _hidden_words(parts, body)
    return ExtractedDocument("", stamp("docx", "lxml"), pages=pages, metadata=metadata, members=embedded_files(parts))


def _main_part(parts: Parts) -> str:
    rels = parts.tree("_rels/.rels")
    for node in rels if rels is not None else ():
        if str(node.get("Type", "")).endswith("/officeDocument"):
            return str(node.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _pages(body: str, sides: list[str]) -> tuple[Page, ...]:
    """Explicit page breaks part the pages; headers, notes and comments follow the last one."""
    texts = [part for part in body.split("\f") if part.strip()] or [""]
    texts[-1] = "\n".join([texts[-1].rstrip("\n"), *sides]).strip("\n")
    return tuple(page for number, text in enumerate(texts, 1) for page in text_page(text, number))


def _side_texts(parts: Parts) -> list[str]:
    found: list[str] = []
    for name in parts.names:
        folder, _, base = name.rpartition("/")
        if folder.startswith("word") and base.startswith(_SIDE_PARTS) and base.endswith(".xml"):
            root = parts.tree(name)
            text = _blocks(root).replace("\f", "\n").strip("\n") if root is not None else ""
            found += [text] if text.strip() and text not in found else []
    return found


def _blocks(root: etree._Element) -> str:
    return clean_blocks("".join(_text(root)))


def clean_blocks(text: str) -> str:
    """Cleaned, page breaks kept."""
    return "\f".join(clean(part) for part in text.split("\f"))


def _text(root: etree._Element) -> Iterator[str]:
    """Walks without recursion: Word nests tables and boxes to any depth."""
    depth_of_cell = 0
    skipped: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if skipped is not None:
            skipped = None if event == "end" and node is skipped else skipped
            continue
        space, name = _split(node.tag)
        if event == "start" and space == _MARKUP and name == "Fallback":
            skipped = node
        if space not in _WORD:
            if event == "start" and name == "t" and node.text:
                yield node.text  # drawings and charts have words of their own
            continue
        if name == "tc":
            depth_of_cell += 1 if event == "start" else -1
        yield _piece(event, name, node, depth_of_cell)


def _split(tag: str) -> tuple[str, str]:
    space, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return space, name


def _piece(event: str, name: str, node: etree._Element, cells: int) -> str:
    if event == "end":
        if name == "p":
            return " " if cells == 1 and _is_in_middle_of_cell(node) else "" if cells else "\n"
        return {"tc": "\t" if node.getnext() is not None else "", "tr": "\n" if cells == 0 else " "}.get(name, "")
    if name in ("t", "delText"):
        return node.text or ""
    if name == "comment":
        return " ".join(str(value) for key, value in node.attrib.items() if _split(str(key))[1] == "author") + ": "
    if name == "br" and _value(node, "type") == "page":
        return " " if cells else "\f"
    if name == "sym":
        return " "
    return (
        (" " if cells else _BREAKS[name]) if name in _BREAKS and node.getparent() is not None and _is_run(node) else ""
    )


def _is_run(node: etree._Element) -> bool:
    """A `tab` among paragraph settings is a ruler stop, not a character."""
    parent = node.getparent()
    return parent is not None and isinstance(parent.tag, str) and _split(parent.tag)[1] == "r"


def _is_in_middle_of_cell(node: etree._Element) -> bool:
    return node.getnext() is not None


def _value(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if _split(str(key))[1] == name), "")


def _hidden_words(parts: Parts, body: etree._Element) -> tuple[MetadataField, ...]:
    """Who changed and commented, alternative texts, field codes and links."""
    found: dict[tuple[str, str], None] = {}
    roots = [body] + [tree for name in parts.names if _is_comment_part(name) if (tree := parts.tree(name)) is not None]
    for root in roots:
        for node in root.iter(etree.Element):
            found |= dict.fromkeys(_hidden_of(node))
    for name in parts.names:
        if name.startswith("word/") and name.endswith(".rels") and (tree := parts.tree(name)) is not None:
            found |= dict.fromkeys(
                ("link", str(node.get("Target"))) for node in tree if node.get("TargetMode") == "External"
            )
    return tuple(one for name, value in found for one in field_of(name, value, True))


def _is_comment_part(name: str) -> bool:
    return name.rpartition("/")[2] in ("comments.xml", "people.xml", "footnotes.xml")


def _hidden_of(node: etree._Element) -> Iterator[tuple[str, str]]:
    name = _split(str(node.tag))[1]
    if name in _HIDDEN and node.text:
        yield _HIDDEN[name], node.text
    for key, value in node.attrib.items():
        kind = _split(str(key))[1]
        if kind in ("author", "initials") or (kind in ("descr", "title") and name in ("docPr", "cNvPr")):
            yield {"descr": "alternative_text", "title": "alternative_text"}.get(kind, kind), str(value)


READERS: dict[str, Reader] = {DOCX: read_docx}
