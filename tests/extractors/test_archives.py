"""Archives: every member by its name and its state, and nothing beyond the limits."""

import gzip
import io
import random
import struct
import tarfile
import time
import zipfile
import zlib

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.archives import packed, sevenzip
from extractors.archives.naming import safe_path
from extractors.archives.rar import rar_listing
from extractors.document import ExtractedDocument, MemberState
from extractors.limits import Limits, ReadOptions
from extractors.members import Taken
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.types import archives as kinds
from extractors.worker import Worker
from tests.extractors.test_worker import read as read_in
from tests.makers import files, packs

NO_OCR = ReadOptions(ocr=False)
FILES = [("a/first.txt", b"one " * 500), ("Письмо.txt", "второе".encode()), ("c.bin", bytes(range(256)))]


def read(data: bytes, name: str = "a", **limits: int) -> ExtractedDocument:
    return read_file(data, name, ReadOptions(ocr=False, limits=Limits(**limits)))


def held(document: ExtractedDocument) -> list[tuple[str, bytes]]:
    return [(member.name, member.data) for member in document.members]


def states(document: ExtractedDocument) -> dict[str, str]:
    return {member.name: member.state.value for member in document.members}


PACKS = {
    "tar": packs.packed("pax", FILES),
    "old tar": packs.tar(FILES, form=tarfile.USTAR_FORMAT),
    "gnu tar": packs.tar(FILES, form=tarfile.GNU_FORMAT),
    "tar.gz": packs.packed("pax", FILES, "gzip"),
    "tar.bz2": packs.packed("pax", FILES, "bzip2"),
    "tar.xz": packs.packed("pax", FILES, "xz"),
    "tar.zst": packs.packed("pax", FILES, "zstd"),
    "tar.lz4": packs.packed("pax", FILES, "lz4"),
    "tar.Z": packs.packed("pax", FILES, "compress"),
    "tar.lzma": packs.packed("pax", FILES, "lzma"),
    "tar.lz": packs.packed("pax", FILES, "lzip"),
    "7z": packs.packed("7zip", FILES),
    "7z ppmd": packs.packed("7zip", FILES, options="compression=ppmd"),
    "7z deflate": packs.packed("7zip", FILES, options="compression=deflate"),
    "7z stored": packs.packed("7zip", FILES, options="compression=store"),
    "cpio": packs.packed("cpio_newc", FILES),
    "old cpio": packs.packed("cpio", FILES),
    "xar": packs.packed("xar", FILES),
    "iso": packs.packed("iso9660", FILES),
    "rar": packs.rar(FILES),
    "zip": files.archive(FILES),
}


@pytest.fixture(scope="module")
def worker() -> object:
    with Worker(NO_OCR) as worker:
        yield worker


@pytest.mark.parametrize("kind", PACKS)
def test_every_member_comes_out_of_the_locked_worker(kind: str, worker: Worker) -> None:
    document = read_in(worker, PACKS[kind], "a.bin", NO_OCR)
    assert sorted(held(document)) == sorted(FILES)
    assert document.reason == ""


@pytest.mark.parametrize("kind", PACKS)
@given(cut=st.floats(0.01, 0.99), noise=st.binary(min_size=1, max_size=8))
@settings(max_examples=12, deadline=None)
def test_a_cut_or_bitten_archive_gives_a_document_or_a_code(kind: str, cut: float, noise: bytes) -> None:
    data = PACKS[kind]
    at = int(len(data) * cut)
    for broken in (data[:at], data[:at] + noise + data[at + len(noise) :]):
        try:
            assert isinstance(read(broken), ExtractedDocument)
        except ReadProblem as problem:
            assert problem.args == (problem.code,)


