"""Bad input gets one line, a hint and the right exit code, and leaves nothing half-done."""

import os
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
