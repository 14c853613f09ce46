"""One mail: decoded headers, the body as text, and every attachment as a member with its own name."""

from extractors.charset import decode
from extractors.describe import field_of, stamp
from extractors.document import ExtractedDocument, MemberState, MetadataField
from extractors.limits import ReadOptions
from extractors.mails import cms, pgp
from extractors.mails.body import BodyText, body_text, is_body, joined
from extractors.mails.inline_files import inline_files
from extractors.mails.message_form import message_of
from extractors.mails.mime_tree import Part
from extractors.mails.part_members import Found, add_inline, add_part, add_sealed, name_of, whole_or_not
from extractors.mails.parts import Opened, opened_parts
from extractors.reader import Reader
from extractors.types.names import MAIL


def read_mail(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    opened = opened_parts(_from_header_on(data), options.limits)
    found = Found(options.limits, options.trying, is_over=opened.is_over)
    texts: list[BodyText] = []
    for number, part in enumerate(opened.parts, 1):
        if is_body(part):
            texts.append(_body(found, number, part))
        else:
            add_part(found, number, part)
    message = message_of(opened.headers.decoded(), joined(texts))
    metadata = (*_beside(opened), *found.metadata, *(one for text in texts for one in text.metadata))
    return ExtractedDocument(
        "", stamp("mail", "selectolax"), (), (), message, metadata, tuple(found.members), found.reason()
    )


def _from_header_on(data: bytes) -> bytes:
    """Marks and blank lines before the first header would make the whole mail a body."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n \t")
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def _body(found: Found, number: int, part: Part) -> BodyText:
    """A body that cannot be decoded is named as a member, and kept as it stands."""
    decoded = whole_or_not(found, part)
    data = decoded.data
    if decoded.is_lost or decoded.is_short:
        found.add(name_of(number, part), MemberState.BROKEN)
        data = data if decoded.is_short and not decoded.is_lost else part.body
    data, files = inline_files(data, found.limits.members - len(found.members))
    add_inline(found, files)
    armoured = pgp.unarmoured(data)
    for block in armoured.encrypted:
        add_sealed(found, "message.asc", block)
    return body_text(part, armoured.text)


def _beside(opened: Opened) -> tuple[MetadataField, ...]:
    """What a mail program does not show."""
    loose = (one for text in opened.loose for one in field_of("text_between_parts", decode(text), True))
    signers = (one for name in dict.fromkeys(opened.signers) for one in field_of("signer", name, True))
    return (*loose, *signers)


def warm() -> None:
    cms.warm()


READERS: dict[str, Reader] = {MAIL: read_mail}
UNLOCKERS = READERS
