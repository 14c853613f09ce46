"""An Outlook mailbox (PST, OST): each item of each folder a member, rebuilt as an Internet mail; none lost unnamed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any, TypeVar

import pypff

from extractors.clean import clean_line
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, MemberState, MetadataField
from extractors.limits import ReadOptions
from extractors.mails.mapi import Attached, MapiItem, Value, charset_of, names_of, value_of
from extractors.mails.part_members import Found
from extractors.mails.pst_nodes import Node, Nodes, attachments_of, below, node, nodes_of, properties
from extractors.mails.rebuilt import rebuilt
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PST

_COUNT = 0x3602  # how many items a folder says it has
_EMBEDDED = 5
_DEEPEST = 16
_MOST_MISSING = 1_000
_MOST_ATTACHMENTS = 10_000
_FAULTS = (OSError, ValueError, TypeError, OverflowError, RuntimeError, SystemError, KeyError, IndexError)
_ABSENT = None
T = TypeVar("T")


@dataclass
class _Box:
    """The open mailbox, and what is left of the bytes its members may grow to."""

    found: Found
    options: ReadOptions
    left: int
    nodes: Nodes
    names: dict[int, int | str]
    charset: str
    missing: int = 0
    seen: set[int] = field(default_factory=set)


def read_pst(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    file = _opened(data)
    limits = options.limits
    left = min(limits.expansion_bytes, limits.reply_bytes * 3 // 4)
    charset = (_tried(file.get_ascii_codepage, b"") or b"").decode("ascii", "replace")
    box = _Box(Found(limits), options, left, nodes_of(data), _names(file), charset)
    root = _tried(file.get_root_folder, _ABSENT)
    if root is None:
        raise ReadProblem("damaged")
    folders: list[MetadataField] = []
    for path, folder in _folders(root, box):
        folders += field_of("folder", path)
        folders += _read_folder(box, path, folder)
    for at in range(_tried(file.get_number_of_orphan_items, 0)):
        _add(box, f"orphans/{at + 1}.eml", _tried(partial(file.get_orphan_item, at), _ABSENT))
    metadata = (*folders, *field_of("missing_items", box.missing or ""))
    reason = box.found.reason() or ("partly_broken" if box.missing else "")
    return ExtractedDocument(
        "", stamp("pst", "libpff-python"), metadata=metadata, members=tuple(box.found.members), reason=reason
    )


def _opened(data: bytes) -> Any:
    file = pypff.file()
    try:
        file.open_file_object(BytesIO(data))
        return file
    except _FAULTS:
        pass
    raise ReadProblem("damaged")


def _tried(read: Callable[[], T], otherwise: T) -> T:
    """The library raises for whatever is damaged."""
    try:
        return read()
    except _FAULTS:
        return otherwise


def _names(file: Any) -> dict[int, int | str]:
    streams = {entry.entry_type: entry.data or b"" for entry in _entries(_tried(file.get_name_to_id_map, _ABSENT))}
    return names_of(streams.get(3, b""), streams.get(4, b""))


def _folders(root: Any, box: _Box) -> Iterator[tuple[str, Any]]:
    """Without recursion; a folder that is its own parent is entered once."""
    stack: list[tuple[str, Any]] = [("", root)]
    while stack:
        path, folder = stack.pop()
        number = _tried(folder.get_identifier, 0)
        if number in box.seen or len(path) > 10_000:
            continue
        box.seen.add(number)
        yield path, folder
        below: list[tuple[str, Any]] = []
        for at in range(_tried(folder.get_number_of_sub_folders, 0)):
            one = _tried(partial(folder.get_sub_folder, at), _ABSENT)
            if one is None:
                box.missing += 1
                box.found.add(f"{path}folder {at + 1}", MemberState.BROKEN)
                continue
            title = clean_line(_tried(one.get_name, "") or "").replace("/", "_") or f"folder {at + 1}"
            below.append((f"{path}{title}/", one))
        stack += reversed(below)


def _read_folder(box: _Box, path: str, folder: Any) -> tuple[MetadataField, ...]:
    """Its items as members; what it says it holds and what it gives are told where they differ."""
    number = _tried(folder.get_number_of_sub_messages, 0)
    counted = _values(folder, {}, "")[0].get(_COUNT)
    said = counted if isinstance(counted, int) else number
    room = box.options.limits.members - len(box.found.members)
    for at in range(min(number, room)):
        _add(box, f"{path}{at + 1}.eml", _tried(partial(folder.get_sub_message, at), _ABSENT))
    box.found.is_over |= number > room
    for at in range(number, min(said, number + _MOST_MISSING)):
        box.missing += 1
        box.found.add(f"{path}{at + 1}.eml", MemberState.BROKEN)
    if said == number <= room:
        return ()
    return field_of("folder_count", f"{path} {min(number, room)} / {max(said, number)}")


def _add(box: _Box, name: str, message: Any) -> None:
    box.options.tick()
    mail = _tried(lambda: rebuilt(_item(box, message)), None) if message is not None else None
    if mail is None:
        box.missing += 1
        box.found.add(name, MemberState.BROKEN)
    elif len(mail) > box.left:
        box.found.add(name, MemberState.OVER_LIMIT)
    else:
        box.left -= len(mail)
        box.found.add(name, MemberState.READ, mail)


def _item(box: _Box, message: Any) -> MapiItem:
    values, charset = _values(message, box.names, box.charset)
    if not values:
        raise ValueError
    people = _tried(lambda: message.recipients, _ABSENT)
    recipients = [_of(record, charset) for record in _records(people)]
    count = _tried(message.get_number_of_attachments, 0) if hasattr(message, "get_number_of_attachments") else 0
    attachments = [_attached(box, message, at, charset) for at in range(min(count, _MOST_ATTACHMENTS))]
    named = {box.names[number]: value for number, value in values.items() if number in box.names}
    return MapiItem(values, named, tuple(recipients), tuple(attachments))


def _attached(box: _Box, message: Any, at: int, charset: str) -> Attached:
    one = _tried(lambda: message.get_attachment(at), _ABSENT)
    values = _values(one, {}, charset)[0] if one is not None else {}
    inner = MapiItem(values)
    name = clean_line(inner.text(0x3707, 0x3704, 0x3001)) or f"attachment {at + 1}"
    if one is not None and values.get(0x3705) == _EMBEDDED:
        return _embedded(box, message, one, name)
    if one is None:
        return Attached(name)
    size = _tried(one.get_size, 0)
    if size > box.options.limits.member_bytes or size > box.left:
        return Attached(name)
    data = _tried(lambda: one.read_buffer(size), None) if size else b""
    return Attached(name, data, None, inner.text(0x370E))


def _embedded(box: _Box, message: Any, one: Any, name: str) -> Attached:
    """A mail inside the mail, which the library does not open."""
    title = name if name.lower().endswith((".eml", ".msg")) else f"{name}.eml"
    try:
        tree = below(box.nodes, node(box.nodes, _tried(message.get_identifier, 0)).below)
        return Attached(title, None, _inner(box, tree[_tried(one.get_identifier, 0)], 0))
    except (ReadProblem, *_FAULTS):
        return Attached(title)


def _inner(box: _Box, attachment: Node, depth: int) -> MapiItem:
    """The item that hangs below an attachment's node."""
    tree = below(box.nodes, attachment.below)
    held = next((one for number, one in sorted(tree.items()) if number & 0x1F == 0x04), None)
    if held is None or depth > _DEEPEST:
        raise ReadProblem("damaged")
    values = _node_values(box, held)
    inner = below(box.nodes, held.below)
    attachments = tuple(_inner_attached(box, one, depth) for one in attachments_of(inner))
    named = {box.names[number]: value for number, value in values.items() if number in box.names}
    return MapiItem(values, named, (), attachments)