@pytest.mark.parametrize("filter_name", ["gzip", "bzip2", "xz", "zstd", "lz4", "lzma", "lzip", "compress"])
def test_a_stream_without_an_archive_is_one_member_named_after_it(filter_name: str, worker: Worker) -> None:
    data = packs.packed("raw", [("x", b"a letter " * 300)], filter_name)
    assert held(read_in(worker, data, "letter.txt.gz", NO_OCR)) == [("letter.txt", b"a letter " * 300)]


def test_streams_of_rarer_kinds_are_unpacked(worker: Worker) -> None:
    text = b"a letter " * 3000
    block = pyarrow.compress(text, "snappy", asbytes=True)
    snappy = b"\xff\x06\x00\x00sNaPpY" + struct.pack("<I", (len(block) + 4) << 8) + b"\0\0\0\0" + block
    assert held(read_in(worker, zlib.compress(text), "a.zlib", NO_OCR)) == [("a", text)]
    assert held(read_in(worker, snappy, "a.txt.sz", NO_OCR)) == [("a.txt", text)]
    assert held(read_in(worker, pyarrow.compress(text, "brotli", asbytes=True), "a.txt.br", NO_OCR)) == [
        ("a.txt", text)
    ]


def test_the_name_and_comment_in_a_gzip_header_are_kept() -> None:
    stream = io.BytesIO()
    with gzip.GzipFile("Ivanov salary.xls", "wb", fileobj=stream) as target:
        target.write(b"text")
    document = read(stream.getvalue(), "x.gz")
    assert document.members[0].name == "Ivanov salary.xls"
    assert [(one.name, one.value) for one in document.metadata] == [("original_name", "Ivanov salary.xls")]


def test_paths_never_climb_and_links_are_never_followed() -> None:
    links = [
        ("../up", tarfile.SYMTYPE, "/etc/passwd"),
        ("hard", tarfile.LNKTYPE, "../../x"),
        ("null", tarfile.CHRTYPE, ""),
    ]
    document = read(packs.tar([("../../etc/cron.d/x", b"1"), ("/abs", b"2")], links))
    assert states(document) == {
        "etc/cron.d/x": "read",
        "abs": "read",
        "up": "read",
        "hard": "read",
        "null": "unsupported",
    }
    assert dict(held(document))["up"] == b"/etc/passwd"
    assert ("owner", "ivan") in [(one.name, one.value) for one in document.metadata]


def test_names_in_an_old_code_page_are_told_from_all_of_them() -> None:
    names = ["Отчёт о поездке.txt", "Договор аренды.txt", "а.txt"]
    data = packs.tar([(f"{at}.txt" + "x" * 40, b"1") for at in range(3)], form=tarfile.USTAR_FORMAT)
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT, encoding="cp866") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    assert [member.name for member in read(stream.getvalue()).members] == names
    assert len(read(data).members) == 3


def test_the_same_name_many_times_is_numbered_without_getting_slow() -> None:
    started = time.perf_counter()
    taken = Taken()
    assert [taken.distinct("d/a.txt") for _ in range(3)] == ["d/a.txt", "d/a (2).txt", "d/a (3).txt"]
    assert len({taken.distinct("b") for _ in range(60_000)}) == 60_000
    assert time.perf_counter() - started < 2


def test_encrypted_members_are_named() -> None:
    crypt = packs.packed("zip", FILES[:2], options="zip:encryption=zipcrypt", password="secret")
    assert states(read(crypt)) == {"a/first.txt": "encrypted", "Письмо.txt": "encrypted"}
    assert read(crypt).reason == "partly_encrypted"
    rar = read(packs.rar(FILES, encrypted=["c.bin"]))
    assert states(rar) == {"a/first.txt": "read", "Письмо.txt": "read", "c.bin": "encrypted"}
    with pytest.raises(ReadProblem, match="encrypted"):
        read(packs.rar([], locked_headers=True))


def _renumbered(data: bytes, method: int) -> bytes:
    """A ZIP whose members claim another packing."""
    wanted = struct.pack("<H", method)
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            out[at + place : at + place + 2] = wanted
            at = data.find(mark, at + 1)
    return bytes(out)


