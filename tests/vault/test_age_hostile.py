"""Altered, spliced and outsized age files: through the command each is refused by its code, and nothing comes out."""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest

from vault.age import decrypt_bytes, encrypt_bytes, encrypt_bytes_with_passphrase, open_reader
from vault.age_armor import armor
from vault.age_command import main
from vault.age_keys import Identity, new_identity
from vault.age_stream import CHUNK
from vault.identity import write_identity
from vault.problem import CODES, VaultProblem

_CLASSIC, _HYBRID, _OTHER = new_identity(False), new_identity(), new_identity(False)
_PLAIN = b"canary! " * (2 * CHUNK // 8 + 5)
_ALTERED = {"damaged_header", "damaged_payload", "wrong_identity"}


class Refusal(Protocol):
    def __call__(self, sealed: bytes, *unlock: str) -> str: ...


@pytest.fixture
def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Refusal:
    """The code by which the command refuses a file; neither standard output nor the disk may hold a byte more."""
    monkeypatch.chdir(tmp_path)
    Path("aside").mkdir()
    monkeypatch.setenv("TMPDIR", "aside")
    write_identity(Path("identity"), _CLASSIC, None)
    Path("words").write_text("right")

    def refuse(sealed: bytes, *unlock: str) -> str:
        Path("sealed").write_bytes(sealed)
        ways = unlock or ("-i", "identity")
        return _same([_refuse(ways, output, capfdbinary) for output in ("-", "opened")])

    return refuse


def _refuse(unlock: Sequence[str], output: str, capture: pytest.CaptureFixture[bytes]) -> str:
    assert main(["-d", *unlock, "-o", output, "sealed"]) == 1
    out, line = capture.readouterr()
    name, code, hint = line.decode().split(": ", 2)
    assert (out, name, hint) == (b"", "age", CODES[code] + "\n")
    assert sorted(os.listdir()) == ["aside", "identity", "sealed", "words"] and os.listdir("aside") == []
    return code


def _same(codes: Sequence[str]) -> str:
    assert len(set(codes)) == 1
    return codes[0]


def _flipped(data: bytes, bit: int) -> bytes:
    altered = bytearray(data)
    altered[bit // 8] ^= 1 << bit % 8
    return bytes(altered)


def _header(sealed: bytes) -> bytes:
    return sealed[: sealed.index(b"\n", sealed.index(b"\n---") + 1) + 1]


def test_any_flipped_bit_of_a_classic_header_opens_nothing(refusal: Refusal) -> None:
    sealed = encrypt_bytes(_PLAIN, [_CLASSIC.recipient])
    bits = range(8 * len(_header(sealed)))
    assert {refusal(_flipped(sealed, bit)) for bit in bits} == {"damaged_header", "wrong_identity"}


def test_any_flipped_bit_of_a_hybrid_header_opens_nothing() -> None:
    sealed = encrypt_bytes(b"canary", [_HYBRID.recipient])
    bits = range(8 * len(_header(sealed)))
    codes = [_library_refusal(_flipped(sealed, bit), _HYBRID) for bit in bits]
    assert len(codes) > 13_000 and set(codes) == {"damaged_header", "wrong_identity"}


def _library_refusal(sealed: bytes, identity: Identity) -> str:
    with pytest.raises(VaultProblem) as caught:
        decrypt_bytes(sealed, [identity])
    return caught.value.code


def test_fifteen_hundred_flipped_bits_of_the_payload_open_nothing(refusal: Refusal) -> None:
    sealed = encrypt_bytes(_PLAIN, [_CLASSIC.recipient])
    start = 8 * len(_header(sealed))
    bits = random.Random(1).sample(range(start, 8 * len(sealed)), 1500)
    assert {refusal(_flipped(sealed, bit)) for bit in bits} == {"damaged_payload"}


def test_a_cut_near_any_boundary_opens_nothing(refusal: Refusal) -> None:
    sealed = encrypt_bytes(_PLAIN, [_CLASSIC.recipient])
    start = len(_header(sealed))
    boundaries = [start, *range(start + 16, len(sealed), CHUNK + 16), len(sealed)]
    ends = {end for at in boundaries for end in range(at - 17, at + 18) if end < len(sealed)}
    assert len(boundaries) == 5 and {refusal(sealed[:end]) for end in ends} <= _ALTERED


@pytest.mark.parametrize("more", [b"\0", b"\n", bytes(CHUNK + 16)], ids=len)
def test_more_at_the_end_opens_nothing(refusal: Refusal, more: bytes) -> None:
    assert refusal(encrypt_bytes(_PLAIN, [_CLASSIC.recipient]) + more) == "damaged_payload"


def test_stanzas_cannot_be_taken_away_doubled_moved_or_brought_from_another_file(refusal: Refusal) -> None:
    sealed = encrypt_bytes(_PLAIN, [_CLASSIC.recipient, _OTHER.recipient])
    foreign = encrypt_bytes(_PLAIN, [_CLASSIC.recipient, _OTHER.recipient])
    (ours, theirs), (spliced, _) = _stanzas(sealed), _stanzas(foreign)
    made = [(ours,), (theirs,), (), (ours, ours), (ours, theirs, theirs), (theirs, ours), (spliced, theirs)]
    made += [(ours, spliced), (spliced, ours, theirs), (ours, theirs, b"-> grease\n\n")]
    refused = [refusal(_with_stanzas(sealed, stanzas)) for stanzas in made]
    # Without a stanza of ours no key is found; with one, the MAC tells.
    assert refused == ["wrong_identity" if stanzas == (theirs,) else "damaged_header" for stanzas in made]
    assert refusal(_header(foreign) + sealed[len(_header(sealed)) :]) == "damaged_payload"
    assert decrypt_bytes(_with_stanzas(sealed, (ours, theirs)), [_CLASSIC]) == _PLAIN


def _stanzas(sealed: bytes) -> list[bytes]:
    first, *stanzas = _header(sealed).rpartition(b"---")[0].split(b"-> ")
    return [b"-> " + stanza for stanza in stanzas]


def _with_stanzas(sealed: bytes, stanzas: Sequence[bytes]) -> bytes:
    header = _header(sealed)
    return b"".join([b"age-encryption.org/v1\n", *stanzas, header[header.index(b"---") :], sealed[len(header) :]])


_OUTSIZED = {
    "a version line without end": b"age-encryption.org/v1" + b"1" * (1 << 16),
    "a stanza line without end": b"age-encryption.org/v1\n-> X25519 " + b"A" * (1 << 16),
    "a body without end": b"age-encryption.org/v1\n-> grease\n" + (b"A" * 64 + b"\n") * 2000,
    "ten thousand stanzas": b"age-encryption.org/v1\n" + b"-> g\n\n" * 10_000 + b"--- " + b"A" * 43 + b"\n",
    "ten thousand arguments": b"age-encryption.org/v1\n->" + b" g" * 40_000 + b"\n\n",
    "nothing but zeros": bytes(1 << 20),
    "armor without end": b"-----BEGIN AGE ENCRYPTED FILE-----\n" + (b"A" * 64 + b"\n") * 20_000,
    "armor of one line": b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"A" * (1 << 20),
    "armor after much white space": b" " * (1 << 20) + armor(b""),
}


@pytest.mark.parametrize("sealed", _OUTSIZED.values(), ids=_OUTSIZED)
def test_an_outsized_header_is_refused(refusal: Refusal, sealed: bytes) -> None:
    assert refusal(sealed) in {"damaged_header", "damaged_armor"}


def test_a_header_is_read_no_further_than_it_may_be_long() -> None:
    class Endless:
        taken = 0

        def read(self, size: int, /) -> bytes:
            self.taken += size
            return b"-> grease\n\n" * (size // 11) + b"-" * (size % 11)

    source = Endless()
    with pytest.raises(VaultProblem, match="damaged_header"):
        open_reader(source, [_CLASSIC])
    assert source.taken < 1 << 18


def test_twenty_stanzas_are_read_and_twenty_one_are_not(refusal: Refusal) -> None:
    full = encrypt_bytes(_PLAIN, [_CLASSIC.recipient, *(new_identity(False).recipient for _ in range(19))])
    assert decrypt_bytes(full, [_CLASSIC]) == _PLAIN
    assert refusal(_with_stanzas(full, [*_stanzas(full), b"-> grease\n\n"])) == "damaged_header"


@pytest.mark.parametrize("work_factor", [b"21", b"30", b"63", b"4294967296"])
def test_a_work_factor_beyond_the_limit_is_refused_at_once(refusal: Refusal, work_factor: bytes) -> None:
    sealed = encrypt_bytes_with_passphrase(_PLAIN, "right", work_factor=4)
    first, stanza, rest = sealed.split(b"\n", 2)
    heavy = b"\n".join([first, stanza[:-1] + work_factor, rest])
    assert refusal(heavy, "--passphrase-file", "words") == "work_factor_too_high"


def test_a_passphrase_beside_another_way_in_is_refused(refusal: Refusal) -> None:
    locked = encrypt_bytes_with_passphrase(_PLAIN, "right", work_factor=4)
    (ours,) = _stanzas(encrypt_bytes(_PLAIN, [_CLASSIC.recipient]))
    both = _with_stanzas(locked, [*_stanzas(locked), ours])
    assert refusal(both) == "damaged_header"
    assert refusal(both, "--passphrase-file", "words") == "damaged_header"


def test_a_hostile_identity_file_is_refused(
    tmp_path: Path, refusal: Refusal, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    sealed = encrypt_bytes(_PLAIN, [_CLASSIC.recipient])
    for hostile in [b"\0" * 4096, b"AGE-SECRET-KEY-1" + b"Q" * 100_000, sealed, armor(sealed), b"\xff\xfe" * 50]:
        (tmp_path / "identity").write_bytes(hostile)
        assert refusal(sealed, "-i", "identity", "--passphrase-file", "words") in {"bad_identity", "no_passphrase_lock"}
