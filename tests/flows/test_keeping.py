"""Originals after their intake: keys come and go, objects are exported, encrypted anew, destroyed, rebuilt, joined."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.house import opened
from tests.flows.cases import Host
from vault.age import decrypt_bytes
from vault.age_keys import new_identity
from vault.identity import read_identities, write_identity
from vault.log import append

pytestmark = pytest.mark.timeout(300)
LETTER = "Dear Commission,\n\nI am Adaeze Okonkwor. I lodge this complaint against red notice A-1234/5-2019.\n"
OTHER = "Note for the file: Остап Щербатюк called about his case CCF/2019/R77.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Host:
    host = Host(tmp_path_factory.mktemp("made")).found()
    drop = host.place / "drop"
    (drop / "more").mkdir(parents=True)
    (drop / "letter.txt").write_text(LETTER)
    (drop / "more" / "copy.txt").write_text(LETTER)
    (drop / "note.txt").write_text(OTHER)
    host.do("ingest", host.case, drop, "--identity", host.identity, "--quiet")
    return host


@pytest.fixture
def host(made: Host, tmp_path: Path) -> Iterator[Host]:
    """A copy of the case, with the host's keys."""
    shutil.copytree(made.place, tmp_path / "host", symlinks=True)
    yield Host(tmp_path / "host")


def key(folder: Path, name: str) -> tuple[Path, str]:
    identity = new_identity()
    write_identity(folder / name, identity, None)
    return folder / name, identity.recipient.text


def text_of(host: Host, doc_id: str, identity: Path) -> str:
    out = host.place / f"out-{len(list(host.place.glob('out-*')))}"
    host.do("vault", host.case, "open", doc_id, "-o", out, "--identity", identity)
    return out.read_text()


def doc(host: Host, path: str) -> str:
    listing = host.do("vault", host.case, "list", "--json", "--identity", host.identity)
    return next(one["doc_id"] for one in map(json.loads, listing.splitlines()) if one["path"] == path)


def verified(host: Host) -> None:
    assert "verified" in host.do("audit", host.case, "verify")


def payloads(host: Host) -> dict[str, bytes]:
    found = (host.case / "vault" / "objects").rglob("*")
    return {one.name: one.read_bytes() for one in found if one.is_file() and "." not in one.name}


def test_a_second_key_opens_what_was_sealed_before_it_and_payloads_stay(host: Host) -> None:
    second, recipient = key(host.place, "second.txt")
    before, letter = payloads(host), doc(host, "letter.txt")
    host.do("keys", host.case, "add", recipient, "--identity", host.identity)
    assert payloads(host) == before
    assert text_of(host, letter, second) == text_of(host, letter, host.identity) == LETTER
    assert len(host.do("keys", host.case, "list").splitlines()) == 2
    verified(host)


def test_a_removed_key_opens_nothing_any_more_and_is_told_to_be_no_revocation(host: Host) -> None:
    second, recipient = key(host.place, "second.txt")
    letter = doc(host, "letter.txt")
    added = host.do("keys", host.case, "add", recipient, "--identity", host.identity)
    done = host.run("keys", host.case, "remove", added.split()[1], "--identity", host.identity)
    assert done.returncode == 0 and "no revocation" in done.stderr
    assert host.run("vault", host.case, "open", letter, "-o", host.place / "x", "--identity", second).returncode == 2
    assert not (host.place / "x").exists()
    verified(host)


def test_whoever_removes_his_own_key_leaves_the_case_to_the_others(host: Host) -> None:
    second, recipient = key(host.place, "second.txt")
    letter = doc(host, "letter.txt")
    own = host.do("keys", host.case, "list").split()[0]
    host.do("keys", host.case, "add", recipient, "--identity", host.identity)
    host.do("keys", host.case, "remove", own, "--identity", host.identity)
    assert text_of(host, letter, second) == LETTER
    assert host.run("vault", host.case, "open", letter, "-o", host.place / "x", "--identity", host.identity).returncode
    verified(host)


