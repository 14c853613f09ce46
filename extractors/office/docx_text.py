"""WordprocessingML as text: tables as tabs, fields as results, what is hidden, deleted or a code kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.clean import clean
from extractors.office.flow import code_of_field

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.microsoft.com/office/word/2003/wordml",
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DELETED = frozenset(("del", "moveFrom"))
_SKIPPED = frozenset(("Fallback", "rPrChange", "pPrChange", "binData", "styles", "fonts"))
_CODES = frozenset(("instrText", "delInstrText"))
_NAMED = {"author": "author", "initials": "initials"}
_DESCRIBED = {"descr": "alternative_text", "title": "alternative_text", "string": "text_effect"}
_DRAWN = frozenset(("docPr", "cNvPr", "textpath", "shape"))
Hidden = list[tuple[str, str]]


def split_name(tag: object) -> tuple[str, str]:
    space, _, name = str(tag)[1:].rpartition("}") if str(tag).startswith("{") else ("", "", str(tag))
    return space, name


def value_of(node: etree._Element, name: str = "val") -> str:
    return next((str(value) for key, value in node.attrib.items() if split_name(key)[1] == name), "")


def unseen_styles(root: etree._Element | None) -> frozenset[str]:
    """Styles that hide their text."""
    return frozenset(
        value_of(style, "styleId")
        for style in (root.iter("{*}style") if root is not None else ())
        if any(value_of(one) not in ("0", "false") for one in style.iter("{*}vanish"))
    )


def _is_deletion(name: str, node: etree._Element) -> bool:
    """Among settings it says that a mark or row is deleted, and holds no words."""
    return name in _DELETED and len(node) > 0


@dataclass
class WordText:
    """The words that show, and named those that do not, in their order."""

    shown: list[str] = field(default_factory=list, repr=False)
    apart: list[tuple[str, list[str]]] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """Cleaned, page breaks kept."""
        return "\f".join(clean(part) for part in "".join(self.shown).split("\f"))

    @property
    def hidden(self) -> Iterator[tuple[str, str]]:
        yield from ((name, "".join(pieces)) for name, pieces in self.apart)


def read_words(root: etree._Element, unseen: frozenset[str] = frozenset()) -> WordText:
    return _Walk(unseen).run(root)


class _Walk:
    """Without recursion: Word nests tables and boxes to any depth."""

    def __init__(self, unseen: frozenset[str]) -> None:
        self._unseen, self._words = unseen, WordText()
        self._cells = self._deleted = 0
        self._is_hidden, self._aside = False, ""
        self._codes: list[list[str]] = []

    def run(self, root: etree._Element) -> WordText:
        skipped: etree._Element | None = None
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(node.tag, str):
                continue
            space, name = split_name(node.tag)
            if skipped is not None:
                skipped = None if event == "end" and node is skipped else skipped
            elif event == "start" and name in _SKIPPED:
                skipped = node
            elif event == "start":
                self._start(name, node, space in _WORD)
            elif space in _WORD:
                self._end(name, node)
        return self._words

    def _put(self, text: str) -> None:
        aside = "deleted_text" if self._deleted else "hidden_text" if self._is_hidden else ""
        if not text or not aside:
            self._words.shown.append(text)
        elif aside == self._aside:
            self._words.apart[-1][1].append(text)
        else:
            self._words.apart.append((aside, [text]))
        self._aside = aside if text else self._aside

    def _start(self, name: str, node: etree._Element, is_word: bool) -> None:
        if name in _DRAWN:
            self._apart(_DESCRIBED, node)
        if not is_word:
            if name == "t":
                self._put(node.text or "")  # drawings and formulas have words of their own
            return
        if name in ("t", "delText"):
            self._put(node.text or "")
        elif name in _BREAKS:
            self._break(name, node)
        elif name in _CODES or name == "fldSimple":
            self._code(node.text or value_of(node, "instr"))
        elif name == "fldChar":
            self._field(value_of(node, "fldCharType"))
        else:
            self._open(name, node)

    def _open(self, name: str, node: etree._Element) -> None:
        self._cells += name == "tc"
        self._deleted += _is_deletion(name, node)
        if name == "r":
            self._is_hidden = self._is_unseen(node)
        elif name in ("comment", "ins", "del", "moveFrom", "moveTo"):
            self._apart(_NAMED, node)
            if name == "comment":
                self._put(f"{value_of(node, 'author')}: ")
        elif name in ("bookmarkStart", "ffData", "tag", "alias"):
            named = {"bookmarkStart": "bookmark"}.get(name, "form_field")
            self._note(named, value_of(node, "name") or value_of(node))
        elif name == "sym":
            self._put(" ")

    def _end(self, name: str, node: etree._Element) -> None:
        self._cells -= name == "tc"
        self._deleted -= _is_deletion(name, node)
        if name == "r":
            self._is_hidden = False
        elif name == "p":
            self._words.shown.append(" " if self._cells else "\n")
        elif name == "tc":
            self._trim(" ")
            self._words.shown.append("\t")
        elif name == "tr":
            self._trim("\t")
            self._words.shown.append(" " if self._cells else "\n")
        elif name == "rt":
            self._put(" ")

    def _trim(self, text: str) -> None:
        if self._words.shown and self._words.shown[-1] == text:
            self._words.shown.pop()

    def _break(self, name: str, node: etree._Element) -> None:
        """A `tab` among paragraph settings is a ruler stop, not a character."""
        if split_name(getattr(node.getparent(), "tag", ""))[1] == "r":
            is_page = name == "br" and value_of(node, "type") == "page"
            self._put(" " if self._cells else "\f" if is_page else _BREAKS[name])

    def _is_unseen(self, run: etree._Element) -> bool:
        settings = next((one for one in run if split_name(one.tag)[1] == "rPr"), None)
        for one in settings if settings is not None else ():
            name = split_name(one.tag)[1]
            if name == "vanish":
                return value_of(one) not in ("0", "false")
            if name == "rStyle" and value_of(one) in self._unseen:
                return True
        return False

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._codes.append([])
        elif self._codes and kind in ("separate", "end"):
            code = "".join(self._codes[-1])
            self._codes[-1].clear()
            if code:
                self._note(*code_of_field(code))
            if kind == "end":
                self._codes.pop()

    def _code(self, code: str) -> None:
        if self._codes:
            self._codes[-1].append(code)
        else:
            self._note(*code_of_field(code))

    def _apart(self, names: dict[str, str], node: etree._Element) -> None:
        for key, value in node.attrib.items():
            name = split_name(key)[1]
            if name in names:
                self._note(names[name], str(value))

    def _note(self, name: str, value: str) -> None:
        self._words.apart.append((name, [value]))
        self._aside = ""
