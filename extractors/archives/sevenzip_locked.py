"""An encrypted 7z archive made a plain one (7zFormat.txt, 7zAES): its cipher is taken out, all else stays packed.

libarchive knows no cipher of 7z. What is left after this it reads as any other archive, with every packing it knows.
"""

import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractors.archives.sevenzip import AES, Cursor, extent, is_cut
from extractors.keys import Trying
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.unlock.sevenzip_cipher import decrypted, has_right_end, sealed_by

_END, _HEADER, _ARCHIVE_PROPERTIES, _STREAMS, _ENCODED = 0x00, 0x01, 0x02, 0x04, 0x17
_PACKED, _UNPACKED, _SIZE, _DIGESTS, _FOLDERS, _FOLDER_SIZES = 0x06, 0x07, 0x09, 0x0A, 0x0B, 0x0C
_COPY = b"\x00"
_PACKINGS = {b"\x03\x01\x01": lzma.FILTER_LZMA1, b"\x21": lzma.FILTER_LZMA2}
_LARGEST_DIRECTORY = 1 << 26
_HEAD = 32
_FAULTS = (ValueError, IndexError, lzma.LZMAError, OverflowError)


@dataclass(frozen=True)
class _Coder:
    method: bytes
    properties: bytes
    inputs: int = 1
    outputs: int = 1


@dataclass(frozen=True)
class _Folder:
    """Coders, which of their inputs takes which output, and which take the packed streams; sizes of all outputs."""

    coders: tuple[_Coder, ...]
    pairs: tuple[tuple[int, int], ...]
    packed: tuple[int, ...]
    sizes: tuple[int, ...] = ()
    digest: bytes = b""


@dataclass(frozen=True)
class _Streams:
    """Where the packed streams lie and how each folder is made of them; `rest` is what follows, as it stands."""

    start: int
    packed_sizes: tuple[int, ...]
    folders: tuple[_Folder, ...]
    rest: bytes = field(default=b"", repr=False)


Opens = Callable[[bytes, ReadOptions], bool]


def unlocked(data: bytes, options: ReadOptions, opens: Opens) -> bytes:
    """The archive without its cipher. Raises ReadProblem(`encrypted`) where no password opens it.

    Nothing in an archive whose names are open tells a wrong password for certain: `opens` has to try what came out.
    """
    trying = options.trying
    found = None
    if trying is not None and not is_cut(data):
        try:
            found = _unlocked(data, options, trying, opens)
        except _FAULTS:
            found = None
    if trying is None or found is None:
        raise ReadProblem("encrypted")
    trying.opened += 1
    return found


def _unlocked(data: bytes, options: ReadOptions, trying: Trying, opens: Opens) -> bytes | None:
    start, end = extent(data)
    directory = data[start:end]
    if directory[:1] == bytes([_ENCODED]):
        streams = _streams(Cursor(directory[1:]))
        if _sealed(streams):
            return _with_directory(data, streams, trying)
        packed = data[_HEAD + streams.start :][: streams.packed_sizes[0]]
        directory = _directory(packed, streams.folders[0])
    for password in trying.passwords():
        plain = _rewritten(data, directory, password)
        if plain is not None and opens(plain, options):
            trying.opened_by(password)
            return plain
    return None


def _with_directory(data: bytes, streams: _Streams, trying: Trying) -> bytes | None:
    """Where the directory is encrypted too, it tells the right password by itself."""
    for password in trying.passwords():
        directory = _directory_behind(data, streams, password)
        if directory is not None:
            trying.opened_by(password)
            whole = _archive([data[_HEAD : extent(data)[0]]], directory)
            return _rewritten(data, directory, password) or whole  # where no file is encrypted, only their names
    return None


def _directory_behind(data: bytes, streams: _Streams, password: str) -> bytes | None:
    """By its digest; some programs give none, and then it has to read as a directory."""
    try:
        opened = _opened(data, streams, password, check=True)
        if not opened:
            return None
        parts, folder = opened[0]
        directory = _directory(parts[0], folder)
        _main_streams(directory)
    except _FAULTS:
        return None
    return directory if folder.digest in (b"", zlib.crc32(directory).to_bytes(4, "little")) else None


def _directory(packed: bytes, folder: _Folder) -> bytes:
    """The directory unpacked: one stream, and no cipher over it any more."""
    coder = folder.coders[0]
    if len(folder.coders) != 1 or folder.sizes[0] > _LARGEST_DIRECTORY:
        raise ValueError
    if coder.method == _COPY:
        return packed[: folder.sizes[0]]
    if coder.method not in _PACKINGS:
        raise ValueError
    chain = [lzma._decode_filter_properties(_PACKINGS[coder.method], coder.properties)]  # type: ignore[attr-defined]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain).decompress(packed, folder.sizes[0])


