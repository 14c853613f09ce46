"""Stamps are kept beside the log they are of: one of our questions, answered, about what the log still begins with."""

import os
import shutil
from pathlib import Path

import pytest

from tests.vault.authority import Office, found_office
from tests.vault.logs import ORIGIN, SIGNER, grow
from vault.log import TIMESTAMPS
from vault.note import parse_verifiers
from vault.problem import VaultProblem
from vault.stamps import Stamp, ask_for_stamp, read_stamps, take_stamp
from vault.standing import standing
from vault.timestamp import Authority, read_authority
from vault.tree_check import Difference, check_log

KEYS = [SIGNER.public]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return found_office(tmp_path_factory.mktemp("time") / "office")


def asked(folder: Path) -> bytes:
    with standing(folder, KEYS) as log:
        return ask_for_stamp(log)


def taken(answer: bytes, folder: Path, office: Office) -> Stamp:
    with standing(folder, KEYS) as log:
        return take_stamp(answer, log, KEYS, read_authority(office.ca))


def read(folder: Path, authority: Authority | None = None) -> list[Stamp | Difference]:
    return list(read_stamps(folder, KEYS, ORIGIN, authority))


def strays(folder: Path) -> set[Difference]:
    return set(check_log(folder, parse_verifiers(KEYS), lambda entry: None).differences)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / TIMESTAMPS).iterdir())


def test_the_log_may_grow_before_the_answer_comes(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    request = asked(log)
    grow(log, 5, 300)
    stamp = taken(office.answer(request), log, office)
    assert stamp.checkpoint.size == 5 and stamp.proven is not None and stamp.proven.by == "Office of Time"
    assert read(log, read_authority(office.ca)) == [stamp]
    assert [one.proven for one in read(log) if isinstance(one, Stamp)] == [None]
    assert not strays(log)


def test_stamps_of_several_sizes_stand_in_the_order_of_growth(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    for start, end in ((0, 9), (9, 10), (10, 10)):
        grow(log, start, end)
        taken(office.answer(asked(log)), log, office)
    found = read(log, read_authority(office.ca))
    assert [one.checkpoint.size for one in found if isinstance(one, Stamp)] == [9, 10, 10]
    assert len(names(log)) == 6 and not strays(log)


def test_the_same_answer_given_twice_is_kept_once(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    answer = office.answer(asked(log))
    assert taken(answer, log, office) == taken(answer, log, office)
    assert len(names(log)) == 2


def test_a_question_without_its_answer_says_nothing(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    asked(log)
    assert read(log, read_authority(office.ca)) == [] and not strays(log)


def test_an_answer_to_another_log_s_question_is_not_kept(tmp_path: Path, office: Office) -> None:
    for name in ("log", "other"):
        grow(tmp_path / name / "log", 0, 5, name)
    request = asked(tmp_path / "other" / "log")
    asked(tmp_path / "log" / "log")
    before = names(tmp_path / "log" / "log")
    with pytest.raises(VaultProblem, match="stamp_other"):
        taken(office.answer(request), tmp_path / "log" / "log", office)
    assert names(tmp_path / "log" / "log") == before


def test_an_answer_about_a_checkpoint_that_the_log_does_not_extend_is_not_kept(tmp_path: Path, office: Office) -> None:
    log, copy = tmp_path / "log", tmp_path / "copy"
    grow(log, 0, 5)
    shutil.copytree(log, copy)
    grow(copy, 5, 9, "b")
    answer = office.answer(asked(copy))
    grow(log, 5, 9)
    shutil.copytree(copy / TIMESTAMPS, log / TIMESTAMPS)
    with pytest.raises(VaultProblem, match="log_forked"):
        taken(answer, log, office)
    assert len(names(log)) == 1


def test_every_hostile_answer_leaves_nothing(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    request = asked(log)
    whole = office.answer(request)
    other = found_office(tmp_path / "other")
    hostile = (b"", whole[:-1], whole + b"\0", request, other.answer(request), office.answer(request, "sha512"))
    for answer in hostile:
        with pytest.raises(VaultProblem, match="stamp_"):
            taken(answer, log, office)
    assert len(names(log)) == 1
    assert taken(whole, log, office)


@pytest.mark.parametrize("suffix", [".note", ".tsr"])
def test_a_kept_file_that_was_altered_differs_by_name(tmp_path: Path, office: Office, suffix: str) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    taken(office.answer(asked(log)), log, office)
    (path,) = (log / TIMESTAMPS).glob(f"*{suffix}")
    data = path.read_bytes()
    for harmed in (b"", data[:-1], data[:70] + bytes([data[70] ^ 1]) + data[71:]):
        path.write_bytes(harmed)
        for authority in (None, read_authority(office.ca)):
            (found,) = read(log, authority)
            assert found == Difference(f"log/{TIMESTAMPS}/{path.name}", "damaged")


def test_a_kept_answer_under_another_root_is_untrusted(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    taken(office.answer(asked(log)), log, office)
    (found,) = read(log, read_authority(found_office(tmp_path / "other").ca))
    assert isinstance(found, Difference) and found.code == "untrusted"
    both = read_authority(found_office(tmp_path / "third").ca + office.ca)
    assert isinstance(read(log, both)[0], Stamp)


def test_what_is_no_question_and_no_answer_to_one_is_a_stray(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    taken(office.answer(asked(log)), log, office)
    folder = log / TIMESTAMPS
    (folder / "5-0123456789abcdef.tsr").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    assert {one.code for one in strays(log)} == {"unknown"} and len(strays(log)) == 2


def test_a_pipe_in_an_answer_s_place_holds_nobody_up(tmp_path: Path, office: Office) -> None:
    log = tmp_path / "log"
    grow(log, 0, 5)
    answer = office.answer(asked(log))
    taken(answer, log, office)
    for path in (log / TIMESTAMPS).glob("*.tsr"):
        path.unlink()
        os.mkfifo(path)
    (found,) = read(log)
    assert isinstance(found, Difference) and found.code == "damaged"
