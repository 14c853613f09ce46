"""The case's secret and the records under it."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.age import encrypt_bytes
from vault.age_keys import new_identity
from vault.problem import VaultProblem
from vault.secret import (
    CaseSecret,
    new_case_secret,
    open_case_secret,
    open_record,
    seal_case_secret,
    seal_record,
    with_fresh_naming,
    with_fresh_sealing,
    with_newest_sealing,
)

_NAMES = st.text(st.characters(), max_size=20) | st.text(["\ud800", "\udcff", "a"], max_size=5)
_SECRET = CaseSecret(bytes(range(32)), bytes(range(32, 64)), (bytes(range(64, 96)),))


def _is_refused(secret: CaseSecret, kind: str, name: str, sealed: bytes) -> bool:
    try:
        open_record(secret, kind, name, sealed)
    except VaultProblem as problem:
        return problem.code == "damaged_record"
    return False


def test_the_secret_is_opened_by_its_recipients_only() -> None:
    one, other, stranger = new_identity(), new_identity(), new_identity()
    secret = new_case_secret()
    sealed = seal_case_secret(secret, [one.recipient, other.recipient])
    assert open_case_secret(sealed, [one]) == open_case_secret(sealed, [other]) == secret
    with pytest.raises(VaultProblem, match="wrong_identity"):
        open_case_secret(sealed, [stranger])


def test_an_age_file_of_something_else_is_no_secret() -> None:
    identity = new_identity()
    first, second = b"undercroft case secret v1\n", b"undercroft case secret v2\n"
    broken = (second, second + bytes(64), second + bytes(95), second + bytes(97))
    for data in (b"", bytes(32), first + bytes(31), first + bytes(64), *broken):
        with pytest.raises(VaultProblem, match="damaged_payload"):
            open_case_secret(encrypt_bytes(data, [identity.recipient]), [identity])


def test_the_secret_is_never_shown_or_pickled() -> None:
    assert repr(_SECRET) == "CaseSecret()"
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(_SECRET)


def test_a_secret_of_another_length_is_refused() -> None:
    with pytest.raises(VaultProblem, match="damaged_payload"):
        CaseSecret(bytes(31), bytes(32), (bytes(32),))
    with pytest.raises(VaultProblem, match="damaged_payload"):
        CaseSecret(bytes(32), bytes(32), ())


def test_a_secret_of_the_first_form_is_opened_and_names_as_it_did() -> None:
    identity = new_identity()
    first = encrypt_bytes(b"undercroft case secret v1\n" + _SECRET.key, [identity.recipient])
    opened = open_case_secret(first, [identity])
    assert opened == CaseSecret(_SECRET.key, _SECRET.derive("pseudonym"), (_SECRET.key,))
    assert open_case_secret(seal_case_secret(opened, [identity.recipient]), [identity]) == opened


def test_a_fresh_sealing_key_opens_what_was_before_and_not_the_other_way_round() -> None:
    both = with_fresh_sealing(_SECRET)
    newest = with_newest_sealing(both)
    former, fresh = seal_record(_SECRET, "k", "n", b"former"), seal_record(both, "k", "n", b"fresh")
    assert open_record(both, "k", "n", former) == b"former"
    assert open_record(both, "k", "n", fresh) == open_record(newest, "k", "n", fresh) == b"fresh"
    assert _is_refused(_SECRET, "k", "n", fresh) and _is_refused(newest, "k", "n", former)
    assert (newest.key, newest.naming) == (_SECRET.key, _SECRET.naming)


def test_a_fresh_naming_key_leaves_digests_and_records_as_they_are() -> None:
    renamed = with_fresh_naming(_SECRET)
    assert renamed.naming != _SECRET.naming
    assert (renamed.key, renamed.sealing) == (_SECRET.key, _SECRET.sealing)


def test_keys_and_digests_of_different_labels_differ_and_stay() -> None:
    assert _SECRET.derive("a") == _SECRET.derive("a") != _SECRET.derive("b")
    assert _SECRET.keyed_digest("a", b"x") == _SECRET.keyed_digest("a", b"x")
    different = {_SECRET.keyed_digest("a", b"x"), _SECRET.keyed_digest("b", b"x"), _SECRET.keyed_digest("a", b"y")}
    assert len(different) == 3
    assert _SECRET.keyed_digest("a", b"x") != new_case_secret().keyed_digest("a", b"x")


def test_derived_keys_never_change_between_versions() -> None:
    # Pseudonyms rest on these: a change would rename everyone in every case.
    assert _SECRET.derive("pseudonym").hex() == "7f6404b1406820d78d50877408de0b30a1381327261e8067e21639662adf4454"
    assert _SECRET.keyed_digest("pseudonym", b"1") == "8cd2f301bc320219ac5cfa60dc30e380fc18f417e34d439793d0a1afabdabfe6"


@given(_NAMES, _NAMES, st.binary(max_size=2000))
def test_a_record_is_opened_as_it_was_sealed(kind: str, name: str, data: bytes) -> None:
    assert open_record(_SECRET, kind, name, seal_record(_SECRET, kind, name, data)) == data


def test_a_record_in_anothers_place_is_refused() -> None:
    sealed = seal_record(_SECRET, "ab", "c", b"canary")
    assert not _is_refused(_SECRET, "ab", "c", sealed)
    assert _is_refused(_SECRET, "a", "bc", sealed)
    assert _is_refused(_SECRET, "ab", "d", sealed)
    assert _is_refused(new_case_secret(), "ab", "c", sealed)


def test_one_flipped_bit_or_a_cut_anywhere_is_refused() -> None:
    sealed = seal_record(_SECRET, "k", "n", b"canary")
    for at in range(len(sealed)):
        assert _is_refused(_SECRET, "k", "n", sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :])
        assert _is_refused(_SECRET, "k", "n", sealed[:at])
    assert _is_refused(_SECRET, "k", "n", sealed + b"\0")


def test_small_records_all_have_one_size_and_no_two_look_alike() -> None:
    assert len({len(seal_record(_SECRET, "k", "n", bytes(size))) for size in range(248)}) == 1
    assert seal_record(_SECRET, "k", "n", b"same") != seal_record(_SECRET, "k", "n", b"same")
