"""Stanzas: each opens with its own key only, and a malformed one is damage, not a mismatch."""

from dataclasses import replace

import pytest

from vault.age_header import encode64
from vault.age_keys import Identity, new_identity
from vault.age_wrap import unwrap, unwrap_scrypt, wrap, wrap_scrypt
from vault.problem import VaultProblem

_KEY = bytes(range(16))
_BOTH = pytest.mark.parametrize("identity", [new_identity(True), new_identity(False)], ids=["hybrid", "classic"])


@_BOTH
def test_a_stanza_opens_for_its_identity_alone(identity: Identity) -> None:
    stanza = wrap(_KEY, identity.recipient)
    assert unwrap(stanza, identity) == _KEY
    assert unwrap(stanza, new_identity(identity.is_post_quantum)) is None
    assert unwrap(stanza, new_identity(not identity.is_post_quantum)) is None


@_BOTH
def test_a_malformed_stanza_is_damage(identity: Identity) -> None:
    stanza = wrap(_KEY, identity.recipient)
    (share,) = stanza.arguments
    low_order = share[:-43] + encode64(bytes(32)) if not identity.is_post_quantum else encode64(bytes(1120))
    broken = [
        replace(stanza, arguments=()),
        replace(stanza, arguments=(share, share)),
        replace(stanza, arguments=(share[:-4],)),
        replace(stanza, arguments=(low_order,)),
        replace(stanza, body=stanza.body + b"\0"),
        replace(stanza, body=stanza.body[:-1]),
    ]
    for one in broken:
        with pytest.raises(VaultProblem, match="damaged_header"):
            unwrap(one, identity)


@pytest.mark.parametrize("work_factor", ["0", "01", "+4", "-4", "4 ", "0x4", "", "٤", "99999999999"])
def test_a_work_factor_has_one_spelling(work_factor: str) -> None:
    stanza = wrap_scrypt(_KEY, "a", 4)
    assert unwrap_scrypt(stanza, "a") == _KEY
    with pytest.raises(VaultProblem, match="damaged_header"):
        unwrap_scrypt(replace(stanza, arguments=(stanza.arguments[0], work_factor)), "a")