def _rewritten(data: bytes, directory: bytes, password: str) -> bytes | None:
    """None where this cannot be the password, or nothing is encrypted."""
    before, streams = _main_streams(directory)
    if not _sealed(streams):
        return None
    opened = _opened(data, streams, password, check=True)
    if not opened:
        return None
    parts = [part for parts, _ in opened for part in parts]
    told = replace(streams, start=0, packed_sizes=tuple(map(len, parts)), folders=tuple(folder for _, folder in opened))
    return _archive(parts, before + _written(told))


def _archive(parts: list[bytes], directory: bytes) -> bytes:
    at = sum(map(len, parts))
    told = at.to_bytes(8, "little") + len(directory).to_bytes(8, "little") + zlib.crc32(directory).to_bytes(4, "little")
    head = b"7z\xbc\xaf\x27\x1c\x00\x04" + zlib.crc32(told).to_bytes(4, "little") + told
    return b"".join([head, *parts, directory])


def _sealed(streams: _Streams) -> bool:
    return any(coder.method == AES for folder in streams.folders for coder in folder.coders)


def _opened(data: bytes, streams: _Streams, password: str, check: bool = False) -> list[tuple[list[bytes], _Folder]]:
    """Each folder's packed streams, and what it is without its ciphers; nothing where the password is seen to fail."""
    found: list[tuple[list[bytes], _Folder]] = []
    at, number = _HEAD + streams.start, 0
    for folder in streams.folders:
        parts: list[bytes] = []
        for size in streams.packed_sizes[number : number + len(folder.packed)]:
            parts.append(data[at : at + size])
            at += size
        number += len(folder.packed)
        opened = _without_ciphers(parts, folder, password, check)
        if opened is None:
            return []
        found.append(opened)
    return found


def _without_ciphers(
    parts: list[bytes], folder: _Folder, password: str, check: bool
) -> tuple[list[bytes], _Folder] | None:
    while (place := next((at for at, one in enumerate(folder.coders) if one.method == AES), None)) is not None:
        coder = folder.coders[place]
        first_in = sum(one.inputs for one in folder.coders[:place])
        first_out = sum(one.outputs for one in folder.coders[:place])
        stream, size = folder.packed.index(first_in), folder.sizes[first_out]
        sealed = sealed_by(coder.properties, parts[stream], size)
        if check and not has_right_end(sealed, password):
            return None
        parts[stream] = decrypted(sealed, password)
        folder = _without(folder, place, first_in, first_out)
    return parts, folder


def _without(folder: _Folder, place: int, first_in: int, first_out: int) -> _Folder:
    """What took the cipher's output takes the packed stream itself; a cipher that stood alone becomes a mere copy."""
    taker = next((one for one, out in folder.pairs if out == first_out), None)
    if taker is None:
        coders = (*folder.coders[:place], _Coder(_COPY, b""), *folder.coders[place + 1 :])
        return replace(folder, coders=coders)
    pairs = ((one - (one > first_in), out - (out > first_out)) for one, out in folder.pairs if out != first_out)
    packed = (taker if one == first_in else one for one in folder.packed)
    return replace(
        folder,
        coders=(*folder.coders[:place], *folder.coders[place + 1 :]),
        pairs=tuple(pairs),
        packed=tuple(one - (one > first_in) for one in packed),
        sizes=(*folder.sizes[:first_out], *folder.sizes[first_out + 1 :]),
    )


def _main_streams(directory: bytes) -> tuple[bytes, _Streams]:
    """What stands before the streams of all files, and these."""
    cursor = Cursor(directory)
    if cursor.byte() != _HEADER:
        raise ValueError
    kind = cursor.byte()
    if kind == _ARCHIVE_PROPERTIES:
        while cursor.byte() != _END:
            cursor.take(cursor.number())
        kind = cursor.byte()
    if kind != _STREAMS:
        raise ValueError
    return directory[: cursor.at], _streams(cursor)


def _streams(cursor: Cursor) -> _Streams:
    if cursor.byte() != _PACKED:
        raise ValueError
    start, sizes = cursor.number(), _packed_sizes(cursor)
    if cursor.byte() != _UNPACKED:
        raise ValueError
    folders = _folders(cursor)
    return _Streams(start, sizes, folders, cursor.data[cursor.at :])


