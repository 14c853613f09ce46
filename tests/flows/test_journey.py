"""One small leak through the whole house, as a user would run it: sealed, read, redacted, verified, published."""

import base64
import email.message
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flows.cases import Host

PRIVATE = ("Qobiljon Yuldoshxonov", "Юлдошхонов", "qyuldosh@post.example", "FA8812345", "Brannigan Quillfeather")
LETTER = """From: Brannigan Quillfeather
Date: 12 March 2019

Complaint to the Commission for the Control of INTERPOL's Files

Family name: YULDOSHXONOV
Forename(s): Qobiljon
Date of birth: 3 March 1971
Passport No: FA8812345
E-mail: qyuldosh@post.example

The complainant, Qobiljon Yuldoshxonov (Кобилжон Юлдошхонов), asks that the red notice issued at the request of
NCB Tashkent be deleted. The Minister of Justice of Norlandia, Hjalmar Brekkesen, wrote to the General Secretariat.

Yours faithfully,
Brannigan Quillfeather
"""


def make_drop(drop: Path) -> None:
    drop.mkdir()
    (drop / "complaint Yuldoshxonov.txt").write_text(LETTER)
    (drop / "again.txt").write_text(LETTER)
    (drop / "empty.pdf").write_bytes(b"")
    (drop / "unknown.bin").write_bytes(bytes(64))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as pack:
        pack.writestr("inner/жалоба.txt", "В отношении Кобилжона Юлдошхонова поступила жалоба от 12 марта 2019 г.")
    (drop / "pack.zip").write_bytes(archive.getvalue())
    mail = email.message.EmailMessage()
    mail["From"], mail["To"] = "Brannigan Quillfeather <bq@law.example>", "office@example.org"
    mail["Subject"], mail["Date"] = "On Mr Yuldoshxonov", "Tue, 12 Mar 2019 10:00:00 +0000"
    mail.set_content("Dear Sirs, please find the complaint of Mr Yuldoshxonov attached.")
    mail.add_attachment(
        b"name,born\nQobiljon Yuldoshxonov,1971-03-03\n", maintype="text", subtype="csv", filename="list.csv"
    )
    (drop / "mail.eml").write_bytes(mail.as_bytes())


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    host = Host(tmp_path_factory.mktemp("host")).found()
    make_drop(host.place / "drop")
    (host.place / "public.csv").write_text("name,role,country\nHjalmar Brekkesen,Minister of Justice,Norlandia\n")
    host.do("people", host.case, "import", host.place / "public.csv")
    done = host.run("ingest", host.case, host.place / "drop")
    assert done.returncode == 3, done.stderr[-500:]
    (host.place / "output.txt").write_text(done.stdout + done.stderr)
    yield host


def test_every_file_ends_as_a_document_a_duplicate_or_a_quarantine_entry(host: Host) -> None:
    states = {line["path"]: (line["state"], line["reason"]) for line in host.listing()}
    assert states["empty.pdf"] == ("quarantined", "empty")
    assert states["unknown.bin"] == ("quarantined", "unknown_type")
    assert {states["again.txt"][0], states["complaint Yuldoshxonov.txt"][0]} == {"published", "duplicate"}
    assert states["pack.zip/inner/жалоба.txt"][0] == "published"
    assert states["mail.eml/list.csv"][0] == "published"
    assert len(states) == 8
    found = json.loads(host.do("status", host.case, "--json"))
    assert found["adds_up"] and found["documents"] == 8
    assert found["members"] == {"found": 2, "published": 2}


def test_no_private_string_is_in_the_corpus(host: Host) -> None:
    text = json.dumps(host.corpus(), ensure_ascii=False).casefold()
    assert [one for one in PRIVATE if one.casefold() in text] == []
    assert "юлдошхон" not in text and "yuldosh" not in text and "quillfeather" not in text


