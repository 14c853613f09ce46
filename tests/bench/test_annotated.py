"""The measures on annotated text: what counts as covered, as right and as protected."""

import pytest

from bench.annotated import Found, Mention, Protection, Tally, count, name_letters, protect
from redaction.training.sets import Annotated

TEXT = "Mr Anders Holm met г-н Пётр Волков and Eva at 5 Elm Road."


def span(words: str, label: str = "PERSON") -> Found:
    return TEXT.index(words), TEXT.index(words) + len(words), label


def tally(annotated: list[Found], found: list[Found]) -> Tally:
    result = Tally()
    count(result, Annotated("x", "en", TEXT, tuple(annotated)), found)
    return result


@pytest.mark.parametrize("name", ["Mr Anders Holm", "г-н Пётр Волков", "Anders Holm"])
def test_a_title_at_the_edge_of_a_name_does_not_count(name: str) -> None:
    bare = name.removeprefix("Mr ").removeprefix("г-н ")
    start, end, _ = span(name)
    assert "".join(TEXT[at] for at in name_letters(TEXT, start, end)) == bare.replace(" ", "")
    assert tally([span(name)], [span(bare)]).recall == 1.0


def test_a_name_of_which_one_letter_shows_is_not_covered() -> None:
    assert tally([span("Anders Holm")], [span("Anders Hol")]).recall == 0.0
    assert tally([span("Anders Holm")], [span("Anders"), span("Holm")]).recall == 1.0


def test_a_name_covered_by_another_type_is_covered_but_not_as_person() -> None:
    one = tally([span("Eva")], [span("Eva at 5 Elm Road", "ADDRESS")])
    assert (one.recall, one.recall_as_person, one.persons) == (1.0, 0.0, 0)


def test_a_finding_is_right_if_it_touches_a_name() -> None:
    one = tally([span("Anders Holm"), span("Eva")], [span("Holm met"), span("Elm Road")])
    assert one.precision == 0.5
    assert list(one.wrong) == ["Elm Road"]


def test_addresses_are_counted_beside_names() -> None:
    one = tally([span("5 Elm Road", "STREET_ADDRESS")], [span("5 Elm Road", "ADDRESS")])
    assert (one.addresses, one.addresses_covered, one.names) == (1, 1, 0)


def test_an_entity_is_protected_only_with_all_its_mentions() -> None:
    mentions = [Mention(*span("Anders Holm"), "DIRECT", "a"), Mention(*span("Eva"), "QUASI", "a")]
    mentions.append(Mention(*span("Elm Road", "LOC"), "NO_MASK", "b"))
    half, whole = Protection(), Protection()
    protect(half, TEXT, mentions, [span("Anders Holm")])
    protect(whole, TEXT, mentions, [span("Anders Holm"), span("Eva at 5 Elm Road")])
    assert (half.recall("DIRECT"), whole.recall("DIRECT"), whole.entities["QUASI"]) == (0.0, 1.0, 0)
    assert (half.tokens, half.in_entities) == (2, 2)
    assert (whole.tokens, whole.in_entities, whole.in_masked) == (7, 5, 3)