def test_a_zip_of_a_packing_nobody_knows_names_its_members() -> None:
    document = read(_renumbered(files.archive([("a.txt", b"hello" * 9)]), 9))
    assert (states(document), document.reason) == ({"a.txt": "unsupported"}, "partly_broken")


def test_a_zip_packed_with_zstandard_is_read() -> None:
    inner = packs.packed("raw", [("x", b"hello " * 99)], "zstd")
    data = _renumbered(files.archive([("a.txt", inner)], zipfile.ZIP_STORED), 93)
    assert held(read(data)) == [("a.txt", b"hello " * 99)]


def test_what_a_zip_does_not_list_is_read_too() -> None:
    first = files.archive([("gone.txt", b"deleted from the directory")])
    hidden = first[: first.find(b"PK\x01\x02")]
    document = read(hidden + files.archive([("kept.txt", b"kept")]))
    assert held(document) == [("kept.txt", b"kept"), ("unlisted/gone.txt", b"deleted from the directory")]


def test_a_program_that_unpacks_itself_is_opened() -> None:
    assert held(read(b"MZ" + bytes(5000) + files.archive([("a.txt", b"inside")]), "setup.exe")) == [
        ("a.txt", b"inside")
    ]


def test_a_zip_without_its_end_is_read_as_far_as_it_goes() -> None:
    data = files.archive([("a.txt", b"first"), ("b.txt", bytes(range(256)) * 99)], zipfile.ZIP_STORED)
    document = read(data[: data.find(b"PK\x01\x02") - 100], "a.zip")
    assert held(document)[0] == ("a.txt", b"first")
    assert states(document)["b.txt"] == "broken" and document.reason == "partly_broken"


def test_the_comments_of_a_zip_are_hidden_metadata() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("a", "1")
        target.comment = "для Ольги".encode("cp1251")
    fields = read(stream.getvalue()).metadata
    assert [(one.name, one.value, one.is_hidden) for one in fields] == [("comment", "для Ольги", True)]


