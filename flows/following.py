"""What the acts of the log mean for the catalogue: the log is the truth, the catalogue its index."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from vault.age_keys import Recipient
from vault.catalogue import Catalogue, Row
from vault.log import LogEntry

ORIGINALS, DOSSIERS = "originals", "dossiers"  # what a recipient opens: all, or the dossiers alone


def follow(catalogue: Catalogue, entry: LogEntry) -> None:
    """One act, taken over."""
    fields = entry.fields
    doc_id = str(fields.get("doc", ""))
    _follow_objects(catalogue, entry)
    if entry.act in ("created", "key_added", "key_removed"):
        _follow_keys(catalogue, entry)
    if entry.act in ("witness_added", "witness_removed"):
        catalogue.keep("witnesses", json.dumps(witnesses_after(told_witnesses(catalogue), entry)))
    for name, value in _mapping(fields.get("keeps")).items():
        catalogue.keep(f"object:{name}", str(value))
    for name, value in _mapping(fields.get("values")).items():
        catalogue.keep(name, str(value))
    if doc_id and entry.act in _FOLLOW:
        _FOLLOW[entry.act](catalogue, doc_id, fields)


def _follow_keys(catalogue: Catalogue, entry: LogEntry) -> None:
    """Recipients and admitted intake hosts, as the acts leave them."""
    fields = entry.fields
    known = told_recipients(catalogue)
    if entry.act == "created":
        known = [(str(text), ORIGINALS) for text in _strings(fields.get("keys"))]
    elif fields.get("opens") == "intake":
        catalogue.keep(f"intake:{fields['fingerprint']}", str(fields["key"]))
    elif entry.act == "key_added":
        known.append((str(fields["key"]), str(fields["opens"])))
    else:
        known = [one for one in known if Recipient(one[0]).fingerprint != fields.get("fingerprint")]
    catalogue.keep("recipients", json.dumps(known))


def told_recipients(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Each recipient that the log names, in the order they came, and what it opens."""
    return [(text, opens) for text, opens in json.loads(catalogue.kept("recipients") or "[]")]


def witnesses_after(told: Mapping[str, bool], entry: LogEntry) -> dict[str, bool]:
    """Each witness that an act ever named, by its key line, and whether it is admitted now."""
    if entry.act not in ("witness_added", "witness_removed"):
        return dict(told)
    line = str(entry.fields.get("key", ""))
    return {**{one: known for one, known in told.items() if one != line}, line: entry.act == "witness_added"}


def told_witnesses(catalogue: Catalogue) -> dict[str, bool]:
    """Empty where the log speaks of none: such a case is of before, and its settings name them."""
    return dict(json.loads(catalogue.kept("witnesses") or "{}"))


def dropped(entries: Sequence[LogEntry]) -> list[str]:
    """The objects that these acts let go."""
    return [str(name) for entry in entries for name in _strings(entry.fields.get("drops"))]


def _resealed(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    """An earlier revision has no column: it is an object of the document, and `adds` has said so."""
    named: dict[str, object] = {name: str(fields[name]) for name in ("original", "dossier", "record") if name in fields}
    if "size" in fields:
        named["size"] = _number(fields["size"])
    catalogue.change(doc_id, **named)


def _shredded(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.remove(doc_id)
    catalogue.keep(f"shredded:{doc_id}", "1")


def _follow_objects(catalogue: Catalogue, entry: LogEntry) -> None:
    """What came, whose headers changed, what went: earlier revisions stay until an act drops them."""
    added = {str(one[0]): str(one[3]) if len(one) > 3 else "" for one in _lists(entry.fields.get("adds"))}
    catalogue.add_objects(str(entry.fields.get("doc", "")), added)
    catalogue.change_heads({str(one[0]): str(one[1]) for one in _lists(entry.fields.get("heads"))})
    catalogue.drop_objects(str(name) for name in _strings(entry.fields.get("drops")))


def _sealed(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    known = catalogue.get(doc_id)  # a member that was encrypted and has opened keeps its place
    row = Row(
        doc_id,
        known.sequence if known else catalogue.next_sequence(),
        depth=_number(fields.get("depth")),
        state="quarantined" if fields.get("reason") else "sealed",
        reason=str(fields.get("reason", "")),
        size=_number(fields.get("size")),
        original=str(fields["original"]),
    )
    catalogue.put([row])


def _read(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(doc_id, state="read", dossier=str(fields["dossier"]), reason=str(fields.get("reason", "")))


def _quarantined(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    known = catalogue.get(doc_id)
    dossier = str(fields.get("dossier") or (known.dossier if known else ""))
    catalogue.change(doc_id, state="quarantined", dossier=dossier, reason=str(fields["reason"]), record="")


def _duplicate(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(doc_id, state="duplicate", reason="")


def _published(catalogue: Catalogue, doc_id: str, fields: Mapping[str, object]) -> None:
    catalogue.change(
        doc_id,
        state="published",
        record=str(fields["record"]),
        revision=_number(fields["revision"]),
        reason=str(fields.get("reason", "")),
    )


_FOLLOW: dict[str, Callable[[Catalogue, str, Mapping[str, object]], None]] = {
    "sealed": _sealed,
    "read": _read,
    "quarantined": _quarantined,
    "duplicate": _duplicate,
    "published": _published,
    "resealed": _resealed,
    "shredded": _shredded,
}


def _lists(value: object) -> list[Sequence[object]]:
    return [one for one in _strings(value) if isinstance(one, list | tuple)]


def _strings(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
