"""Many processes on one case: nothing is lost, the log is one, and an audit never sees a half-done act."""

import json
import shutil
from pathlib import Path

import pytest

from tests.flows.cases import Host
from vault.log import CHECKPOINT, read_entries

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SEALERS, FILES = 8, 50


def test_eight_seal_two_rewrap_and_one_audits_at_once(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    drops = [host.place / f"drop{number}" for number in range(SEALERS)]
    for number, drop in enumerate(drops):
        drop.mkdir()
        for at in range(FILES):
            (drop / f"{number}-{at}.txt").write_text(f"letter {at} of {number}")
    running = [host.start("seal", host.case, drop) for drop in drops]
    running += [host.start("vault", host.case, "rewrap", "--identity", host.identity) for _ in range(2)]
    checkpoints, audits = [], []
    while any(one.poll() is None for one in running):
        audits.append(host.run("audit", host.case, "verify"))
        shutil.copy(host.case / "log" / CHECKPOINT, host.place / f"checkpoint{len(checkpoints)}")
        checkpoints.append(host.place / f"checkpoint{len(checkpoints)}")
    ended = [one.communicate(timeout=60) + (one.returncode,) for one in running]
    assert [code for *_, code in ended] == [0] * len(ended), [error[-300:] for _, error, _ in ended]
    assert [one.stdout for one in audits if one.returncode] == []
    assert len(host.listing()) == SEALERS * FILES
    numbers = [number for number, _ in read_entries(host.case / "log")]
    assert numbers == list(range(len(numbers)))
    for checkpoint in checkpoints:
        host.do("audit", host.case, "consistency", checkpoint)


def test_the_sum_of_a_case_can_be_asked_for_while_it_is_changed(tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    drop = host.place / "drop"
    drop.mkdir()
    for at in range(FILES):
        (drop / f"{at}.txt").write_text(f"letter {at}")
    process = host.start("seal", host.case, drop)
    assert json.loads(host.do("status", host.case, "--json"))["documents"] <= FILES
    process.communicate(timeout=60)
    assert process.returncode == 0
