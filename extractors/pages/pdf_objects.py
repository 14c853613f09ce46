"""What the objects of a PDF say that no page shows: notes and fields wherever they stand, scripts, forms, files."""

# mypy: disable-error-code="no-untyped-call,no-any-return"

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pymupdf
from pymupdf import mupdf

from extractors.office.parts import parse_xml

Pairs = Iterator[tuple[str, str, bool]]
_MOST_OBJECTS = 100_000
_MOST_NOTES = 5_000
_MOST_DEEP = 12
_SCRIPT_BYTES = 1 << 20
_FORM_BYTES = 8 << 20
_FILE_KEYS = ("UF", "F", "DOS", "Mac", "Unix")
_HOLDERS = ("Names", "EmbeddedFiles", "JavaScript", "Kids", "Annots", "AF", "Fields", "OpenAction", "A", "AA", "FS")
_SAID = (
    ("T", "annotation_author", True),
    ("Contents", "annotation", False),
    ("Subj", "annotation", True),
    ("OverlayText", "annotation", True),
)


def notes(document: pymupdf.Document, number: int) -> Pairs:
    """Notes of a page, those too that stand in the list itself instead of being objects of their own."""
    page = mupdf.pdf_lookup_page_obj(_pdf(document), number)
    every = mupdf.pdf_dict_gets(page, "Annots")
    for at in range(min(mupdf.pdf_array_len(every), _MOST_NOTES)):
        note = mupdf.pdf_array_get(every, at)
        kind = mupdf.pdf_to_name(mupdf.pdf_dict_gets(note, "Subtype"))
        if kind == "Widget":
            yield from _field(note)
            continue
        for key, name, is_hidden in _SAID:
            yield name, _text(mupdf.pdf_dict_gets(note, key)), is_hidden
        rich = _text(mupdf.pdf_dict_gets(note, "RC"))
        plain = " ".join(_words_of(rich.encode())) if rich else ""
        if plain and "".join(plain.split()) != "".join(_text(mupdf.pdf_dict_gets(note, "Contents")).split()):
            yield "annotation", plain, True
        link = mupdf.pdf_dict_gets(mupdf.pdf_dict_gets(note, "A"), "URI")
        yield "link", _text(link), True


def _field(widget: Any) -> Pairs:
    """A field's own name often says what its value is; a list's choices are hidden until it is opened."""
    label = _inherited(widget, "TU") or _inherited(widget, "T")
    value = _value(_raw_inherited(widget, "V"))
    if value and value not in ("Off", "False", "None"):
        yield "form_field", f"{label}: {value}", False
    elif label:
        yield "form_field_name", label, True
    default = _value(_raw_inherited(widget, "DV"))
    if default and default not in ("Off", value):
        yield "form_default", f"{label}: {default}", True


def _value(found: Any) -> str:
    if mupdf.pdf_is_array(found):
        count = min(mupdf.pdf_array_len(found), 100)
        return ", ".join(filter(None, (_value(mupdf.pdf_array_get(found, at)) for at in range(count))))
    if mupdf.pdf_is_name(found):
        return str(mupdf.pdf_to_name(found))
    if mupdf.pdf_is_stream(found):
        return _decoded(mupdf.pdf_load_stream(found), _SCRIPT_BYTES)
    return _text(found)


def _inherited(node: Any, key: str) -> str:
    return _text(_raw_inherited(node, key))


def _raw_inherited(node: Any, key: str) -> Any:
    for _ in range(_MOST_DEEP):
        found = mupdf.pdf_dict_gets(node, key)
        parent = mupdf.pdf_dict_gets(node, "Parent")
        if not mupdf.pdf_is_null(found) or mupdf.pdf_is_null(parent):
            return found
        node = parent
    return mupdf.pdf_dict_gets(node, key)


def bookmarks(document: pymupdf.Document) -> Pairs:
    """Each once, down before along: MuPDF's own walk is a recursion, which ends where the stack does."""
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(_pdf(document)), "Root")
    waiting = [mupdf.pdf_dict_gets(mupdf.pdf_dict_gets(root, "Outlines"), "First")]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        number = mupdf.pdf_to_num(one)
        if number not in seen and mupdf.pdf_is_dict(one):
            seen |= {number} if number else set()
            yield "bookmark", _text(mupdf.pdf_dict_gets(one, "Title")), False
            waiting += [mupdf.pdf_dict_gets(one, "Next"), mupdf.pdf_dict_gets(one, "First")]


