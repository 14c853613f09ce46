"""Problems carry a code and numbers, and nothing else."""

import pytest

from vault.problem import CODES, VaultProblem


def test_a_problem_says_its_code_hint_and_numbers() -> None:
    problem = VaultProblem("damaged_payload", chunk=3)
    assert (str(problem), problem.code, problem.numbers) == ("damaged_payload", "damaged_payload", {"chunk": 3})
    assert problem.hint == CODES["damaged_payload"]


def test_an_unlisted_code_is_refused() -> None:
    with pytest.raises(ValueError, match="unlisted"):
        VaultProblem("whatever")


def test_every_hint_is_one_polite_line() -> None:
    assert all(hint and "\n" not in hint and not hint.endswith(".") and hint[0].islower() for hint in CODES.values())
