"""`undercroft extract`: every name below a path gets its line, and a container's line holds all it holds."""

import json
import os
import socket
import wave
from pathlib import Path
from typing import Any

import pytest

from flows.terminal import one_line
from tests.flows.cases import Host
from tests.makers import files


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return Host(tmp_path_factory.mktemp("extract"))


def extracted(host: Host, *paths: Path, code: int = 0) -> dict[str, dict[str, Any]]:
    done = host.run("extract", "--no-ocr", "--json", *paths)
    assert done.returncode == code, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {os.path.basename(one["path"]): one for one in lines}


def test_members_are_read_through_and_each_is_told(host: Host, tmp_path: Path) -> None:
    inner = files.archive([("deep.txt", b"deepest words"), ("odd.bin", bytes(range(256)))])
    mail = files.mail("see attached", attachments=[("inner.zip", inner)])
    (tmp_path / "a.zip").write_bytes(
        files.archive([("letter.eml", mail), ("b.txt", b"plain words"), ("bomb", bytes(50_000_000))])
    )
    line = extracted(host, tmp_path / "a.zip")["a.zip"]
    assert line["text"].index("see attached") < line["text"].index("deepest words") < line["text"].index("plain words")
    assert line["text"].index("deep.txt") < line["text"].index("deepest words") and "bomb" in line["text"]
    letter, plain, bomb = line["members"]
    assert (letter["media_type"], plain["media_type"], bomb["media_type"]) == ("message/rfc822", "text/plain", "")
    assert (bomb["state"], bomb["reason"], line["reason"]) == ("over_limit", "over_limit", "partly_over_limit")
    deep, odd = letter["members"][0]["members"]
    assert (deep["name"], deep["size"], deep["reason"]) == ("deep.txt", 13, "")
    assert (odd["state"], odd["media_type"]) == ("read", "") and odd["reason"]


def test_archives_nested_without_end_are_cut_off(host: Host, tmp_path: Path) -> None:
    data = b"bottom"
    for _ in range(40):
        data = files.archive([("x.zip", data)])
    (tmp_path / "a.zip").write_bytes(data)
    line = extracted(host, tmp_path)["a.zip"]
    levels, member = 0, line["members"]
    while member:
        levels, reason, member = levels + 1, member[0]["reason"], member[0]["members"]
    assert (levels, reason, set(line["text"].split())) == (17, "over_limit", {"x.zip"})


def test_what_is_no_plain_file_is_named_and_not_opened(host: Host, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "folder link").symlink_to("/etc")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "a.txt").write_text("hello")
    with open(tmp_path / "sparse", "wb") as file:
        file.truncate(1 << 40)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.fspath(tmp_path / "socket"))
        found = extracted(host, tmp_path, code=3)
    assert {name: (one["state"], one["reason"]) for name, one in found.items()} == {
        "pipe": ("quarantined", "special_file"),
        "socket": ("quarantined", "special_file"),
        "link": ("quarantined", "link_not_followed"),
        "folder link": ("quarantined", "link_not_followed"),
        "dangling": ("quarantined", "link_not_followed"),
        "sparse": ("quarantined", "over_limit"),
        "a.txt": ("read", ""),
    }


def test_a_link_or_device_given_by_name_is_not_opened_either(host: Host, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc")
    found = extracted(host, tmp_path / "link", Path("/dev/zero"), code=3)
    assert [one["reason"] for one in found.values()] == ["link_not_followed", "special_file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named(host: Host, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "a.txt").chmod(0)
    found = extracted(host, tmp_path, code=3)
    assert {one["reason"] for one in found.values()} == {"unreadable_source"}


def test_names_of_any_bytes_stay_on_their_line(host: Host, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/a\nb\x1b[31m\xff\xe2\x80\xaegpj.txt"
    with open(odd, "wb") as file:
        file.write(b"hello")
    done = host.run("extract", "--no-ocr", tmp_path)
    (line,) = done.stdout.splitlines()
    assert line.split("\t")[0].endswith("/a\\nb\\x1b[31m\\xff\\u202egpj.txt")
    assert done.returncode == 0
    assert list(extracted(host, tmp_path)) == ["a\nb\x1b[31m\\xff\u202egpj.txt"]


def test_text_on_a_terminal_is_one_line_of_seen_characters() -> None:
    assert one_line("é\r\u2028\x00ж") == "é\\r\\u2028\\x00ж"


def test_a_format_that_only_tika_knows_is_read(host: Host, tmp_path: Path) -> None:
    (tmp_path / "old.wp").write_bytes(files.wordperfect("the money went to Cyprus"))
    line = extracted(host, tmp_path)["old.wp"]
    assert "Cyprus" in line["text"] and line["fallback"] is False


def test_the_tags_of_a_recording_are_its_text(host: Host, tmp_path: Path) -> None:
    with wave.open(os.fspath(tmp_path / "a.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    line = extracted(host, tmp_path)["a.wav"]
    assert (line["media_type"].partition("/")[0], line["text"], line["reason"]) == ("audio", "2 s", "no_transcript")


def test_doctor_proves_the_second_workers_cell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from flows.doctor import _cell

    assert all(one.is_well for one in _cell()) and len(_cell()) > 5
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    (missing,) = _cell()
    assert not missing.is_well and not missing.is_needed and "bubblewrap" in missing.cost
