"""undercroft detect: what comes in broken ends in one line; what goes out is JSON, with the offsets of what came in."""

import io
import json

import pytest

from flows.cli import main
from flows.commands.tools import _told_as


def run(monkeypatch: pytest.MonkeyPatch, data: bytes, *words: str) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    return main(["detect", *words])


@pytest.mark.parametrize(
    "line",
    [
        b"Abdel Boulahia", b"[[", b"[" * 200_000, b'"Boulahia"', b'["Boulahia"]', b'{"id": 1}', b'{"id": 1, "text": 5}',
        b"\xff\xfe\x00",
        b'{"id": NaN, "text": "Boulahia"}', b'{"id": 1, "text": "Boulahia', b"9" * 9_000, b"\x00",
    ],
)  # fmt: skip
def test_a_bad_line_is_one_line_with_a_code_and_a_hint_and_nothing_of_it(
    line: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, b'{"id": 0, "text": ""}\n' + line + b"\n") == 2
    out, err = capsys.readouterr()
    assert [json.loads(one) for one in out.splitlines()] == [{"id": 0, "findings": []}]
    what, hint = err.splitlines()
    assert what == "undercroft: bad_line: line 2 is not JSON with id and text" and hint.startswith("  hint: ")
    assert "Boulahia" not in err


@pytest.mark.parametrize("words", [(), ("--case-wide",)])
def test_half_a_character_moves_no_offset_and_comes_back_as_json(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "\ud800 Mr Abdel Boulahia \U0001f600 said \udc00 so"
    assert run(monkeypatch, json.dumps({"id": "\udfff", "text": text}).encode() + b"\n", *words) == 0
    answer = json.loads(capfdbinary.readouterr().out.decode("utf-8"))
    assert answer["id"] == "\udfff"
    assert [text[one["start"] : one["end"]] for one in answer["findings"]] == ["Abdel Boulahia"]


def test_empty_lines_a_mark_of_order_and_strange_texts_pass(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["", "\x00", "😀", "e\u0301", "123 456", "\u2028"]
    lines = "\ufeff" + "\n\n".join(json.dumps({"id": at, "text": one}) for at, one in enumerate(texts))
    assert run(monkeypatch, lines.encode()) == 0
    assert [json.loads(one)["id"] for one in capsys.readouterr().out.splitlines()] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("type_", "detector", "told"),
    [
        ("EMPLOYER", "quasi:employer", "ORGANIZATION"), ("HEALTH", "quasi:said", "DEMOGRAPHIC"),
        ("BELIEF", "label", "DEMOGRAPHIC"),
        ("TRAVEL", "quasi:place", "LOCATION"), ("TRAVEL", "quasi:day", "DATE"), ("RELATION", "quasi:said", "OTHER"),
        ("PERSON", "tagger", "PERSON"),
    ],
)  # fmt: skip
def test_only_types_of_the_contract_are_told(type_: str, detector: str, told: str) -> None:
    assert _told_as(type_, detector) == told