def test_what_the_story_needs_stays(host: Host) -> None:
    text = json.dumps(host.corpus(), ensure_ascii=False)
    for one in ("Hjalmar Brekkesen", "Minister of Justice", "Tashkent", "12 March 2019", "born 1970s", "INTERPOL"):
        assert one in text, one


def test_one_person_has_one_pseudonym_across_scripts_and_files(host: Host) -> None:
    texts = {line["doc_id"]: line["path"] for line in host.listing()}
    named = {texts[one["doc_id"]]: set(one["people"]) for one in host.corpus()}
    letter = named.get("complaint Yuldoshxonov.txt") or named["again.txt"]
    assert named["pack.zip/inner/жалоба.txt"] <= letter
    assert named["mail.eml/list.csv"] <= letter


def test_mentions_point_at_their_replacement(host: Host) -> None:
    texts = {one["doc_id"]: one["text"] for one in host.corpus()}
    rows = pq.read_table(host.case / "corpus" / "mentions.parquet").to_pylist()
    assert rows
    for row in rows:
        shown = texts[row["doc_id"]][row["start"] : row["end"]]
        assert row["action"] == "keep" or (shown.startswith("[") and shown.endswith("]")), row["entity_type"]


def test_the_people_table_names_public_people_only(host: Host) -> None:
    rows = pq.read_table(host.case / "corpus" / "people.parquet").to_pylist()
    assert {row["name"] for row in rows if row["status"] == "public"} == {"Hjalmar Brekkesen"}
    assert {row["name"] for row in rows if row["status"] != "public"} == {None}


def test_log_vault_and_corpus_agree(host: Host) -> None:
    assert "verified" in host.do("audit", host.case, "verify")


@pytest.mark.parametrize("where", ["corpus/documents.jsonl", "vault/catalogue.sqlite", "log/checkpoint"])
def test_one_flipped_bit_is_named(host: Host, where: str) -> None:
    path = host.case / where
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:40] + bytes([whole[40] ^ 4]) + whole[41:])
        assert where in host.do("audit", host.case, "verify", code=4)
    finally:
        path.write_bytes(whole)


def test_no_canary_is_anywhere_outside_sealed_objects(host: Host) -> None:
    needles = {form for one in PRIVATE for form in forms(one)}
    for path in sorted(host.place.rglob("*")):
        if path.is_file() and "drop" not in path.relative_to(host.place).parts and "objects" not in path.parts:
            data = path.read_bytes()
            assert not [one for one in needles if one in data], path.relative_to(host.place).as_posix()


def forms(text: str) -> list[bytes]:
    found = []
    for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        found += [raw, raw.hex().encode(), *(base64.b64encode(b" " * at + raw)[4:-4] for at in range(3))]
    return found


def test_the_same_drop_again_gives_duplicates_and_the_same_corpus(host: Host) -> None:
    before = {one["doc_id"] for one in host.corpus()}
    host.do("ingest", host.case, host.place / "drop", code=3)
    assert {one["doc_id"] for one in host.corpus()} == before
    again = host.listing()[8:]
    assert {one["state"] for one in again if one["path"] not in ("empty.pdf",)} <= {"duplicate", "quarantined"}
    assert "verified" in host.do("audit", host.case, "verify")


def test_an_original_comes_out_as_it_went_in_and_the_opening_is_logged(host: Host) -> None:
    line = next(one for one in host.listing() if one["path"] == "pack.zip")
    target = host.place / "out.zip"
    host.do("vault", host.case, "open", line["doc_id"], "-o", target, "--reason", "review")
    assert target.read_bytes() == (host.place / "drop" / "pack.zip").read_bytes()
    os.unlink(target)
    assert f"doc={line['doc_id']} why=review" in host.do("audit", host.case, "show")


def test_a_catalogue_made_anew_from_the_log_changes_no_document(host: Host) -> None:
    before = host.corpus()
    (host.case / "vault" / "catalogue.sqlite").unlink()
    host.do("process", host.case, code=3)
    assert host.corpus() == before and any(one["parent_id"] for one in before)
    host.do("audit", host.case, "verify")
