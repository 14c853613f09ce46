"""Objects inside office files, unwrapped: OLE packages, and the file that an object's storage holds."""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import olefile

from extractors.charset import decode
from extractors.clean import clean_line
from extractors.document import Member, MemberState
from extractors.limits import Limits
from extractors.office.compound import compound_file
from extractors.office.ole import CompoundFile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE_STREAM = "\x01Ole10Native"
_DOCUMENTS = (
    "WordDocument",
    "Workbook",
    "Book",
    "PowerPoint Document",
    "VisioDocument",
    "EncryptedPackage",
    "Equation Native",
    "Contents",
    "CONTENTS",
)
_WHOLE_STREAMS = ("Package", "CONTENTS", "EmbeddedOdf", "Contents")


def member_of(name: str, data: bytes, limits: Limits) -> Member:
    if len(data) > limits.member_bytes:
        return Member(name, MemberState.OVER_LIMIT)
    return Member(name, MemberState.READ, data)


def unwrapped(name: str, data: bytes, limits: Limits) -> Member:
    """An object as it is embedded: a compound file that wraps one file gives that file, all else itself."""
    inner = _inside(data) if data.startswith(MAGIC) else None
    return member_of(inner[0] or name, inner[1], limits) if inner else member_of(name, data, limits)


def _inside(data: bytes) -> tuple[str, bytes] | None:
    ole = opened(data)
    if ole is None:
        return None
    with ole:
        return wrapped_file(ole, ())


def opened(data: bytes) -> CompoundFile | None:
    """olefile raises its own and others' errors on a broken directory; none of them says more than that."""
    try:
        return CompoundFile(data)
    except Exception:  # noqa: BLE001 - a damaged compound file raises anything
        return None


def stream_of(ole: olefile.OleFileIO, path: tuple[str, ...]) -> bytes:
    """The stream's bytes; none where it is missing or broken."""
    try:
        return bytes(ole.openstream(list(path)).read()) if ole.exists(list(path)) else b""
    except Exception:  # noqa: BLE001 - broken sector chains raise anything
        return b""


def wrapped_file(ole: olefile.OleFileIO, folder: tuple[str, ...]) -> tuple[str, bytes] | None:
    """Name and bytes of the one file that an object's storage wraps; nothing where it is a document of its own."""
    native = stream_of(ole, (*folder, _PACKAGE_STREAM))
    if len(native) > 4:
        return packaged(native[4:])
    for stream in _WHOLE_STREAMS:
        data = stream_of(ole, (*folder, stream))
        if data:
            return "", data
    return None


def packaged(native: bytes) -> tuple[str, bytes]:
    """The packager's stream: label, path, temporary path and the bytes; without that form, all of it is the file."""
    try:
        return _packaged(native)
    except (struct.error, ValueError):
        return "", native


def _packaged(native: bytes) -> tuple[str, bytes]:
    if native[:2] != b"\x02\x00":
        raise ValueError("no package")
    label_end = native.index(b"\x00", 2)
    path_end = native.index(b"\x00", label_end + 1)
    _, kind, length = struct.unpack_from("<HHI", native, path_end + 1)
    at = path_end + 9 + length
    (size,) = struct.unpack_from("<I", native, at)
    if kind != 3 or at + 4 + size > len(native):
        raise ValueError("not embedded")
    name = clean_line(decode(native[2:label_end])) or clean_line(decode(native[label_end + 1 : path_end]))
    return name.replace("\\", "/").rpartition("/")[2], native[at + 4 : at + 4 + size]


def of_first_version(name: str, data: bytes, limits: Limits) -> Member:
    """An object as RTF and old files store it: version, kind, three names, then the bytes ([MS-OLEDS] 2.2.4)."""
    try:
        at, class_name = 8, ""
        for number in range(3):
            (length,) = struct.unpack_from("<I", data, at)
            class_name = class_name or ("" if number else decode(data[at + 4 : at + 4 + length].rstrip(b"\x00")))
            at += 4 + length
        (size,) = struct.unpack_from("<I", data, at)
    except struct.error:
        return member_of(name, data, limits)
    native = data[at + 4 : at + 4 + size]
    if class_name == "Package":
        label, inner = packaged(native)
        return member_of(label or name, inner, limits)
    return unwrapped(name, native or data, limits)


def objects_in(ole: olefile.OleFileIO, folder: tuple[str, ...], limits: Limits) -> tuple[tuple[Member, ...], bool]:
    """The objects in the storages of a folder, and whether there were more than the limit."""
    return _objects(ole, [path for path in _storages(ole) if path[:-1] == folder], limits)


def _objects(ole: olefile.OleFileIO, folders: list[tuple[str, ...]], limits: Limits) -> tuple[tuple[Member, ...], bool]:
    left, found = limits.expansion_bytes, list[Member]()
    for folder in folders[: limits.members]:
        name, data = _object(ole, folder)
        left -= len(data)
        if data and left >= 0:
            found.append(member_of(name or clean_line(folder[-1].strip("_\x01")), data, limits))
    return tuple(found), len(folders) > limits.members or left < 0


def _object(ole: olefile.OleFileIO, folder: tuple[str, ...]) -> tuple[str, bytes]:
    """The one file that the storage wraps, or the storage as a compound file."""
    wrapped = wrapped_file(ole, folder)
    if wrapped is not None:
        return wrapped
    paths = [tuple(path) for path in ole.listdir() if tuple(path[: len(folder)]) == folder]
    streams = {path[len(folder) :]: stream_of(ole, path) for path in paths}
    is_document = any(path[-1] in _DOCUMENTS for path in streams)
    return "", compound_file(streams) if is_document else b""


def _storages(ole: olefile.OleFileIO) -> Iterator[tuple[str, ...]]:
    yield from (tuple(path) for path in ole.listdir(streams=False, storages=True))


def apart(members: Iterable[Member]) -> tuple[Member, ...]:
    """Two objects may have one name; the second and later get a number before it."""
    seen: Counter[str] = Counter()
    found: list[Member] = []
    for one in members:
        seen[one.name] += 1
        count = seen[one.name]
        found.append(one if count == 1 else replace(one, name=f"{count}-{one.name}"))
    return tuple(found)
