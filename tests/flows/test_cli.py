"""Bad input gets one line, a hint and the right exit code, and leaves nothing half-done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.cases import Host


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return Host(tmp_path_factory.mktemp("cli")).found()


def refused(host: Host, *words: object, code: int = 2) -> str:
    done = host.run(*words)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("undercroft: ") and len(done.stderr.splitlines()) <= 2
    return done.stderr


def test_a_folder_that_is_no_case_is_refused(host: Host) -> None:
    assert "is not a case" in refused(host, "status", host.place)


def test_a_missing_identity_is_refused_with_a_hint(host: Host) -> None:
    assert "--identity" in refused(host, "process", host.case, "--identity", host.place / "none.txt")


def test_a_wrong_identity_is_refused(host: Host, tmp_path: Path) -> None:
    other = Host(tmp_path).found()
    assert "identit" in refused(host, "process", host.case, "--identity", other.identity)


def test_a_case_is_never_overwritten(host: Host) -> None:
    before = (host.case / "undercroft.toml").read_bytes()
    refused(host, "init", host.case, "--identity", host.place / "second.txt", "--no-passphrase")
    assert (host.case / "undercroft.toml").read_bytes() == before
    assert not (host.place / "second.txt").exists()


def test_a_path_given_twice_is_refused_before_anything_is_sealed(host: Host, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert "twice" in refused(host, "seal", host.case, tmp_path, tmp_path / "a.txt")
    assert host.listing() == []


def test_a_path_that_is_not_there_is_refused_and_not_named(host: Host) -> None:
    said = refused(host, "seal", host.case, host.place / "Secretname Person.txt")
    assert "Secretname" not in said


def test_a_passphrase_protects_the_identity(tmp_path: Path) -> None:
    host = Host(tmp_path)
    (tmp_path / "pass").write_text("correct horse\n")
    (tmp_path / "wrong").write_text("battery staple\n")
    host.do("init", host.case, "--identity", host.identity, "--passphrase-file", tmp_path / "pass")
    assert b"AGE-SECRET-KEY" not in host.identity.read_bytes()
    assert oct(os.stat(host.identity).st_mode & 0o777) == "0o600"
    host.do("vault", host.case, "list", "--passphrase-file", tmp_path / "pass")
    assert "passphrase" in refused(host, "vault", host.case, "list", "--passphrase-file", tmp_path / "wrong")
    assert "passphrase" in refused(host, "vault", host.case, "list")


def test_sealing_needs_no_identity(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    host.identity.rename(tmp_path / "away.txt")
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "a.txt").write_text("hello")
    (tmp_path / "drop" / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "drop" / "pipe")
    done = host.run("seal", host.case, tmp_path / "drop")
    assert done.returncode == 3 and "undercroft: 2 source file(s)" in done.stderr
    (tmp_path / "away.txt").rename(host.identity)
    states = {line["path"]: (line["state"], line["reason"]) for line in host.listing()}
    assert states == {
        "a.txt": ("sealed", ""),
        "link": ("quarantined", "link_not_followed"),
        "pipe": ("quarantined", "special_file"),
    }


def test_a_register_without_names_is_refused_with_its_line(host: Host, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("name,role\nA B,judge\n,minister\n")
    assert "line 3" in refused(host, "people", host.case, "import", tmp_path / "bad.csv")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("frobnicate",),
        ("status",),
        ("people", "case", "frobnicate"),
        ("status", "case", "Secretname Person.txt"),
        ("process", "case", "--lanes", "-3"),
        ("process", "case", "--lanes", "Secretname"),
        ("process", "case", "--caution", "Secretname"),
    ],
)
def test_wrong_words_get_one_line_and_a_hint_and_are_not_repeated(words: tuple[str, ...], host: Host) -> None:
    said = refused(host, *words)
    assert "hint: see: undercroft" in said and "--help" in said
    assert "Secretname" not in said


def test_a_file_and_what_lies_in_it_are_no_case(host: Host) -> None:
    assert "is not a case" in refused(host, "status", host.identity)


def test_an_unknown_profile_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    host = Host(tmp_path)
    assert "profile" in refused(host, "init", host.case, "--profile", "none", "--no-passphrase")
    assert not host.case.exists()


def test_a_passphrase_file_beside_no_passphrase_is_refused(tmp_path: Path) -> None:
    host = Host(tmp_path)
    (tmp_path / "pass").write_text("correct horse\n")
    words = ("init", host.case, "--identity", host.identity, "--passphrase-file", tmp_path / "pass", "--no-passphrase")
    assert "passphrase" in refused(host, *words)
    assert not host.identity.exists()


def test_a_place_that_cannot_be_written_gets_one_line(tmp_path: Path) -> None:
    host = Host(tmp_path)
    assert "cannot be used" in refused(host, "init", "/proc/undercroft-case", "--no-passphrase")
    (tmp_path / "file").write_text("x")
    assert "already there" in refused(host, "sample", tmp_path / "file")


def test_a_drop_that_holds_the_case_is_refused(host: Host) -> None:
    assert "the case lies in" in refused(host, "seal", host.case, host.place)
    assert "the case lies in" in refused(host, "seal", host.case, host.case / "vault")


def test_an_empty_drop_is_told(host: Host, tmp_path: Path) -> None:
    done = host.run("seal", host.case, tmp_path)
    assert done.returncode == 0 and "no file was found" in done.stderr


def test_a_folder_that_cannot_be_looked_into_is_accounted_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import intake
    from flows.source import reason_not_to_read

    (tmp_path / "open.txt").write_text("a")
    (tmp_path / "shut").mkdir()
    look = os.scandir

    def scandir(folder: str) -> object:
        if os.fspath(folder).endswith("shut"):
            raise PermissionError(13, "denied", folder)
        return look(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {one.path: reason_not_to_read(one.file) for one in intake._below(tmp_path)}
    assert found == {"open.txt": "", "shut": "unreadable_source"}


def test_an_original_is_handed_out_once_and_for_a_coded_reason(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "out.part").write_text("mine")
    host.do("seal", host.case, tmp_path / "a.txt")
    opening = ("vault", host.case, "open", host.listing()[0]["doc_id"], "-o")
    assert "small letters" in refused(host, *opening, tmp_path / "out", "--reason", "Ivan")
    assert "folder" in refused(host, *opening, tmp_path / "none" / "out")
    host.do(*opening, tmp_path / "out", "--reason", "review")
    assert "already there" in refused(host, *opening, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "hello" and (tmp_path / "out.part").read_text() == "mine"
    assert host.do("audit", host.case, "show").count("opened") == 1


def test_a_lost_catalogue_is_made_anew_and_a_lost_log_touches_nothing(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    (tmp_path / "a.txt").write_text("hello")
    host.do("seal", host.case, tmp_path / "a.txt")
    catalogue = host.case / "vault" / "catalogue.sqlite"
    catalogue.write_bytes(b"no database")
    assert "damaged" in refused(host, "status", host.case)
    catalogue.unlink()
    assert "log" in refused(host, "status", host.case) and not catalogue.exists()
    (host.case / "log").rename(tmp_path / "log")
    assert "log" in refused(host, "audit", host.case, "show")
    objects = sorted((host.case / "vault" / "objects").rglob("*"))
    assert "log" in refused(host, "seal", host.case, tmp_path / "a.txt")
    assert sorted((host.case / "vault" / "objects").rglob("*")) == objects and not catalogue.exists()
    (tmp_path / "log").rename(host.case / "log")
    (tmp_path / "b.txt").write_text("more")
    host.do("seal", host.case, tmp_path / "b.txt")
    assert [one["path"] for one in host.listing()] == ["a.txt", "b.txt"]
    host.do("audit", host.case, "verify")


def test_faults_of_the_machine_have_words_of_their_own() -> None:
    import sqlite3

    from extractors.worker import SandboxUnavailable
    from flows.engine import coded

    assert coded(OSError(28, "Secretname"))[0] == "disk_full"
    code, what, hint, exit_code = coded(PermissionError(13, "Secretname", "Secretname"))
    assert (code, exit_code) == ("io", 2) and "Secretname" not in what + hint
    assert coded(sqlite3.OperationalError("Secretname"))[0] == "io"
    code, _, hint, exit_code = coded(SandboxUnavailable(("landlock",)))
    assert (code, exit_code) == ("sandbox_unavailable", 2) and "landlock" in hint


def told_to(host: Host, words: list[object], **streams: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "flows.cli", *map(str, words)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run(command, env=host.environment(), text=True, check=False, **pipes)  # type: ignore[call-overload, no-any-return]


def test_an_intake_that_could_not_be_told_of_seals_nothing_twice(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    (tmp_path / "a.txt").write_text("a")
    with open("/dev/full", "wb") as full:
        done = told_to(host, ["seal", host.case, tmp_path / "a.txt"], stdout=full)
    assert done.returncode == 2
    assert [one for one in done.stderr.splitlines() if not one.startswith("seal ")] == [
        "undercroft: the disk is full",
        "  hint: make room and run the same command again",
    ]
    assert host.do("seal", host.case, tmp_path / "a.txt") == "sealed 0, sealed before 1\n"
    assert len(host.listing()) == 1


def test_a_remark_that_nobody_can_be_told_is_no_fault(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    with open("/dev/full", "wb") as full:
        done = told_to(host, ["vault", host.case, "rewrap", "--identity", host.identity], stderr=full)
    assert (done.returncode, done.stdout) == (0, "rewrapped 1 objects\n")
