"""HEIC behind the lock: unpacked and read like any picture, upright, every image of the file, within the limits."""

import io
import os
import struct
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.document import ExtractedDocument
from extractors.images import image as pictures
from extractors.limits import Limits, ReadOptions
from extractors.problem import CODES, ReadProblem
from extractors.worker import Worker
from tests.makers import files

pictures.warm()
_PLAIN = ReadOptions(ocr_languages=("eng",))


def _heic(first: Image.Image, *others: Image.Image, **options: object) -> bytes:
    stream = io.BytesIO()
    first.save(stream, "HEIF", save_all=True, append_images=list(others), quality=80, **options)
    return stream.getvalue()


def _page(words: str) -> Image.Image:
    return files.scan([words]).convert("RGB")


@pytest.fixture(scope="module")
def page() -> bytes:
    return _heic(_page("The witness met Anna Petrova"))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(_PLAIN) as one:
        yield one


def _read(worker: Worker, data: bytes, options: ReadOptions = _PLAIN) -> ExtractedDocument | str:
    handle = os.memfd_create("picture")
    try:
        os.write(handle, data)
        return worker.read(handle, "a.heic", options)
    except ReadProblem as problem:
        return problem.code
    finally:
        os.close(handle)


def _texts(found: ExtractedDocument | str) -> list[str]:
    assert not isinstance(found, str), found
    return [page.text.strip() for page in found.pages]


def test_a_picture_is_read_by_recognition_behind_the_lock(worker: Worker, page: bytes) -> None:
    first = worker.pid
    found = _read(worker, page)
    assert _texts(found) == ["The witness met Anna Petrova"]
    assert not isinstance(found, str) and (found.media_type, found.reason, found.members) == ("image/heic", "", ())
    assert worker.pid == first and worker.missing_layers == ()


def test_each_image_of_a_file_is_a_page(worker: Worker) -> None:
    data = _heic(_page("one alone"), _page("two together"), _page("three apart"), primary_index=1)
    assert _texts(_read(worker, data)) == ["one alone", "two together", "three apart"]


@pytest.mark.parametrize(("orientation", "turn"), [(3, 180), (6, 90), (8, 270)])
def test_a_turned_picture_is_put_upright_once(orientation: int, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = Image.new("RGB", (160, 96), "white")
    upright.paste("black", (0, 0, 40, 24))
    data = _heic(upright.rotate(turn, expand=True), exif=exif.tobytes())
    frame = pictures._frame(pictures._opened(data), 0, _PLAIN)
    assert frame is not None and frame.size == (160, 96)
    assert frame.getpixel((10, 10)) < 60 < 200 < frame.getpixel((150, 90))


def test_a_thumbnail_is_a_member_where_it_shows_something_else(worker: Worker) -> None:
    assert not _members(_read(worker, _heic(_page("The witness"), thumbnails=[128])))
    swapped = _with_another_thumbnail()
    assert _members(_read(worker, swapped)) == ["thumbnail 1.png"]


def _with_another_thumbnail() -> bytes:
    """A black picture is named as the small form of a white one."""
    data = _heic(Image.new("RGB", (640, 480), "white"), Image.new("RGB", (128, 96), "black"))
    assert b"iref" not in data
    large, small = _items(data)
    return _with_reference(data, b"thmb", small, large)


def _items(data: bytes) -> list[int]:
    found, at = [], data.find(b"infe")
    while at >= 0:
        found.append(int.from_bytes(data[at + 8 : at + 10], "big"))
        at = data.find(b"infe", at + 4)
    return found


def _with_reference(data: bytes, kind: bytes, source: int, target: int) -> bytes:
    """A box `iref` at the end of `meta`; the places of the data behind it, which `iloc` tells, are moved."""
    one = struct.pack(">I4sHHH", 14, kind, source, 1, target)
    box = struct.pack(">I4sI", 12 + len(one), b"iref", 0) + one
    meta = data.index(b"meta") - 4
    size = int.from_bytes(data[meta : meta + 4], "big")
    start = meta + size
    head = bytearray(data[:start] + box)
    head[meta : meta + 4] = struct.pack(">I", size + len(box))
    _moved_places(head, len(box), start)
    return bytes(head) + data[start:]


def _moved_places(head: bytearray, by: int, after: int) -> None:
    """As the library writes it: version 0, four bytes each, one extent to an item, which is counted from a base."""
    at = head.index(b"iloc") + 4
    assert head[at : at + 6] == bytes([0, 0, 0, 0, 0x44, 0x40])
    for entry in range(int.from_bytes(head[at + 6 : at + 8], "big")):
        base = at + 8 + 18 * entry + 4
        place = int.from_bytes(head[base : base + 4], "big")
        assert place >= after
        head[base : base + 4] = struct.pack(">I", place + by)


def _members(found: ExtractedDocument | str) -> list[str]:
    assert not isinstance(found, str), found
    return [one.name for one in found.members]


def test_more_pixels_than_may_be_are_refused(worker: Worker, page: bytes) -> None:
    small = ReadOptions(ocr_languages=("eng",), limits=Limits(pixels=1_000_000))
    assert _read(worker, page, small) == "over_limit"


@pytest.mark.parametrize("width", [1, 60_000, 0xFFFFFFFF])
def test_a_lie_about_the_size_ends_in_a_code_or_no_pixels(worker: Worker, page: bytes, width: int) -> None:
    data = bytearray(page)
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", width, width)
    found = _read(worker, bytes(data))
    assert found in CODES if isinstance(found, str) else found.reason == "undecoded" or _texts(found)
    assert _texts(_read(worker, page)) == ["The witness met Anna Petrova"]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.999])
def test_a_picture_cut_short_ends_in_a_code_or_no_pixels(worker: Worker, page: bytes, share: float) -> None:
    found = _read(worker, page[: int(len(page) * share)])
    assert found in CODES if isinstance(found, str) else found.reason in ("undecoded", "partly_broken")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_changed_bytes_end_in_a_document_or_a_code(
    worker: Worker, page: bytes, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(page)
    for place, value in changes:
        data[int(place * len(data))] = value
    found = _read(worker, bytes(data))
    assert not isinstance(found, str) or (found in CODES and found not in ("worker_died", "untrusted_reply"))


def test_the_library_is_told_to_begin_no_more_threads_than_it_must() -> None:
    assert pillow_heif.options.DECODE_THREADS == 0


_DATA = Path(os.environ.get("UNDERCROFT_DATA", Path(__file__).parents[3] / "shared" / "data"))
_PACKED = _DATA / "documents.tar.gz"


@pytest.mark.slow
@pytest.mark.skipif(not _PACKED.exists(), reason="UNDERCROFT_DATA holds no documents.tar.gz")
@pytest.mark.parametrize("name", ["IMG_1034.heic", "testHEIF.heic"])
def test_real_pictures_of_telephones_are_unpacked(worker: Worker, name: str) -> None:
    with tarfile.open(_PACKED) as packed:
        file = packed.extractfile(f"./tika/{name}")
        assert file is not None
        found = _read(worker, file.read())
    assert not isinstance(found, str) and found.reason in ("", "no_text") and len(found.pages) == 1
    assert {"make", "model", "place"} <= {one.name for one in found.metadata}
