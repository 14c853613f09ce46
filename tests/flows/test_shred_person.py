"""A person is destroyed: every document that tells of them, their names, their pseudonym; the others stay."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cast import load_cast_file
from flows.house import opened
from redaction.pseudonym import pseudonym
from tests.flows.breaking import DIED, run_forked
from tests.flows.cases import Host
from tests.flows.opening import all_opened, as_host, files_below, secret_of
from vault.identity import read_identities

pytestmark = pytest.mark.timeout(300)
NAMES = ("Okonkwor", "okonkwor", "Adaeze", "Оконквор")
LETTER = "Dear Commission,\n\nI am Adaeze Okonkwor, born 3 May 1971. My file is CCF/2019/R77.\n"
STAYS = "Note for the file: Остап Щербатюк called about his case CCF/2019/R78. Ms Bryndis Halvorsen agreed.\n"
GOES = {
    "letter.txt",
    "copy.txt",
    "mail.txt",
    "box.zip",
    "box.zip/inner.txt",
    "box.zip/other.txt",
    "Adaeze Okonkwor/list.txt",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """Documents that name her, one within a container, one in its path, one in an address alone; a namesake; others."""
    host = Host(tmp_path_factory.mktemp("made")).found()
    drop = host.place / "drop"
    (drop / "Adaeze Okonkwor").mkdir(parents=True)
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", "Minutes: Mr Tobias Lindqvarn heard Adaeze Okonkwor.\n")
        archive.writestr("other.txt", "An invoice over three chairs for the office.\n")
    contents = {
        "letter.txt": LETTER,
        "copy.txt": LETTER,
        "mail.txt": "Please write to adaeze.okonkwor@example.org by Friday.\n",
        "Adaeze Okonkwor/list.txt": "A list of what was seized: two telephones.\n",
        "note.txt": STAYS,
        "more.txt": "The hearing of Остап Щербатюк; present: minister Ilsabet Quarrendon.\n",
        "bag.txt": "The bag of Mr Okonkwor was found.\n",
        "empty.txt": "",
    }
    for path, text in contents.items():
        (drop / path).write_text(text)
    (drop / "box.zip").write_bytes(box.getvalue())
    (host.place / "public.csv").write_text("name,role\nIlsabet Quarrendon,minister\n")
    host.do("people", host.case, "import", host.place / "public.csv", "--identity", host.identity)
    host.do("ingest", host.case, drop, "--identity", host.identity, "--quiet", code=3)
    shutil.rmtree(drop)
    return host


@pytest.fixture
def host(made: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    shutil.copytree(made.place, tmp_path / "host", symlinks=True)
    host = Host(tmp_path / "host")
    as_host(host, monkeypatch)
    yield host


def named(host: Host, name: str) -> str:
    """The pseudonym of whoever bears a name."""
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        file = load_cast_file(house)
    (found,) = (one for one in file.people if name in one.names)
    return file.pseudonyms[found.person_id]


def listed(host: Host) -> dict[str, str]:
    lines = host.do("vault", host.case, "list", "--json", "--identity", host.identity).splitlines()
    return {one["path"]: one["doc_id"] for one in map(json.loads, lines)}


def people(host: Host) -> set[str]:
    return set(host.do("people", host.case, "list", "--identity", host.identity).splitlines())


def shred(host: Host, pseudonym: str, number: int) -> str:
    words = ("shred", pseudonym, "--with-documents", number, "--identity", host.identity)
    return host.do("vault", host.case, *words)


def test_it_says_how_many_documents_go_and_touches_nothing_unless_that_number_is_given(host: Host) -> None:
    her, before = named(host, "Adaeze Okonkwor"), listed(host)
    for more in ((), ("--with-documents", "3")):
        done = host.run("vault", host.case, "shred", her, *more, "--identity", host.identity)
        assert done.returncode == 2
        assert f"{len(GOES)} documents" in done.stderr and f"--with-documents {len(GOES)}" in done.stderr
        assert {line.split()[-1] for line in done.stdout.splitlines()} == {before[path] for path in GOES}
    assert "1 documents were not read" in done.stderr
    assert f"others bear such a name and stay: {named(host, 'Okonkwor')}" in done.stderr
    assert listed(host) == before and named(host, "Adaeze Okonkwor") == her


def test_nothing_that_the_identity_opens_tells_of_the_person_any_more(host: Host) -> None:
    her, him, before, ids = named(host, "Adaeze Okonkwor"), named(host, "Остап Щербатюк"), people(host), listed(host)
    shred(host, her, len(GOES))
    assert listed(host).keys() == ids.keys() - GOES
    shred(host, named(host, "Okonkwor"), 1)
    everything = [*all_opened(host), *files_below(host.case, host.place / "config")]
    for canary in (*NAMES, her):
        assert not any(canary.encode() in data for data in everything)
    left = people(host)
    assert left < before and named(host, "Остап Щербатюк") == him
    assert not any(b"Lindqvarn" in data for data in everything)  # nobody tells of him any more
    assert "verified" in host.do("audit", host.case, "verify")
    host.do("process", host.case, "--identity", host.identity, "--quiet", code=3)
    assert people(host) == left
    assert her not in (host.case / "corpus" / "documents.jsonl").read_text()


def test_the_log_tells_of_the_documents_and_of_a_person_without_saying_who(host: Host) -> None:
    her, ids = named(host, "Adaeze Okonkwor"), listed(host)
    shred(host, her, len(GOES))
    acts = [json.loads(line) for line in host.do("audit", host.case, "show", "--json").splitlines()]
    shredded = [one for one in acts if one["act"] == "shredded"]
    assert {one["doc"] for one in shredded if "doc" in one} == {ids[path] for path in GOES}
    (person,) = (one for one in shredded if "doc" not in one)
    assert person.keys() == {"entry", "act", "at", "actor", "of", "adds", "drops", "keeps"} and person["of"] == "person"
    assert her not in json.dumps(acts)


def test_the_pseudonym_cannot_be_made_again_and_the_number_is_not_given_again(host: Host) -> None:
    her = named(host, "Adaeze Okonkwor")
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        former, secret = load_cast_file(house), house.secret
    assert her in {pseudonym(secret.naming, one) for one in former.pseudonyms}
    shred(host, her, len(GOES))
    secret = secret_of(host)
    numbers = [f"p-{number:06d}" for number in range(former.given + 5)]
    for key in (secret.key, secret.naming, secret.derive("pseudonym"), *secret.sealing):
        assert her not in {pseudonym(key, one) for one in numbers}
    (host.place / "later.txt").write_text("Later: Adaeze Okonkwor was heard.\n")
    host.do("ingest", host.case, host.place / "later.txt", "--identity", host.identity, "--quiet", code=3)
    assert named(host, "Adaeze Okonkwor") != her
    with opened(host.case, read_identities(host.identity), changes=False) as house:
        file = load_cast_file(house)
    fresh = [one.person_id for one in file.people if one.person_id not in {each.person_id for each in former.people}]
    assert fresh == [f"p-{former.given + 1:06d}"]
    done = host.run("vault", host.case, "shred", her, "--identity", host.identity)
    assert done.returncode == 2 and "no such person" in done.stderr


def test_whom_nobody_knows_is_not_found_and_a_number_goes_with_a_person(host: Host) -> None:
    before = listed(host)
    done = host.run("vault", host.case, "shred", "ZZZZ-ZZ", "--with-documents", 1, "--identity", host.identity)
    assert done.returncode == 2 and "no such person" in done.stderr
    words = ("shred", before["note.txt"], "--with-documents", 1, "--identity", host.identity)
    done = host.run("vault", host.case, *words)
    assert done.returncode == 2 and "goes with a pseudonym" in done.stderr
    assert listed(host) == before


def test_of_a_public_person_it_says_that_the_register_still_names_them(host: Host) -> None:
    words = ("vault", host.case, "shred", named(host, "Ilsabet Quarrendon"), "--identity", host.identity)
    assert "the register still names" in host.run(*words, "--with-documents", 0).stderr
    done = host.run(*words, "--with-documents", 1)
    assert done.returncode == 0 and "the register still names" in done.stderr
    assert "more.txt" not in listed(host)


def test_broken_off_anywhere_the_same_command_ends_it(host: Host) -> None:
    her, rest = named(host, "Adaeze Okonkwor"), people(host)
    kept = shutil.copytree(host.place, host.place.with_name("kept"), symlinks=True)
    words = ("vault", host.case, "shred", her, "--with-documents", len(GOES), "--identity", host.identity)
    for at in range(1, 1000, 13):
        shutil.rmtree(host.place)
        shutil.copytree(kept, host.place, symlinks=True)
        died = run_forked(host, *words, dies_at=at) == DIED
        again = run_forked(host, *words)
        with opened(host.case, read_identities(host.identity), changes=False) as house:
            file = load_cast_file(house)
        # Broken off after its last act, nobody is left to be found.
        assert again == 0 or (again == 2 and her not in file.pseudonyms.values())
        assert not file.shredding and len(file.people) == len(rest) - 2
        assert not any(her.encode() in one for one in (*all_opened(host), *files_below(host.case)))
        assert run_forked(host, "audit", host.case, "verify") == 0
        if not died:
            assert at > 20
            break


def test_of_a_member_that_goes_alone_it_says_that_its_container_holds_it_still(host: Host) -> None:
    before = listed(host)
    words = ("vault", host.case, "shred", before["box.zip/other.txt"], "--identity", host.identity)
    done = host.run(*words)
    assert done.returncode == 0 and f"shred: {before['box.zip']}" in done.stderr
    assert listed(host).keys() == before.keys() - {"box.zip/other.txt"}
