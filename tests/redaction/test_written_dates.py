"""Dates as documents write them."""

import pytest

from redaction.phrases import words_of
from redaction.written_dates import dates_in


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-04", "2019-03-04T10:00", "04.03.2019", "4/3/2019", "04-03-2019", "4 March 2019", "March 4, 2019",
        "4th of March 2019", "04-Mar-2019", "04MAR2019", "4 mars 2019", "4 марта 2019 г.", "«4» марта 2019 года",
        "the 4th day of March 2019", "04/03/19",
    ],
)  # fmt: skip
def test_a_date_is_read(text: str) -> None:
    assert [one.iso for one in dates_in(words_of(f"on {text}").folded)] == ["2019-03-04"]


@pytest.mark.parametrize(
    "text", ["31 February 2019", "2019", "March 2019", "+33 04 03 2019 12", "A-123/4-2019", "12345-04-2019"]
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert dates_in(words_of(text).folded) == []


def test_a_month_above_twelve_turns_the_figures() -> None:
    assert [one.iso for one in dates_in("03/25/2019")] == ["2019-03-25"]
