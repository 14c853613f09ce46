"""An audit names the one file that differs, whatever bit of whatever file was changed."""

import hashlib
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from vault.audit import DIFFERENCES, Report, verify_case
from vault.log import JSON, LogEntry, append
from vault.signer import Signer
from vault.store import Store, new_id
from vault.tree_check import Difference

SIGNER = Signer("host", b"1" * 32, b"2" * 32)
ORIGIN = "undercroft/case"


def act(name: str, **fields: JSON) -> LogEntry:
    return LogEntry(name, fields, "2026-W47", "key")


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_case(case: Path, filler: int = 300) -> Path:
    """A small case of every kind of file: objects (one dropped), a catalogue, a corpus, a log of two levels."""
    store = Store(case / "vault")
    (case / "corpus" / "renditions").mkdir(parents=True)
    stored = [store.write_bytes(new_id(), os.urandom(200 + number)) for number in range(6)]
    adds: list[JSON] = [[one.name, one.sha256, one.size] for one in stored]
    store.remove(stored[0].name)
    for name in ("documents.jsonl", "people.parquet", "renditions/a.pdf"):
        (case / "corpus" / name).write_bytes(os.urandom(100))
    files: dict[str, JSON] = {
        path.relative_to(case / "corpus").as_posix(): sha(path)
        for path in (case / "corpus").rglob("*")
        if path.is_file()
    }
    with sqlite3.connect(case / "vault" / "catalogue.sqlite") as catalogue:
        catalogue.execute("create table document (id text)")
    catalogue.close()
    append(
        case / "log", ORIGIN, SIGNER, [act("created"), act("sealed", adds=adds[:4]), act("corpus", files={"old": "0"})]
    )
    append(case / "log", ORIGIN, SIGNER, [act("read", number=number) for number in range(filler)])
    later = [act("sealed", adds=adds[4:]), act("shredded", drops=[stored[0].name]), act("corpus", files=files)]
    digest = sha(case / "vault" / "catalogue.sqlite")
    append(case / "log", ORIGIN, SIGNER, [*later, act("catalogue", digest=digest)])
    return case


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("audit") / "case")


@pytest.fixture
def case(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "case"))


def audit(case: Path) -> Report:
    return verify_case(case, [SIGNER.public])


def named(case: Path) -> list[str]:
    return [one.where for one in audit(case).differences]


def all_files(case: Path) -> list[Path]:
    return sorted(path for path in case.rglob("*") if path.is_file())


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


def test_a_sound_case_has_no_difference(sound: Path) -> None:
    report = audit(sound)
    assert report.is_sound
    assert report.is_signed
    assert (report.log_size, report.objects, report.corpus_files, report.unchecked) == (307, 5, 3, 0)


