"""What is sealed of the cast: ids and pseudonyms are given once, and what is gone leaves nothing."""

from flows.cast import UNKNOWN_CODE, CastFile, with_people
from redaction.people import Person
from redaction.pseudonym import pseudonym
from vault.secret import CaseSecret

SECRET = CaseSecret(bytes(range(32)), bytes(range(32, 64)), (bytes(range(64, 96)),))


def person(number: int, *former: int) -> Person:
    return Person(
        f"p-{number:06d}", ("Adaeze Okonkwor",), "unknown", former_ids=tuple(f"p-{one:06d}" for one in former)
    )


def test_pseudonyms_are_made_from_ids_and_stay_when_others_go() -> None:
    file = with_people(CastFile(), SECRET, [person(1), person(2), person(3)], {"r77": "c-000001"})
    assert file.pseudonyms["p-000002"] == pseudonym(SECRET.naming, "p-000002")
    assert file.pseudonyms.keys() == {UNKNOWN_CODE, "c-000001", "p-000001", "p-000002", "p-000003"}
    left = with_people(file, SECRET, [person(2)], {})
    assert left.pseudonyms == {one: file.pseudonyms[one] for one in (UNKNOWN_CODE, "p-000002")}


def test_a_pseudonym_that_made_room_for_another_stays_when_that_one_goes() -> None:
    taken = pseudonym(SECRET.naming, "p-000002")
    file = CastFile(people=(person(1),), pseudonyms={UNKNOWN_CODE: "0000-00", "p-000001": taken}, given=1)
    both = with_people(file, SECRET, [person(1), person(2)], {})
    assert both.pseudonyms["p-000002"] != taken and both.pseudonyms["p-000002"].startswith(taken)
    assert with_people(both, SECRET, [person(2)], {}).pseudonyms["p-000002"] == both.pseudonyms["p-000002"]


def test_a_number_is_never_given_again_though_its_person_went_or_became_another() -> None:
    file = with_people(CastFile(), SECRET, [person(1), person(2)], {})
    for people in ([person(1)], [person(1, 2)], []):
        left = with_people(file, SECRET, people, {})
        assert left.given == 2
        assert max(one.person_id for one in left.known().people) == "p-000002"
    merged = with_people(file, SECRET, [person(1, 2)], {})
    assert merged.pseudonyms == file.pseudonyms  # an older copy of the corpus may show the former one


def test_a_file_of_people_without_names_keeps_their_numbers_alone() -> None:
    nobody = Person("p-000007", (), "unknown")
    file = with_people(CastFile(), SECRET, [person(1), nobody], {"~c-000004": "c-000004"})
    assert file.people == (person(1),) and file.given == 7
    assert file.pseudonyms.keys() == {UNKNOWN_CODE, "p-000001"}
