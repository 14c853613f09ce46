"""Audio and video: tags, comments, lyrics, chapters and covers; what is heard or seen in them is not transcribed."""

# mypy: disable-error-code="no-untyped-call,attr-defined,union-attr,no-any-return"

import base64
import binascii
from collections.abc import Iterable, Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import mutagen
from mutagen import id3, mp4
from mutagen.flac import Picture

from extractors.clean import clean_line
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, Member, MemberState, MetadataField
from extractors.limits import ReadOptions
from extractors.media.matroska import matroska_fields
from extractors.media.midi import is_midi, midi_fields
from extractors.members import Taken
from extractors.problem import ReadProblem
from extractors.reader import Reader

_NAMES = {
    "title": "title", "tit2": "title", "\xa9nam": "title", "tit1": "title", "tit3": "title", "subtitle": "title",
    "artist": "author", "tpe1": "author", "tpe2": "author", "\xa9art": "author", "aart": "author", "author": "author",
    "albumartist": "author", "composer": "author", "tcom": "author", "\xa9wrt": "author", "performer": "author",
    "text": "author", "album": "album", "talb": "album", "\xa9alb": "album", "date": "created", "tdrc": "created",
    "tdrl": "created", "\xa9day": "created", "year": "created", "tyer": "created", "comment": "comment",
    "comm": "comment", "\xa9cmt": "comment", "description": "comment", "desc": "comment", "ldes": "comment",
    "lyrics": "comment", "uslt": "comment", "sylt": "comment", "\xa9lyr": "comment", "unsyncedlyrics": "comment",
    "copyright": "copyright", "tcop": "copyright", "cprt": "copyright", "genre": "keywords", "tcon": "keywords",
    "\xa9gen": "keywords", "encoder": "software", "tsse": "software", "tenc": "author", "\xa9too": "software",
    "\xa9xyz": "place", "location": "place", "chap": "chapter", "wm/lyrics": "comment", "iart": "author",
    "inam": "title", "icmt": "comment", "icrd": "created",
}  # fmt: skip
_PICTURES = ("apic", "covr", "pic", "metadata_block_picture", "wm/picture", "cover art (front)")
_MOST_FIELDS = 1_000
_VALUE = 1 << 20


