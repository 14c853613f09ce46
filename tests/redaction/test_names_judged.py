from redaction.finding import ADDRESS, DATE, PERSON
from redaction.names_judged import judged
from redaction.spans import Hit
from redaction.tagger.tagger import Word

LABELS = ("O", PERSON)
TEXT = "Anna Smith came Monday"


def _words(*chances: float) -> list[Word]:
    starts = (0, 5, 11, 16)
    ends = (4, 10, 15, 22)
    return [Word(*one, (1 - chance, chance)) for *one, chance in zip(starts, ends, chances, strict=True)]


def test_what_the_tagger_holds_for_impossible_counts_half_and_keeps_its_place() -> None:
    (one,) = judged([Hit(16, 22, PERSON, 0.85, "model:en")], _words(0.9, 0.9, 0.01, 0.001), LABELS)
    assert (one.start, one.end, one.score) == (16, 22, 0.425)


def test_one_probable_word_vouches_for_the_whole() -> None:
    hit = Hit(0, 15, PERSON, 0.85, "model:en")
    assert judged([hit], _words(0.9, 0.01, 0.01, 0.0), LABELS) == [hit]


def test_a_form_or_a_cue_is_doubted_least() -> None:
    hit = Hit(16, 22, PERSON, 0.95, "names:cue")
    assert judged([hit], _words(0, 0, 0, 0.01), LABELS) == [hit]


def test_a_name_of_rampart_ends_where_the_tagger_sees_none() -> None:
    hits = judged([Hit(0, 22, PERSON, 0.95, "rampart")], _words(0.9, 0.9, 0.001, 0.3), LABELS)
    assert [(one.start, one.end) for one in hits] == [(0, 10), (16, 22)]


def test_nothing_is_dropped() -> None:
    (one,) = judged([Hit(0, 22, PERSON, 0.95, "rampart")], _words(0, 0, 0, 0), LABELS)
    assert (one.start, one.end) == (0, 22)
    assert one.score < 0.5


def test_an_address_is_doubted_where_a_name_stands_and_other_things_are_left_alone() -> None:
    doubted, kept = judged(
        [Hit(0, 10, ADDRESS, 0.9, "rampart"), Hit(16, 22, DATE, 0.9, "tagger")], _words(0.9, 0.9, 0, 0), LABELS
    )
    assert doubted.score < 0.5
    assert kept.score == 0.9


def test_a_doubt_leaves_what_a_high_caution_counts() -> None:
    (one,) = judged([Hit(16, 22, PERSON, 0.5, "names:word")], _words(0, 0, 0, 0.0), LABELS)
    assert one.score == 0.3
