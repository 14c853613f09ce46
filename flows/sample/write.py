"""Writes an invented leak: `drop/` to take in, and beside it the register of public people and the truth."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flows.sample.archive import write_zip
from flows.sample.cases import Case, make_case
from flows.sample.compose import Item, compose, compose_register
from flows.sample.hostile import hostile_files
from flows.sample.mail import write_mail, write_mailbox
from flows.sample.offices import Official, make_officials, register_rows
from flows.sample.truth import Truth, truth_lines

_FOLDERS = ("", "2019", "incoming", "CCF/requests", "CCF/décisions", "Входящие", "scans/batch 2", "NCB")


@dataclass(frozen=True)
class SampleSummary:
    """What was written: documents counts containers and members too."""

    documents: int
    files: int
    cases: int
    people: int


@dataclass
class Drop:
    """The drop as it grows: bytes by path, and what is true of each path."""

    files: dict[str, bytes]
    truth: list[Truth]

    def put(self, path: str, data: bytes, truths: list[Truth]) -> None:
        """One file with the truth of itself and its members."""
        self.files[path] = data
        self.truth.extend(truths)


def write_sample(folder: Path, documents: int, seed: int) -> SampleSummary:
    """About `documents` documents, the same for the same seed."""
    rng = random.Random(f"undercroft sample {seed}")
    officials = make_officials(rng)
    hostile = min(5, documents // 6)
    drop = Drop({}, [])
    items, cases = _items(rng, documents - hostile, officials)
    _place(rng, drop, items)
    for path, data, truth in hostile_files(rng, officials, drop.files, hostile):
        drop.put(path, data, [truth])
    _save(folder, drop, register_rows(officials))
    people = {planted.person for truth in drop.truth for planted in truth.private if planted.person}
    return SampleSummary(len(drop.truth), len(drop.files), cases, len(people))


def _items(rng: random.Random, wanted: int, officials: tuple[Official, ...]) -> tuple[list[Item], int]:
    """The documents of case after case, then registers of the same cases."""
    registers = max(1, wanted // 60) if wanted > 3 else 0
    items: list[Item] = []
    cases: list[tuple[Case, bool]] = []
    while len(items) < wanted - registers:
        case = make_case(rng, len(cases), officials)
        kinds = _kinds(rng)[: wanted - registers - len(items)]
        items += [compose(rng, case, kind, len(items) + at) for at, kind in enumerate(kinds)]
        cases.append((case, "decision" in kinds))
    for at in range(registers):
        rows = [(case, _outcome(rng, case, has)) for case, has in cases[at::registers] if rng.random() < 0.8]
        if rows:
            items.append(compose_register(rng, rows, len(items), rng.choice(("xlsx", "xlsx", "csv"))))
    return items, len(cases)


def _kinds(rng: random.Random) -> list[str]:
    found = ["complaint"]
    for kind, share in (
        ("decision", 0.6),
        ("red_notice", 0.35),
        ("red_diffusion", 0.25),
        ("message", 0.6),
        ("cover_letter", 0.25),
    ):
        if rng.random() < share:
            found.append(kind)
    return found


def _outcome(rng: random.Random, case: Case, has_decision: bool) -> str:
    return case.outcome if has_decision or rng.random() < 0.3 else "pending"


def _place(rng: random.Random, drop: Drop, items: list[Item]) -> None:
    """Messages into files and mailboxes, some documents into their attachments and into archives."""
    messages = [one for one in items if one.head is not None]
    others = [one for one in items if one.head is None]
    rng.shuffle(others)
    attached, zipped = len(messages) * 2 // 3, len(others) // 8
    pool, packed, loose = others[:attached], others[attached : attached + zipped], others[attached + zipped :]
    _place_messages(rng, drop, messages, pool)
    _place_archives(rng, drop, packed)
    for item in loose + pool:
        path = _join(rng.choice(_FOLDERS), item.name)
        drop.put(path, item.data, [replace(item.truth, path=path)])


def _place_messages(rng: random.Random, drop: Drop, messages: list[Item], pool: list[Item]) -> None:
    while messages:
        size = rng.randint(4, 8) if len(messages) > 8 and rng.random() < 0.12 else 1
        batch, messages[:] = messages[:size], messages[size:]
        written = [_mail(rng, one, pool) for one in batch]
        if size == 1:
            path = _join(rng.choice(_FOLDERS), batch[0].name)
            drop.put(path, written[0][0], list(_under(path, written[0][1])))
            continue
        path = _join("mail", f"export_{batch[0].name[-8:-4]}.mbox")
        truths = [Truth(path, "container", "", "mbox", "published")]
        for number, (_, parts) in enumerate(written, 1):
            truths += _under(f"{path}/{number}", parts)
        drop.put(path, write_mailbox([data for data, _ in written]), truths)


def _mail(rng: random.Random, item: Item, pool: list[Item]) -> tuple[bytes, list[Truth]]:
    """The message's bytes; its truth with an empty path, and those of its attachments under their names."""
    count = rng.choice((0, 0, 1, 1, 2))
    files = [pool.pop() for _ in range(min(count, len(pool)))]
    assert item.head is not None and item.content is not None
    named = {one.name: one.data for one in files}
    data = write_mail(rng, item.head, item.content, item.truth.language, item.sent, named)
    return data, [item.truth] + [replace(one.truth, path=one.name) for one in files]


def _under(path: str, truths: list[Truth]) -> Iterator[Truth]:
    for truth in truths:
        yield replace(truth, path=_join(path, truth.path) if truth.path else path)


def _place_archives(rng: random.Random, drop: Drop, items: list[Item]) -> None:
    number = 0
    while items:
        size = rng.randint(3, 9)
        batch, items = items[:size], items[size:]
        number += 1
        members = {_join(rng.choice(("", "a", "a/b", "Дела/2018")), one.name): one for one in batch}
        path = _join(rng.choice(_FOLDERS), f"archive_{number:02d}.zip")
        truths = [Truth(path, "container", "", "zip", "published")]
        truths += [replace(one.truth, path=_join(path, name)) for name, one in members.items()]
        drop.put(path, write_zip({name: one.data for name, one in members.items()}), truths)


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _save(folder: Path, drop: Drop, rows: list[dict[str, str]]) -> None:
    for path, data in drop.files.items():
        target = folder / "drop" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    (folder / "public.csv").write_text(out.getvalue(), encoding="utf-8")
    (folder / "truth.jsonl").write_text(truth_lines(drop.truth), encoding="utf-8")
