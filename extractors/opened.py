"""What a file says without a key, and what a key opened of it, put together: names and places stay as they were."""

from dataclasses import replace

from extractors.describe import field_of
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.members import reason_of
from extractors.problem import ReadProblem

_NOTE = field_of("encryption", "opened with a key of the editor's")


def is_locked(answer: ExtractedDocument | ReadProblem) -> bool:
    """Whether something in it, or all of it, asks for a key."""
    if isinstance(answer, ReadProblem):
        return answer.code == "encrypted"
    return any(one.state is MemberState.ENCRYPTED for one in answer.members)


def with_opened(answer: ExtractedDocument | ReadProblem, keyed: ExtractedDocument) -> ExtractedDocument:
    """Of `keyed` no more is taken than members that were encrypted; all of it where there was nothing without a key."""
    if isinstance(answer, ReadProblem):
        return replace(keyed, metadata=keyed.metadata + _NOTE)
    opened = {one.name: one for one in keyed.members if one.state in (MemberState.READ, MemberState.OVER_LIMIT)}
    members = tuple(_opened(one, opened) for one in answer.members)
    if members == answer.members:
        return answer
    return replace(answer, members=members, metadata=answer.metadata + _NOTE, reason=_reason(answer, keyed, members))


def _opened(member: Member, opened: dict[str, Member]) -> Member:
    return opened.get(member.name, member) if member.state is MemberState.ENCRYPTED else member


def _reason(answer: ExtractedDocument, keyed: ExtractedDocument, members: tuple[Member, ...]) -> str:
    """`partly_encrypted` hides lesser reasons, which the second reader tells again."""
    if answer.reason != "partly_encrypted" or reason_of(members) == "partly_encrypted":
        return answer.reason
    return keyed.reason if keyed.reason != "partly_encrypted" else reason_of(members)
