"""A signed, timestamped or certificate file (.p7m, .p7s, .p7b, .tsd): its content as a member, its names as text."""

from extractors.describe import field_of, stamp, text_page
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.mails import cms
from extractors.mails.names import located
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import CMS, TSD
from extractors.unlock.parts import opened_part

_SUFFIXES = (".p7m", ".p7s", ".p7", ".p7z", ".tsd", ".pkcs7", ".cms", ".sig")


def read_cms(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    envelope = cms.opened(data, options.limits)
    inner = _inner_name(name)
    names = [one for name in envelope.names for one in field_of("signer", name, True)]
    stamped = stamp("cms", "asn1crypto")
    if envelope.content is None:
        return ExtractedDocument("", stamped, text_page("\n".join(envelope.names)))
    over = len(envelope.content) > options.limits.member_bytes
    member = Member(inner, MemberState.OVER_LIMIT) if over else Member(inner, MemberState.READ, envelope.content)
    return ExtractedDocument(
        "", stamped, metadata=tuple(names), members=(member,), reason="partly_over_limit" if over else ""
    )


def unlock_cms(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """The content of an envelope, as a member; raises ReadProblem(`encrypted`) where no key opens it."""
    plain = opened_part(data, options.trying, options.limits)
    if plain is None:
        raise ReadProblem("encrypted")
    over = len(plain) > options.limits.member_bytes
    member = Member(_inner_name(name), MemberState.OVER_LIMIT if over else MemberState.READ, b"" if over else plain)
    return ExtractedDocument("", stamp("cms", "asn1crypto"), members=(member,))


def _inner_name(name: str) -> str:
    own = located(name.replace("\\", "/"))
    lower = own.lower()
    return next((own[: -len(one)] for one in _SUFFIXES if lower.endswith(one)), "") or "content"


READERS: dict[str, Reader] = {CMS: read_cms, TSD: read_cms}
UNLOCKERS: dict[str, Reader] = {CMS: unlock_cms}
