"""Overlapping places become one, and nothing that any detector covered is uncovered by that."""

from hypothesis import given
from hypothesis import strategies as st

from redaction.finding import ADDRESS, EMAIL, LOCATION, PERSON, PHONE, TYPES, URL
from redaction.spans import Hit, merge


def hit(start: int, end: int, kind: str = PERSON, score: float = 0.9) -> Hit:
    return Hit(start, end, kind, score, "test")


@st.composite
def texts_with_hits(draw: st.DrawFn) -> tuple[str, list[Hit]]:
    text = draw(st.text(st.sampled_from("aЯ \n\t.é"), max_size=40))
    ends = st.integers(-3, len(text) + 3)
    kinds = st.sampled_from(sorted(TYPES))
    hits = st.builds(Hit, ends, ends, kinds, st.sampled_from([0.3, 0.6, 0.9]), st.just("test"))
    return text, draw(st.lists(hits, max_size=12))


@given(texts_with_hits())
def test_merged_hits_are_sorted_disjoint_and_inside_the_text(given_: tuple[str, list[Hit]]) -> None:
    text, hits = given_
    edges = [edge for one in merge(hits, text) for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(one.start < one.end for one in merge(hits, text))


@given(texts_with_hits())
def test_every_visible_character_that_was_covered_stays_covered_and_no_other_is_added(
    given_: tuple[str, list[Hit]],
) -> None:
    text, hits = given_

    def covered(spans: list[Hit]) -> set[int]:
        inside = {at for one in spans for at in range(max(0, one.start), min(len(text), one.end))}
        return {at for at in inside if not text[at].isspace()}

    assert covered(merge(hits, text)) == covered(hits)


@given(texts_with_hits())
def test_merging_again_changes_nothing(given_: tuple[str, list[Hit]]) -> None:
    text, hits = given_
    once = merge(hits, text)
    assert merge(once, text) == once


@given(texts_with_hits(), st.randoms())
def test_the_order_in_which_detectors_speak_does_not_matter(given_: tuple[str, list[Hit]], random: object) -> None:
    text, hits = given_
    shuffled = list(hits)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled, text) == merge(hits, text)


def test_white_space_at_the_edges_is_left_out() -> None:
    assert merge([hit(2, 12)], "to  Zaur B \n come") == [hit(4, 10)]


def test_neighbours_that_only_touch_stay_two() -> None:
    assert len(merge([hit(0, 4), hit(4, 8)], "ZaurAnna")) == 2


def test_a_name_inside_an_address_belongs_to_the_address() -> None:
    text = "zaur.mamedzade@post.example"
    (one,) = merge([hit(0, 14), hit(0, 27, EMAIL), hit(15, 27, URL)], text)
    assert (one.start, one.end, one.type) == (0, 27, EMAIL)


def test_what_a_policy_may_keep_yields_to_what_it_removes() -> None:
    (one,) = merge([hit(0, 20, LOCATION, 1.0), hit(15, 26, PHONE, 0.5)], "Lagos office line 080 0000 12")
    assert (one.start, one.end, one.type) == (0, 26, PHONE)


def test_of_two_kinds_of_one_rank_the_longer_one_names_the_union() -> None:
    (one,) = merge([hit(0, 6, PHONE, 0.99), hit(3, 20, ADDRESS, 0.5)], "12 345 Elm Road, Leeds")
    assert (one.start, one.end, one.type) == (0, 20, ADDRESS)
