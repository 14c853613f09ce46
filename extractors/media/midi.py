"""Standard MIDI Files: the texts among the notes, which are meta events FF 01 to FF 0F (RP-001, RP-026)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.charset import decode

_HEAD, _TRACK = b"MThd", b"MTrk"
_NAMES = {1: "comment", 2: "copyright", 3: "track", 4: "instrument", 5: "comment", 6: "chapter", 7: "chapter"}
_LYRICS = 5
_SUNG = b"@K"  # a karaoke file, which keeps its syllables among the plain texts
_END = 0x2F
_LENGTHS = {0xC: 1, 0xD: 1}  # data bytes of a channel's event; two of any other
_SYSTEM = {0xF1: 1, 0xF2: 2, 0xF3: 1}


class _Broken(Exception):
    """The track ends in the middle of an event, or what should begin one does not."""


@dataclass
class _Track:
    texts: list[tuple[int, bytes]] = field(default_factory=list)
    is_whole: bool = True


def is_midi(data: bytes) -> bool:
    return data.startswith(_HEAD) or data[:4] == b"RIFF" and data[8:12] == b"RMID"


def midi_fields(data: bytes) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Names and values of all tracks, and whether each of them was read to its end. Takes time as the file is long."""
    tracks = [_read(data[start:end]) for start, end in _chunks(data)]
    is_sung = any(kind == 1 and text.startswith(_SUNG) for track in tracks for kind, text in track.texts)
    fields = tuple(pair for track in tracks for pair in _pairs(track, is_sung))
    return fields, bool(tracks) and all(track.is_whole for track in tracks)


def _chunks(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the tracks lie; one whose length lies ends where the next begins, so that no byte is read twice."""
    at = data.find(_TRACK, max(data.find(_HEAD), 0))
    while at >= 0:
        start = at + 8
        end = start + int.from_bytes(data[at + 4 : start], "big")
        following = end if data[end : end + 4] == _TRACK else data.find(_TRACK, start)
        yield start, end if following == end else following if following >= 0 else len(data)
        at = following


def _read(data: bytes) -> _Track:
    track = _Track()
    try:
        for kind, text in _events(data):
            if 1 <= kind <= 15 and text:
                track.texts.append((kind, text))
            if kind == _END:
                return track
    except (_Broken, IndexError):
        pass
    track.is_whole = False
    return track


def _events(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The meta events, kind and content; raises _Broken or IndexError where the track breaks off."""
    at, running = 0, 0
    while at < len(data):
        _, at = _number(data, at)
        status = data[at]
        if status < 0x80:  # the one before goes on
            status = running
        else:
            at += 1
        if status == 0xFF:
            size, start = _number(data, at + 1)
            if start + size > len(data):
                raise _Broken
            yield data[at], data[start : start + size]
            at = start + size
        elif status in (0xF0, 0xF7):
            size, start = _number(data, at)
            at = start + size
        elif status >= 0xF0:
            at += _SYSTEM.get(status, 0)
        elif status >= 0x80:
            running = status
            at += _LENGTHS.get(status >> 4, 2)
        else:
            raise _Broken


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Seven bits a byte, four bytes at most; and where it ends."""
    value = 0
    for place in range(at, at + 4):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    raise _Broken


def _pairs(track: _Track, is_sung: bool) -> Iterator[tuple[str, str]]:
    """What is sung stands in syllables, which are words together; a slash before one begins a line."""
    sung = (1, _LYRICS) if is_sung else (_LYRICS,)
    syllables: dict[int, list[bytes]] = {kind: [] for kind in sung}
    for kind, text in track.texts:
        if kind in syllables and not (is_sung and text.startswith(b"@")):
            syllables[kind].append(b"\n" + text[1:] if text[:1] in (b"/", b"\\") else text)
        else:
            yield _NAMES.get(kind, "comment"), _decoded(text)
    for texts in syllables.values():
        if texts:
            yield "comment", _decoded(b"".join(texts))


def _decoded(text: bytes) -> str:
    return decode(text.replace(b"\r", b"\n").strip(b"\0 \n"))