def test_a_truncated_stream_keeps_what_came_out() -> None:
    data = gzip.compress(bytes(range(256)) * 4000, 0)
    document = read(data[: len(data) // 2], "a.gz")
    assert states(document) == {"a": "broken", "a.partial": "read"}
    assert document.reason == "partly_broken" and len(document.members[1].data) > 400_000


def test_a_bomb_in_a_stream_stops_at_the_limit_and_is_quick() -> None:
    part = gzip.compress(b"\0" * (64 << 20), 9)
    started = time.perf_counter()
    document = read(part * 40, "bomb.gz")
    assert time.perf_counter() - started < 10
    assert states(document) == {"bomb": "over_limit"} and document.reason == "partly_over_limit"


def test_a_solid_bomb_is_not_unpacked_to_its_end() -> None:
    data = packs.packed("7zip", [("a", b"\0" * (40 << 20)), ("b.txt", b"after it")])
    started = time.perf_counter()
    document = read(data, "a.7z")
    assert time.perf_counter() - started < 10
    assert states(document) == {"a": "over_limit", "b.txt": "over_limit"}


def test_members_beyond_the_limit_are_cut_off_by_name() -> None:
    many = [(f"{at}", b"x") for at in range(300)]
    for data in (files.archive(many), packs.tar(many), packs.packed("7zip", many), packs.rar(many)):
        document = read(data, members=200)
        assert len(document.members) == 200 and document.reason == "partly_over_limit"


def test_exactly_as_many_members_as_allowed_is_not_over_the_limit() -> None:
    assert read(packs.tar([("a", b"1"), ("b", b"2")]), members=2).reason == ""


def test_sixty_thousand_members_are_listed_in_seconds() -> None:
    data = files.archive([(f"{at}", b"") for at in range(60_000)], zipfile.ZIP_STORED)
    started = time.perf_counter()
    assert len(read(data).members) == Limits().members
    assert time.perf_counter() - started < 15


def test_a_sparse_terabyte_is_named_and_not_made() -> None:
    entry = tarfile.TarInfo("huge")
    entry.size = 512
    entry.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.minor": "1",
        "GNU.sparse.name": "huge",
        "GNU.sparse.size": str(1 << 40),
        "GNU.sparse.numblocks": "1",
        "GNU.sparse.map": f"{(1 << 40) - 512},512",
    }
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(entry, io.BytesIO(b"x" * 512))
    assert list(states(read(stream.getvalue())).values()) == ["over_limit"]


def test_parts_of_a_split_archive_are_never_silent() -> None:
    for data, name in (
        (random.Random(1).randbytes(5000), "a.zip.002"),
        (random.Random(1).randbytes(5000), "a.z02"),
        (PACKS["7z"][:100], "a.7z.001"),
    ):
        with pytest.raises(ReadProblem, match="split_volume"):
            read(data, name)
    first = read(packs.rar(FILES, flags=16), "a.part1.rar")
    assert all((state == "read") == name.endswith(".partial") for name, state in states(first).items())
    assert first.reason == "partly_broken"
    later = read(packs.rar(FILES, flags=8), "a.part2.rar")
    assert states(later)["c.bin"] == "broken" and later.reason == "split_volume"
    whole = files.archive([("a", b"1"), ("b", bytes(range(256)) * 40)], zipfile.ZIP_STORED)
    assert states(read(b"PK\x07\x08" + whole[:5000], "a.z01"))["a"] == "read"


def test_the_last_volume_of_a_split_zip_names_what_is_in_the_others() -> None:
    whole = files.archive([("a.txt", bytes(range(256)) * 9), ("b.txt", b"kept")], zipfile.ZIP_STORED)
    end = whole.rfind(b"PK\x05\x06")
    last = whole[1000:end] + whole[end : end + 4] + b"\x01\0\x01\0" + whole[end + 8 :]
    document = read(last, "a.zip")
    assert states(document)["b.txt"] == "read" and states(document)["a.txt"] == "broken"
    assert document.reason == "partly_broken"


def test_the_directory_of_a_7z_names_what_libarchive_did_not_reach() -> None:
    assert [one.name for one in sevenzip.listing(PACKS["7z"])] == [name for name, _ in FILES]
    data = bytearray(packs.packed("7zip", FILES, options="compression=lzma1"))
    data[40:60] = b"\xff" * 20
    document = read(bytes(data), "a.7z")
    assert set(states(document)) >= {name for name, _ in FILES}
    assert document.reason == "partly_broken"


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_a_directory_of_any_bytes_is_listed_or_not(tail: bytes) -> None:
    head = PACKS["7z"][:12] + struct.pack("<QQ", 0, len(tail)) + b"\0\0\0\0"
    for listed in (sevenzip.listing, rar_listing):
        for start in (head, b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"):
            try:
                assert isinstance(listed(start + tail), tuple)
            except ReadProblem as problem:
                assert problem.code == "encrypted"


@given(st.text())
def test_a_safe_path_has_no_step_that_climbs(name: str) -> None:
    path = safe_path(name)
    assert path and not path.startswith("/") and ".." not in path.split("/") and "\0" not in path


def test_every_kind_of_archive_has_a_reader() -> None:
    assert {kinds.TAR, kinds.SEVENZIP, kinds.RAR, kinds.ISO, kinds.CAB, kinds.LHA} <= packed.READERS.keys()
    assert MemberState.READ.value == "read"


def test_text_that_begins_like_an_archive_stays_text() -> None:
    for text in ("x^2 + ü = 5", "070701 Müller", "хЪ и так далее", "WARC is a format", "BZh9 room", "7z archive notes"):
        for encoding in ("utf-8", "cp1251"):
            assert read(text.encode(encoding, "replace"), "a.txt").pages
