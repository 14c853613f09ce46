import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.calibration import CAUTION, score

LANGUAGES = st.sampled_from(("", "en", "ru", "uk", "tr", "ar", "de", "xx"))
CHANCES = st.floats(min_value=0, max_value=1)


@given(CHANCES, CHANCES, LANGUAGES)
def test_a_higher_chance_is_never_a_lower_score(one: float, other: float, language: str) -> None:
    low, high = sorted((one, other))
    assert 0 <= score(low, language) <= score(high, language) <= 1


@pytest.mark.parametrize("language", ["", "en", "ar", "uk"])
def test_certainty_is_certainty(language: str) -> None:
    assert score(0.0, language) == 0
    assert score(1.0, language) == pytest.approx(1)


def test_the_same_chance_weighs_less_where_less_was_learned() -> None:
    assert score(0.1, "ar") < CAUTION["normal"] <= score(0.1, "en")
