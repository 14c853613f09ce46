"""What stands beside the cells of an XLSX or XLSB: comments, shapes, charts, names, links, and what is hidden."""

import re
from collections.abc import Iterator

from lxml import etree

from extractors.charset import decode
from extractors.office.drawings import described, drawing_text, drawn_parts, drawn_text, local_name
from extractors.office.parts import Parts, custom_data, external_links, relations

_PRINTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s(?=[^<>]*\bhidden=\"(?:1|true)\")[^<>]*?\br=\"(\d+)\"")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s(?=[^<>]*\bhidden=\"(?:1|true)\")[^<>]*>")
_HINTS = re.compile(rb"<(?:\w+:)?(?:dataValidation|hyperlink)\s[^<>]*>")
_HINT = re.compile(rb"\b(?:promptTitle|prompt|errorTitle|error|tooltip|display|location)=\"([^\"]*)\"")
_BOUND = re.compile(rb"\b(min|max)=\"(\d+)\"")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#10;", "\n"), ("&amp;", "&"))
_MOST_CACHED = 100_000
_VALUED = frozenset(("s", "d", "n", "b", "e"))


def shapes(parts: Parts) -> Iterator[str]:
    """Words that show on a sheet without standing in a cell."""
    for name in parts.names:
        if name.startswith("xl/drawings/") and name.endswith((".xml", ".vml")):
            root = parts.tree(name)
            if root is not None:
                yield drawing_text(root) if name.endswith(".xml") else _boxes(root)
    for name in drawn_parts(parts):
        yield drawn_text(parts, name)


def _boxes(root: etree._Element) -> str:
    boxes = ("".join(map(str, one.itertext())).strip() for one in root.iter("{*}textbox"))
    return "\n".join(text for text in boxes if text)


def comments(parts: Parts) -> Iterator[str]:
    people = {str(one.get("id")): str(one.get("displayName", "")) for one in _nodes(parts, "xl/persons/", "person")}
    for name in parts.names:
        if name.startswith(("xl/comments", "xl/threadedComments")) and name.endswith(".xml"):
            root = parts.tree(name)
            authors = [one.text or "" for one in root.iter("{*}author")] if root is not None else []
            for one in root.iter("{*}comment", "{*}threadedComment") if root is not None else ():
                author = people.get(str(one.get("personId")), "") or _at(authors, str(one.get("authorId", "")))
                text = "".join(part.text or "" for part in one.iter("{*}t")) or "".join(map(str, one.itertext()))
                yield f"{author}: {text.strip()}" if author else text.strip()


def _at(names: list[str], number: str) -> str:
    return names[int(number)] if number.isdigit() and int(number) < len(names) else ""


def beside(parts: Parts) -> Iterator[tuple[str, str]]:
    """Named values that do not show."""
    for one in _nodes(parts, "xl/workbook.xml", "definedName"):
        yield "defined_name", f"{one.get('name')} {one.text or ''}"
    for folder in ("xl/comments", "xl/persons/"):
        yield from (("author", one.text or "") for one in _nodes(parts, folder, "author"))
        yield from (("author", str(one.get("displayName"))) for one in _nodes(parts, folder, "person"))
    yield from (("author", str(one.get("name"))) for one in _nodes(parts, "xl/revisions/userNames", "userInfo"))
    for one in _nodes(parts, "xl/connections.xml", "dbPr"):
        yield "connection", " ".join(str(value) for value in one.attrib.values())
    for name in parts.names:
        if name.startswith("xl/drawings/drawing") and name.endswith(".xml") and (root := parts.tree(name)) is not None:
            yield from described(root)
    yield from _outside(parts)
    yield from _cached(parts)
    yield from _sheets(parts)
    yield from external_links(parts, "xl/")
    yield from custom_data(parts)


def _nodes(parts: Parts, start: str, name: str) -> Iterator[etree._Element]:
    for part in parts.names:
        if part.startswith(start) and part.endswith(".xml") and (root := parts.tree(part)) is not None:
            yield from root.iter(f"{{*}}{name}")


def _outside(parts: Parts) -> Iterator[tuple[str, str]]:
    """Other workbooks that cells refer to: their sheets, and the values kept from them."""
    for one in _nodes(parts, "xl/externalLinks/", "sheetName"):
        yield "external_link", str(one.get("val"))
    values = [one.text for one in _nodes(parts, "xl/externalLinks/", "v") if one.text]
    yield "external_values", "\n".join(dict.fromkeys(values[:_MOST_CACHED]))


def _cached(parts: Parts) -> Iterator[tuple[str, str]]:
    """A pivot table carries its source with it, even where the source sheet is gone."""
    found: dict[str, None] = {}
    for name in parts.names:
        if name.startswith("xl/pivotCache/pivotCache") and name.endswith(".xml") and len(found) < _MOST_CACHED:
            root = parts.tree(name)
            for one in root.iter(etree.Element) if root is not None else ():
                kind = local_name(one)
                value = one.get("v") if kind in _VALUED else one.get("name") if kind == "cacheField" else None
                if value:
                    found[str(value)] = None
    yield "pivot_cache", "\n".join(found)


def _sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """Sought in the bytes: a sheet of millions of cells would fill the memory as a tree."""
    titles = _titles(parts)
    for name in parts.names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            data, title = parts.data(name), titles.get(name, name.rpartition("/")[2])
            yield from (("printed_header", _text(one)) for one in _PRINTED.findall(data))
            yield from (("input_hint", _text(one)) for tag in _HINTS.findall(data) for one in _HINT.findall(tag))
            rows = [one.decode("ascii") for one in _HIDDEN_ROW.findall(data)]
            yield from [("hidden_row", f"{title}: {', '.join(rows)}")] if rows else []
            columns = [
                "-".join(value.decode("ascii") for _, value in _BOUND.findall(one))
                for one in _HIDDEN_COLUMNS.findall(data)
            ]
            yield from [("hidden_column", f"{title}: {', '.join(columns)}")] if columns else []


def _titles(parts: Parts) -> dict[str, str]:
    """Part to the name of its sheet."""
    targets = {one.id: one.target for one in relations(parts, "xl/workbook.xml")}
    found: dict[str, str] = {}
    for one in _nodes(parts, "xl/workbook.xml", "sheet"):
        ids = [str(value) for key, value in one.attrib.items() if str(key).endswith("}id")]
        found[targets.get(ids[0] if ids else "", "")] = str(one.get("name"))
    return found


def _text(raw: bytes) -> str:
    text = decode(raw)
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text
