"""An Outlook message file (MSG, OFT): rebuilt as an Internet mail, and read as one."""

import struct
from dataclasses import replace

import olefile

from extractors.clean import clean_line
from extractors.describe import stamp
from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.mails.mail import read_mail
from extractors.mails.mapi import Attached, MapiItem, Value, charset_of, names_of, value_of
from extractors.mails.rebuilt import rebuilt
from extractors.office.ole import CompoundFile
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import MSG

_PROPERTIES = "__properties_version1.0"
_DEEPEST = 24
_INLINE = frozenset((0x02, 0x03, 0x04, 0x05, 0x0A, 0x0B, 0x14, 0x40))
_FAULTS = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, RecursionError)


class Storage:
    """A folder of the compound file: streams and storages by name."""

    def __init__(self, file: olefile.OleFileIO, entry: olefile.olefile.OleDirectoryEntry) -> None:
        self._file = file
        self._kids = {one.name: one for one in entry.kids}

    def names(self, start: str = "") -> list[str]:
        return sorted(name for name in self._kids if name.startswith(start))

    def storage(self, name: str) -> "Storage | None":
        entry = self._kids.get(name)
        return Storage(self._file, entry) if entry is not None and entry.entry_type == olefile.STGTY_STORAGE else None

    def stream(self, name: str) -> bytes | None:
        """None where there is none, or where it cannot be read."""
        entry = self._kids.get(name)
        if entry is None or entry.entry_type != olefile.STGTY_STREAM:
            return None
        try:
            return bytes(self._file._open(entry.isectStart, entry.size).read())
        except _FAULTS:
            return None


def read_msg(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    item, is_whole = _item_of(data)
    document = read_mail(rebuilt(item), name, options)
    reason = document.reason or ("" if is_whole else "partly_broken")
    return replace(document, extractor=stamp("msg", "olefile"), reason=reason)


def _item_of(data: bytes) -> tuple[MapiItem, bool]:
    """The message, and whether all its streams were whole."""
    try:
        with CompoundFile(data) as file:
            root = Storage(file, file.root)
            item = _item(root, _names(root.storage("__nameid_version1.0")), 32, 0)
            return item, not file.is_lying
    except _FAULTS:
        pass
    raise ReadProblem("damaged")


def _names(storage: Storage | None) -> dict[int, int | str]:
    if storage is None:
        return {}
    return names_of(storage.stream("__substg1.0_00030102") or b"", storage.stream("__substg1.0_00040102") or b"")


def _item(storage: Storage, names: dict[int, int | str], header: int, depth: int) -> MapiItem:
    values = _values(storage, header, "")
    recipients = [storage.storage(one) for one in storage.names("__recip_version1.0_")]
    attachments = [storage.storage(one) for one in storage.names("__attach_version1.0_")]
    charset = charset_of(values)
    return MapiItem(
        values,
        {names[number]: value for number, value in values.items() if number in names},
        tuple(_values(one, 8, charset) for one in recipients if one),
        tuple(_attached(one, names, charset, depth) for one in attachments if one),
    )


def _values(storage: Storage, header: int, charset: str) -> dict[int, Value]:
    """Short values stand in the list of properties, longer ones in streams of their own."""
    table = storage.stream(_PROPERTIES) or b""
    found: dict[int, Value] = {}
    for at in range(header, len(table) - 15, 16):
        kind, number = struct.unpack_from("<HH", table, at)
        if kind in _INLINE:
            _keep(found, number, value_of(kind, table[at + 8 : at + 16]))
    charset = charset or charset_of(found)
    for name in storage.names("__substg1.0_"):
        if len(name) == 20:
            number, kind = _tag(name)
            _keep(found, number, _long_value(storage, name, kind, charset))
    return found


def _keep(found: dict[int, Value], number: int, value: Value | None) -> None:
    if value is not None:
        found[number] = value


def _tag(name: str) -> tuple[int, int]:
    try:
        tag = int(name[12:20], 16)
    except ValueError:
        return 0, 0
    return tag >> 16, tag & 0xFFFF


def _long_value(storage: Storage, name: str, kind: int, charset: str) -> Value | None:
    if kind in (0x101E, 0x101F):
        texts = [storage.stream(one) for one in storage.names(name + "-")]
        return tuple(str(value_of(kind & 0xFFF, one, charset)) for one in texts if one)
    raw = storage.stream(name)
    return value_of(kind, raw, charset) if raw is not None else None


def _attached(storage: Storage, names: dict[int, int | str], charset: str, depth: int) -> Attached:
    values = _values(storage, 8, charset)
    inner = MapiItem(values)
    name = clean_line(inner.text(0x3707, 0x3704, 0x3001))
    data = values.get(0x3701)
    if isinstance(data, bytes):
        return Attached(name, data, None, inner.text(0x370E))
    below = storage.storage("__substg1.0_3701000D")
    if below is None or depth >= _DEEPEST:
        return Attached(name)  # a link to a file elsewhere, or nothing that can be read
    if below.stream(_PROPERTIES) is None:
        return Attached(name, _object(below))
    item = _item(below, names, 24, depth + 1)
    title = name or clean_line(item.text(0x0037)) or "message"
    return Attached(title if title.lower().endswith((".eml", ".msg")) else title + ".eml", None, item)


def _object(storage: Storage) -> bytes | None:
    """An embedded object's own file, where one stream holds it whole."""
    for name in ("CONTENTS", "Package", "Contents"):
        data = storage.stream(name)
        if data:
            return data
    return None


READERS: dict[str, Reader] = {MSG: read_msg}
UNLOCKERS = READERS
