"""Sealing and opening age files: whole, or not at all."""

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault import age
from vault.age_armor import armor
from vault.age_keys import Identity, new_identity
from vault.problem import VaultProblem

_CHUNK = 1 << 16
_CLASSIC = new_identity(post_quantum=False)
_HYBRID = new_identity()
_OTHER = new_identity()
_BOTH = pytest.mark.parametrize("identity", [_CLASSIC, _HYBRID], ids=["classic", "hybrid"])


def _refusal(data: bytes, *identities: Identity) -> str:
    with pytest.raises(VaultProblem) as caught:
        age.decrypt_bytes(data, identities)
    return caught.value.code


@_BOTH
@pytest.mark.parametrize("size", [0, 1, _CHUNK - 1, _CHUNK, _CHUNK + 1, 2 * _CHUNK, 2 * _CHUNK + 1, 20 * _CHUNK])
def test_every_size_is_opened_as_it_was_sealed(identity: Identity, size: int) -> None:
    data = bytes(at % 251 for at in range(256)) * (size // 256 + 1)
    assert age.decrypt_bytes(age.encrypt_bytes(data[:size], [identity.recipient]), [identity]) == data[:size]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2 * _CHUNK + 5), max_size=6))
def test_writes_of_any_size_make_the_same_file(sizes: list[int]) -> None:
    target, data = io.BytesIO(), bytes(range(256)) * (3 * _CHUNK // 256)
    writer = age.open_writer(target, [_CLASSIC.recipient])
    for size in sizes:
        writer.write(data[:size])
    writer.finish()
    assert age.decrypt_bytes(target.getvalue(), [_CLASSIC]) == b"".join(data[:size] for size in sizes)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 3 * _CHUNK), min_size=1, max_size=6))
