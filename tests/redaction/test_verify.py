"""Nothing is published before it was read again; what still shows is redacted, or the document is refused."""

import pytest

from extractors.document import Channel, Passage
from redaction.decide import CaseView, Who
from redaction.finding import Finding
from redaction.leftovers import RedactedString, Watch
from redaction.policy import default_policy, parse_policy
from redaction.verify import VerifiedDocument, verified

VIEW = CaseView(
    parse_policy(default_policy()),
    lambda person: f"PSE-{person[-2:]}",
    lambda doc, person: "DOC-00",
    lambda code: "c-000001",
    {},
)


def read(text: str, findings: list[Finding], strings: list[RedactedString], **who: Who) -> VerifiedDocument:
    people = {(one.passage, one.start, one.end): who["who"] for one in findings if "who" in who}
    return verified("d", (Passage(Channel.BODY, 0, text),), findings, people, VIEW, Watch(strings))


def test_a_name_missed_in_one_place_is_redacted_there_too() -> None:
    text = "Zaur Mamedov complained. Later, ZAUR MAMEDOV withdrew."
    finding = Finding(0, 0, 12, "PERSON", 1.0, "test")
    strings = [RedactedString("PERSON", "Zaur Mamedov", "p-000001")]
    found = read(text, [finding], strings, who=Who("p-000001", "unknown"))
    assert "amedov" not in found.passages[0].text.lower()
    assert found.passages[0].text.count("[PERSON PSE-01]") == 2


def test_a_public_name_that_a_decision_keeps_is_no_leftover() -> None:
    text = "President Zaur Mamedov spoke."
    finding = Finding(0, 10, 22, "PERSON", 1.0, "test")
    strings = [RedactedString("PERSON", "Zaur Mamedov", "p-000001")]
    found = read(text, [finding], strings, who=Who("p-000009", "public"))
    assert found.passages[0].text == text
    assert found.rounds == 1


def test_a_leftover_beside_a_finding_swallows_it() -> None:
    finding = Finding(0, 8, 15, "PERSON", 1.0, "test")
    strings = [RedactedString("PERSON", "Zaur Mamedov", "p-000001")]
    found = read("Dr Zaur Mamedov", [finding], strings)
    assert "Zaur" not in found.passages[0].text


def test_a_birth_date_becomes_a_decade_everywhere_in_its_document() -> None:
    text = "born 03.05.1971 ... [03/05/1971] ... decided 4 May 2019"
    found = read(text, [Finding(0, 5, 15, "BIRTH_DATE", 1.0, "test")], [])
    assert found.passages[0].text == "born [born 1970s] ... [[born 1970s]] ... decided 4 May 2019"


def test_a_verified_document_cannot_be_made_by_hand() -> None:
    with pytest.raises(TypeError):
        VerifiedDocument("d", (), (), 1, object())