def _packed_sizes(cursor: Cursor) -> tuple[int, ...]:
    amount = cursor.count()
    sizes: tuple[int, ...] = ()
    while (kind := cursor.byte()) != _END:
        if kind == _SIZE:
            sizes = tuple(cursor.number() for _ in range(amount))
        elif kind == _DIGESTS:  # of what is encrypted: they go with the cipher
            _digests(cursor, amount)
        else:
            raise ValueError
    return sizes


def _folders(cursor: Cursor) -> tuple[_Folder, ...]:
    folders: list[_Folder] = []
    while (kind := cursor.byte()) != _END:
        if kind == _FOLDERS:
            amount = cursor.count()
            if cursor.byte():
                raise ValueError
            folders = [_folder(cursor) for _ in range(amount)]
        elif kind == _FOLDER_SIZES:
            folders = [replace(one, sizes=tuple(cursor.number() for _ in range(_outputs(one)))) for one in folders]
        elif kind == _DIGESTS:
            digests = _digests(cursor, len(folders))
            folders = [replace(one, digest=digest) for one, digest in zip(folders, digests, strict=True)]
        else:
            raise ValueError
    return tuple(folders)


def _outputs(folder: _Folder) -> int:
    return sum(one.outputs for one in folder.coders)


def _folder(cursor: Cursor) -> _Folder:
    coders: list[_Coder] = []
    for _ in range(cursor.count()):
        flags = cursor.byte()
        method = cursor.take(flags & 0x0F)
        inputs, outputs = (cursor.count(), cursor.count()) if flags & 0x10 else (1, 1)
        coders.append(_Coder(method, cursor.take(cursor.number()) if flags & 0x20 else b"", inputs, outputs))
    inputs, outputs = sum(one.inputs for one in coders), sum(one.outputs for one in coders)
    if not 1 <= outputs <= 32 or not 1 <= inputs <= 32:
        raise ValueError
    pairs = tuple((cursor.number(), cursor.number()) for _ in range(outputs - 1))
    amount = inputs - len(pairs)
    taken = {one for one, _ in pairs}
    free = tuple(one for one in range(inputs) if one not in taken)
    packed = tuple(cursor.number() for _ in range(amount)) if amount > 1 else free
    return _Folder(tuple(coders), pairs, packed)


def _digests(cursor: Cursor, amount: int) -> list[bytes]:
    known = [True] * cursor.most(amount) if cursor.byte() else cursor.bits(amount)
    return [cursor.take(4) if one else b"" for one in known]


def _written(streams: _Streams) -> bytes:
    said = [bytes([_PACKED]), _number(streams.start), _number(len(streams.packed_sizes)), bytes([_SIZE])]
    said += [*map(_number, streams.packed_sizes), bytes([_END, _UNPACKED, _FOLDERS]), _number(len(streams.folders))]
    said += [b"\0", *map(_folder_written, streams.folders), bytes([_FOLDER_SIZES])]
    said += [_number(size) for folder in streams.folders for size in folder.sizes]
    digests = [folder.digest for folder in streams.folders]
    if any(digests):
        said += [bytes([_DIGESTS]), b"\0", _bits([bool(one) for one in digests]), *digests]
    return b"".join([*said, bytes([_END]), streams.rest])


def _folder_written(folder: _Folder) -> bytes:
    said = [_number(len(folder.coders))]
    for one in folder.coders:
        is_simple = one.inputs == one.outputs == 1
        flags = (0 if is_simple else 0x10) | (0x20 if one.properties else 0)
        said.append(bytes([len(one.method) | flags]) + one.method)
        said += [] if is_simple else [_number(one.inputs), _number(one.outputs)]
        said += [_number(len(one.properties)), one.properties] if one.properties else []
    said += [_number(value) for pair in folder.pairs for value in pair]
    said += map(_number, folder.packed if len(folder.packed) > 1 else ())
    return b"".join(said)


def _bits(known: list[bool]) -> bytes:
    said = bytearray((len(known) + 7) // 8)
    for at, one in enumerate(known):
        said[at // 8] |= one << (7 - at % 8)
    return bytes(said)


def _number(value: int) -> bytes:
    """The more bytes follow the first, the more ones it begins with."""
    for extra in range(8):
        if value < 1 << (7 * (extra + 1)):
            mask = (0xFF00 >> extra) & 0xFF
            return bytes([mask | (value >> (8 * extra))]) + (value & ((1 << (8 * extra)) - 1)).to_bytes(extra, "little")
    return b"\xff" + value.to_bytes(8, "little")
