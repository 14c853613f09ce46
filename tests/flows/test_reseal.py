"""After a key was lost: what is sealed from then on opens with no copy of what was, and nothing else changes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.belongings import replacing
from flows.cast import CastFile, load_cast_file, seal_cast_file
from flows.house import House, opened
from tests.flows.breaking import DIED, run_forked
from tests.flows.cases import Host
from tests.flows.opening import all_opened, as_host, open_with, secret_of
from vault.age import decrypt_bytes, encrypt_bytes
from vault.age_keys import Identity, Recipient, new_identity
from vault.identity import read_identities, write_identity
from vault.problem import VaultProblem
from vault.secret import open_record

pytestmark = pytest.mark.timeout(300)
REGISTER = "name,role\nIlsabet Quarrendon,minister\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A case with a register, a container, a copy and two revisions, and a second key."""
    host = Host(tmp_path_factory.mktemp("made")).found()
    drop = host.place / "drop"
    drop.mkdir()
    (drop / "letter.txt").write_text("Dear Commission,\n\nI am Adaeze Okonkwor. My file is CCF/2019/R77.\n")
    (drop / "copy.txt").write_text((drop / "letter.txt").read_text())
    (drop / "note.txt").write_text("Note for the file: Остап Щербатюк called Adaeze Okonkwor.\n")
    (drop / "empty.txt").write_text("")
    (host.place / "public.csv").write_text(REGISTER)
    host.do("people", host.case, "import", host.place / "public.csv", "--identity", host.identity)
    host.do("ingest", host.case, drop, "--identity", host.identity, "--quiet", code=3)
    policy = host.case / "policy.toml"
    policy.write_text(policy.read_text().replace('private = "pseudonymise"', 'private = "remove"', 1))
    host.do("process", host.case, "--identity", host.identity, "--quiet", code=3)
    identity = new_identity()
    write_identity(host.place / "second.txt", identity, None)
    host.do("keys", host.case, "add", identity.recipient.text, "--identity", host.identity)
    return host


