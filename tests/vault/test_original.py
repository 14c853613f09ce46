"""Sealed originals: opened whole with the right digest, or not at all."""

import io
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.age import decrypt_bytes, encrypt_bytes
from vault.age_keys import new_identity
from vault.original import Manifest, open_original, read_manifest, seal_original
from vault.problem import VaultProblem

_IDENTITY = new_identity()
_RECIPIENTS = [_IDENTITY.recipient]
_DRAFT = Manifest("d1", "folder/canary\udcff.pdf", parent_id="d0", sealed_at="2026-11-16")


def _seal(data: bytes, draft: Manifest = _DRAFT) -> tuple[Manifest, bytes]:
    target = io.BytesIO()
    return seal_original(io.BytesIO(data), draft, _RECIPIENTS, target), target.getvalue()


def _open(sealed: bytes) -> tuple[Manifest, bytes]:
    target = io.BytesIO()
    return open_original(io.BytesIO(sealed), [_IDENTITY], target), target.getvalue()


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 70_000, 1 << 20, (1 << 20) + 1])
def test_an_original_of_any_size_is_opened_as_it_was_sealed(size: int) -> None:
    data = bytes(at % 253 for at in range(size))
    manifest, sealed = _seal(data)
    assert _open(sealed) == (manifest, data)
    assert read_manifest(io.BytesIO(sealed), [_IDENTITY]) == manifest
    assert manifest == replace(_DRAFT, size=size, sha256=manifest.sha256)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.text(max_size=30))
def test_any_file_name_comes_back(raw: bytes, text: str) -> None:
    path = text + raw.decode("utf-8", "surrogateescape")
    manifest, sealed = _seal(b"x", Manifest("d1", path))
    assert _open(sealed)[0].path == path == manifest.path


def test_a_path_too_long_to_be_read_back_is_not_sealed() -> None:
    with pytest.raises(VaultProblem, match="too_large"):
        _seal(b"x", Manifest("d1", "a" * (1 << 24)))
    assert _open(_seal(b"x", Manifest("d1", "é" * (1 << 20)))[1])[0].path == "é" * (1 << 20)


def test_the_path_and_digest_are_never_shown() -> None:
    manifest, _ = _seal(b"x")
    assert "canary" not in repr(manifest) and manifest.sha256 not in repr(manifest)


def test_sealing_starts_at_the_beginning_of_the_source() -> None:
    source, target = io.BytesIO(b"whole"), io.BytesIO()
    source.seek(3)
    seal_original(source, _DRAFT, _RECIPIENTS, target)
    assert _open(target.getvalue())[1] == b"whole"


class Changing(io.BytesIO):
    """A source that is another file when it is read a second time."""

    def __init__(self, first: bytes, second: bytes) -> None:
        super().__init__(first)
        self._second = second
        self._seeks = 0

    def seek(self, at: int, whence: int = 0, /) -> int:
        self._seeks += 1
        if self._seeks == 2:
            super().seek(0)
            self.truncate()
            self.write(self._second)
        return super().seek(at, whence)


@pytest.mark.parametrize("second", [b"other", b"", b"first and more", b"firs"])
def test_a_source_that_changes_meanwhile_is_refused(second: bytes) -> None:
    with pytest.raises(VaultProblem, match="changed_while_sealing"):
        seal_original(Changing(b"first", second), _DRAFT, _RECIPIENTS, io.BytesIO())


def test_a_cut_anywhere_is_refused() -> None:
    _, sealed = _seal(bytes(3 << 16))
    for end in (0, 100, 2000, len(sealed) // 2, len(sealed) - 1, len(sealed) - 20_000):
        with pytest.raises(VaultProblem):
            _open(sealed[:end])


def test_the_tail_is_checked_although_tar_ignores_it() -> None:
    _, sealed = _seal(b"x")
    tar = decrypt_bytes(sealed, [_IDENTITY])
    with pytest.raises(VaultProblem, match="damaged_payload"):
        _open(encrypt_bytes(tar[:-1] + b"\1", _RECIPIENTS))


@pytest.mark.parametrize(
    "swap",
    [
        (b'"size": 5', b'"size": 4'),
        (b'"size": 5', b'"size":-5'),
        (b'"size": 5', b'"size":""'),
        (b'"doc_id"', b'"doc_iD"'),
        (b'{"doc_id"', b'["doc_id"'),
        (b"manifest.json", b"Manifest.json"),
        (b"bytes", b"bytez"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(swap: tuple[bytes, bytes]) -> None:
    tar = decrypt_bytes(_seal(b"bytes")[1], [_IDENTITY])
    assert swap[0] in tar
    with pytest.raises(VaultProblem, match="damaged_payload"):
        _open(encrypt_bytes(tar.replace(*swap), _RECIPIENTS))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000))
def test_an_age_file_of_anything_else_is_refused(noise: bytes) -> None:
    with pytest.raises(VaultProblem, match="damaged_payload"):
        _open(encrypt_bytes(noise, _RECIPIENTS))


def test_sizes_say_little() -> None:
    assert len({len(_seal(bytes(size))[1]) for size in (0, 1, 100, 1000, 4000)}) == 1
    assert len({len(_seal(bytes(size))[1]) for size in range(100_000, 104_000, 500)}) <= 4


def test_plain_tar_reads_what_is_within() -> None:
    _, sealed = _seal(b"break glass")
    tar = decrypt_bytes(sealed, [_IDENTITY])
    listed = subprocess.run(["tar", "-t"], input=tar, capture_output=True, check=True)
    assert listed.stdout.split() == [b"manifest.json", b"original"]
    read = subprocess.run(["tar", "-xO", "original"], input=tar, capture_output=True, check=True)
    assert read.stdout == b"break glass"
