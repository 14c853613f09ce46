"""DrawingML, which all of OOXML shares: the text of shapes, tables, charts and diagrams, without recursion."""

from collections.abc import Iterator

from lxml import etree

from extractors.office.parts import Parts

_DRAWN = ("/charts/chart", "/charts/chartEx", "/diagrams/data", "/chartsheets/")
_DESCRIBED = ("docPr", "cNvPr")


def local_name(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def drawing_text(root: etree._Element, text_names: tuple[str, ...] = ("t",)) -> str:
    """Paragraphs as lines, rows of tables as lines of tabs; what only repeats other markup is left out."""
    return "".join(_pieces(root, text_names)).strip("\n")


def _pieces(root: etree._Element, text_names: tuple[str, ...]) -> Iterator[str]:
    cells, skipped = 0, None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        name = local_name(node)
        if skipped is not None:
            skipped = None if event == "end" and node is skipped else skipped
        elif event == "start" and name == "Fallback":
            skipped = node
        elif event == "start":
            cells += name == "tc"
            if name in text_names:
                yield node.text or ""
            elif name == "br":
                yield " " if cells else "\n"
        else:
            cells -= name == "tc"
            yield _end(name, node, cells)


def _end(name: str, node: etree._Element, cells: int) -> str:
    if name == "p":
        return "\n" if not cells else " " if node.getnext() is not None else ""
    return {"tc": "\t" if node.getnext() is not None else "", "tr": "\n", "v": "\n"}.get(name, "")


def described(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Alternative texts of pictures and shapes."""
    for node in root.iter(etree.Element):
        if local_name(node) in _DESCRIBED:
            yield from (("alternative_text", str(node.get(key))) for key in ("descr", "title") if node.get(key))


def drawn_text(parts: Parts, name: str) -> str:
    """The words and cached values of a chart or diagram."""
    root = parts.tree(name)
    return drawing_text(root, ("t", "v")) if root is not None else ""


def drawn_parts(parts: Parts) -> Iterator[str]:
    for name in parts.names:
        if any(one in name for one in _DRAWN) and name.endswith(".xml"):
            yield name