def _inner_attached(box: _Box, one: Node, depth: int) -> Attached:
    try:
        values = _node_values(box, one)
    except (ReadProblem, *_FAULTS):
        return Attached("attachment")
    own = MapiItem(values)
    name = clean_line(own.text(0x3707, 0x3704, 0x3001)) or "attachment"
    if values.get(0x3705) == _EMBEDDED:
        try:
            return Attached(f"{name}.eml", None, _inner(box, one, depth + 1))
        except (ReadProblem, *_FAULTS):
            return Attached(f"{name}.eml")
    data = values.get(0x3701)
    return Attached(name, data if isinstance(data, bytes) else None, None, own.text(0x370E))


def _node_values(box: _Box, one: Node) -> dict[int, Value]:
    rows = list(properties(box.nodes, one, min(box.left, box.options.limits.member_bytes)))
    charset = charset_of({number: value_of(kind, raw) or 0 for number, kind, raw in rows if number in (0x3FFD, 0x3FDE)})
    found = {number: _value(kind, raw, charset or box.charset) for number, kind, raw in rows}
    return {number: value for number, value in found.items() if value is not None}


def _records(item: Any) -> Iterator[Any]:
    count = _tried(item.get_number_of_record_sets, 0) if item is not None else 0
    for at in range(count):
        record = _tried(partial(item.get_record_set, at), _ABSENT)
        if record is not None:
            yield record


def _entries(item: Any) -> Iterator[Any]:
    for record in _records(item):
        yield from _entries_of(record)


def _entries_of(record: Any) -> Iterator[Any]:
    for at in range(_tried(record.get_number_of_entries, 0)):
        entry = _tried(partial(record.get_entry, at), _ABSENT)
        if entry is not None:
            yield entry


def _values(item: Any, names: dict[int, int | str], charset: str) -> tuple[dict[int, Value], str]:
    """The item's own record; the charset of its 8-bit strings is one of its values."""
    record = next(_records(item), None)
    if record is None:
        return {}, charset
    own = charset_of(_of(record, charset, (0x3FFD, 0x3FDE))) or charset
    return _of(record, own), own


def _of(record: Any, charset: str, wanted: tuple[int, ...] = ()) -> dict[int, Value]:
    found: dict[int, Value] = {}
    for entry in _entries_of(record):
        number, kind = entry.entry_type, entry.value_type
        if number is None or kind is None or (wanted and number not in wanted):
            continue
        raw = _tried(entry.get_data, None)
        value = _value(kind, raw, charset) if raw is not None else None
        if value is not None and number not in found:
            found[number] = value
    return found


def _value(kind: int, raw: bytes, charset: str) -> Value | None:
    if kind not in (0x101E, 0x101F):
        return value_of(kind, raw, charset)
    count = int.from_bytes(raw[:4], "little")
    starts = [int.from_bytes(raw[at : at + 4], "little") for at in range(4, min(len(raw), 4 + 4 * count), 4)]
    ends = [*starts[1:], len(raw)]
    return tuple(str(value_of(kind & 0xFFF, raw[a:b], charset)) for a, b in zip(starts, ends, strict=False))


READERS: dict[str, Reader] = {PST: read_pst}
