"""The CCTV vectors of the age format: every one ends as its header lines say."""

import hashlib
import io
import os
import tarfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from vault.age import decrypt_bytes, decrypt_bytes_with_passphrase, parse_identity
from vault.age_armor import ArmorReader
from vault.age_command import main
from vault.age_keys import new_identity
from vault.problem import VaultProblem

_DATA = Path(os.environ.get("UNDERCROFT_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
_VECTORS = _DATA / "age-vectors.tar.gz"
_OUTCOMES = {
    "damaged_header": {"header failure", "HMAC failure"},
    "work_factor_too_high": {"header failure"},
    "damaged_armor": {"armor failure"},
    "damaged_payload": {"payload failure"},
    "wrong_identity": {"no match"},
    "wrong_passphrase": {"no match"},
    "no_passphrase_lock": {"no match"},
}
# The command tells armor by its first bytes: what has none of them is a damaged header to it.
_OUTCOMES_OF_THE_COMMAND = _OUTCOMES | {
    "damaged_header": {"header failure", "HMAC failure", "armor failure"},
    "no_identity": {"no match"},
}


@dataclass(frozen=True)
class Vector:
    """One file and what must come of it."""

    lines: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.lines if name == key]


def _parse(data: bytes) -> Vector:
    head, _, body = data.partition(b"\n\n")
    lines = tuple((line.partition(": ")[0], line.partition(": ")[2]) for line in head.decode().split("\n"))
    vector = Vector(lines, body)
    return Vector(lines, zlib.decompress(body)) if vector.all("compressed") else vector


@lru_cache(1)
def _vectors() -> dict[str, Vector]:
    if not _VECTORS.exists():
        return {}
    with tarfile.open(_VECTORS) as tar:
        files = [(one.name, tar.extractfile(one)) for one in tar if one.isfile()]
        return {Path(name).name: _parse(file.read()) for name, file in files if file is not None}


def _open(vector: Vector) -> bytes:
    data = vector.body
    if vector.all("armored"):
        data = ArmorReader(io.BytesIO(data)).read(len(data))
    if vector.all("passphrase"):
        return decrypt_bytes_with_passphrase(data, vector.all("passphrase")[0])
    # The two empty files name no identity: any will do.
    return decrypt_bytes(data, [parse_identity(text) for text in vector.all("identity")] or [new_identity()])


@pytest.mark.skipif(not _VECTORS.exists(), reason="UNDERCROFT_DATA holds no age vectors")
def test_all_vectors_are_there() -> None:
    assert len(_vectors()) == 143


@pytest.mark.parametrize("name", sorted(_vectors()))
def test_a_vector_ends_as_it_says(name: str) -> None:
    vector = _vectors()[name]
    (expected,) = vector.all("expect")
    if expected == "success":
        assert hashlib.sha256(_open(vector)).hexdigest() == vector.all("payload")[0]
        return
    with pytest.raises(VaultProblem) as caught:
        _open(vector)
    assert expected in _OUTCOMES[caught.value.code]


@pytest.mark.parametrize("name", sorted(_vectors()))
@pytest.mark.parametrize("output", ["-", "opened"])
def test_a_vector_ends_as_it_says_through_the_command(
    name: str,
    output: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    vector = _vectors()[name]
    (expected,) = vector.all("expect")
    monkeypatch.chdir(tmp_path)
    Path("sealed").write_bytes(vector.body)
    code = main(["-d", *_unlock(vector), "-o", output, "sealed"])
    out, line = capfdbinary.readouterr()
    if expected == "success":
        assert (code, line) == (0, b"")
        opened = out if output == "-" else Path(output).read_bytes()
        assert hashlib.sha256(opened).hexdigest() == vector.all("payload")[0]
        return
    assert (code, out, Path("opened").exists()) == (1, b"", False)
    (text,) = line.decode().splitlines()
    assert text.split(": ")[0] == "age" and expected in _OUTCOMES_OF_THE_COMMAND[text.split(": ")[1]]


def _unlock(vector: Vector) -> list[str]:
    """The flags that give the command what the vector names."""
    if vector.all("passphrase"):
        Path("words").write_text(vector.all("passphrase")[0])
        return ["--passphrase-file", "words"]
    Path("identity").write_text("\n".join(vector.all("identity") or [new_identity().text]))
    return ["-i", "identity"]


@pytest.mark.parametrize("name", sorted(name for name, one in _vectors().items() if one.all("armored")))
def test_an_armored_vector_is_recognised_unasked(name: str) -> None:
    vector = _vectors()[name]
    unasked = Vector(tuple(line for line in vector.lines if line[0] != "armored"), vector.body)
    if vector.all("expect") == ["success"]:
        assert hashlib.sha256(_open(unasked)).hexdigest() == vector.all("payload")[0]
        return
    with pytest.raises(VaultProblem):
        _open(unasked)
