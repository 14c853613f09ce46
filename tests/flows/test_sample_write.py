"""The invented leak: complete, repeatable, and true to its own truth."""

import csv
import email
import email.policy
import io
import json
import mailbox
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from flows.sample.offices import make_officials
from flows.sample.write import write_sample

DOCUMENTS = 150


@pytest.fixture(scope="module")
def leak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leak")
    write_sample(folder, DOCUMENTS, 3)
    return folder


@pytest.fixture(scope="module")
def truth(leak: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (leak / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def _files(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def _members(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file and all inside it, read with the standard library only."""
    yield path, data
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from _members(f"{path}/{name}", archive.read(name))
    elif path.endswith(".eml") or re.search(r"\.mbox/\d+$", path):
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            if filename := part.get_filename():
                yield from _members(f"{path}/{filename}", part.get_payload(decode=True))  # type: ignore[arg-type]


def _all(leak: Path, scratch: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path, data in _files(leak / "drop").items():
        found |= dict(_members(path, data))
        if path.endswith(".mbox"):
            (scratch / "one.mbox").write_bytes(data)
            for number, message in enumerate(mailbox.mbox(scratch / "one.mbox"), 1):
                found |= dict(_members(f"{path}/{number}", message.as_bytes()))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _read(form: str, data: bytes) -> str | None:
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return " ".join(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", part)) for part in parts)
    if form == "html":
        tree = html.fromstring(data.replace(b"<br>", b" "))
        return " ".join(tree.itertext()) + " ".join(tree.xpath("//meta/@content"))
    if form == "eml":
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(("plain",))
        return " ".join(str(value) for value in message.values()) + (str(body.get_content()) if body else "")
    return None


def test_every_file_and_member_has_its_truth_and_no_truth_lacks_its_file(
    leak: Path, truth: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert {one["path"] for one in truth} == set(_all(leak, tmp_path))
    assert len(truth) == len({one["path"] for one in truth}) >= DOCUMENTS


def test_what_was_planted_stands_in_the_document(leak: Path, truth: list[dict[str, Any]], tmp_path: Path) -> None:
    files = _all(leak, tmp_path)
    looked_at = 0
    for one in truth:
        text = _read(one["format"], files[one["path"]]) if one["language"] else None
        if text is None:
            continue
        whole = _plain(text + " " + one["path"]).casefold().replace("&amp;", "&")
        for planted in one["private"] + one["stays"]:
            assert _plain(planted["text"]).casefold() in whole, (one["path"], planted)
            looked_at += 1
    assert looked_at > 200


def test_the_same_seed_writes_the_same_bytes(leak: Path, tmp_path: Path) -> None:
    write_sample(tmp_path, DOCUMENTS, 3)
    first, second = _files(leak), _files(tmp_path)
    # a locked PDF salts its own password
    assert [path for path in first if first[path] != second.get(path)] in ([], ["drop/incoming/locked.pdf"])


def test_another_seed_writes_other_people(leak: Path, tmp_path: Path) -> None:
    write_sample(tmp_path, 20, 4)
    assert (tmp_path / "public.csv").read_text() != (leak / "public.csv").read_text()


def test_every_kind_language_and_format_occurs(truth: list[dict[str, Any]]) -> None:
    assert {one["kind"] for one in truth} >= {
        "red_notice", "red_diffusion", "message", "complaint", "decision", "cover_letter", "register", "container",
        "copy",
    }  # fmt: skip
    assert {one["language"] for one in truth} == {"en", "fr", "ru", ""}
    assert {one["format"] for one in truth} >= {"pdf", "scan", "docx", "txt", "html", "eml", "mbox", "zip"}
    assert {one["state"] for one in truth} == {"published", "duplicate", "quarantined"}


def test_documents_of_one_case_agree_on_country_dates_and_outcome(truth: list[dict[str, Any]]) -> None:
    said: dict[tuple[str, str], set[str]] = {}
    for document in truth:
        for record in document["records"]:
            for name in ("requesting_country", "complaint_date", "decision_date", "outcome"):
                values = said.setdefault((record["case_reference"], name), set())
                values |= {record[name]} - {"", "pending"}
    assert said and all(len(values) <= 1 for values in said.values())


def test_public_people_bear_names_that_differ_and_all_their_spellings(leak: Path) -> None:
    with (leak / "public.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len({row["name"] for row in rows}) == len(rows) >= 40
    assert all(re.search("[А-я]", row["aliases"]) and row["role"] and row["born"] for row in rows)


def test_a_public_name_stays_and_its_namesake_goes(truth: list[dict[str, Any]]) -> None:
    named = {planted["text"] for one in truth for planted in one["stays"] if planted["type"] == "public_name"}
    namesakes = {planted["person"] for one in truth for planted in one["private"] if "namesake" in planted["person"]}
    assert len(named) > 10
    assert namesakes


def test_a_tiny_sample_is_a_sample(tmp_path: Path) -> None:
    for documents in (1, 2, 7):
        summary = write_sample(tmp_path / str(documents), documents, 1)
        assert summary.documents >= documents
        assert (tmp_path / str(documents) / "truth.jsonl").read_text(encoding="utf-8").count("\n") == summary.documents


def test_office_holders_are_never_namesakes_of_each_other() -> None:
    officials = make_officials(random.Random(5))
    assert len({one.person.name_key for one in officials}) == len(officials)
