"""Mentions that mean one person are kept together, namesakes apart, and none is lost or counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from redaction.clusters import Cluster, cluster
from redaction.mention import Mention
from redaction.name_forms import name_form
from redaction.readings import choose

NAMES = (
    "Adaeze Okonkwor", "A. Okonkwor", "F. Okonkwor", "Okonkwor", "Fanta Okonkwor", "Остап Щербатюк", "Щербатюку", "О. Т. Щербатюк",
    "Остап Тарасович Щербатюк", "Остап Петрович Щербатюк", "Ostap Shcherbatyuk",
)  # fmt: skip
SIGNS = ("b:1971-03-03", "b:1971", "b:1980-05-05", "p:a01234567", "p:b07654321")


def clustered(
    *documents: tuple[str, ...], signs: dict[int, set[str]] | None = None, public: dict[int, int] | None = None
) -> list[Cluster]:
    told = [
        Mention(doc, 0, at * 100, at * 100 + len(name), name)
        for doc, names in enumerate(documents)
        for at, name in enumerate(names)
    ]
    forms = [name_form(one.text) for one in told]
    return cluster(told, forms, choose(told, forms), signs or {}, public or {})


def groups(*documents: tuple[str, ...], signs: dict[int, set[str]] | None = None) -> list[tuple[int, ...]]:
    return [one.mentions for one in clustered(*documents, signs=signs)]


@given(
    st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5).map(tuple), min_size=1, max_size=4),
    st.dictionaries(st.integers(0, 19), st.sets(st.sampled_from(SIGNS), min_size=1, max_size=2), max_size=6),
    st.dictionaries(st.integers(0, 19), st.integers(0, 2), max_size=4),
)
def test_every_mention_is_in_exactly_one_cluster_and_clusters_stand_in_order(
    documents: list[tuple[str, ...]], signs: dict[int, set[str]], public: dict[int, int]
) -> None:
    count = sum(map(len, documents))
    found = clustered(
        *documents,
        signs={at: one for at, one in signs.items() if at < count},
        public={at: entry for at, entry in public.items() if at < count},
    )
    assert sorted(at for one in found for at in one.mentions) == list(range(count))
    assert [one.mentions[0] for one in found] == sorted(one.mentions[0] for one in found)
    assert all(list(one.mentions) == sorted(one.mentions) for one in found)
    assert {at for one in found if one.entry is not None for at in one.mentions} == {at for at in public if at < count}


def test_public_mentions_of_one_entry_are_one_cluster_and_take_no_others_in() -> None:
    found = clustered(("Adaeze Okonkwor", "Adaeze Okonkwor", "Okonkwor"), public={0: 4, 2: 4})
    assert [(one.mentions, one.entry) for one in found] == [((0, 2), 4), ((1,), None)]


def test_one_name_in_two_documents_is_one_person_where_nothing_speaks_against_it() -> None:
    assert groups(("Adaeze Okonkwor",), ("Okonkwor Adaeze",)) == [(0, 1)]


def test_other_birth_dates_are_other_people_and_a_year_agrees_with_its_days() -> None:
    names = (("Adaeze Okonkwor",), ("Adaeze Okonkwor",))
    assert groups(*names, signs={0: {"b:1971-03-03"}, 1: {"b:1980-05-05"}}) == [(0,), (1,)]
    assert groups(*names, signs={0: {"b:1971-03-03"}, 1: {"b:1971"}}) == [(0, 1)]
    assert groups(*names, signs={0: {"b:1971-03-03"}, 1: {"b:1971-03-03"}}) == [(0, 1)]


def test_a_new_passport_of_the_same_birth_is_the_same_person() -> None:
    names = (("Adaeze Okonkwor",), ("Adaeze Okonkwor",))
    signs = {0: {"b:1971-03-03", "p:a01234567"}, 1: {"b:1971-03-03", "p:b07654321"}}
    assert groups(*names, signs=signs) == [(0, 1)]
    assert groups(*names, signs={0: {"p:a01234567"}, 1: {"p:b07654321"}}) == [(0,), (1,)]


def test_other_fathers_are_other_people() -> None:
    names = ("Остап Тарасович Щербатюк", "Остап Петрович Щербатюк", "Остап Тарасович Щербатюк")
    assert groups(names) == [(0, 2), (1,)]


def test_initials_belong_to_the_only_full_name_they_fit() -> None:
    assert groups(("Adaeze Okonkwor", "Fanta Okonkwor", "A. Okonkwor", "F. Okonkwor")) == [(0, 2), (1, 3)]


def test_initials_that_fit_two_people_are_given_to_neither() -> None:
    assert groups(("Adaeze Okonkwor", "Amara Okonkwor", "A. Okonkwor")) == [(0,), (1,), (2,)]


def test_a_surname_of_two_people_is_given_to_neither() -> None:
    assert groups(("Adaeze Okonkwor", "Fanta Okonkwor", "Okonkwor")) == [(0,), (1,), (2,)]


def test_a_surname_is_explained_by_its_own_document_only() -> None:
    assert groups(("Adaeze Okonkwor", "Okonkwor"), ("Okonkwor",)) == [(0, 1), (2,)]


def test_two_initials_are_explained_by_the_whole_case_and_one_is_not() -> None:
    assert groups(("Остап Тарасович Щербатюк",), ("О. Т. Щербатюк",)) == [(0, 1)]
    assert groups(("Остап Тарасович Щербатюк",), ("О. Щербатюк",)) == [(0,), (1,)]


def test_keys_tell_the_name_and_the_signs() -> None:
    (one,) = clustered(("Adaeze Okonkwor",), signs={0: {"b:1971-03-03"}})
    name, sign = one.keys
    assert sign == f"{name}|b:1971-03-03"


def test_a_cluster_shows_no_names_when_it_is_printed() -> None:
    assert "okonkvor" not in repr(clustered(("Adaeze Okonkwor",)))