def test_a_key_that_opens_no_original_admits_nobody(host: Host) -> None:
    scheduled, recipient = key(host.place, "scheduled.txt")
    _, other = key(host.place, "other.txt")
    host.do("keys", host.case, "add", recipient, "--dossiers-only", "--identity", host.identity)
    before = host.do("keys", host.case, "list")
    assert "does not open" in host.run("keys", host.case, "add", other, "--identity", scheduled).stderr
    assert host.run("vault", host.case, "rewrap", "--identity", scheduled).returncode == 2
    assert host.do("keys", host.case, "list") == before
    verified(host)


def test_a_look_at_settings_alone_leaves_nothing(tmp_path: Path) -> None:
    away = Host(tmp_path / "away").found()
    bare = tmp_path / "bare"
    bare.mkdir()
    shutil.copy(away.case / "undercroft.toml", bare)
    assert away.run("keys", bare, "list").returncode == 2
    assert [one.name for one in bare.iterdir()] == ["undercroft.toml"]


def test_the_last_key_stays(host: Host) -> None:
    only = host.do("keys", host.case, "list").split()[0]
    assert "nobody" in host.run("keys", host.case, "remove", only, "--identity", host.identity).stderr
    verified(host)


def test_a_key_for_dossiers_processes_and_opens_no_original(host: Host) -> None:
    scheduled, recipient = key(host.place, "scheduled.txt")
    letter = doc(host, "letter.txt")
    host.do("keys", host.case, "add", recipient, "--dossiers-only", "--identity", host.identity)
    host.do("process", host.case, "--identity", scheduled, "--quiet")
    assert host.run("vault", host.case, "open", letter, "-o", host.place / "x", "--identity", scheduled).returncode == 2
    assert text_of(host, letter, host.identity) == LETTER
    verified(host)


def test_who_edits_the_settings_alone_is_no_recipient(host: Host) -> None:
    _, recipient = key(host.place, "thief.txt")
    settings = host.case / "undercroft.toml"
    settings.write_text(settings.read_text().replace('recipients = ["', f'recipients = ["{recipient}", "'))
    (host.place / "new.txt").write_text("another file")
    done = host.run("seal", host.case, host.place / "new.txt")
    assert done.returncode == 0 and "other recipients" in done.stderr
    assert recipient not in settings.read_text()


def test_an_exported_original_opens_with_age_and_tar_alone(host: Host) -> None:
    classic = host.place / "classic"
    classic.mkdir()
    out = classic / "letter.age"
    host.do("vault", host.case, "export", doc(host, "letter.txt"), "-o", out, "--reason", "legal")
    (classic / "x.tar").write_bytes(decrypt_bytes(out.read_bytes(), read_identities(host.identity)))
    subprocess.run(["tar", "xf", "x.tar"], cwd=classic, check=True)
    assert (classic / "original").read_text() == LETTER
    assert "exported" in host.do("audit", host.case, "show")
    verified(host)


def test_resealing_leaves_no_old_object_and_the_same_originals(host: Host) -> None:
    letter, before = doc(host, "letter.txt"), payloads(host)
    host.do("vault", host.case, "reseal", "--identity", host.identity)
    after = payloads(host)
    assert len(after) == len(before) and not before.keys() & after.keys()
    assert text_of(host, letter, host.identity) == LETTER
    verified(host)


def test_what_is_shredded_is_nowhere_with_its_copies_and_the_rest_stays(host: Host) -> None:
    letter, note = doc(host, "letter.txt"), doc(host, "note.txt")
    shredded = host.do("vault", host.case, "shred", letter, "--identity", host.identity)
    assert len(shredded.splitlines()) == 2  # the letter and its copy
    listing = host.do("vault", host.case, "list", "--json", "--identity", host.identity)
    assert [json.loads(line)["doc_id"] for line in listing.splitlines()] == [note]
    assert [one["doc_id"] for one in host.corpus()] == [note]
    assert len(host.do("people", host.case, "list", "--identity", host.identity).splitlines()) == 1
    assert letter in host.do("audit", host.case, "show")
    verified(host)


