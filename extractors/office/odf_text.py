"""The text of OpenDocument and of its forerunner, walked without recursion: the body, and beside it what is apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

BODY = "body"
# elements whose words are kept apart, and under which name
_APART = {
    "annotation": "comment",
    "note-body": "note",
    "footnote-body": "note",
    "endnote-body": "note",
    "deletion": "deleted_text",
    "header-decl": "printed_header",
    "footer-decl": "printed_header",
    "date-time-decl": "printed_header",
    "title": "alternative_text",
    "desc": "alternative_text",
    "binary-data": "binary",
}
_SKIPPED = frozenset(("note-citation", "footnote-citation", "endnote-citation", "shapes-settings", "scripts"))
_PARAGRAPHS = frozenset(("p", "h"))
_SIGNS = {"tab": "\t", "tab-stop": "\t", "line-break": "\n", "soft-page-break": "\f"}
_MOST_SPACES = 200
_FIELD_VALUES = ("string-value", "current-value", "label", "value")
NOTES_SEPARATOR = "\x00"  # parts the pieces of what is kept apart; no XML can hold it


def local_name(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def attribute(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _is_about(node: etree._Element) -> bool:
    """Who wrote a comment or changed the text, and when."""
    return "purl.org/dc" in str(node.tag) or ":meta:" in str(node.tag)


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@dataclass
class Walked:
    """Pieces of text by where they go, and named values found on the way."""

    texts: dict[str, list[str]] = field(default_factory=dict, repr=False)
    found: list[tuple[str, str]] = field(default_factory=list, repr=False)

    def text(self, name: str = BODY) -> str:
        return "".join(self.texts.get(name, ()))

    def pieces(self, name: str) -> list[str]:
        return [text.strip("\n") for one in self.text(name).split(NOTES_SEPARATOR) if (text := one).strip()]


def hidden_styles(roots: Iterator[etree._Element]) -> frozenset[str]:
    """Names of the styles that keep their text from being shown."""
    return frozenset(
        attribute(style, "name")
        for root in roots
        for style in root.iter("{*}style")
        if any(attribute(one, "display") == "none" for one in style)
    )


def walk(root: etree._Element, unseen: frozenset[str] = frozenset()) -> Walked:
    return _Walk(unseen).run(root)


class _Walk:
    def __init__(self, unseen: frozenset[str]) -> None:
        self._unseen = unseen
        self._walked = Walked()
        self._apart: list[tuple[etree._Element, str]] = []
        self._paragraphs = self._cells = 0

    def run(self, root: etree._Element) -> Walked:
        skipped: etree._Element | None = None
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(node.tag, str):
                if event == "end" or node.tail:
                    self._tail(node)
                continue
            name = local_name(node)
            if skipped is None and event == "start" and name in _SKIPPED:
                skipped = node
            if skipped is None:
                self._start(node, name) if event == "start" else self._end(node, name)
            if event == "end" and node is skipped:
                skipped = None
                self._tail(node)
        return self._walked

    def _put(self, text: str) -> None:
        place = self._apart[-1][1] if self._apart else BODY
        self._walked.texts.setdefault(place, []).append(text)

    def _start(self, node: etree._Element, name: str) -> None:
        apart = _APART.get(name) or ("hidden_text" if self._is_hidden(node) else "")
        if apart:
            self._apart.append((node, apart))
            self._put(NOTES_SEPARATOR)
        self._paragraphs += name in _PARAGRAPHS
        self._cells += name == "table-cell"
        if name == "s":
            self._put(" " * min(_MOST_SPACES, _count(attribute(node, "c"))))
        elif name in _SIGNS:
            self._put(" " if self._cells and name != "soft-page-break" else _SIGNS[name])
        elif _is_about(node):
            self._author(name, node.text or "")
        elif node.text and (self._paragraphs or apart in ("alternative_text", "printed_header", "binary")):
            self._put(node.text)
        self._note_values(node, name)

    def _author(self, element: str, name: str) -> None:
        if element == "creator" and name:
            self._walked.found.append(("author", name))
            if self._apart and self._apart[-1][1] == "comment":
                self._put(f"{name}: ")

    def _is_hidden(self, node: etree._Element) -> bool:
        if self._unseen and attribute(node, "style-name") in self._unseen:
            return True
        return local_name(node) == "section" and attribute(node, "display") == "none"

    def _note_values(self, node: etree._Element, name: str) -> None:
        if name == "a" or (name == "plugin"):
            self._walked.found.append(("link", attribute(node, "href")))
        elif name == "hidden-text":
            self._walked.found.append(("hidden_text", attribute(node, "string-value")))
        elif name in ("user-field-decl", "variable-decl") or "/form:" in str(node.tag) or ":form:" in str(node.tag):
            self._walked.found += [("form_field", attribute(node, key)) for key in _FIELD_VALUES]
        elif name in ("bookmark", "bookmark-start"):
            self._walked.found.append(("bookmark", attribute(node, "name")))

    def _end(self, node: etree._Element, name: str) -> None:
        if name in _PARAGRAPHS:
            self._paragraphs -= 1
            self._put((" " if node.getnext() is not None else "") if self._cells else "\n")
        elif name == "table-cell":
            self._cells -= 1
            self._put("\t" if node.getnext() is not None else "")
        elif name == "table-row":
            self._put(" " if self._cells else "\n")
        if self._apart and self._apart[-1][0] is node:
            self._apart.pop()
        self._tail(node)

    def _tail(self, node: etree._Element) -> None:
        if node.tail and self._paragraphs and local_name(node) not in _PARAGRAPHS:
            self._put(node.tail)
