"""One act in the log: what it may be, and the one way to write it as bytes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from vault.problem import VaultProblem
from vault.tiles import MAX_ENTRY_BYTES

JSON: TypeAlias = "None | bool | int | float | str | Sequence[JSON] | Mapping[str, JSON]"

ACTS: dict[str, str] = {
    "created": "the case was made",
    "sealed": "originals were encrypted into the vault",
    "opened": "an original was opened, by whom and why",
    "disclosed": "a committed value was disclosed, by whom and why",
    "read": "documents were extracted and searched",
    "duplicate": "a document is a copy of another",
    "resolved": "mentions became the people of the case",
    "published": "documents were redacted, verified and given a revision",
    "quarantined": "documents could not be published, with a code",
    "withdrawn": "a document was taken back from the corpus",
    "corpus": "the corpus was written; its files and their digests",
    "catalogue": "the catalogue was written; its digest",
    "ruled": "an editor decided about a person or a passage",
    "policy": "the policy changed",
    "register": "the register of public people changed",
    "keyring": "keys for what the leak holds encrypted were given, tried or forgotten",
    "detectors": "the detectors changed",
    "settings": "the settings of the case changed",
    "swept": "what killed runs had left was removed",
    "key_added": "a recipient or a signer was admitted",
    "key_removed": "a recipient or a signer was removed",
    "witness_added": "a witness may vouch for the log",
    "witness_removed": "a witness may vouch for the log no more",
    "rewrapped": "headers were written anew for the recipients of now",
    "resealed": "an original was encrypted anew under a fresh key",
    "exported": "a sealed original or a copy of the corpus left the case",
    "shredded": "an original was destroyed",
    "closed": "a run ended",
}


@dataclass(frozen=True)
class LogEntry:
    """One act, when and by which key. `fields` hold ids, codes, digests and counts, never content."""

    act: str
    fields: Mapping[str, JSON] = field(repr=False)
    at: str
    actor: str


def encode_entry(entry: LogEntry) -> bytes:
    """The bytes of an entry: JSON with sorted keys and no spare space."""
    if entry.act not in ACTS:
        raise VaultProblem("unlisted_act")
    told = {"act": entry.act, "actor": entry.actor, "at": entry.at, "fields": entry.fields}
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def decode_entry(data: bytes) -> LogEntry:
    """The act that these bytes tell; refuses any other spelling of it."""
    try:
        told = json.loads(data)
        entry = LogEntry(told["act"], told["fields"], told["at"], told["actor"])
        is_ours = isinstance(entry.fields, dict) and encode_entry(entry) == data
    except (ValueError, TypeError, KeyError, RecursionError):
        raise VaultProblem("log_damaged") from None
    if not is_ours:
        raise VaultProblem("log_damaged")
    return entry


def fitting(entry: LogEntry) -> Iterator[LogEntry]:
    """The entry, or, where its `adds`, `drops` or `files` are too many for one, parts numbered from 0 of `parts`."""
    if len(encode_entry(entry)) <= MAX_ENTRY_BYTES:
        yield entry
        return
    rows = [(name, row) for name in ("adds", "drops", "files") for row in _rows(entry.fields.get(name, ()))]
    rest = {name: value for name, value in entry.fields.items() if name not in ("adds", "drops", "files")}
    room = MAX_ENTRY_BYTES - len(encode_entry(replace(entry, fields={**rest, **_NUMBERED}))) - 64
    parts = list(_packed(rows, room))
    for part, packed in enumerate(parts):
        yield replace(entry, fields={**rest, **_unrows(packed), "part": part, "parts": len(parts)})


_NUMBERED = {"part": 10**9, "parts": 10**9}
Row = tuple[str, JSON]


def _rows(value: JSON) -> Sequence[JSON]:
    return list(value.items()) if isinstance(value, Mapping) else cast(Sequence[JSON], value)


def _packed(rows: Sequence[Row], room: int) -> Iterator[list[Row]]:
    packed: list[Row] = []
    used = 0
    for row in rows:
        size = len(json.dumps(row[1], ensure_ascii=False).encode()) + 1
        if packed and used + size > room:
            yield packed
            packed, used = [], 0
        packed.append(row)
        used += size
    yield packed


def _unrows(rows: Sequence[Row]) -> dict[str, JSON]:
    fields: dict[str, JSON] = {}
    for name in dict.fromkeys(name for name, _ in rows):
        values = [value for one, value in rows if one == name]
        fields[name] = dict(cast("list[tuple[str, JSON]]", values)) if name == "files" else values
    return fields
