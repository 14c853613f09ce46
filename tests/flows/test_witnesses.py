"""Who may vouch is an act of the log; undercroft.toml follows it, and what is written there by hand does not count."""

import json
import re
import shutil
from pathlib import Path

import pytest

from flows.cli import main
from flows.settings import read_settings
from tests.flows.cases import Host
from tests.flows.opening import as_host
from vault.log import LogEntry, read_entries
from vault.signer import fingerprint_of, load_or_make_signer
from vault.witness import cosign, witness_signer

NONE = "witnesses = []"


@pytest.fixture(autouse=True)
def here(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    as_host(host, monkeypatch)


def witness(host: Host, *words: object) -> int:
    return main(["audit", str(host.case), "witness", *map(str, words)])


def seal(host: Host) -> int:
    return main(["seal", str(host.case), str(host.place / "more.txt")])


def verify(host: Host) -> int:
    return main(["audit", str(host.case), "verify"])


def key(host: Host, name: str = "witness") -> str:
    return witness_signer(host.place / name).witness


def acts(host: Host) -> list[LogEntry]:
    return [one for _, one in read_entries(host.case / "log") if one.act.startswith("witness_")]


def named(host: Host) -> tuple[str, ...]:
    return read_settings(host.case).witnesses


def write_by_hand(host: Host, *lines: str) -> None:
    settings = host.case / "undercroft.toml"
    text = re.sub(r"(?m)^witnesses = .*$", f"witnesses = {json.dumps(lines)}", settings.read_text())
    settings.write_text(text)


def cosigned(host: Host, name: str = "witness") -> Path:
    asked, answer = host.place / f"{name}.asked", host.place / f"{name}.answer"
    asked.unlink(missing_ok=True)
    assert witness(host, "--request", asked, "--old", "0") == 0
    settings = read_settings(host.case)
    answer.write_bytes(cosign(asked.read_bytes(), settings.log_keys, settings.origin, host.place / name))
    return answer


def test_to_admit_and_to_dismiss_are_acts_and_the_settings_follow(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    line, print_of = key(host), fingerprint_of(key(host))
    assert witness(host, "--admit", line) == 0
    name = line.split("+")[0]
    assert f"admitted {name}, {print_of}\n" in capsys.readouterr().out
    assert named(host) == (line,)
    assert verify(host) == 0
    assert witness(host, "--dismiss", name) == 0
    assert named(host) == () and verify(host) == 0
    assert [(one.act, one.fields) for one in acts(host)] == [
        ("witness_added", {"fingerprint": print_of, "key": line}),
        ("witness_removed", {"fingerprint": print_of, "key": line}),
    ]


def test_the_same_command_given_twice_is_one_act(host: Host) -> None:
    for _ in range(2):
        assert witness(host, "--admit", key(host)) == 0
    assert len(acts(host)) == 1


def test_a_witness_is_dismissed_by_its_fingerprint_and_may_come_back(host: Host) -> None:
    for name in ("first", "second"):
        assert witness(host, "--admit", key(host, name)) == 0
    assert witness(host, "--dismiss", fingerprint_of(key(host, "first"))) == 0
    assert named(host) == (key(host, "second"),)
    assert witness(host, "--admit", key(host, "first")) == 0
    assert named(host) == (key(host, "second"), key(host, "first"))


def test_what_the_log_does_not_say_is_taken_out_with_what_brings_it_back(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    assert witness(host, "--admit", key(host)) == 0
    write_by_hand(host, key(host, "stranger"))
    assert verify(host) == 4
    assert "differs: undercroft.toml: unlike_log" in capsys.readouterr().out
    assert seal(host) == 0
    told = capsys.readouterr().err
    assert fingerprint_of(key(host, "stranger")) in told and f"--admit '{key(host, 'stranger')}'" in told
    assert named(host) == (key(host),) and verify(host) == 0


def test_a_dismissed_witness_written_back_by_hand_does_not_count(host: Host) -> None:
    assert witness(host, "--admit", key(host)) == 0
    answer = cosigned(host)
    assert witness(host, "--dismiss", fingerprint_of(key(host))) == 0
    write_by_hand(host, key(host))
    assert witness(host, answer) == 4
    assert not (host.case / "log" / "witnessed").exists()
    assert seal(host) == 0 and named(host) == ()


def test_a_case_whose_log_speaks_of_no_witness_keeps_those_of_its_settings(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    write_by_hand(host, key(host, "old"))
    assert seal(host) == 0
    assert named(host) == (key(host, "old"),)
    assert witness(host, cosigned(host, "old")) == 0
    assert verify(host) == 0
    assert "cosigned on" in capsys.readouterr().out
    assert witness(host, "--admit", key(host)) == 0
    assert f"--admit '{key(host, 'old')}'" in capsys.readouterr().err
    assert named(host) == (key(host),)
    assert witness(host, "--admit", key(host, "old")) == 0 and verify(host) == 0


def test_a_witness_of_before_is_dismissed_by_an_act(host: Host) -> None:
    write_by_hand(host, key(host, "old"))
    assert witness(host, "--dismiss", fingerprint_of(key(host, "old"))) == 0
    assert named(host) == () and [one.act for one in acts(host)] == ["witness_removed"]


def test_settings_without_a_line_for_witnesses_get_one(host: Host) -> None:
    settings = host.case / "undercroft.toml"
    settings.write_text(settings.read_text().replace(f"{NONE}\n", ""))
    assert witness(host, "--admit", key(host)) == 0
    assert named(host) == (key(host),)


def test_a_dismissed_witness_s_lines_leave_what_is_kept_and_another_s_stay(host: Host) -> None:
    note = host.case / "log" / "witnessed"
    for name in ("first", "second"):
        assert witness(host, "--admit", key(host, name)) == 0
    second = cosigned(host, "second")
    for answer in (cosigned(host, "first"), second):
        assert witness(host, answer) == 0
    assert witness(host, "--dismiss", fingerprint_of(key(host, "first"))) == 0
    assert note.read_bytes() == second.read_bytes() and verify(host) == 0
    assert witness(host, "--dismiss", fingerprint_of(key(host, "second"))) == 0
    assert not note.exists() and verify(host) == 0


def test_a_run_killed_after_the_act_is_finished_by_the_next(host: Host) -> None:
    assert witness(host, "--admit", key(host)) == 0
    assert witness(host, cosigned(host)) == 0
    before = (host.case / "undercroft.toml").read_bytes(), (host.case / "log" / "witnessed").read_bytes()
    assert witness(host, "--dismiss", fingerprint_of(key(host))) == 0
    (host.case / "undercroft.toml").write_bytes(before[0])
    (host.case / "log" / "witnessed").write_bytes(before[1])
    assert seal(host) == 0
    assert named(host) == () and verify(host) == 0


def test_a_rebuilt_catalogue_knows_the_witnesses(host: Host) -> None:
    assert witness(host, "--admit", key(host)) == 0
    assert main(["vault", str(host.case), "rebuild", "--identity", str(host.identity)]) == 0
    write_by_hand(host)
    assert seal(host) == 0 and named(host) == (key(host),)
    shutil.rmtree(host.case / "vault" / "incoming", ignore_errors=True)
    assert verify(host) == 0


def test_what_is_no_witness_s_line_enters_no_log(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    line = key(host)
    signer = load_or_make_signer(host.place / "config" / "undercroft")
    hostile = (
        "x",
        signer.public,
        f"{line} {line}",
        line.split()[0] + " " + key(host, "other").split()[1],
        line.replace(" ", "  "),
        line.replace("+", "-", 1),
        line[:-4],
        f"for Ivan\x1b[2J {line}",
        f"{line} {signer.public}",
    )
    for one in hostile:
        assert witness(host, "--admit", one) == 2, one[:40]
        told = capsys.readouterr()
        assert len(told.err.splitlines()) == 2 and "Ivan" not in told.err and not told.out
    assert not acts(host) and named(host) == ()


def test_the_host_s_own_key_and_a_second_of_the_same_name_are_no_witnesses(host: Host) -> None:
    signer = load_or_make_signer(host.place / "config" / "undercroft")
    assert witness(host, "--admit", signer.witness) == 2
    assert witness(host, "--admit", key(host)) == 0
    assert witness(host, "--admit", key(host).split()[0]) == 2
    assert len(acts(host)) == 1


def test_more_witnesses_than_a_checkpoint_has_room_for_are_refused(host: Host) -> None:
    codes = [witness(host, "--admit", key(host, f"witness{number}")) for number in range(8)]
    assert codes == [0] * 7 + [2]
    assert len(named(host)) == 7


@pytest.mark.parametrize("words", [("--dismiss", "nobody"), ("--admit", "x", "--dismiss", "y"), ("--admit", "")])
def test_wrong_words_about_witnesses_get_one_line(
    host: Host, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert witness(host, *words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2 and not acts(host)
