"""Findings, people and policy → decisions: what becomes of each span, and what stands there afterwards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.document import Passage
from redaction import finding as types
from redaction.finding import Finding
from redaction.generalise import country_of, year_of
from redaction.policy import Action, Policy


@dataclass(frozen=True)
class Who:
    """The person a mention belongs to, and what that person is in this document."""

    person_id: str
    status: str


@dataclass(frozen=True)
class CaseView:
    """What of the case a decision needs: the policy, pseudonyms by id, and how many share a value."""

    policy: Policy
    pseudonym: Callable[[str], str] = field(repr=False)
    document_pseudonym: Callable[[str, str], str] = field(repr=False)
    code_id: Callable[[str], str] = field(repr=False)
    sharing: Mapping[tuple[str, str], int] = field(repr=False)


@dataclass(frozen=True, order=True)
class Decision:
    """One span of one passage; `replacement` stands in its place unless the action is keep."""

    passage: int
    start: int
    end: int
    type: str
    status: str
    action: Action
    replacement: str = field(repr=False)
    pseudonym: str
    detector: str


def decide(
    doc_id: str,
    texts: Sequence[Passage],
    findings: Iterable[Finding],
    who: Mapping[tuple[int, int, int], Who],
    view: CaseView,
) -> tuple[Decision, ...]:
    """One decision a finding; findings must be disjoint within a passage."""
    return tuple(sorted(_decide_one(doc_id, texts, one, who, view) for one in findings))


def _decide_one(
    doc_id: str,
    texts: Sequence[Passage],
    one: Finding,
    who: Mapping[tuple[int, int, int], Who],
    view: CaseView,
) -> Decision:
    text = texts[one.passage].text[one.start : one.end]
    person = who.get((one.passage, one.start, one.end), Who("", "unknown"))
    action = _settle(view.policy.action(one.type, person.status), one.type, text, view)
    pseudonym = _pseudonym(action, one.type, doc_id, text, person, view)
    replacement = _replacement(action, one.type, text, pseudonym)
    return Decision(
        one.passage, one.start, one.end, one.type, person.status, action, replacement, pseudonym, one.detector
    )


def _settle(action: Action, type_: str, text: str, view: CaseView) -> Action:
    """keep_if_k becomes keep where enough people share the value, else remove."""
    if action is not Action.KEEP_IF_K:
        return action
    shared = view.sharing.get((type_, " ".join(text.casefold().split())), 0)
    return Action.KEEP if shared >= view.policy.keep_if_k else Action.REMOVE


def _pseudonym(action: Action, type_: str, doc_id: str, text: str, person: Who, view: CaseView) -> str:
    if type_ == types.CODE and action is Action.PSEUDONYMISE:
        return view.pseudonym(view.code_id(text))
    if type_ != types.PERSON or not person.person_id:
        return ""
    if action is Action.PSEUDONYMISE_DOCUMENT:
        return view.document_pseudonym(doc_id, person.person_id)
    return view.pseudonym(person.person_id)


def _replacement(action: Action, type_: str, text: str, pseudonym: str) -> str:
    """What a reader sees instead: never the length, never the text."""
    word = "CASE" if type_ == types.CODE else type_
    if action in (Action.PSEUDONYMISE, Action.PSEUDONYMISE_DOCUMENT) and pseudonym:
        return f"[{word} {pseudonym}]"
    if type_ == types.BIRTH_DATE:
        return _birth(action, year_of(text))
    if action in (Action.COUNTRY, Action.REGION) and (country := country_of(text)):
        return f"[{word} {country}]"
    return f"[{word}]"


def _birth(action: Action, year: int | None) -> str:
    if year is not None and action is Action.YEAR:
        return f"[born {year}]"
    if year is not None and action is Action.DECADE:
        return f"[born {year // 10 * 10}s]"
    return "[born]"
