"""An act has one spelling, and one too long for an entry is told in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.entry import ACTS, JSON, LogEntry, decode_entry, encode_entry, fitting
from vault.problem import VaultProblem
from vault.store import new_id

VALUES: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.text(max_size=8), VALUES, max_size=4)


@given(st.sampled_from(sorted(ACTS)), FIELDS, st.text(max_size=10), st.text(max_size=10))
def test_an_act_reads_as_it_was_written(act: str, fields: dict[str, JSON], at: str, actor: str) -> None:
    entry = LogEntry(act, fields, at, actor)
    try:
        data = encode_entry(entry)
    except UnicodeEncodeError:
        return
    assert decode_entry(data) == entry
    assert encode_entry(decode_entry(data)) == data


def test_an_unlisted_act_is_refused() -> None:
    with pytest.raises(VaultProblem, match="unlisted_act"):
        encode_entry(LogEntry("tampered", {}, "", ""))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"act":"read","actor":"","at":"","fields":[]}',
        b'{"act":"read","actor":"","at":"","fields":{} }',
        b'{"actor":"","act":"read","at":"","fields":{}}',
        b'{"act":"read","act":"read","actor":"","at":"","fields":{}}',
        b'{"act":"read","actor":"","at":"","fields":{},"more":1}',
        b'{"act":"told","actor":"","at":"","fields":{}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(VaultProblem):
        decode_entry(data)


def test_an_act_does_not_show_its_fields() -> None:
    assert "canary" not in repr(LogEntry("read", {"id": "canary"}, "2026-W47", "key"))


def test_a_short_act_stays_whole() -> None:
    entry = LogEntry("sealed", {"adds": [[new_id(), "0" * 64, 1]]}, "2026-W47", "key")
    assert list(fitting(entry)) == [entry]


def test_a_long_list_is_told_in_numbered_parts_that_lose_nothing() -> None:
    files: dict[str, JSON] = {f"renditions/é{number}.pdf": "0" * 64 for number in range(3000)}
    adds: list[JSON] = [[new_id(), "0" * 64, number] for number in range(2000)]
    parts = list(fitting(LogEntry("corpus", {"files": files, "adds": adds, "revision": 4}, "2026-W47", "key")))
    assert len(parts) > 2
    assert all(len(encode_entry(part)) <= 65535 for part in parts)
    assert [part.fields["part"] for part in parts] == list(range(len(parts)))
    assert {part.fields["parts"] for part in parts} == {len(parts)}
    assert {part.fields["revision"] for part in parts} == {4}
    told: list[object] = [row for part in parts for row in part.fields.get("adds", [])]  # type: ignore[union-attr]
    assert told == adds
    assert {path for part in parts for path in part.fields.get("files", {})} == set(files)  # type: ignore[union-attr]