def test_a_shredding_that_broke_off_ends_with_the_same_command(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(host.place / "config"))
    letter = doc(host, "letter.txt")
    with opened(host.case, read_identities(host.identity)) as house:
        house.commit([house.entry("shredded", doc=letter, drops=list(house.catalogue.objects(letter)))])
    assert letter in {one["doc_id"] for one in host.corpus()}
    host.do("vault", host.case, "shred", letter, "--identity", host.identity)
    assert letter not in {one["doc_id"] for one in host.corpus()}
    assert host.run("vault", host.case, "shred", "a" * 26, "--identity", host.identity).returncode == 2
    verified(host)


def test_a_listing_shows_nothing_that_a_killed_run_destroyed(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(host.place / "config"))
    letter = doc(host, "letter.txt")
    with opened(host.case, read_identities(host.identity)) as house:
        act = house.entry("shredded", doc=letter, drops=list(house.catalogue.objects(letter)))
        house.seen = append(house.log, house.settings.origin, house.signer, [act], house.seen)
    listing = host.do("vault", host.case, "list", "--json", "--identity", host.identity)
    assert letter not in {json.loads(line)["doc_id"] for line in listing.splitlines()}


def test_the_catalogue_is_rebuilt_from_log_and_vault(host: Host) -> None:
    before = host.do("vault", host.case, "list", "--json", "--identity", host.identity)
    (host.case / "vault" / "catalogue.sqlite").write_bytes(b"damaged")
    host.do("vault", host.case, "rebuild", "--identity", host.identity)
    assert host.do("vault", host.case, "list", "--json", "--identity", host.identity) == before
    verified(host)


def test_earlier_revisions_stay_in_the_vault(host: Host) -> None:
    policy, before = host.case / "policy.toml", payloads(host)
    policy.write_text(policy.read_text().replace('private = "pseudonymise"', 'private = "remove"'))
    host.do("process", host.case, "--identity", host.identity, "--quiet")
    host.do("process", host.case, "--identity", host.identity, "--quiet")
    assert {one["revision"] for one in host.corpus()} == {2}
    assert payloads(host).keys() > before.keys()
    verified(host)


def test_any_two_of_three_holders_open_the_identity(host: Host) -> None:
    holders = [key(host.place, f"holder{number}.txt") for number in range(3)]
    parts = host.place / "parts"
    parts.mkdir()
    words = [word for _, recipient in holders for word in ("--recipient", recipient)]
    host.do("keys", host.case, "split", "--any", 2, "--of", 3, *words, "-o", parts, "--identity", host.identity)
    keys = {one.recipient.fingerprint: one for path, _ in holders for one in read_identities(path)}
    assert len(list(parts.iterdir())) == 3
    for part in parts.iterdir():
        first, second = (keys[name] for name in part.name.removesuffix(".age").split("+"))
        opened = decrypt_bytes(decrypt_bytes(part.read_bytes(), [second]), [first]).decode()
        assert opened.strip() == read_identities(host.identity)[0].text


def sealed_away(host: Host, place: Path, text: str) -> Host:
    """An intake on another host, which has the settings of the case and nothing else of it."""
    away = Host(place / "away")
    away.case.mkdir(parents=True)
    shutil.copy(host.case / "undercroft.toml", away.case)
    (away.place / "found.txt").write_text(text)
    away.do("seal", away.case, away.place / "found.txt")
    return away


