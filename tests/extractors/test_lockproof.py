"""The lock is proved here, on this machine, against a control that has none."""

import os

import pytest

from extractors.attempts import ATTEMPTS
from extractors.lockproof import prove_lock


def test_every_forbidden_act_is_refused_to_a_locked_worker() -> None:
    proofs = prove_lock()
    assert [proof.attempt for proof in proofs] == list(ATTEMPTS)
    assert [proof.attempt for proof in proofs if not proof.is_refused] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user may not trace everywhere")
def test_without_the_lock_every_act_gets_through() -> None:
    assert [proof.attempt for proof in prove_lock(is_locked=False) if proof.is_refused] == []
