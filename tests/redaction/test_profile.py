"""A profile is data that is checked before it is used."""

import pytest

from redaction.profile import ProfileProblem, parse_profile, shipped_profile


def test_the_shipped_profile_names_the_kinds_of_the_design() -> None:
    kinds = {one.name for one in shipped_profile("interpol").kinds}
    assert kinds == {"red_notice", "red_diffusion", "message", "complaint", "decision", "register"}


def test_the_shipped_profile_names_every_outcome() -> None:
    outcomes = {name for name, _ in shipped_profile("interpol").outcomes}
    assert outcomes == {"deleted", "refused", "withdrawn", "corrected", "inadmissible", "maintained", "pending"}


def test_phrases_carry_their_weight() -> None:
    profile = parse_profile(b'name = "x"\n[labels]\ncase = ["ref"]\n[outcomes.refused]\n"denied" = 2\n')
    assert [(one.text, one.group, one.name, one.weight) for one in profile.phrases()] == [
        ("ref", "label", "case", 1.0), ("denied", "outcome", "refused", 2.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"\xff", b"name", b"[labels]\n", b'name = "x"\nother = 1\n', b'name = "x"\n[kinds.a]\nshape = "cube"\n',
        b'name = "x"\n[labels]\ncase = "ref"\n', b'name = "x"\n[labels]\ncase = ["ab*"]\n',
        b'name = "x"\n[kinds.a]\nshape = "form"\nmore = 1\n', b'name = "x"\nkinds = 3\n',
    ],
)  # fmt: skip
def test_a_profile_that_cannot_be_used_is_refused(data: bytes) -> None:
    with pytest.raises(ProfileProblem):
        parse_profile(data)


@pytest.mark.parametrize("name", ["nothing", "../interpol", ""])
def test_a_profile_that_does_not_ship_is_refused(name: str) -> None:
    with pytest.raises(ProfileProblem):
        shipped_profile(name)
