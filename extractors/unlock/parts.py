"""What mail seals, opened with the editor's keys: a PGP message or an S/MIME envelope, as it stands in a mail."""

import re

from extractors.keys import Trying
from extractors.limits import Limits
from extractors.mails.cms import der_of
from extractors.problem import ReadProblem
from extractors.unlock.cms_envelope import opened_envelope
from extractors.unlock.openpgp import opened_message

_ENTITY = re.compile(rb"content-[a-z-]{1,40}[ \t]{0,20}:", re.IGNORECASE)


def opened_part(data: bytes, trying: Trying | None, limits: Limits) -> bytes | None:
    """What was sealed, or nothing where no key opens it; a part of a mail is given as a mail."""
    if trying is None:
        return None
    try:
        return as_mail(_opened(data, trying, limits))
    except ReadProblem:
        return None


def _opened(data: bytes, trying: Trying, limits: Limits) -> bytes:
    is_pgp = b"-----BEGIN PGP " in data[:4096] or data[:1] >= b"\x80"
    return opened_message(data, trying, limits) if is_pgp else opened_envelope(der_of(data), trying)


def as_mail(plain: bytes) -> bytes:
    """Headers that only say what follows do not make a file a mail: this one says that they are a mail's."""
    return b"MIME-Version: 1.0\r\n" + plain if _ENTITY.match(plain) else plain
