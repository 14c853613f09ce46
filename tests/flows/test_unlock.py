"""The keyring of a case: given, counted, forgotten; what it opens becomes documents in the place of what was named."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.flows.breaking import DIED, run_fresh
from tests.flows.cases import Host
from tests.flows.test_journey import forms
from tests.makers import files, sealed

PASSWORD = "Zugspitze-Murmeltier-92"
LETTER = b"Family name: YULDOSHXONOV\nForename(s): Qobiljon\nThe complaint was lodged on 12 March 2019.\n"
LOCKED = {
    "book.xlsx": ("quarantined", "encrypted"), "copy.xlsx": ("quarantined", "encrypted"),
    "pack.zip": ("published", "partly_encrypted"), "pack.zip/letter.txt": ("quarantined", "encrypted"),
    "mail.eml": ("published", ""), "mail.eml/inner.zip": ("published", "partly_encrypted"),
    "mail.eml/inner.zip/deep.txt": ("quarantined", "encrypted"), "other.zip": ("published", "partly_encrypted"),
    "other.zip/letter.txt": ("quarantined", "encrypted"), "plain.txt": ("published", ""),
}  # fmt: skip


def make_drop(drop: Path) -> None:
    drop.mkdir()
    book = sealed.locked_workbook(PASSWORD)
    (drop / "book.xlsx").write_bytes(book)
    (drop / "copy.xlsx").write_bytes(book)
    (drop / "pack.zip").write_bytes(sealed.locked_zip(PASSWORD))
    (drop / "other.zip").write_bytes(sealed.locked_zip("quite another", "zipcrypt"))
    inner = sealed.locked_zip(PASSWORD, "zipcrypt", ("deep.txt",))
    (drop / "mail.eml").write_bytes(files.mail("see attached", "s", [("inner.zip", inner)]))
    (drop / "plain.txt").write_bytes(LETTER)


def states(host: Host) -> dict[str, tuple[str, str]]:
    return {line["path"]: (line["state"], line["reason"]) for line in host.listing()}


def acts(host: Host) -> list[dict[str, object]]:
    return [json.loads(line) for line in host.do("audit", host.case, "show", "--json").splitlines()]


def give(host: Host, *passwords: str) -> str:
    file = host.place / "drop of keys.txt"
    file.write_text("\n".join(passwords))
    try:
        return host.do("keys", host.case, "unlock", file)
    finally:
        file.unlink()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Host:
    host = Host(tmp_path_factory.mktemp("before")).found()
    make_drop(host.place / "drop")
    host.do("ingest", host.case, host.place / "drop", code=3)
    return host


@pytest.fixture(scope="module")
def after(before: Host, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """The same case once it was given the password and processed; what was printed lies beside it."""
    host = copied(before, tmp_path_factory.mktemp("after"))
    done = [host.run("keys", host.case, "unlock", key_file(host)), host.run("process", host.case)]
    key_file(host).unlink()
    assert [one.returncode for one in done] == [0, 3], [one.stderr[-300:] for one in done]
    (host.place / "output.txt").write_text("".join(one.stdout + one.stderr for one in done))
    return host


@pytest.fixture
def host(before: Host, tmp_path: Path) -> Host:
    return copied(before, tmp_path)


@pytest.fixture
def opened(after: Host, tmp_path: Path) -> Host:
    return copied(after, tmp_path)


def copied(host: Host, place: Path) -> Host:
    for name in ("case", "config"):
        shutil.copytree(host.place / name, place / name)
    shutil.copy(host.identity, place / "identity.txt")
    return Host(place)


def key_file(host: Host) -> Path:
    file = host.place / "keys.txt"
    file.write_text(f"nope\n{PASSWORD}\n")
    return file


def test_without_keys_all_is_named_as_before(before: Host) -> None:
    assert states(before) == LOCKED


def test_keys_are_counted_and_forgotten_and_each_act_is_logged_without_them(host: Host) -> None:
    assert "1 passwords" in give(host, PASSWORD)
    assert "2 passwords" in give(host, "nope", PASSWORD)
    assert json.loads(host.do("keys", host.case, "unlocks", "--json")) == {"passwords": 2, "smime": 0, "openpgp": 0}
    size = len(acts(host))
    give(host, "nope")
    assert len([one for one in acts(host)[size:] if one["act"] == "keyring"]) == 0
    assert "forgotten" in host.do("keys", host.case, "lock")
    assert "nothing" in host.do("keys", host.case, "lock")
    assert json.loads(host.do("keys", host.case, "unlocks", "--json"))["passwords"] == 0
    told = [one for one in acts(host) if one["act"] == "keyring"]
    assert [one["passwords"] for one in told] == [1, 2, 0]
    assert "verified" in host.do("audit", host.case, "verify")
    assert not any(PASSWORD.encode() in path.read_bytes() for path in host.case.rglob("*") if path.is_file())


@pytest.mark.parametrize(("content", "word"), [(b"\x00\x01", "no key"), (b"", "no key")])
def test_a_file_that_holds_no_key_is_refused_in_one_line(content: bytes, word: str, host: Host) -> None:
    (host.place / "keys.bin").write_bytes(content)
    done = host.run("keys", host.case, "unlock", host.place / "keys.bin")
    lines = done.stderr.splitlines()
    assert done.returncode == 2 and len(lines) == 2 and word in lines[0] and lines[1].startswith("  hint: ")
    assert host.run("keys", host.case, "unlock", host.place / "nowhere").returncode == 2


def test_what_a_key_opens_becomes_documents_of_the_same_path(before: Host, after: Host) -> None:
    host, ids = after, {line["path"]: line["doc_id"] for line in before.listing()}
    now = states(host)
    changed = {
        "book.xlsx": ("published", ""), "copy.xlsx": ("duplicate", ""), "book.xlsx/decrypted.xlsx": ("published", ""),
        "pack.zip": ("published", ""), "pack.zip/letter.txt": ("published", ""),
        "mail.eml/inner.zip": ("published", ""), "mail.eml/inner.zip/deep.txt": ("duplicate", ""),
    }  # fmt: skip
    assert now == {**LOCKED, **changed}
    assert {line["path"]: line["doc_id"] for line in host.listing() if line["path"] in ids} == ids
    found = json.loads(host.do("status", host.case, "--json"))
    assert found["adds_up"] and found["documents"] == len(LOCKED) + 1
    texts = {line["doc_id"]: line["text"] for line in host.corpus()}
    assert sealed.WORDS.decode() in "".join(texts.values())
    assert "opened with a key of the editor's" in texts[ids["pack.zip"]]
    assert "verified" in host.do("audit", host.case, "verify")


def test_the_log_commits_to_what_was_opened_and_no_more_to_the_bare_path(opened: Host) -> None:
    host = opened
    member = next(line["doc_id"] for line in host.listing() if line["path"] == "pack.zip/letter.txt")
    first, last = (one["entry"] for one in acts(host) if one["act"] == "sealed" and one["doc"] == member)
    told = json.loads(host.do("audit", host.case, "disclose", member, "path"))
    assert (told["entry"], told["value"]) == (last, "pack.zip/letter.txt")
    done = host.run("audit", host.case, "disclose", first, "path")
    assert done.returncode == 2 and f"ask for entry {last}" in done.stderr


@pytest.mark.slow
def test_nothing_is_read_again_where_the_keyring_did_not_change(opened: Host) -> None:
    host, size = opened, len(acts(opened))
    give(host, PASSWORD)
    host.do("process", host.case, code=3)
    assert {one["act"] for one in acts(host)[size:]} <= {"catalogue"}


@pytest.mark.slow
def test_another_key_reads_only_what_is_still_encrypted(opened: Host) -> None:
    host, size, ids = opened, len(acts(opened)), {line["doc_id"]: line["path"] for line in opened.listing()}
    give(host, "quite another")
    host.do("process", host.case)
    read = [ids[str(one["doc"])] for one in acts(host)[size:] if one["act"] in ("read", "duplicate", "sealed")]
    assert set(read) == {"other.zip", "other.zip/letter.txt"}
    assert states(host)["other.zip"] == ("published", "")


@pytest.mark.slow
def test_a_new_drop_is_read_with_the_keys_at_once(host: Host) -> None:
    give(host, PASSWORD)
    (host.place / "late").mkdir()
    (host.place / "late" / "late.zip").write_bytes(sealed.locked_zip(PASSWORD, names=("new.txt",)))
    host.do("ingest", host.case, host.place / "late", code=3)
    now = states(host)
    assert now["late.zip"] == ("published", "") and now["late.zip/new.txt"][0] in ("published", "duplicate")


@pytest.mark.slow
@pytest.mark.parametrize("dies_at", [14, 26])
def test_broken_off_anywhere_the_same_command_ends_it(dies_at: int, host: Host) -> None:
    give(host, PASSWORD)
    code = run_fresh(host, "process", host.case, "--no-ocr", "--quiet", dies_at=dies_at)
    assert code in (DIED, 3)
    host.do("process", host.case, code=3)
    found = json.loads(host.do("status", host.case, "--json"))
    assert found["adds_up"] and found["documents"] == len(LOCKED) + 1
    assert len({line["path"] for line in host.listing()}) == len(LOCKED) + 1
    assert states(host)["pack.zip/letter.txt"] == ("published", "")
    assert "verified" in host.do("audit", host.case, "verify")


@pytest.mark.slow
def test_a_catalogue_made_anew_knows_what_was_opened(opened: Host) -> None:
    host, before, listed = opened, opened.corpus(), states(opened)
    host.do("vault", host.case, "rebuild")
    host.do("process", host.case, code=3)
    assert host.corpus() == before and states(host) == listed
    assert json.loads(host.do("keys", host.case, "unlocks", "--json"))["passwords"] == 2


@pytest.mark.slow
def test_the_keyring_is_sealed_anew_with_all_else(host: Host) -> None:
    give(host, PASSWORD)
    host.do("vault", host.case, "reseal")
    host.do("process", host.case, code=3)
    assert states(host)["pack.zip/letter.txt"][0] == "published"
    assert "verified" in host.do("audit", host.case, "verify")


@pytest.mark.slow
def test_a_member_that_was_shredded_does_not_come_back(host: Host) -> None:
    gone = next(line["doc_id"] for line in host.listing() if line["path"] == "pack.zip/letter.txt")
    host.do("vault", host.case, "shred", gone)
    give(host, PASSWORD)
    host.do("process", host.case, code=3)
    assert "pack.zip/letter.txt" not in states(host)


def test_no_key_is_anywhere_outside_sealed_objects(after: Host) -> None:
    sought = forms(PASSWORD)
    for path in after.place.rglob("*"):
        data = os.fsencode(path) + (path.read_bytes() if path.is_file() else b"")
        assert not [one for one in sought if one in data], path.relative_to(after.place).as_posix()


def test_extract_tries_keys_and_keeps_nothing(tmp_path: Path) -> None:
    host = Host(tmp_path)
    (tmp_path / "a.zip").write_bytes(sealed.locked_zip(PASSWORD))
    found = json.loads(host.do("extract", "--json", "--no-ocr", tmp_path / "a.zip", "--unlock", key_file(host)))
    assert [(one["name"], one["state"]) for one in found["members"]] == [("letter.txt", "read")]
    assert sealed.WORDS.decode() in found["text"]
    assert json.loads(host.do("extract", "--json", "--no-ocr", tmp_path / "a.zip"))["reason"] == "partly_encrypted"