@pytest.mark.parametrize("seed", range(8))
def test_one_flipped_bit_in_any_file_names_exactly_that_file(case: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = all_files(case)
    assert len(files) >= 13
    for path in files:
        bit = chance.randrange(path.stat().st_size * 8)
        flip(path, bit)
        assert named(case) == [path.relative_to(case).as_posix()], bit
        flip(path, bit)
    assert audit(case).is_sound


@pytest.mark.parametrize("name", ["log/checkpoint", "log/tile/0/000", "log/tile/0/001.p/51", "log/tile/1/000.p/1"])
def test_bits_all_over_the_logs_small_files_are_seen(case: Path, name: str) -> None:
    path = case / name
    size = path.stat().st_size * 8
    for bit in {*range(0, min(size, 1800), 7), *range(1, size, 701)}:
        flip(path, bit)
        assert named(case) == [name], bit
        flip(path, bit)


def test_every_bit_of_an_entrys_length_is_seen(case: Path) -> None:
    for name in ("log/tile/entries/000", "log/tile/entries/001.p/51"):
        for bit in range(16):
            flip(case / name, bit)
            assert named(case) == [name]
            flip(case / name, bit)


def test_a_file_cut_short_lengthened_or_gone_is_named(case: Path) -> None:
    for path in all_files(case):
        data, name = path.read_bytes(), path.relative_to(case).as_posix()
        for changed in (data[:-1], data + b"\x00", b""):
            path.write_bytes(changed)
            assert named(case) == [name]
        path.unlink()
        assert Difference(name, "missing") in audit(case).differences
        assert len(audit(case).differences) == 1
        path.write_bytes(data)
    assert audit(case).is_sound


@pytest.mark.parametrize(
    "name",
    [
        f"vault/objects/aa/{'a' * 26}",
        f"vault/objects/ab/{'a' * 26}",
        "vault/objects/stray",
        "vault/incoming/half",
        "vault/catalogue.sqlite-wal",
        "vault/notes.txt",
        "corpus/extra.parquet",
        "corpus/old",
        "log/notes",
        "log/tile/0/002",
        "log/tile/entries/001.p/50",
        "log/tile/2/000.p/1",
    ],
)
def test_a_file_that_the_log_does_not_know_is_named(case: Path, name: str) -> None:
    (case / name).parent.mkdir(parents=True, exist_ok=True)
    (case / name).write_bytes(b"stray")
    assert audit(case).differences == (Difference(name, "unknown"),)


def test_links_and_pipes_are_named_and_never_followed(case: Path) -> None:
    (case / "corpus" / "linked").symlink_to(case / "vault")
    os.mkfifo(case / "vault" / "pipe")
    document = case / "corpus" / "documents.jsonl"
    document.rename(case / "moved")
    document.symlink_to(case / "moved")
    assert {one.where for one in audit(case).differences} == {"corpus/linked", "corpus/documents.jsonl", "vault/pipe"}


def test_two_changed_files_are_both_named(case: Path) -> None:
    for name in ("log/tile/0/000", "log/tile/entries/001.p/51"):
        flip(case / name, 77)
    assert named(case) == ["log/tile/0/000", "log/tile/entries/001.p/51"]


def test_a_bundle_rewritten_with_its_tile_is_still_found(case: Path) -> None:
    other = make_case(case.parent / "other")
    for name in ("tile/entries/000", "tile/0/000"):
        shutil.copy(other / "log" / name, case / "log" / name)
    assert {"log/tile/entries/000", "log/tile/0/000"} <= set(named(case))


def test_a_log_of_another_signer_is_not_believed(case: Path) -> None:
    stranger = Signer("host", b"3" * 32, b"4" * 32)
    report = verify_case(case, [stranger.public])
    assert not report.is_signed
    assert Difference("log/checkpoint", "unknown_signer") in report.differences


def test_a_signed_root_over_other_entries_is_named(case: Path) -> None:
    shutil.copytree(make_case(case.parent / "other") / "log" / "tile", case / "log" / "tile", dirs_exist_ok=True)
    assert any(one.where.startswith("log/") for one in audit(case).differences)


def test_a_log_rolled_back_no_longer_knows_the_newer_objects(case: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(case / "log", tmp_path / "old"))
    stored = Store(case / "vault").write_bytes(new_id(), b"newer")
    append(case / "log", ORIGIN, SIGNER, [act("sealed", adds=[[stored.name, stored.sha256, stored.size]])])
    assert audit(case).is_sound
    shutil.rmtree(case / "log")
    shutil.copytree(old, case / "log")
    assert named(case) == [f"vault/objects/{stored.name[:2]}/{stored.name}"]


def test_a_missing_log_is_named(case: Path) -> None:
    shutil.rmtree(case / "log")
    assert audit(case).differences == (Difference("log", "missing"),)
    assert audit(case).unchecked > 0


def test_signed_fields_that_make_no_sense_are_named_and_lead_nowhere(case: Path) -> None:
    wrong: list[LogEntry] = [
        act("sealed", adds=[["../../../etc/passwd", "0", 1]]),
        act("sealed", adds=3),
        act("corpus", files={"../../etc/passwd": "0"}),
        act("corpus"),
        act("catalogue"),
    ]
    for entry in wrong:
        copy = Path(shutil.copytree(case, case.parent / new_id()))
        append(copy / "log", ORIGIN, SIGNER, [entry])
        assert [one.code for one in audit(copy).differences] == ["unreadable_entry"]


def test_objects_alone_can_be_checked(case: Path) -> None:
    (case / "corpus" / "documents.jsonl").unlink()
    assert verify_case(case, [SIGNER.public], objects_only=True).is_sound
    assert not audit(case).is_sound


def test_a_corpus_told_in_parts_is_compared_whole(case: Path) -> None:
    shutil.rmtree(case / "corpus")
    (case / "corpus").mkdir()
    for number in range(1200):
        (case / "corpus" / f"{number}.pdf").write_bytes(b"%d" % number)
    files: dict[str, JSON] = {path.name: sha(path) for path in (case / "corpus").iterdir()}
    append(case / "log", ORIGIN, SIGNER, [act("corpus", files=files)])
    report = audit(case)
    assert report.is_sound
    assert report.corpus_files == 1200


def test_each_code_says_what_it_means(case: Path) -> None:
    for path in all_files(case):
        flip(path, 5)
    found = audit(case).differences
    assert found
    assert {one.code for one in found} <= set(DIFFERENCES)
