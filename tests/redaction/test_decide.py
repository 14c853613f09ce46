"""Each finding gets one decision, and what stands in its place says no more than the policy allows."""

import pytest

from extractors.document import Channel, Passage
from redaction.decide import CaseView, Decision, Who, decide
from redaction.finding import BIRTH_DATE, BIRTH_PLACE, CODE, EMAIL, NATIONALITY, PERSON, Finding
from redaction.policy import Action, default_policy, parse_policy


def view(sharing: dict[tuple[str, str], int] | None = None, policy: bytes | None = None) -> CaseView:
    return CaseView(
        parse_policy(policy or default_policy()),
        lambda one: f"PSE-{one[-2:]}",
        lambda doc, one: f"{doc}-{one[-2:]}",
        lambda code: f"c-{code[-2:]}",
        sharing or {},
    )


def decided(text: str, kind: str, status: str = "private", person: str = "p-000007", **more: object) -> Decision:
    one = Finding(0, 0, len(text), kind, 0.9, "test")
    who = {(0, 0, len(text)): Who(person, status)} if status else {}
    (found,) = decide("DOC", (Passage(Channel.BODY, 0, text),), [one], who, view(**more))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("public", (Action.KEEP, "[PERSON]", "PSE-07")), ("private", (Action.PSEUDONYMISE, "[PERSON PSE-07]", "PSE-07")),
        ("unknown", (Action.PSEUDONYMISE, "[PERSON PSE-07]", "PSE-07")),
        ("witness", (Action.PSEUDONYMISE_DOCUMENT, "[PERSON DOC-07]", "DOC-07")),
    ],
)  # fmt: skip
def test_a_name_becomes_what_its_bearer_may_be_called(status: str, shown: tuple[Action, str, str]) -> None:
    found = decided("Adaeze Okonkwor", PERSON, status)
    assert (found.action, found.replacement, found.pseudonym) == shown


def test_a_name_that_nobody_was_found_for_is_removed_without_a_pseudonym() -> None:
    found = decided("Adaeze Okonkwor", PERSON, status="")
    assert (found.action, found.replacement, found.status) == (Action.PSEUDONYMISE, "[PERSON]", "unknown")


@pytest.mark.parametrize(
    ("text", "status", "shown"),
    [
        ("3 March 1971", "private", "[born 1970s]"), ("3 марта 1971 г.", "public", "[born 1971]"),
        ("3 March 1971", "minor", "[born]"), ("some day in May", "private", "[born]"), ("03.05.68", "private", "[born 1960s]"),
    ],
)  # fmt: skip
def test_of_a_birth_date_only_the_decade_or_the_year_is_left(text: str, status: str, shown: str) -> None:
    assert decided(text, BIRTH_DATE, status).replacement == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lankaran, Azerbaijan", "[BIRTH_PLACE AZ]"),
        ("Бишкек", "[BIRTH_PLACE]"),
        ("Kribi (Cameroun)", "[BIRTH_PLACE CM]"),
    ],
)
def test_of_a_birth_place_only_the_country_is_left(text: str, shown: str) -> None:
    assert decided(text, BIRTH_PLACE).replacement == shown


def test_a_case_number_becomes_a_pseudonym_of_the_case() -> None:
    assert decided("CCF/2019/R123", CODE).replacement == "[CASE PSE-23]"


def test_an_address_is_gone_whoever_it_belongs_to() -> None:
    for status in ("public", "private", "source"):
        found = decided("adaeze@post.example", EMAIL, status)
        assert (found.action, found.replacement, found.pseudonym) == (Action.REMOVE, "[EMAIL]", "")


@pytest.mark.parametrize(("sharing", "action"), [(11, Action.KEEP), (10, Action.REMOVE), (0, Action.REMOVE)])
def test_a_value_stays_where_enough_people_share_it(sharing: int, action: Action) -> None:
    shared = {(NATIONALITY, "sierra leonean"): sharing}
    assert decided("Sierra\n LEONEAN", NATIONALITY, sharing=shared).action is action


def test_what_the_policy_does_not_know_is_removed() -> None:
    found = decided("Adaeze Okonkwor", PERSON, "public", policy=b"[rows]\n")
    assert (found.action, found.replacement) == (Action.REMOVE, "[PERSON]")


def test_a_replacement_never_shows_the_length_of_what_it_replaces() -> None:
    assert decided("a@b.example", EMAIL).replacement == decided("adaeze.okonkwor@post.example", EMAIL).replacement


def test_decisions_come_in_the_order_of_the_text() -> None:
    texts = (Passage(Channel.BODY, 0, "ab"), Passage(Channel.BODY, 1, "cd"))
    given = [Finding(1, 0, 1, EMAIL, 0.9, "t"), Finding(0, 1, 2, EMAIL, 0.9, "t"), Finding(0, 0, 1, EMAIL, 0.9, "t")]
    found = decide("DOC", texts, given, {}, view())
    assert [(one.passage, one.start) for one in found] == [(0, 0), (0, 1), (1, 0)]


def test_a_decision_shows_no_content_when_it_is_printed() -> None:
    assert "Okonkwor" not in repr(decided("Adaeze Okonkwor", PERSON)) + repr(view({(NATIONALITY, "Okonkwor"): 1}))