def test_reads_of_any_size_give_the_same_bytes(sizes: list[int]) -> None:
    data = bytes(range(256)) * (3 * _CHUNK // 256)
    reader = age.open_reader(io.BytesIO(age.encrypt_bytes(data, [_CLASSIC.recipient])), [_CLASSIC])
    first = b"".join(reader.read(size) for size in sizes)
    assert first == data[: sum(sizes)]
    assert first + b"".join(reader.portions()) == data


def test_any_one_of_several_recipients_opens_the_file() -> None:
    sealed = age.encrypt_bytes(b"canary", [_HYBRID.recipient, _OTHER.recipient, _HYBRID.recipient])
    assert age.decrypt_bytes(sealed, [_HYBRID]) == age.decrypt_bytes(sealed, [_CLASSIC, _OTHER]) == b"canary"


def test_another_identity_opens_nothing() -> None:
    sealed = age.encrypt_bytes(b"canary", [_HYBRID.recipient])
    assert _refusal(sealed, _OTHER) == _refusal(sealed, _CLASSIC) == "wrong_identity"
    assert _refusal(sealed) == "no_identity"


def test_an_empty_recipient_list_is_refused_before_anything_is_written() -> None:
    target = io.BytesIO()
    with pytest.raises(VaultProblem, match="no_recipients"):
        age.encrypt(io.BytesIO(b"canary"), target, [])
    assert target.getvalue() == b""


def test_more_recipients_than_a_header_may_hold_are_refused() -> None:
    with pytest.raises(VaultProblem, match="too_many_recipients"):
        age.encrypt_bytes(b"", [new_identity(False).recipient for _ in range(21)])


def test_twenty_post_quantum_recipients_fit_a_header() -> None:
    identities = [new_identity() for _ in range(20)]
    sealed = age.encrypt_bytes(b"canary", [identity.recipient for identity in identities])
    assert age.decrypt_bytes(sealed, [identities[-1]]) == b"canary"


def test_a_classic_recipient_beside_a_post_quantum_one_must_be_asked_for() -> None:
    recipients = [_HYBRID.recipient, _CLASSIC.recipient]
    with pytest.raises(VaultProblem, match="mixed_recipients"):
        age.encrypt_bytes(b"canary", recipients)
    assert age.decrypt_bytes(age.encrypt_bytes(b"canary", recipients, allow_mixed=True), [_CLASSIC]) == b"canary"


@_BOTH
def test_a_file_cut_anywhere_opens_nothing(identity: Identity) -> None:
    sealed = age.encrypt_bytes(b"canary" * 20, [identity.recipient])
    codes = {_refusal(sealed[:end], identity) for end in range(0, len(sealed), 7)}
    assert codes == {"damaged_header", "damaged_payload"}


def test_a_payload_cut_between_chunks_opens_nothing() -> None:
    sealed = age.encrypt_bytes(bytes(2 * _CHUNK), [_CLASSIC.recipient])
    assert _refusal(sealed[: -(_CHUNK + 16)], _CLASSIC) == "damaged_payload"
    assert _refusal(sealed + b"\0", _CLASSIC) == "damaged_payload"


@_BOTH
@settings(max_examples=60, deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_opens_nothing(identity: Identity, where: float, bit: int) -> None:
    sealed = bytearray(age.encrypt_bytes(b"canary" * 200, [identity.recipient]))
    sealed[int(where * len(sealed))] ^= 1 << bit
    assert _refusal(bytes(sealed), identity) in {"damaged_header", "damaged_payload", "wrong_identity"}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_code(noise: bytes) -> None:
    assert _refusal(noise, _HYBRID) in {"damaged_header", "damaged_armor"}
    assert _refusal(b"age-encryption.org/v1\n" + noise, _HYBRID) == "damaged_header"


def test_a_passphrase_opens_what_it_sealed_and_another_does_not() -> None:
    sealed = age.encrypt_bytes_with_passphrase(b"canary", "pässphrase", work_factor=4)
    assert age.decrypt_bytes_with_passphrase(sealed, "pässphrase") == b"canary"
    with pytest.raises(VaultProblem, match="wrong_passphrase"):
        age.decrypt_bytes_with_passphrase(sealed, "passphrase")
    assert _refusal(sealed, _CLASSIC) == "wrong_identity"


def test_a_passphrase_need_not_be_utf8() -> None:
    sealed = age.encrypt_bytes_with_passphrase(b"canary", "p\udcff", work_factor=4)
    assert age.decrypt_bytes_with_passphrase(sealed, "p\udcff") == b"canary"


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(VaultProblem, match="empty_passphrase"):
        age.encrypt_bytes_with_passphrase(b"canary", "", work_factor=4)


def test_a_passphrase_file_asking_for_too_much_memory_is_refused() -> None:
    sealed = age.encrypt_bytes_with_passphrase(b"", "a", work_factor=4).split(b"\n", 2)
    heavy = b"\n".join([sealed[0], sealed[1][:-1] + b"21", sealed[2]])
    with pytest.raises(VaultProblem, match="work_factor_too_high"):
        age.decrypt_bytes_with_passphrase(heavy, "a")


def test_an_armored_file_is_opened_like_any_other() -> None:
    sealed = armor(age.encrypt_bytes(b"canary", [_HYBRID.recipient]))
    assert age.is_age_file(sealed)
    assert age.decrypt_bytes(sealed, [_HYBRID]) == b"canary"


def test_a_target_that_takes_little_at_a_time_gets_everything() -> None:
    class Narrow(io.BytesIO):
        def write(self, data: object) -> int:
            assert isinstance(data, bytes | bytearray | memoryview)
            return super().write(bytes(data[:1000]))

    sealed, opened = Narrow(), Narrow()
    age.encrypt(io.BytesIO(bytes(100_000)), sealed, [_CLASSIC.recipient])
    age.decrypt(io.BytesIO(sealed.getvalue()), opened, [_CLASSIC])
    assert opened.getvalue() == bytes(100_000)


class Zeros(io.RawIOBase):
    """A long source that is nowhere held."""

    def __init__(self, size: int) -> None:
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        assert isinstance(buffer, memoryview)
        size = min(len(buffer), self._left)
        self._left -= size
        return size


def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    sealed, opened = tmp_path / "sealed", tmp_path / "opened"
    tracemalloc.start()
    try:
        with sealed.open("wb") as target:
            age.encrypt(io.BufferedReader(Zeros(64 << 20)), target, [_CLASSIC.recipient])
        with sealed.open("rb") as source, opened.open("wb") as target:
            age.decrypt(source, target, [_CLASSIC])
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
    assert opened.stat().st_size == 64 << 20
