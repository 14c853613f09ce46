"""An auditor's visits: proofs without the case, an older or forked case refused, a witness on another machine."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.anchor import keep_anchor, read_anchor
from flows.house import opened
from flows.settings import read_settings
from tests.flows.cases import Host
from tests.flows.visits import (
    LETTER,
    doc_of,
    kept,
    put_back,
    refused,
    seal_more,
    size_of,
    without_a_case,
)


def test_the_entries_about_a_document_are_proven_to_who_has_only_the_settings(host: Host) -> None:
    doc_id, proof = doc_of(host), host.place / "proof.json"
    host.do("audit", host.case, "prove", doc_id, "-o", proof)
    auditor = without_a_case(host)
    told = auditor.do("audit", auditor.case, "prove", "--check", proof).splitlines()
    assert [json.loads(line)["act"] for line in told[:-1]] == ["sealed"]
    assert f"of the {size_of(host)} entries" in told[-1]
    assert "Yuldoshxonov" not in proof.read_text()
    proof.write_text(proof.read_text().replace(doc_id, "a" * 26))
    assert "proves nothing" in refused(auditor, "audit", auditor.case, "prove", "--check", proof)


def test_one_entry_is_proven_by_its_number(host: Host) -> None:
    assert json.loads(host.do("audit", host.case, "prove", "0"))["entries"][0]["index"] == 0
    for wrong in ("999999", "none", "٣"):
        assert host.run("audit", host.case, "prove", wrong).returncode == 2
    assert host.run("audit", host.case, "prove").returncode == 2
    assert host.run("audit", host.case, "prove", "0", "--check", host.identity).returncode == 2


def test_a_log_that_grew_extends_the_checkpoint_an_auditor_kept(host: Host) -> None:
    old, before = kept(host, "log/checkpoint"), size_of(host)
    seal_more(host)
    told = host.do("audit", host.case, "consistency", old, "-o", host.place / "growth")
    assert f"extends: {before} entries" in told and f"now:     {size_of(host)} entries" in told
    assert (host.place / "growth").read_text().startswith(f"old {before}\n")
    assert f"extends the auditor's checkpoint of {before}" in host.do("audit", host.case, "verify", "--checkpoint", old)


@pytest.mark.parametrize("what", ["log", "vault and log"])
def test_a_case_put_back_is_refused_by_the_host_that_saw_more(host: Host, what: str) -> None:
    parts = what.split(" and ")
    copies = [kept(host, one, f"old-{one}") for one in parts]
    old = size_of(host)
    seal_more(host)
    new, newer = size_of(host), kept(host, "log/checkpoint", "newer")
    for one, copy in zip(parts, copies, strict=True):
        put_back(host, one, copy)
    before = sorted((host.case / "vault").rglob("*"))
    for words in (("audit", host.case, "verify"), ("seal", host.case, host.place / "more.txt")):
        assert refused(host, *words) == (
            f"undercroft: the log was rolled back: it holds {old} entries, this host last saw {new}"
        )
    assert sorted((host.case / "vault").rglob("*")) == before
    said = refused(host, "audit", host.case, "consistency", newer)
    assert f"it holds {old} entries, the checkpoint given is of {new}" in said


def test_a_host_that_never_saw_the_case_relies_on_the_auditor_s_checkpoint(host: Host) -> None:
    for one in ("log", "vault"):
        kept(host, one, f"old-{one}")
    old = size_of(host)
    seal_more(host)
    newer = kept(host, "log/checkpoint", "newer")
    for one in ("log", "vault"):
        put_back(host, one, host.place / f"old-{one}")
    shutil.rmtree(host.place / "config" / "undercroft" / "anchors")
    assert "self-consistent only" in host.do("audit", host.case, "verify")
    said = refused(host, "audit", host.case, "verify", "--checkpoint", newer)
    assert f"it holds {old} entries, the checkpoint given is of" in said


def test_a_forked_log_yields_two_checkpoints_as_proof(host: Host) -> None:
    for one in ("log", "vault"):
        kept(host, one, f"old-{one}")
    seal_more(host)
    seen, first = kept(host, "log/checkpoint", "seen"), size_of(host)
    for one in ("log", "vault"):
        put_back(host, one, host.place / f"old-{one}")
    anchors = host.place / "config" / "undercroft" / "anchors"
    anchors.rename(host.place / "anchors")
    seal_more(host)
    seal_more(host)
    shutil.rmtree(anchors)
    (host.place / "anchors").rename(anchors)
    second = size_of(host)
    for words in (("audit", host.case, "verify"), ("seal", host.case, host.place / "more.txt")):
        assert f"forked: it holds {second} entries, and does not begin with the {first}" in refused(host, *words)
    fork = host.place / "fork.json"
    done = host.run("audit", host.case, "consistency", seen, "-o", fork)
    assert done.returncode == 4 and "forked" in done.stderr
    assert seen.read_text() in done.stdout and (host.case / "log" / "checkpoint").read_text() in done.stdout
    auditor = without_a_case(host)
    assert f"signed for {first} entries, and for {second}" in auditor.do(
        "audit", auditor.case, "prove", "--check", fork
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: b"", 2),
        (lambda data: data[:-1], 2),
        (lambda data: data.replace(b"undercroft/", b"undercrofT/"), 2),
        (lambda data: data * 40, 2),
    ],
)
def test_a_file_that_is_no_checkpoint_is_refused(host: Host, change: Callable[[bytes], bytes], code: int) -> None:
    old = kept(host, "log/checkpoint")
    old.write_bytes(change(old.read_bytes()))
    for words in (("audit", host.case, "consistency", old), ("audit", host.case, "verify", "--checkpoint", old)):
        done = host.run(*words)
        assert done.returncode == code and "checkpoint" in done.stderr


def test_a_case_replaced_by_one_with_other_keys_is_refused(host: Host, tmp_path: Path) -> None:
    old = kept(host, "log/checkpoint")
    other = Host(tmp_path / "other").found()
    assert "none of the keys" in refused(other, "audit", other.case, "consistency", old)


def test_a_disclosed_value_is_recomputed_by_the_auditor_and_the_act_is_logged(host: Host) -> None:
    doc_id = doc_of(host)
    for field, value in (
        ("path", "letter Yuldoshxonov.txt"),
        ("sha256", hashlib.sha256(LETTER.encode()).hexdigest()),
    ):
        line = host.do("audit", host.case, "disclose", doc_id, field, "--reason", "audit", "--identity", host.identity)
        told = json.loads(line)
        assert told["value"] == value
        file = host.place / field
        file.write_text(line)
        assert "those that the log commits to" in host.do(
            "audit", host.case, "disclose", str(told["entry"]), field, "--check", file
        )
        file.write_text(line.replace(value, value[::-1]))
        assert "not those" in refused(host, "audit", host.case, "disclose", doc_id, field, "--check", file)
    shown = host.do("audit", host.case, "show")
    assert shown.count("disclosed") == 2 and f"doc={doc_id}" in shown and "why=audit" in shown
    assert "Yuldoshxonov" not in shown
    host.do("audit", host.case, "verify")


@pytest.mark.parametrize("words", [("0", "path"), ("none", "path"), ("sealed", "size")])
def test_what_the_log_does_not_commit_to_is_not_disclosed(host: Host, words: tuple[str, str]) -> None:
    entry = doc_of(host) if words[0] == "sealed" else words[0]
    done = host.run("audit", host.case, "disclose", entry, words[1], "--identity", host.identity)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 2
    assert "disclosed" not in host.do("audit", host.case, "show")


def test_a_reason_in_words_discloses_nothing(host: Host) -> None:
    done = host.run("audit", host.case, "disclose", doc_of(host), "path", "--reason", "for Ivan")
    assert done.returncode == 2 and not done.stdout and "Ivan" not in done.stderr
    assert "disclosed" not in host.do("audit", host.case, "show")


def admit(host: Host, witness: Host) -> None:
    host.do("audit", host.case, "witness", "--admit", witness.do("audit", witness.case, "witness", "--key").strip())


def witnessed(host: Host, witness: Host, name: str) -> None:
    host.do("audit", host.case, "witness", "--request", host.place / f"{name}.request")
    answer = host.place / f"{name}.answer"
    witness.do("audit", witness.case, "witness", "--cosign", host.place / f"{name}.request", "-o", answer)
    host.do("audit", host.case, "witness", answer)


def test_a_witness_on_another_machine_cosigns_and_verify_says_so(host: Host) -> None:
    witness = without_a_case(host, "witness")
    admit(host, witness)
    witnessed(host, witness, "first")
    first = size_of(host)
    seal_more(host)
    assert f"verified: extends the {first} entries that undercroft-witness-" in host.do("audit", host.case, "verify")
    witnessed(host, witness, "second")
    assert f"extends the {size_of(host)} entries" in host.do("audit", host.case, "verify")
    note = host.case / "log" / "witnessed"
    whole = note.read_bytes()
    note.write_bytes(whole[:90] + bytes([whole[90] ^ 1]) + whole[91:])
    assert "differs: log/witnessed: " in host.do("audit", host.case, "verify", code=4)


def test_a_witness_cosigns_no_case_that_was_put_back(host: Host) -> None:
    witness = without_a_case(host, "witness")
    admit(host, witness)
    copies = [kept(host, one, f"old-{one}") for one in ("log", "vault")]
    seal_more(host)
    witnessed(host, witness, "first")
    newer = size_of(host)
    for copy in copies:
        put_back(host, copy.name.removeprefix("old-"), copy)
    shutil.rmtree(host.place / "config" / "undercroft" / "anchors")
    request, answer = host.place / "request", host.place / "answer"
    host.do("audit", host.case, "witness", "--request", request)
    words = ("audit", witness.case, "witness", "--cosign", request, "-o", answer)
    assert f"rolled back: asked for {size_of(host)} entries, {newer} were cosigned" in refused(witness, *words)
    seal_more(host)
    seal_more(host)
    request.unlink()
    host.do("audit", host.case, "witness", "--request", request)
    done = witness.run(*words)
    assert done.returncode == 2 and f"--old {newer}" in done.stderr
    request.unlink()
    host.do("audit", host.case, "witness", "--request", request, "--old", str(newer))
    assert "forked" in refused(witness, *words)
    assert not answer.exists()


@pytest.mark.parametrize(
    "words", [(), ("--key", "--request", "x"), ("none",), ("--cosign", "none"), ("--cosign", "identity.txt")]
)
def test_wrong_words_to_a_witness_get_one_line(host: Host, words: tuple[str, ...]) -> None:
    done = host.run("audit", host.case, "witness", *words)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 2


def test_a_run_killed_before_it_remembered_the_log_goes_on(host: Host) -> None:
    (anchor,) = (host.place / "config" / "undercroft" / "anchors").iterdir()
    before = anchor.read_bytes()
    seal_more(host)
    assert anchor.read_bytes() == (host.case / "log" / "checkpoint").read_bytes()
    anchor.write_bytes(before)
    assert "anchor: extends" in host.do("audit", host.case, "verify")
    anchor.write_bytes(before)
    seal_more(host)
    assert anchor.read_bytes() == (host.case / "log" / "checkpoint").read_bytes()


def test_a_run_that_breaks_off_has_remembered_what_it_logged(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(host.place / "config"))
    before = size_of(host)
    with pytest.raises(KeyboardInterrupt), opened(host.case) as house:
        house.commit([house.entry("ruled")])
        raise KeyboardInterrupt
    anchor = read_anchor(read_settings(host.case))
    assert anchor is not None and anchor.size == size_of(host) > before


def test_what_was_seen_is_not_forgotten_for_less(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(host.place / "config"))
    old = (host.case / "log" / "checkpoint").read_bytes()
    seal_more(host)
    keep_anchor(read_settings(host.case), old)
    anchor = read_anchor(read_settings(host.case))
    assert anchor is not None and anchor.size == size_of(host)


def test_an_original_put_in_another_s_place_is_not_disclosed(host: Host) -> None:
    seal_more(host)
    first, second = sorted(path for path in (host.case / "vault" / "objects").rglob("*") if path.stat().st_size > 8192)
    heads = [next(path.parent.glob(f"{path.name}.*")) for path in (first, second)]
    for one, other in ((first, second), (heads[0], heads[1])):
        data = one.read_bytes()
        one.write_bytes(other.read_bytes())
        other.write_bytes(data)
    words = ("audit", host.case, "disclose", doc_of(host), "path", "--identity", host.identity)
    assert "not the one that was committed to" in refused(host, *words)
    assert "disclosed" not in host.do("audit", host.case, "show")


def test_an_auditor_s_machine_remembers_what_it_verified(host: Host) -> None:
    auditor = Host(host.place / "auditor")
    assert "anchor" not in auditor.do("audit", host.case, "verify")
    copies = [kept(host, one, f"old-{one}") for one in ("log", "vault")]
    seal_more(host)
    assert "anchor: extends" in auditor.do("audit", host.case, "verify")
    for copy in copies:
        put_back(host, copy.name.removeprefix("old-"), copy)
    assert "this host last saw" in refused(auditor, "audit", host.case, "verify")


def test_an_unreadable_anchor_is_refused_and_left_alone(host: Host) -> None:
    (anchor,) = (host.place / "config" / "undercroft" / "anchors").iterdir()
    anchor.write_bytes(b"")
    done = host.run("seal", host.case, host.place / "more.txt")
    assert done.returncode == 2 and str(anchor) in done.stderr
    assert anchor.read_bytes() == b""


def test_what_a_broken_run_may_have_left_is_told_apart_from_damage(host: Host) -> None:
    folder = next(one for one in (host.case / "vault" / "objects").iterdir())
    stray = folder / (folder.name + "a" * 24)
    stray.write_bytes(b"planted, or left by a killed run")
    done = host.run("audit", host.case, "verify")
    assert done.returncode == 4 and "if a run was broken off" in done.stdout
    whole = next(one for one in folder.iterdir() if one != stray)
    whole.write_bytes(whole.read_bytes()[:-1] + b"?")
    done = host.run("audit", host.case, "verify")
    assert done.returncode == 4 and "broken off" not in done.stdout
