"""An object is there whole or not at all, under its own name only."""

import errno
import hashlib
import os
import traceback
from pathlib import Path
from typing import BinaryIO

import pytest

from vault.age import decrypt_bytes, encrypt_bytes, rewrap
from vault.age_keys import Identity, new_identity
from vault.problem import VaultProblem
from vault.store import Store, exchange_folders, head_name, new_id, write_whole

CANARY = "can" + "ary"  # so that the source lines of a traceback do not hold it


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_an_object_reads_as_it_was_written_with_its_digest(tmp_path: Path) -> None:
    store, name = Store(tmp_path), new_id()

    def fill(out: BinaryIO) -> str:
        for piece in (b"one", b"", b"two" * 100_000):
            assert out.write(piece) == len(piece)
        return "done"

    stored, result = store.write(name, fill)
    data = b"one" + b"two" * 100_000
    assert result == "done"
    assert (stored.name, stored.size, stored.sha256) == (name, len(data), hashlib.sha256(data).hexdigest())
    assert store.read(name) == data
    assert files(tmp_path) == [f"objects/{name[:2]}/{name}"]


def test_names_are_26_characters_and_never_the_same() -> None:
    names = {new_id() for _ in range(1000)}
    assert len(names) == 1000
    assert all(len(name) == 26 and name.isalnum() and name == name.lower() for name in names)


def test_an_object_is_never_overwritten(tmp_path: Path) -> None:
    store, name = Store(tmp_path), new_id()
    store.write_bytes(name, b"first")
    with pytest.raises(VaultProblem, match="exists"):
        store.write_bytes(name, b"second")
    assert store.read(name) == b"first"
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "a" * 25, "a" * 27, "A" * 26, "a" * 25 + "\n", "a" * 25 + "/"]
)
def test_what_is_no_name_points_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(VaultProblem, match="bad_name"):
        Store(tmp_path).write_bytes(name, b"")
    with pytest.raises(VaultProblem, match="bad_name"):
        Store(tmp_path).read(name)
    assert files(tmp_path) == []


def test_a_filler_that_fails_leaves_nothing_and_its_own_error_passes(tmp_path: Path) -> None:
    def fill(out: BinaryIO) -> None:
        out.write(b"half")
        raise OSError(errno.EIO, "the source")

    with pytest.raises(OSError, match="the source"):
        Store(tmp_path).write(new_id(), fill)
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EDQUOT, "disk_full"), (errno.EIO, "io")]
)
@pytest.mark.parametrize("call", ["write", "fsync", "link"])
def test_a_failing_disk_is_a_code_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, CANARY, CANARY)

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(VaultProblem) as caught:
        Store(tmp_path).write_bytes(new_id(), b"content")
    monkeypatch.undo()
    assert caught.value.code == code
    assert CANARY not in "".join(traceback.format_exception(caught.value))
    assert files(tmp_path) == []


def test_a_full_disk_is_told_by_its_code() -> None:
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError) as caught:
        full.write(b"x")
    assert caught.value.errno == errno.ENOSPC


def test_sweeping_removes_what_killed_runs_left_and_keeps_the_rest(tmp_path: Path) -> None:
    store, kept, left = Store(tmp_path), new_id(), new_id()
    store.write_bytes(kept, b"kept")
    store.write_bytes(left, b"left")
    (tmp_path / "incoming" / f"{new_id()}.12ab").write_bytes(b"half")
    assert sorted(store.names()) == sorted([kept, left])
    assert store.sweep({kept: ""}) == (left,)
    assert files(tmp_path) == [f"objects/{kept[:2]}/{kept}"]


def test_a_removed_object_is_not_found(tmp_path: Path) -> None:
    store, name = Store(tmp_path), new_id()
    store.write_bytes(name, b"gone")
    store.remove(name)
    for act in (store.read, store.remove):
        with pytest.raises(VaultProblem, match="not_found"):
            act(name)


