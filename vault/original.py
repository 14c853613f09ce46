"""A sealed original: an age file of a tar with `manifest.json`, then `original`, then zeros up to a Padmé size."""

import hashlib
import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import BinaryIO

from vault.age import open_reader, open_writer
from vault.age_keys import Identity, Recipient
from vault.age_stream import PayloadReader, PayloadWriter
from vault.padding import padded_size
from vault.problem import VaultProblem
from vault.write_behind import Writable, write_all

_BLOCK = tarfile.BLOCKSIZE
_PORTION = 1 << 20
_ZEROS = bytes(1 << 16)
_SMALLEST_TAR = 8192
_LARGEST_MANIFEST = 1 << 24
_MANIFEST_NAME = "manifest.json"
_ORIGINAL_NAME = "original"


@dataclass(frozen=True)
class Manifest:
    """What an original says about itself. A path may hold surrogate escapes: file names need not be UTF-8."""

    doc_id: str
    path: str = field(repr=False)
    size: int = 0
    sha256: str = field(default="", repr=False)
    parent_id: str = ""
    sealed_at: str = ""
    salts: str = field(default="", repr=False)  # of the log's commitments to this original, in hex


_BLANK = Manifest("", "")


def seal_original(source: BinaryIO, draft: Manifest, recipients: Sequence[Recipient], target: BinaryIO) -> Manifest:
    """Seal a seekable source; returns `draft` with its size and digest. On a problem the target is worth nothing."""
    source.seek(0)
    size, digest = _measure(_portions(source), None)
    manifest = replace(draft, size=size, sha256=digest)
    writer = open_writer(target, recipients)
    length = _write_entry_head(writer, manifest)
    source.seek(0)
    if _measure(_portions(source), writer, size) != (size, digest):
        raise VaultProblem("changed_while_sealing")
    length += size
    _write_zeros(writer, padded_tar_size(length) - length)
    writer.finish()
    return manifest


def open_original(source: BinaryIO, identities: Sequence[Identity], target: BinaryIO) -> Manifest:
    """Write the original into `target`, of which nothing may be used before this returns."""
    reader = open_reader(source, identities)
    manifest = _read_manifest(reader)
    _read_entry(reader, _ORIGINAL_NAME, manifest.size)
    if _measure(_take(reader, manifest.size), target) != (manifest.size, manifest.sha256):
        raise VaultProblem("damaged_payload")
    if any(portion.strip(b"\0") for portion in reader.portions()):
        raise VaultProblem("damaged_payload")
    return manifest


def read_manifest(source: BinaryIO, identities: Sequence[Identity]) -> Manifest:
    """The manifest alone, without going through the original: the rest stays unchecked."""
    return _read_manifest(open_reader(source, identities))


def padded_tar_size(length: int) -> int:
    """The size of the whole tar: its end mark and padding are zeros alike."""
    whole = padded_size(length + 2 * _BLOCK, _SMALLEST_TAR)
    return whole + -whole % _BLOCK


def _write_entry_head(writer: PayloadWriter, manifest: Manifest) -> int:
    text = json.dumps(asdict(manifest)).encode("ascii")
    if len(text) > _LARGEST_MANIFEST:
        raise VaultProblem("too_large", size=len(text), limit=_LARGEST_MANIFEST)
    head = b"".join(
        [
            _entry(_MANIFEST_NAME, len(text)),
            text,
            bytes(-len(text) % _BLOCK),
            _entry(_ORIGINAL_NAME, manifest.size),
        ]
    )
    writer.write(head)
    return len(head)


def _entry(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry.tobuf(tarfile.GNU_FORMAT)  # the form that holds sizes over 8 GiB in one block


def _write_zeros(writer: PayloadWriter, count: int) -> None:
    while count > 0:
        count -= writer.write(_ZEROS[:count])


def _measure(portions: Iterator[bytes], target: Writable | None, limit: int | None = None) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for portion in portions:
        size += len(portion)
        if limit is not None and size > limit:
            break
        digest.update(portion)
        if target is not None:
            write_all(target, portion)
    return size, digest.hexdigest()


def _portions(source: BinaryIO) -> Iterator[bytes]:
    while portion := source.read(_PORTION):
        yield portion


def _take(reader: PayloadReader, size: int) -> Iterator[bytes]:
    while size > 0 and (portion := reader.read(min(size, _PORTION))):
        size -= len(portion)
        yield portion


def _read_manifest(reader: PayloadReader) -> Manifest:
    size = _read_entry(reader, _MANIFEST_NAME)
    if size > _LARGEST_MANIFEST:
        raise VaultProblem("damaged_payload")
    text = reader.read(size + -size % _BLOCK)[:size]
    try:
        manifest = Manifest(**json.loads(text))
    except (ValueError, TypeError, RecursionError):
        raise VaultProblem("damaged_payload") from None
    if [type(value) for value in _values(manifest)] != [type(value) for value in _values(_BLANK)]:
        raise VaultProblem("damaged_payload")
    return manifest


def _values(manifest: Manifest) -> list[object]:
    return list(asdict(manifest).values())


def _read_entry(reader: PayloadReader, name: str, size: int | None = None) -> int:
    try:
        entry = tarfile.TarInfo.frombuf(reader.read(_BLOCK), "utf-8", "surrogateescape")
    except tarfile.TarError:
        raise VaultProblem("damaged_payload") from None
    if entry.name != name or not entry.isreg() or entry.size < 0 or (size is not None and entry.size != size):
        raise VaultProblem("damaged_payload")
    return entry.size