@pytest.fixture
def host(made: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    shutil.copytree(made.place, tmp_path / "host", symlinks=True)
    host = Host(tmp_path / "host")
    as_host(host, monkeypatch)
    monkeypatch.setattr("flows.reseal._TOGETHER", 3)
    yield host


def told(host: Host) -> tuple[object, ...]:
    """What an editor sees of the case, and the corpus byte by byte."""
    corpus = {one.name: one.read_bytes() for one in (host.case / "corpus").iterdir()}
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        contents = [(row.doc_id, row.state, row.revision, row.reason) for row in house.catalogue.rows()]
    secret = {decrypt_bytes(data, read_identities(host.identity)) for data in secrets(host)}
    return corpus, contents, sorted(set(all_opened(host)) - secret)


def secrets(host: Host) -> list[bytes]:
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        return [house.store.read(house.catalogue.kept("object:secret"))]


def records(host: Host) -> dict[str, bytes]:
    with opened(host.case, changes=False) as house:
        names = house.catalogue.objects()
        return {name: house.store.read(name) for name, head in names.items() if not head}


def test_with_a_lost_key_and_the_old_secret_nothing_opens_that_was_sealed_anew(host: Host) -> None:
    lost, thief = read_identities(host.place / "second.txt"), secret_of(host)
    heads = {one.name: one.read_bytes() for one in (host.case / "vault" / "objects").rglob("*.*")}
    before, old = told(host), records(host)
    assert all(open_with(thief, *one) for one in old.items())
    host.do("keys", host.case, "remove", lost[0].recipient.fingerprint, "--identity", host.identity)
    host.do("vault", host.case, "reseal", "--identity", host.identity)
    assert told(host) == before
    new = records(host)
    assert len(new) == len(old) and not new.keys() & old.keys()
    assert not any(open_with(thief, *one) for one in new.items())
    assert not heads.keys() & {one.name for one in (host.case / "vault" / "objects").rglob("*.*")}
    with opened(host.case, changes=False) as house:
        for name in house.catalogue.objects().keys() - new.keys():
            assert not opens(house, name, lost)
        for row in house.catalogue.rows():
            with pytest.raises(VaultProblem, match="damaged_record"):
                open_record(thief, "note", row.doc_id, row.note)
    assert "verified" in host.do("audit", host.case, "verify")


def opens(house: House, name: str, identities: tuple[Identity, ...]) -> bool:
    try:
        decrypt_bytes(house.store.read(name), identities)
    except VaultProblem:
        return False
    return True


def test_pseudonyms_duplicates_and_the_corpus_stay_and_work_goes_on(host: Host) -> None:
    people = host.do("people", host.case, "list", "--identity", host.identity)
    before, entries = told(host), len(host.do("audit", host.case, "show").splitlines())
    host.do("vault", host.case, "reseal", "--identity", host.identity)
    assert host.do("people", host.case, "list", "--identity", host.identity) == people
    grown = len(host.do("audit", host.case, "show").splitlines())
    assert grown > entries
    host.do("process", host.case, "--identity", host.identity, "--quiet", code=3)
    assert told(host) == before
    (host.place / "again").mkdir()
    shutil.copy(host.place / "drop" / "letter.txt", host.place / "again" / "third.txt")
    host.do("ingest", host.case, host.place / "again", "--identity", host.identity, "--quiet", code=3)
    listing = host.do("vault", host.case, "list", "--json", "--identity", host.identity).splitlines()
    assert [one["state"] for one in map(json.loads, listing) if one["path"] == "third.txt"] == ["duplicate"]
    (host.case / "vault" / "catalogue.sqlite").unlink()
    host.do("vault", host.case, "rebuild", "--identity", host.identity)
    assert host.do("vault", host.case, "list", "--json", "--identity", host.identity).splitlines() == listing
    assert "verified" in host.do("audit", host.case, "verify")


def test_broken_off_anywhere_all_is_there_and_the_same_command_goes_on(host: Host) -> None:
    before, thief = told(host), secret_of(host)
    kept = shutil.copytree(host.place, host.place.with_name("kept"), symlinks=True)
    for at in range(1, 1000, 37):
        shutil.rmtree(host.place)
        shutil.copytree(kept, host.place, symlinks=True)
        words = ("vault", host.case, "reseal", "--identity", host.identity)
        code = run_forked(host, *words, dies_at=at)
        if code != DIED:
            assert code == 0 and at > 50
            break
        assert run_forked(host, "people", host.case, "list", "--identity", host.identity) == 0
        if at % 2:
            assert run_forked(host, "vault", host.case, "rewrap", "--identity", host.identity) == 0
            assert told(host) == before
        assert run_forked(host, *words) == 0
        assert told(host) == before
        assert not any(open_with(thief, *one) for one in records(host).items())
        assert len(secret_of(host).sealing) == 1
        assert run_forked(host, "audit", host.case, "verify") == 0


def half_done(host: Host) -> int:
    """Broken off in the midst of it; how many records were not sealed anew."""
    thief = secret_of(host)
    assert run_forked(host, "vault", host.case, "reseal", "--identity", host.identity, dies_at=90) == DIED
    assert run_forked(host, "vault", host.case, "rewrap", "--identity", host.identity) == 0
    left = sum(open_with(thief, *one) is not None for one in records(host).items())
    assert len(secret_of(host).sealing) == 2
    return left


def resealed(host: Host) -> int:
    return int(host.do("vault", host.case, "reseal", "--identity", host.identity).split()[1])


def test_what_was_sealed_anew_already_is_not_sealed_again(host: Host) -> None:
    objects = len(all_names(host))
    half_done(host)
    assert 0 < resealed(host) < objects - 2
    assert resealed(host) == objects - 2  # another loss, another resealing; the secret and the people came at once


def all_names(host: Host) -> set[str]:
    with opened(host.case, changes=False) as house:
        return set(house.catalogue.objects())


def test_a_key_removed_in_the_midst_of_it_begins_it_anew(host: Host) -> None:
    half_done(host)
    known = secret_of(host)
    lost = read_identities(host.place / "second.txt")[0].recipient.fingerprint
    host.do("keys", host.case, "remove", lost, "--identity", host.identity)
    assert resealed(host) == len(all_names(host)) - 2
    assert not any(open_with(known, *one) for one in records(host).items())
    assert "verified" in host.do("audit", host.case, "verify")


def test_work_in_the_midst_of_it_is_sealed_under_the_fresh_secret(host: Host) -> None:
    thief = secret_of(host)
    half_done(host)
    (host.place / "later.txt").write_text("Later, Adaeze Okonkwor was heard.\n")
    host.do("ingest", host.case, host.place / "later.txt", "--identity", host.identity, "--quiet", code=3)
    before = told(host)
    resealed(host)
    assert told(host) == before
    assert not any(open_with(thief, *one) for one in records(host).items())


def test_a_key_for_dossiers_begins_nothing(host: Host) -> None:
    identity = new_identity()
    write_identity(host.place / "scheduled.txt", identity, None)
    words = ("keys", host.case, "add", identity.recipient.text, "--dossiers-only", "--identity", host.identity)
    host.do(*words)
    done = host.run("vault", host.case, "reseal", "--identity", host.place / "scheduled.txt")
    assert done.returncode == 2 and len(secret_of(host).sealing) == 1


def test_a_case_of_the_first_form_keeps_its_pseudonyms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One key was for everything, and pseudonyms were made from it each time."""
    host = Host(tmp_path).found()
    as_host(host, monkeypatch)
    first = encrypt_bytes(b"undercroft case secret v1\n" + bytes(range(32)), [read_recipient(host)])
    with opened(host.case, read_identities(host.identity)) as house:
        house.commit([house.entry("resealed", **replacing(house, secret=lambda _: first))])
    (host.place / "note.txt").write_text("Note: Остап Щербатюк called Adaeze Okonkwor about CCF/2019/R77.\n")
    host.do("ingest", host.case, host.place / "note.txt", "--identity", host.identity, "--quiet")
    people, former = host.do("people", host.case, "list", "--identity", host.identity), secret_of(host)
    assert former.sealing == (former.key,) and people
    with opened(host.case, read_identities(host.identity)) as house:
        file = load_cast_file(house)
        bare = CastFile(file.people, file.codes)
        house.commit(
            [house.entry("resolved", **replacing(house, people=lambda name: seal_cast_file(house.secret, name, bare)))]
        )
        assert load_cast_file(house) == file
    corpus = host.corpus()
    resealed(host)
    assert host.do("people", host.case, "list", "--identity", host.identity) == people
    host.do("process", host.case, "--identity", host.identity, "--quiet")
    assert host.corpus() == corpus
    assert secret_of(host).naming != former.naming
    assert not any(open_with(former, *one) for one in records(host).items())


def read_recipient(host: Host) -> Recipient:
    return read_identities(host.identity)[0].recipient
