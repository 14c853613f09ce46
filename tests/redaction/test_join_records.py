"""Records of one case meet under one id, and no others."""

from typing import Any

from redaction.facts import Lifted, LocalRecord, join


def record(own: str = "", /, *, codes: tuple[str, ...] = (), **said: Any) -> LocalRecord:
    found = tuple((name, value, "page 1") for name, value in said.items())
    return LocalRecord(codes or ((own,) if own else ()), found, own)


def ids(*records: LocalRecord) -> list[str]:
    documents = [(f"d{at}", Lifted("", (), (one,))) for at, one in enumerate(records)]
    joined = join(documents)
    return [joined[(f"d{at}", 0)] for at in range(len(records))]


def test_the_same_reference_is_the_same_case() -> None:
    first, second, other = ids(record("A"), record("A"), record("B"))
    assert first == second != other


def test_a_notice_number_leads_to_the_case_that_gives_it() -> None:
    case, notice = ids(record("A", codes=("A", "N")), record(codes=("N",)))
    assert case == notice


def test_a_notice_that_two_cases_give_joins_neither() -> None:
    first, second, notice = ids(record("A", codes=("A", "N")), record("B", codes=("B", "N")), record(codes=("N",)))
    assert len({first, second, notice}) == 3


def test_rows_of_a_register_stay_apart() -> None:
    rows = tuple(record(own) for own in ("A", "B", "C"))
    joined = join([("d", Lifted("register", (), rows))])
    assert len(set(joined.values())) == 3


def test_a_complaint_without_a_number_finds_the_case_of_its_subject() -> None:
    case, complaint = ids(
        record("A", subject="S", kind="decision", complaint_date="2019-05-04"),
        record(subject="S", kind="complaint", complaint_date="2019-05-04"),
    )
    assert case == complaint


def test_another_complaint_of_the_same_person_is_another_case() -> None:
    case, complaint = ids(
        record("A", subject="S", kind="decision", complaint_date="2019-05-04"),
        record("B", subject="S", kind="complaint", complaint_date="2021-05-04"),
    )
    assert case != complaint


def test_a_complaint_without_a_number_finds_the_case_of_its_day_and_country() -> None:
    case, other, complaint = ids(
        record("A", kind="decision", complaint_date="2019-05-04", requesting_country="PE"),
        record("B", kind="decision", complaint_date="2019-05-04", requesting_country="FR"),
        record(codes=("N",), kind="complaint", complaint_date="2019-05-04", requesting_country="PE"),
    )
    assert case == complaint != other


def of_peru(own: str = "", kind: str = "decision") -> LocalRecord:
    return record(own, kind=kind, complaint_date="2019-05-04", requesting_country="PE")


def test_two_cases_of_one_day_and_country_join_no_third() -> None:
    assert len(set(ids(of_peru("A"), of_peru("B"), of_peru(kind="complaint")))) == 3


def test_a_misread_number_is_made_good_by_the_days_and_the_country() -> None:
    said: dict[str, Any] = {"complaint_date": "2019-05-04", "requesting_country": "PE", "decision_date": "2020-06-06"}
    row, decision = ids(record("A", kind="register", **said), record("A1", kind="decision", **said))
    assert row == decision


def test_cases_of_one_day_that_were_decided_on_different_days_stay_apart() -> None:
    said: dict[str, Any] = {"complaint_date": "2019-05-04", "requesting_country": "PE"}
    first, second = ids(
        record("A", kind="decision", decision_date="2020-06-06", **said),
        record("B", kind="decision", decision_date="2020-07-07", **said),
    )
    assert first != second


def test_a_letter_with_neither_number_nor_country_finds_the_only_case_of_its_day() -> None:
    case, letter = ids(of_peru("A"), record(kind="message", complaint_date="2019-05-04"))
    assert case == letter


def test_two_papers_without_any_number_meet_by_their_day_and_country() -> None:
    first, second = ids(of_peru(kind="complaint"), of_peru(kind="message"))
    assert first == second


def test_a_code_that_rows_of_different_days_bear_names_no_case() -> None:
    rows = (record("A", complaint_date="2019-05-04"), record("A", complaint_date="2020-06-06"))
    assert len(set(join([("d", Lifted("register", (), rows))]).values())) == 2


def test_two_rows_about_one_case_are_one_record() -> None:
    assert len(set(join([("d", Lifted("register", (), (record("A"), record("A"))))]).values())) == 1


def test_records_that_nothing_joins_have_ids_of_their_own() -> None:
    assert len(set(ids(record(), record()))) == 2


def test_codes_that_lead_in_a_ring_do_not_trap() -> None:
    first, second = ids(record("A", codes=("A", "B")), record("B", codes=("B", "A")))
    assert first == second