def asked_fingerprint(host: Host, away: Host) -> str:
    """What the first join asks for, which is what the intake's host can compute."""
    refused = host.run("vault", host.case, "join", away.case)
    assert refused.returncode == 2
    fingerprint = refused.stderr.split("--admit ")[1].split()[0]
    command = 'printf %s "$(cat intake.key)" | sha256sum | cut -c1-16'
    shown = subprocess.run(["sh", "-c", command], cwd=away.case, capture_output=True, check=True, text=True)
    assert fingerprint == shown.stdout.strip()
    return fingerprint


def test_an_intake_with_the_settings_alone_seals_and_its_stick_is_joined_once(host: Host, tmp_path: Path) -> None:
    away = sealed_away(host, tmp_path, "Found later: Adaeze Okonkwor was released.")
    fingerprint = asked_fingerprint(host, away)
    assert "joined 1" in host.do("vault", host.case, "join", away.case, "--admit", fingerprint)
    assert "joined 0, joined before 1" in host.do("vault", host.case, "join", away.case)
    host.do("process", host.case, "--identity", host.identity, "--quiet")
    assert text_of(host, doc(host, "found.txt"), host.identity).startswith("Found later")
    verified(host)


def test_an_intake_seals_where_neither_models_nor_prefect_are_installed(host: Host, tmp_path: Path) -> None:
    (tmp_path / "found.txt").write_text("Found later.")
    absent = "sys.modules.update(dict.fromkeys(('presidio_analyzer', 'spacy', 'prefect', 'pyarrow', 'pymupdf')))"
    code = f"import sys; {absent}; from flows.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "seal", str(host.case), str(tmp_path / "found.txt")]
    done = subprocess.run(command, env=host.environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "sealed 1, sealed before 0\n"), done.stderr


def test_what_was_shredded_does_not_come_back_with_the_stick(host: Host, tmp_path: Path) -> None:
    away = sealed_away(host, tmp_path, "Found later.")
    host.do("vault", host.case, "join", away.case, "--admit", asked_fingerprint(host, away))
    host.do("vault", host.case, "shred", doc(host, "found.txt"), "--identity", host.identity)
    assert "joined 0" in host.do("vault", host.case, "join", away.case)
    assert len(host.do("vault", host.case, "list", "--identity", host.identity).splitlines()) == 3
    verified(host)


def test_an_altered_stick_is_refused(host: Host, tmp_path: Path) -> None:
    away = sealed_away(host, tmp_path, "Found later.")
    payload = next(one for one in (away.case / "vault" / "objects").rglob("*") if one.is_file() and "." not in one.name)
    data = bytearray(payload.read_bytes())
    data[40] ^= 1
    payload.write_bytes(bytes(data))
    admit = asked_fingerprint(host, away)
    assert host.run("vault", host.case, "join", away.case, "--admit", admit).returncode == 4
    verified(host)


def test_an_identity_comes_by_descriptor_or_credential(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    with host.identity.open() as file:
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(host.place))
        process = host.start("vault", host.case, "list", "--identity", f"fd:{file.fileno()}", pass_fds=[file.fileno()])
        assert process.communicate(timeout=60)[0].count(b"\n") == 3
    (host.place / "undercroft-identity").write_bytes(host.identity.read_bytes())
    host.identity.unlink()
    assert host.do("vault", host.case, "list").count("\n") == 3


def test_a_classic_case_opens_with_debians_age(tmp_path: Path) -> None:
    if shutil.which("age") is None:
        pytest.skip("age is not installed")
    host = Host(tmp_path)
    host.do("init", host.case, "--classic", "--identity", host.identity, "--no-passphrase")
    (host.place / "letter.txt").write_text(LETTER)
    host.do("seal", host.case, host.place / "letter.txt")
    host.do("vault", host.case, "export", doc(host, "letter.txt"), "-o", host.place / "x.age")
    opened = subprocess.run(
        ["age", "-d", "-i", host.identity, host.place / "x.age"], capture_output=True, check=True, timeout=60
    )
    subprocess.run(["tar", "x"], input=opened.stdout, cwd=host.place, check=True)
    assert (host.place / "original").read_text() == LETTER
