"""Audio and video: what their makers wrote into them is read, and that nobody listened is said."""

import io
import struct
import wave

from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3
from mutagen import wave as tagged_wave

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions
from extractors.media.matroska import matroska_fields
from extractors.media.recording import read_recording
from extractors.problem import ReadProblem

OPTIONS = ReadOptions()
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


def tagged(*frames: id3.Frame) -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    stream.seek(0)
    file = tagged_wave.WAVE(stream)
    file.add_tags()
    for frame in frames:
        file.tags.add(frame)
    stream.seek(0)
    file.save(stream)
    return stream.getvalue()


def values(document: ExtractedDocument, name: str) -> list[str]:
    return [one.value for one in document.metadata if one.name == name]


def test_tags_comments_and_lyrics_are_read_and_the_missing_transcript_is_said() -> None:
    document = read_recording(
        tagged(
            id3.TPE1(encoding=3, text=["Ada Marsh"]),
            id3.COMM(encoding=3, lang="eng", desc="", text=["call Ivan"]),
            id3.USLT(encoding=3, lang="eng", desc="", text="la la"),
            id3.TXXX(encoding=3, desc="place", text=["Kazan"]),
        ),
        "a.wav",
        OPTIONS,
    )
    assert document.reason == "no_transcript" and values(document, "author") == ["Ada Marsh"]
    assert set(values(document, "comment")) == {"call Ivan", "la la"} and values(document, "tag") == ["place: Kazan"]
    assert values(document, "duration") == ["2 s"]


def test_covers_are_members() -> None:
    cover = id3.APIC(encoding=3, mime="image/png", type=3, desc="front", data=PICTURE)
    again = id3.APIC(encoding=3, mime="image/png", type=4, desc="back", data=PICTURE)
    members = read_recording(tagged(cover, again), "a.wav", OPTIONS).members
    assert {one.name for one in members} == {"front.png", "back.png"} and members[0].data == PICTURE


def element(number: int, body: bytes) -> bytes:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return raw + struct.pack(">Q", len(body) | 1 << 56) + body


def test_matroska_gives_titles_and_tags() -> None:
    tag = element(0x67C8, element(0x45A3, b"ARTIST") + element(0x4487, b"Ada"))
    body = element(0x1549A966, element(0x7BA9, "План".encode())) + element(0x1254C367, element(0x7373, tag))
    data = element(0x1A45DFA3, b"") + element(0x18538067, body)
    assert list(matroska_fields(data)) == [("title", "План"), ("tag", "ARTIST"), ("tag", "Ada")]


@given(st.binary(max_size=200))
def test_any_bytes_end_in_fields_or_a_code(data: bytes) -> None:
    list(matroska_fields(b"\x1aE\xdf\xa3" + data))
    for start in (b"", b"ID3\x04\x00\x00\x00\x00\x01\x00", b"fLaC", b"OggS", b"RIFF", b"\x1aE\xdf\xa3"):
        try:
            assert isinstance(read_recording(start + data, "a", OPTIONS), ExtractedDocument)
        except ReadProblem:
            continue
