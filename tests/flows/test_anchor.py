"""What this host saw of a case is held against it by every command, those that only look included."""

import shutil
import threading
from collections.abc import Callable

import pytest

from flows.anchor import anchor_path, check_anchor
from flows.cli import main
from flows.house import opened
from flows.settings import read_settings
from tests.flows.cases import Host
from tests.flows.visits import doc_of, fork, roll_back, seal_more

LOOKS = (
    ("status",),
    ("vault", "list"),
    ("vault", "list", "--json"),
    ("people", "list"),
    ("keys", "list"),
    ("audit", "show"),
    ("audit", "show", "--json"),
    ("audit", "prove", "0"),
    ("audit", "disclose", "0", "path", "--check", "none"),
    ("audit", "witness", "--request", "request"),
)


@pytest.fixture
def here(host: Host, monkeypatch: pytest.MonkeyPatch) -> Host:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(host.place / "config"))
    monkeypatch.chdir(host.place)
    return host


def looked(host: Host, words: tuple[str, ...]) -> list[str]:
    group, *rest = words
    key = ("--identity", str(host.identity)) if words[1:2] == ("list",) and group != "keys" else ()
    return [group, str(host.case), *rest, *key]


@pytest.mark.parametrize("harm", [roll_back, fork])
def test_a_command_that_only_looks_refuses_another_past_with_both_sizes(
    here: Host, harm: Callable[[Host], tuple[int, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    now, seen = harm(here)
    for words in LOOKS:
        assert main(looked(here, words)) == 4, words
        told = capsys.readouterr()
        assert not told.out, words
        assert f"it holds {now} entries" in told.err and str(seen) in told.err and "hint: " in told.err, words
    assert not (here.place / "request").exists()
    assert main(looked(here, ("vault", "verify"))) == 4
    assert f"it holds {now} entries" in capsys.readouterr().err


def test_a_log_that_is_gone_is_refused_by_who_only_looks(here: Host, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(here.case / "log")
    for words in LOOKS:
        assert main(looked(here, words)) == 2, words
        told = capsys.readouterr()
        assert not told.out and "the log is not there" in told.err, words


def test_to_look_remembers_nothing(here: Host) -> None:
    anchor = anchor_path(read_settings(here.case))
    before = anchor.read_bytes()
    seal_more(here)
    anchor.write_bytes(before)
    for words in (("status",), ("keys", "list"), ("audit", "show"), ("audit", "prove", doc_of(here))):
        here.do(*looked(here, words))
    assert anchor.read_bytes() == before


def test_a_log_that_grows_meanwhile_is_no_fault(here: Host) -> None:
    """Fifty acts enter the log while another thread, which takes no lock, holds it against what was seen."""
    stop, faults, looks = threading.Event(), list[BaseException](), [0]

    def look() -> None:
        while not stop.is_set():
            try:
                check_anchor(here.case, read_settings(here.case))
            except BaseException as fault:  # noqa: BLE001 - told below
                faults.append(fault)
            looks[0] += 1

    thread = threading.Thread(target=look)
    thread.start()
    try:
        with opened(here.case) as house:
            for _ in range(50):
                house.commit([house.entry("ruled")])
    finally:
        stop.set()
        thread.join()
    assert not faults and looks[0] > 10


def test_an_intake_s_log_is_remembered_beside_the_case_s_on_one_host(here: Host) -> None:
    intake = here.place / "intake"
    intake.mkdir()
    shutil.copy(here.case / "undercroft.toml", intake)
    for _ in range(2):
        here.do("seal", intake, here.place / "more.txt")
    here.do("keys", intake, "list")
    seal_more(here)
    here.do("audit", here.case, "verify")
    names = {one.name for one in anchor_path(read_settings(here.case)).parent.iterdir()}
    assert len(names) == 2
