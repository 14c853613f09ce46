"""MIDI: what is written among the notes is read, whatever stands between, and a broken track costs only its rest."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.limits import ReadOptions
from extractors.media.midi import midi_fields
from extractors.media.recording import READERS, read_recording
from extractors.problem import ReadProblem
from extractors.types.identify import identify

OPTIONS = ReadOptions()
_END = b"\x00\xff\x2f\x00"


def number(value: int) -> bytes:
    out = bytes([value & 0x7F])
    while value := value >> 7:
        out = bytes([value & 0x7F | 0x80]) + out
    return out


def text(kind: int, words: bytes, delay: int = 0) -> bytes:
    return number(delay) + bytes([0xFF, kind]) + number(len(words)) + words


def midi(*tracks: bytes) -> bytes:
    head = b"MThd" + struct.pack(">L3H", 6, 1, len(tracks), 96)
    return head + b"".join(b"MTrk" + struct.pack(">L", len(one)) + one for one in tracks)


def test_names_owners_and_texts_are_read() -> None:
    first = text(3, b"For Ivan") + text(2, "© Ада Марш".encode("cp1251")) + text(1, b"call Kazan", 200) + _END
    data = midi(first, text(4, b"Violin") + b"\x00\x90\x3c\x40\x10\x3c\x00\x00\xc0\x05" + text(7, b"cue") + _END)
    assert identify(data, "a.mid") in READERS
    document = read_recording(data, "a.mid", OPTIONS)
    assert [(one.name, one.value) for one in document.metadata][:5] == [
        ("track", "For Ivan"),
        ("copyright", "© Ада Марш"),
        ("comment", "call Kazan"),
        ("instrument", "Violin"),
        ("chapter", "cue"),
    ]
    assert document.reason == "no_transcript"


def test_what_is_sung_is_put_together() -> None:
    sung = b"".join(text(5, one, 30) for one in (b"An", b"na ", b"went", b"/to ", b"Ka", b"zan"))
    assert midi_fields(midi(sung + _END))[0] == (("comment", "Anna went\nto Kazan"),)
    karaoke = b"".join(text(1, one) for one in (b"@KMIDI KARAOKE FILE", b"@TThe song", b"\\An", b"na"))
    assert [value for _, value in midi_fields(midi(karaoke + _END))[0]] == ["@KMIDI KARAOKE FILE", "@TThe song", "Anna"]


_NOTES = st.sampled_from([
    b"\x00\x90\x3c\x40", b"\x81\x00\x3c\x00", b"\x00\xc1\x07", b"\x05\xd0\x10", b"\x00\xe0\x00\x40",
    b"\x00\xf0\x03\x01\x02\xf7",
    b"\x00\xff\x51\x03\x07\xa1\x20", b"\x00\xff\x7f\x02\xff\x01", b"\x00\xf8",
])  # fmt: skip
_TEXTS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=200)


@given(st.lists(st.tuples(st.lists(_NOTES, max_size=5), _TEXTS), max_size=8))
def test_each_text_is_found_between_any_notes(parts: list[tuple[list[bytes], str]]) -> None:
    track = b"\x00\x90\x3c\x40" + b"".join(b"".join(_sorted(notes)) + text(3, one.encode()) for notes, one in parts)
    fields, is_whole = midi_fields(midi(track + _END))
    assert is_whole and fields == tuple(("track", one) for _, one in parts)


def _sorted(notes: list[bytes]) -> list[bytes]:
    """One without its status byte comes first, after a note of two bytes."""
    return [b"\x00\x90\x3c\x40", *sorted(notes, key=lambda one: one[:2] != b"\x81\x00")]


@pytest.mark.parametrize("cut", [3, 6, 12])
def test_a_track_cut_short_is_said_and_the_next_one_is_read(cut: int) -> None:
    whole = text(1, b"before") + text(1, b"lost words") + _END
    data = midi(whole[:-cut], text(3, b"after") + _END)
    document = read_recording(data, "a.mid", OPTIONS)
    assert document.reason == "partly_broken"
    assert {one.value for one in document.metadata} >= {"before", "after"}


def test_a_length_that_lies_does_not_hide_the_next_track() -> None:
    data = bytearray(midi(text(1, b"one") + _END, text(1, b"two") + _END))
    data[18:22] = struct.pack(">L", 0xFFFFFFF0)
    assert [value for _, value in midi_fields(bytes(data))[0]] == ["one", "two"]


def test_many_lengths_that_lie_cost_no_more_than_the_file_is_long() -> None:
    before = time.process_time()
    midi_fields(b"MThd" + b"MTrk\xff\xff\xff\xf0" * 200_000)
    assert time.process_time() - before < 10


@given(st.binary(max_size=300))
def test_any_bytes_end_in_fields_or_a_code(data: bytes) -> None:
    for start in (
        b"MThd",
        b"MThd\x00\x00\x00\x06\x00\x01\x00\x01\x00\x60MTrk\x00\x00\x01\x00",
        b"RIFF\x00\x00\x00\x00RMID",
    ):
        midi_fields(start + data)
        try:
            read_recording(start + data, "a.mid", OPTIONS)
        except ReadProblem:
            continue
