"""A file that is a PGP message (.pgp, .gpg, .asc), or a text with some in it, opened with the editor's keys."""

from extractors.charset import decode
from extractors.describe import stamp, text_page
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.mails import pgp
from extractors.mails.names import located
from extractors.members import Taken, reason_of
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PGP
from extractors.unlock.parts import opened_part

_SUFFIXES = (".pgp", ".gpg", ".asc")


def unlock_pgp(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """Each message as a member, the words around them as a page; raises ReadProblem(`encrypted`) where none opens."""
    text = pgp.unarmoured(data)
    blocks = text.encrypted or (data,)
    own = _inner_name(name) if len(blocks) == 1 else "message.asc"
    taken = Taken()
    members = tuple(_member(taken.distinct(own), block, options) for block in blocks[: options.limits.members])
    if not any(one.state is MemberState.READ for one in members):
        raise ReadProblem("encrypted")
    pages = text_page(decode(text.text)) if text.encrypted else ()
    return ExtractedDocument("", stamp("pgp_file"), pages, members=members, reason=reason_of(members))


def _member(name: str, block: bytes, options: ReadOptions) -> Member:
    plain = opened_part(block, options.trying, options.limits)
    if plain is None:
        return Member(name, MemberState.ENCRYPTED)
    if len(plain) > options.limits.member_bytes:
        return Member(name, MemberState.OVER_LIMIT)
    return Member(name, MemberState.READ, plain)


def _inner_name(name: str) -> str:
    """A file's name without what says that it is encrypted."""
    own = located(name.replace("\\", "/"))
    return next((own[: -len(one)] for one in _SUFFIXES if own.lower().endswith(one)), "") or "decrypted"


UNLOCKERS: dict[str, Reader] = {PGP: unlock_pgp}
