"""Containers in containers stay within what one file of a drop may unfold to."""

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from flows.settings import NAME
from tests.flows.cases import Host


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _layers(depth: int, width: int, mark: str = "") -> bytes:
    """Each container holds others, no two alike."""
    if not depth:
        return f"Words of number {mark}, and nothing else.\n".encode()
    suffix = "zip" if depth > 1 else "txt"
    return _zip({f"{at}.{suffix}": _layers(depth - 1, width, f"{mark}{at}") for at in range(width)})


def _set_limit(host: Host, name: str, number: int) -> None:
    lines = (host.case / NAME).read_text().splitlines()
    kept = [f"{name} = {number}" if line.startswith(f"{name} = ") else line for line in lines]
    (host.case / NAME).write_text("\n".join(kept) + "\n")


def _states(host: Host) -> Counter[tuple[str, str]]:
    return Counter((line["state"], line["reason"]) for line in host.listing())


@pytest.mark.parametrize(("name", "number"), [("unfolded", 9), ("unfolded_bytes", 4_000), ("depth", 2)])
def test_a_bomb_in_layers_ends_and_every_layer_is_accounted_for(name: str, number: int, tmp_path: Path) -> None:
    host = Host(tmp_path).found()
    _set_limit(host, name, number)
    drop = host.place / "drop"
    drop.mkdir()
    (drop / "layers.zip").write_bytes(_layers(3, 3))
    (drop / "single.zip").write_bytes(_layers(1, 3, "beside"))
    assert host.run("ingest", host.case, drop, "--no-ocr", "--quiet").returncode == 3
    states = _states(host)
    assert states[("quarantined", "over_limit")] and sum(states.values()) <= 1 + 3 + 9 + 27 + 4
    found = json.loads(host.do("status", host.case, "--json"))
    assert found["adds_up"] and found["members"]["over_limit"] == states[("quarantined", "over_limit")]
    beside = [line for line in host.listing() if line["path"].startswith("single.zip")]
    assert len(beside) == 4 and {line["state"] for line in beside} == {"published"}
