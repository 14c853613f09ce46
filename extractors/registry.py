"""Which reader opens which type; what is not listed is refused. Each family lists its own, and how to wake it."""

from types import ModuleType

from extractors.archives import archive
from extractors.images import image, metafile, svg
from extractors.mails import mail, mailbox
from extractors.media import recording
from extractors.office import docx, workbook
from extractors.pages import ebook, fixed, pdf
from extractors.reader import Reader
from extractors.tables import csv_table
from extractors.texts import html, plain
from extractors.types.names import UNKNOWN

# A module has `READERS`, media type to reader, and where something is loaded late, `warm()`, which loads it.
FAMILIES: tuple[ModuleType, ...] = (
    pdf,
    ebook,
    fixed,
    image,
    svg,
    metafile,
    recording,
    plain,
    html,
    csv_table,
    workbook,
    docx,
    mail,
    mailbox,
    archive,
)

READERS: dict[str, Reader] = {kind: reader for family in FAMILIES for kind, reader in family.READERS.items()}

REFUSED: dict[str, str] = {
    UNKNOWN: "unknown_type",
    "application/encrypted": "encrypted",
    "application/pgp-encrypted": "encrypted",
}


def reader_for(media_type: str) -> Reader | None:
    return READERS.get(media_type)


def refusal_of(media_type: str) -> str:
    """The code for a type that has no reader."""
    return REFUSED.get(media_type, "unsupported_type")
