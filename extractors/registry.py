"""Which reader opens which type; what is not listed is refused. Each family lists its own, and how to wake it."""

from types import ModuleType

from extractors.archives import archive, packed, streams, warc
from extractors.images import image, metafile, svg
from extractors.mails import cards, chat_json, cms_file, emlx, ldif, mail, mailbox, msg, pst, tnef, whatsapp
from extractors.media import recording
from extractors.office import doc, docx, iwork, locked, opendocument, ppt, pptx, rtf, visio, workbook
from extractors.pages import ebook, fixed, pdf
from extractors.reader import Reader
from extractors.tables import access, csv_table, dbf, parquet, sqlite
from extractors.texts import html, json_text, plain, plist, xml_text
from extractors.types.archives import SPLIT
from extractors.types.names import PGP, UNKNOWN

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
    xml_text,
    json_text,
    plist,
    csv_table,
    sqlite,
    access,
    dbf,
    parquet,
    workbook,
    doc,
    docx,
    iwork,
    locked,
    opendocument,
    ppt,
    pptx,
    rtf,
    visio,
    mail,
    mailbox,
    msg,
    pst,
    tnef,
    emlx,
    cms_file,
    cards,
    ldif,
    whatsapp,
    chat_json,
    archive,
    packed,
    streams,
    warc,
)

READERS: dict[str, Reader] = {kind: reader for family in FAMILIES for kind, reader in family.READERS.items()}

REFUSED: dict[str, str] = {
    UNKNOWN: "unknown_type",
    SPLIT: "split_volume",
    PGP: "encrypted",
}


def reader_for(media_type: str) -> Reader | None:
    return READERS.get(media_type)


def refusal_of(media_type: str) -> str:
    """The code for a type that has no reader."""
    return REFUSED.get(media_type, "unsupported_type")