def read_recording(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    found = _opened(data)
    tags = getattr(found, "tags", None) if found is not None else None
    fields = tuple(one for key, value in _pairs(tags) for one in _field(key, value))
    inside, is_whole = _container(data)
    fields += inside + _length(found)
    members = tuple(_covers(found, tags, options))
    if found is None and not fields:
        raise ReadProblem("damaged")
    return ExtractedDocument(
        "",
        stamp("media", "mutagen"),
        metadata=_once(fields),
        members=members,
        reason="no_transcript" if is_whole else "partly_broken",
    )


def warm() -> None:
    """Loads the module of each format, which mutagen does at its first question."""
    mutagen.File(BytesIO(b"\x00" * 64))


def _opened(data: bytes) -> Any:
    try:
        return mutagen.File(BytesIO(data))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - mutagen raises many kinds on broken files
        pass
    try:
        return _only_tags(data)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return None


def _only_tags(data: bytes) -> Any:
    """A cut recording may have whole tags."""
    return SimpleNamespace(tags=id3.ID3(BytesIO(data)))


def _pairs(tags: Any) -> Iterator[tuple[str, object]]:
    """Each value of each tag; what a broken tag raises costs only the rest."""
    if tags is None:
        return
    items = tags.items() if hasattr(tags, "items") else iter(tags)
    count = 0
    for key, value in items:
        if str(key).lower().split(":")[0] in _PICTURES:
            continue
        for one in value if isinstance(value, list | tuple) else [value]:
            count += 1
            if count > _MOST_FIELDS:
                return
            yield str(key), one


def _field(key: str, value: object) -> tuple[MetadataField, ...]:
    """A tag's own name may hold anything, so it stands in the value."""
    first, _, rest = key.partition(":")
    text = _text(value)
    if not any(char.isalnum() for char in text):
        return ()
    name = _NAMES.get(first.lower(), "")
    if name:
        return field_of(name, text)
    label = rest.split(":")[-1] if first in ("TXXX", "WXXX", "----", "PRIV") else first
    return field_of("tag", f"{label}: {text}", True)


def _text(value: object) -> str:
    if isinstance(value, id3.CHAP):
        return " ".join(_text(one) for one in value.sub_frames.values())
    if isinstance(value, id3.SYLT):
        return " ".join(str(line[0]) for line in value.text)
    if isinstance(value, id3.PRIV | id3.GEOB | id3.APIC | id3.MCDI):
        return ""
    if isinstance(value, id3.COMM | id3.USLT):
        return f"{value.desc}: {value}" if value.desc else str(value)
    if isinstance(value, id3.UrlFrame):
        return str(value.url)
    if isinstance(value, id3.Frame) and not hasattr(value, "text"):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace") if b"\x00" not in value else ""
    return str(value)[:_VALUE]


def _length(found: Any) -> tuple[MetadataField, ...]:
    seconds = float(getattr(getattr(found, "info", None), "length", 0) or 0)
    return field_of("duration", f"{seconds:.{int(seconds < 1)}f} s") if seconds >= 0.05 else ()


def _covers(found: Any, tags: Any, options: ReadOptions) -> Iterator[Member]:
    taken = Taken()
    left = options.limits.expansion_bytes
    for number, (label, picture) in enumerate(_pictures(found, tags), 1):
        kind = "png" if picture.startswith(b"\x89PNG") else "jpg"
        name = taken.distinct(clean_line(f"{label or 'cover'}.{kind}").replace("/", "_"))
        left -= len(picture)
        is_over = left < 0 or number > options.limits.members
        yield Member(name, MemberState.OVER_LIMIT) if is_over else Member(name, MemberState.READ, picture)


def _pictures(found: Any, tags: Any) -> Iterator[tuple[str, bytes]]:
    for one in getattr(found, "pictures", []) or []:
        yield str(one.desc), bytes(one.data)
    if isinstance(tags, id3.ID3):
        for frame in tags.values():
            if isinstance(frame, id3.APIC | id3.GEOB):
                yield str(frame.desc or getattr(frame, "filename", "")), bytes(frame.data)
    elif isinstance(tags, mp4.MP4Tags):
        for cover in tags.get("covr", []):
            yield "", bytes(cover)
    elif tags is not None and hasattr(tags, "get"):
        yield from _packed_pictures(tags)


def _packed_pictures(tags: Any) -> Iterator[tuple[str, bytes]]:
    for text in tags.get("metadata_block_picture", None) or []:
        try:
            picture = Picture(base64.b64decode(text))
        except (binascii.Error, mutagen.MutagenError, ValueError):
            continue
        yield str(picture.desc), bytes(picture.data)
    for value in tags.get("WM/Picture", None) or []:
        raw = bytes(getattr(value, "value", b""))
        start = max(raw.find(b"\xff\xd8\xff"), raw.find(b"\x89PNG"))
        if start >= 0:
            yield "", raw[start:]


def _container(data: bytes) -> tuple[tuple[MetadataField, ...], bool]:
    """What mutagen does not read, and whether it could be read to its end."""
    pairs: Iterable[tuple[str, str]] = ()
    is_whole = True
    if data.startswith(b"\x1aE\xdf\xa3"):
        pairs = matroska_fields(data)
    elif is_midi(data):
        pairs, is_whole = midi_fields(data)
    return tuple(one for name, value in pairs for one in field_of(name, value)), is_whole


def _once(fields: tuple[MetadataField, ...]) -> tuple[MetadataField, ...]:
    return tuple(dict.fromkeys(fields))


_KINDS = (
    "audio/mpeg", "audio/mp3", "audio/x-m4a", "audio/mp4", "audio/flac", "audio/x-flac", "audio/ogg", "audio/x-wav",
    "audio/wav", "audio/vnd.wave", "audio/x-aiff", "audio/aiff", "audio/x-ape", "audio/x-ms-wma", "audio/basic",
    "audio/vnd.dolby.dd-raw", "audio/ac3", "audio/midi", "audio/x-hx-aac-adts", "audio/aac", "audio/amr",
    "audio/x-musepack", "audio/x-wavpack", "video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp", "video/3gpp2",
    "video/x-ms-asf", "video/x-ms-wmv", "video/webm", "video/x-matroska", "video/ogg", "video/x-msvideo",
    "video/mpeg", "application/ogg",
)  # fmt: skip
READERS: dict[str, Reader] = dict.fromkeys(_KINDS, read_recording)