def scripts(document: pymupdf.Document) -> Pairs:
    for found in _objects(document):
        for holder in (found, *_actions(found)):
            script = mupdf.pdf_dict_gets(holder, "JS")
            if mupdf.pdf_is_string(script):
                yield "script", _text(script)[:_SCRIPT_BYTES], True
            elif mupdf.pdf_is_stream(script):
                yield "script", _decoded(mupdf.pdf_load_stream(script), _SCRIPT_BYTES), True


def _actions(found: Any) -> list[Any]:
    every = mupdf.pdf_dict_gets(found, "AA")
    return [mupdf.pdf_dict_get_val(every, at) for at in range(min(mupdf.pdf_dict_len(every), 20))]


def xfa(document: pymupdf.Document) -> Pairs:
    """A form in XML: what was filled in, and the words printed on it."""
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(_pdf(document)), "Root")
    form = mupdf.pdf_dict_gets(mupdf.pdf_dict_gets(root, "AcroForm"), "XFA")
    parts = [mupdf.pdf_array_get(form, at) for at in range(min(mupdf.pdf_array_len(form), 100))]
    left = _FORM_BYTES
    for part in (form, *parts):
        if not mupdf.pdf_is_stream(part) or left <= 0:
            continue
        data = bytes(mupdf.fz_buffer_extract(mupdf.pdf_load_stream(part)))[:left]
        left -= len(data)
        for text in _words_of(data):
            yield "xfa", text, True


def _words_of(data: bytes) -> list[str]:
    root = parse_xml(data)
    nodes = root.iter() if root is not None else ()
    texts = (node.text.strip() for node in nodes if isinstance(node.tag, str) and node.text)
    return [text for text in texts if any(char.isalpha() for char in text)]


@dataclass(frozen=True)
class FoundFile:
    """A file inside, by the number of its stream."""

    name: str
    stream: int


def files(document: pymupdf.Document) -> Iterator[FoundFile]:
    """Every file description, wherever it is pinned; one for each system counts as one for each."""
    seen: set[int] = set()
    for found in _objects(document):
        for holder in (found, mupdf.pdf_dict_gets(found, "FS")):
            kept = mupdf.pdf_dict_gets(holder, "EF")
            for key in _FILE_KEYS if mupdf.pdf_is_dict(kept) else ():
                stream = mupdf.pdf_to_num(mupdf.pdf_dict_gets(kept, key))
                if stream and stream not in seen:
                    seen.add(stream)
                    names = (_text(mupdf.pdf_dict_gets(holder, one)) for one in (key, *_FILE_KEYS))
                    yield FoundFile(next(filter(None, names), ""), stream)


def _objects(document: pymupdf.Document) -> Iterator[Any]:
    """Each object once, with the entries of arrays and name trees that hold dictionaries of their own."""
    pdf = _pdf(document)
    for number in range(1, min(mupdf.pdf_xref_len(pdf), _MOST_OBJECTS)):
        try:
            found = mupdf.pdf_load_object(pdf, number)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - MuPDF raises kinds of its own
            continue
        yield from _with_inline(found, 0)


def _with_inline(found: Any, depth: int) -> Iterator[Any]:
    """A dictionary, and those written into it where names, notes and actions are kept."""
    if mupdf.pdf_is_dict(found):
        yield found
        inner = [mupdf.pdf_dict_gets(found, key) for key in _HOLDERS]
    else:
        inner = [mupdf.pdf_array_get(found, at) for at in range(min(mupdf.pdf_array_len(found), _MOST_NOTES))]
    for one in inner:
        if (
            depth < _MOST_DEEP
            and not mupdf.pdf_is_indirect(one)
            and (mupdf.pdf_is_dict(one) or mupdf.pdf_is_array(one))
        ):
            yield from _with_inline(one, depth + 1)


def _pdf(document: pymupdf.Document) -> Any:
    return pymupdf._as_pdf_document(document)


def _text(found: Any) -> str:
    return str(mupdf.pdf_to_text_string(found)) if mupdf.pdf_is_string(found) else ""


def _decoded(buffer: Any, most: int) -> str:
    data = bytes(mupdf.fz_buffer_extract(buffer))[:most]
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")
