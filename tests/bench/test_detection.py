"""The command measures what it is told, with a set of two lines."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from bench import detection
from bench.charts import draw_bars
from redaction.training import sets

_LINES = [
    {"id": f"s/{at}", "lang": "en", "text": f"Mr Anders Holm told the court {at}.", "spans": [[3, 14, "PERSON"]]}
    for at in range(20)
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ner").mkdir()
    for name in ("en_presidio_synth", "en_wikineural_val"):
        with gzip.open(tmp_path / "ner" / f"{name}.jsonl.gz", "wt") as out:
            out.writelines(json.dumps(one) + "\n" for one in _LINES)
    monkeypatch.setenv("UNDERCROFT_DATA", str(tmp_path))
    return tmp_path


def test_training_and_held_out_parts_share_no_document(data: Path) -> None:
    train = [one.id for one in sets.documents("en_presidio_synth", "train")]
    held_out = [one.id for one in sets.documents("en_presidio_synth", "held_out")]
    assert [*train, *held_out] == [one.id for one in sets.documents("en_presidio_synth", "all")]
    assert held_out == ["s/17", "s/18", "s/19"]


def test_a_set_for_measuring_only_is_held_out_whole(data: Path) -> None:
    assert list(sets.documents("en_wikineural_val", "train")) == []
    assert len(list(sets.documents("en_wikineural_val", "held_out"))) == 20


def test_every_label_has_a_meaning_and_missing_ones_are_labels() -> None:
    for about in sets.SETS.values():
        assert about.missing <= set(sets.LABELS)
        assert set(about.labels.values()) <= set(sets.LABELS)
    assert sets.SETS["ar_aqmar_dev"].label("MIS1") == "OTHER"


def test_the_command_prints_a_row_for_each_detector(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["detection", "--sets", "en_presidio_synth", "--limit", "2", "--held-out", "--detectors", "rules,label"]
    monkeypatch.setattr(sys, "argv", [*words, "--plots", str(tmp_path / "plots")])
    detection.main()
    rows = capsys.readouterr().out.splitlines()
    assert "rules" in rows[0] and "recall 1.000" in rows[0] and "names 2" in rows[0]
    assert any("label" in row and "recall 0.000" in row for row in rows)
    assert sorted(one.name for one in (tmp_path / "plots").iterdir()) == ["precision.png", "recall.png", "speed.png"]


def test_bars_may_be_none(tmp_path: Path) -> None:
    draw_bars(tmp_path / "none.png", "nothing", {})
    assert (tmp_path / "none.png").stat().st_size > 100
