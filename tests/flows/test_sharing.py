from hypothesis import given
from hypothesis import strategies as st

from flows.sharing import shared_by

ALIKE = [
    ("r1", "subject", "AAAA-11"),
    ("r1", "requesting_country", "RU"),
    ("r1", "complaint_date", "2016-03-12"),
    ("r1", "representative", "LLLL-11"),
    ("r2", "subject", "BBBB-22"),
    ("r2", "requesting_country", "RU"),
    ("r2", "complaint_date", "2016-11-01"),
    ("r3", "subject", "CCCC-33"),
    ("r3", "requesting_country", "TR"),
    ("r3", "complaint_date", "2016-11-01"),
]


def test_people_of_whom_the_same_is_told_share_it_and_days_do_not_part_them() -> None:
    assert shared_by(ALIKE) == {"AAAA-11": 2, "BBBB-22": 2, "CCCC-33": 1}


def test_one_more_fact_makes_a_person_alone() -> None:
    assert shared_by([*ALIKE, ("r1", "outcome", "deleted")])["AAAA-11"] == 1


def test_all_records_of_a_person_count_together() -> None:
    more = [("r4", "subject", "AAAA-11"), ("r4", "requesting_country", "TR")]
    assert shared_by([*ALIKE, *more]) == {"AAAA-11": 1, "BBBB-22": 1, "CCCC-33": 1}


def test_who_is_no_subject_is_not_counted() -> None:
    assert "LLLL-11" not in shared_by(ALIKE)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("r1", "r2", "r3", "r4")),
            st.sampled_from(("subject", "requesting_country", "outcome", "decision_date")),
            st.sampled_from(("A", "B", "2016-01-01", "2017-01-01")),
        ),
        max_size=30,
    )
)
def test_nobody_is_shared_by_fewer_than_themselves_nor_by_more_than_all(facts: list[tuple[str, str, str]]) -> None:
    shared = shared_by(facts)
    assert all(1 <= k <= len(shared) for k in shared.values())
    assert set(shared) == {value for _, field, value in facts if field == "subject"}