def test_a_link_in_an_objects_place_is_not_followed(tmp_path: Path) -> None:
    store, name = Store(tmp_path), new_id()
    (tmp_path / "elsewhere").write_bytes(b"elsewhere")
    store.path(name).parent.mkdir(parents=True)
    store.path(name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(VaultProblem, match="io"):
        store.read(name)


def test_a_small_file_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "settings"
    write_whole(path, b"one")
    with pytest.raises(VaultProblem, match="exists"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    write_whole(path, b"two", overwrite=True)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert files(tmp_path) == ["settings"]


def test_two_folders_change_places(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    for folder in (new, old):
        folder.mkdir()
        (folder / "content").write_text(folder.name)
    exchange_folders(new, old)
    assert (old / "content").read_text() == "new"
    assert (new / "content").read_text() == "old"
    with pytest.raises(VaultProblem, match="not_found"):
        exchange_folders(tmp_path / "absent", old)


def sealed_file(count: int = 100_000) -> tuple[bytes, Identity]:
    identity = new_identity()
    return encrypt_bytes(os.urandom(count), [identity.recipient]), identity


@pytest.mark.parametrize("piece", [1, 7, 1000, 1 << 20])
def test_the_header_of_an_age_file_lies_beside_its_payload_and_both_read_as_one(tmp_path: Path, piece: int) -> None:
    store, name, (data, _) = Store(tmp_path), new_id(), sealed_file(3000)

    def fill(out: BinaryIO) -> None:
        for start in range(0, len(data), piece):
            out.write(data[start : start + piece])

    stored, _ = store.write(name, fill)
    head = store.read_head(name)
    assert head.endswith(b"\n") and head.split(b"\n")[-2].startswith(b"--- ")
    assert (stored.head, stored.size) == (hashlib.sha256(head).hexdigest(), len(data) - len(head))
    assert store.read(name) == data
    assert files(tmp_path) == [f"objects/{name[:2]}/{name}", f"objects/{name[:2]}/{name}.{stored.head[:16]}"]
    with store.open(name) as source:
        assert source.seek(len(head) - 3) and source.read(6) == data[len(head) - 3 : len(head) + 3]
        assert source.seek(0) == 0 and source.read() == data


@pytest.mark.parametrize(
    "data", [b"", b"age-encryption.org/v1\n", b"age-encryption.org/v2\n--- x\ny", b"age-enc", b"\n--- a\nb"]
)
def test_what_is_no_age_file_has_no_header(tmp_path: Path, data: bytes) -> None:
    store, name = Store(tmp_path), new_id()
    stored = store.write_bytes(name, data)
    assert (stored.head, stored.size) == ("", len(data))
    assert store.read(name) == data


def test_another_header_opens_the_same_payload_and_the_former_one_goes(tmp_path: Path) -> None:
    store, name, (data, identity), other = Store(tmp_path), new_id(), sealed_file(), new_identity()
    store.write_bytes(name, data)
    digest = store.add_head(name, rewrap(store.read_head(name), [identity], [other.recipient]))
    assert len(files(tmp_path)) == 3
    store.keep_head(name, digest)
    assert len(files(tmp_path)) == 2
    assert decrypt_bytes(store.read(name), [other]) == decrypt_bytes(data, [identity])
    with pytest.raises(VaultProblem, match="wrong_identity"):
        decrypt_bytes(store.read(name), [identity])


def test_a_header_that_a_killed_run_had_begun_to_destroy_is_passed_over(tmp_path: Path) -> None:
    store, name, (data, identity) = Store(tmp_path), new_id(), sealed_file()
    former = store.write_bytes(name, data).head
    head = rewrap(store.read_head(name), [identity], [identity.recipient])
    store.add_head(name, head)
    store.path(name).with_name(head_name(name, former)).write_bytes(b"overwritten")
    assert store.read_head(name) == head


def test_a_sweep_leaves_the_one_header_that_counts(tmp_path: Path) -> None:
    store, name, (data, identity) = Store(tmp_path), new_id(), sealed_file()
    first = store.write_bytes(name, data).head
    store.add_head(name, rewrap(store.read_head(name), [identity], [new_identity().recipient]))
    store.sweep({name: first})
    assert decrypt_bytes(store.read(name), [identity])
    store.sweep({})
    assert files(tmp_path) == []


def test_a_header_is_rewritten_only_by_who_can_open_it(tmp_path: Path) -> None:
    data, identity = sealed_file()
    head = data[: data.index(b"\n--- ") + 50]
    head = head[: head.rindex(b"\n") + 1] if not head.endswith(b"\n") else head
    with pytest.raises(VaultProblem, match="wrong_identity"):
        rewrap(head, [new_identity()], [identity.recipient])
    mac = head.rindex(b" ") + 1
    altered = head[:mac] + (b"A" if head[mac : mac + 1] != b"A" else b"B") + head[mac + 1 :]
    with pytest.raises(VaultProblem, match="damaged_header"):
        rewrap(altered, [identity], [identity.recipient])
