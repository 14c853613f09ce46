"""A line that is a case, told by what stands in it where its columns are lost."""

from collections.abc import Iterator

from redaction.countries import countries_in
from redaction.lift_outcome import outcome_in_cell
from redaction.lift_text import TOKEN, Books
from redaction.phrases import fold_letters, words_of
from redaction.written_dates import dates_in


def facts_of_line(text: str, order: tuple[str, ...], books: Books) -> Iterator[tuple[str, str]]:
    """(field, value) of a line; `order` says which date comes first."""
    text = TOKEN.sub(lambda one: one[0] + "\t", text)
    countries = list(dict.fromkeys(one.code for one in countries_in(words_of(text)) if not one.is_adjective))
    yield "requesting_country", countries[0] if countries else "unspecified"
    people = [one[2] for one in TOKEN.finditer(text) if one[1] == "PERSON"]
    yield from zip(("subject", "representative"), people, strict=False)
    outcome = outcome_in_cell(text, books)
    dates = [one.iso for one in dates_in(fold_letters(text))]
    yield from zip(order, dates, strict=False)
    if outcome and (len(dates) > 1 or outcome == "pending"):
        yield "outcome", outcome
