"""From the editor's desk to a timestamp authority and back by files, and what an auditor makes of the answer."""

import subprocess
from pathlib import Path

import pytest

from flows.cli import main
from tests.flows.cases import Host
from tests.flows.opening import as_host
from tests.flows.visits import kept, put_back, seal_more, size_of
from tests.vault.authority import Office, found_office


@pytest.fixture(autouse=True)
def here(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    as_host(host, monkeypatch)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return found_office(tmp_path_factory.mktemp("time") / "office")


def audit(host: Host, *words: object) -> int:
    verb, *rest = words
    return main(["audit", str(host.case), str(verb), *map(str, rest)])


def answered(host: Host, office: Office, name: str = "answer") -> Path:
    assert audit(host, "timestamp", "--request", host.place / f"{name}.request") == 0
    answer = host.place / name
    answer.write_bytes(office.answer((host.place / f"{name}.request").read_bytes()))
    return answer


def kept_stamps(host: Host) -> list[str]:
    return sorted(one.name for one in (host.case / "log" / "timestamps").glob("*.tsr"))


def test_a_stamp_goes_out_and_comes_back_and_verify_tells_it(
    host: Host, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    size = size_of(host)
    answer = answered(host, office)
    seal_more(host)
    capsys.readouterr()
    assert audit(host, "timestamp", answer, "--authority", office.folder / "ca.pem") == 0
    told = capsys.readouterr().out
    assert told.startswith(f"timestamped: {size} entries existed at 20") and told.endswith(" UTC, by Office of Time\n")
    assert audit(host, "verify", "--authority", office.folder / "ca.pem") == 0
    assert told in capsys.readouterr().out
    assert audit(host, "verify") == 0
    assert f"timestamped: {size} entries, unverified: give --authority CA.pem\n" in capsys.readouterr().out


def test_what_is_kept_is_checked_by_openssl_alone(host: Host, office: Office) -> None:
    answer = answered(host, office)
    assert audit(host, "timestamp", answer, "--authority", office.folder / "ca.pem") == 0
    (name,) = kept_stamps(host)
    stamp = host.case / "log" / "timestamps" / name
    words = ["-data", stamp.with_suffix(".note"), "-in", stamp, "-CAfile", office.folder / "ca.pem"]
    subprocess.run(["openssl", "ts", "-verify", *words], check=True, capture_output=True)


def test_a_hostile_answer_is_refused_by_a_line_and_nothing_is_kept(
    host: Host, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answered(host, office)
    whole, request = answer.read_bytes(), (host.place / "answer.request").read_bytes()
    other = found_office(tmp_path / "other")
    for code, harmed in (
        ("stamp damaged", whole[:-1]),
        ("stamp damaged", request),
        ("stamp rejected", office.answer(request, digests="sha512")),
        ("stamp untrusted", other.answer(request)),
    ):
        answer.write_bytes(harmed)
        assert audit(host, "timestamp", answer, "--authority", office.folder / "ca.pem") == 4
        lines = capsys.readouterr().err.splitlines()
        assert lines[0] == f"undercroft: nothing was kept: {code}" and lines[1].startswith("  hint: ")
    assert not kept_stamps(host)
    assert audit(host, "verify") == 0


def test_verify_fails_under_another_root_and_names_the_answer(
    host: Host, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answered(host, office)
    assert audit(host, "timestamp", answer, "--authority", office.folder / "ca.pem") == 0
    other = found_office(tmp_path / "other")
    assert audit(host, "verify", "--authority", other.folder / "ca.pem") == 4
    assert f"differs: log/timestamps/{kept_stamps(host)[0]}: untrusted" in capsys.readouterr().out


def test_a_stamp_of_more_than_the_log_holds_tells_that_it_was_put_back(
    host: Host, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = [kept(host, one, f"old-{one}") for one in ("log", "vault")]
    seal_more(host)
    newer = size_of(host)
    assert audit(host, "timestamp", answered(host, office), "--authority", office.folder / "ca.pem") == 0
    stamps = kept(host, "log/timestamps", "stamps")
    for copy in copies:
        put_back(host, copy.name.removeprefix("old-"), copy)
    stamps.rename(host.case / "log" / "timestamps")
    for anchor in (host.place / "config" / "undercroft" / "anchors").iterdir():
        anchor.unlink()
    assert audit(host, "verify") == 4
    assert f"rolled back: it holds {size_of(host)} entries, an authority stamped {newer}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [(), ("none",), ("--request", "x", "--authority", "y"), ("none", "--request", "x", "--authority", "y")]
)
def test_wrong_words_about_timestamps_get_one_line(
    host: Host, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(host, "timestamp", *words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_file_that_is_no_authority_or_cannot_be_read_is_refused(host: Host, office: Office) -> None:
    answer = answered(host, office)
    assert audit(host, "timestamp", answer, "--authority", answer) == 2
    assert audit(host, "timestamp", answer, "--authority", host.place / "none") == 2
    assert audit(host, "timestamp", host.place / "none", "--authority", office.folder / "ca.pem") == 2
    assert audit(host, "verify", "--authority", answer) == 2
    assert not kept_stamps(host)


def test_a_request_never_replaces_a_file_and_then_asks_nothing(host: Host) -> None:
    taken = host.place / "more.txt"
    assert audit(host, "timestamp", "--request", taken) == 2
    assert taken.read_text() == "more" and not (host.case / "log" / "timestamps").exists()
