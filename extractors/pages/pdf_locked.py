"""A PDF under a password, saved without one: the pages are read elsewhere, where no key is."""

# mypy: disable-error-code="no-untyped-call,attr-defined"

import pymupdf

from extractors.describe import stamp
from extractors.document import ExtractedDocument, Member, MemberState
from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.reader import Reader
from extractors.types.names import PDF


def unlock_pdf(data: bytes, name: str, options: ReadOptions) -> ExtractedDocument:
    """The file as a member; raises ReadProblem(`encrypted`) where none opens it. Earlier states do not come along."""
    if options.trying is None:
        raise ReadProblem("encrypted")
    with pymupdf.open(stream=data, filetype="pdf") as document:
        plain = options.trying.first(lambda password: _saved(document, password))
    if len(plain) > options.limits.member_bytes:
        raise ReadProblem("over_limit", bytes=len(plain))
    member = Member("decrypted.pdf", MemberState.READ, plain)
    return ExtractedDocument("", stamp("pdf_locked", "pymupdf"), members=(member,))


def _saved(document: pymupdf.Document, password: str) -> bytes | None:
    if not document.authenticate(password):
        return None
    return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_NONE))


def warm() -> None:
    """Silences MuPDF, whose messages quote the file."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    document = pymupdf.open()
    document.new_page()
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="warm", owner_pw="warm")
    with pymupdf.open(stream=locked, filetype="pdf") as again:
        _saved(again, "warm")


UNLOCKERS: dict[str, Reader] = {PDF: unlock_pdf}
