"""The policy is total, refuses what it does not know, and is named by its digest."""

import pytest

from redaction.finding import TYPES
from redaction.policy import STATUSES, Action, PolicyProblem, default_policy, parse_policy


def test_the_shipped_policy_names_every_type_and_status() -> None:
    policy = parse_policy(default_policy())
    assert {(type_, status) for type_ in TYPES for status in STATUSES} == set(policy.actions)


def test_an_unknown_person_is_treated_as_a_private_one() -> None:
    policy = parse_policy(default_policy())
    assert policy.action("PERSON", "unknown") is Action.PSEUDONYMISE
    assert policy.action("BIRTH_DATE", "unknown") is Action.DECADE


def test_a_public_person_keeps_the_name_and_nothing_else_that_identifies() -> None:
    policy = parse_policy(default_policy())
    assert policy.action("PERSON", "public") is Action.KEEP
    assert {policy.action(one, "public") for one in ("PHONE", "PASSPORT", "ADDRESS", "EMAIL")} == {Action.REMOVE}


def test_what_the_policy_does_not_name_is_removed() -> None:
    policy = parse_policy(b'[rows.person_name]\npublic = "keep"\n[types]\nPERSON = "person_name"\n')
    assert policy.action("PERSON", "private") is Action.REMOVE
    assert policy.action("NEVER_HEARD_OF", "public") is Action.REMOVE


@pytest.mark.parametrize(
    "text",
    [
        b"[rows",
        b'[rows.a]\npublic = "hide"\n',
        b'[rows.a]\nfriend = "keep"\n',
        b'[types]\nPERSON = "no_such_row"\n',
        b'[rows.a]\n[types]\nSHOE_SIZE = "a"\n',
        b"keep_if_k = 0\n",
        b"surprise = 1\n",
        b"\xff\xfe",
    ],
)
def test_a_policy_with_an_unknown_word_is_refused(text: bytes) -> None:
    with pytest.raises(PolicyProblem):
        parse_policy(text)


def test_another_policy_has_another_digest() -> None:
    changed = default_policy().replace(b'private = "decade"', b'private = "remove"')
    assert parse_policy(changed).digest != parse_policy(default_policy()).digest
