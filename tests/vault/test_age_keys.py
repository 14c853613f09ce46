"""Recipients and identities: parsed strictly, shown by fingerprint, never shown when secret."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import bech32
from vault.age_keys import Recipient, new_identity, parse_identity, parse_recipient
from vault.problem import VaultProblem


@pytest.mark.parametrize("post_quantum", [True, False])
def test_a_new_identity_and_its_recipient_are_parsed_back(post_quantum: bool) -> None:
    identity = new_identity(post_quantum)
    assert parse_identity(f" {identity.text}\n") == identity
    assert parse_recipient(f"{identity.recipient.text}\n") == identity.recipient
    assert identity.is_post_quantum == identity.recipient.is_post_quantum == post_quantum


def test_a_known_identity_has_its_known_recipient() -> None:
    identity = parse_identity("AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0")
    assert identity.recipient.text == "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"


def test_an_identity_never_shows_its_secret() -> None:
    identity = new_identity()
    _ = identity.recipient
    assert identity.text[20:40] not in f"{identity!r} {identity} {[identity]}"


@pytest.mark.parametrize("keep", [pickle.dumps, copy.deepcopy])
def test_an_identity_is_never_pickled(keep: object) -> None:
    assert callable(keep)
    with pytest.raises(TypeError, match="never pickled"):
        keep(new_identity())


def test_fingerprints_are_short_stable_and_differ() -> None:
    one, other = new_identity().recipient, new_identity().recipient
    assert one.fingerprint == Recipient(one.text).fingerprint != other.fingerprint
    assert len(one.fingerprint) == 19


@given(st.binary(max_size=80), st.sampled_from(["age", "age1pq", "AGE-SECRET-KEY-", "AGE-SECRET-KEY-PQ-", "age1"]))
def test_keys_of_a_wrong_length_or_kind_are_refused(data: bytes, prefix: str) -> None:
    text = bech32.encode(prefix, data)
    if (prefix, len(data)) != ("age", 32):
        with pytest.raises(VaultProblem, match="bad_recipient"):
            parse_recipient(text)
    if not prefix.startswith("AGE") or len(data) != 32:
        with pytest.raises(VaultProblem, match="bad_identity"):
            parse_identity(text.upper())


def test_a_recipient_of_low_order_is_refused() -> None:
    with pytest.raises(VaultProblem, match="bad_recipient"):
        parse_recipient(bech32.encode("age", bytes(32)))


def test_a_lattice_key_out_of_range_is_refused() -> None:
    with pytest.raises(VaultProblem, match="bad_recipient"):
        parse_recipient(bech32.encode("age1pq", b"\xff" * 1184 + b"\x09" + bytes(31)))


def test_a_secret_given_as_a_recipient_is_refused_without_being_shown() -> None:
    identity = new_identity(post_quantum=False)
    with pytest.raises(VaultProblem) as caught:
        parse_recipient(identity.text)
    assert caught.value.code == "bad_recipient"
    assert caught.value.__cause__ is None and identity.text not in repr(caught.value)
